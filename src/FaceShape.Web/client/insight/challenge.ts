import type { ReadingOk, ShapeName } from '../protocol.ts';
import type { Event } from './events.ts';

/** A margin that differs by less is taken for the same. */
const alike = 0.05;

const margin = ({ shape }: ReadingOk): number => shape.probability - shape.probabilities[shape.second];
const named = ({ shape }: ReadingOk): string => (shape.abstained ? 'cannot-tell' : shape.label);

/** What the new models' answer tells beside that of those in use. */
export function eventsOfChallenge(champion: ReadingOk, challenger: ReadingOk): Event[] {
  const ahead = margin(challenger) - margin(champion);
  return [
    ['agreement', named(champion) === named(challenger) ? 'same' : 'different'],
    ['challenger-shape', named(challenger)],
    ['challenger-margin', Math.abs(ahead) < alike ? 'alike' : ahead > 0 ? 'surer' : 'less-sure'],
  ];
}

/** Which of both named the shape that the person says. */
export function preferredEvent(said: ShapeName, champion: ReadingOk, challenger: ReadingOk): Event {
  const [one, other] = [champion.shape.label === said, challenger.shape.label === said];
  return ['preferred', one ? (other ? 'both' : 'champion') : other ? 'challenger' : 'neither'];
}
