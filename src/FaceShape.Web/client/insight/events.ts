import type { ReadingOk } from '../protocol.ts';

/** A question of the closed list and one of its values; `Questions` in C# has them all, and refuses any other. */
export type Event = readonly [question: string, value: string];

const photoWarnings = ['turned', 'tilted', 'small', 'cut-off', 'blurred', 'dark', 'bright', 'too-near'];

/** What an answer tells about how well the reader does. */
export function eventsOf(reading: ReadingOk, milliseconds: number): Event[] {
  const { shape, warnings, typicality } = reading;
  const named = shape.abstained ? 'cannot-tell' : shape.label;
  const margin = shape.probability - shape.probabilities[shape.second];
  return [
    ['shape', named],
    ['outcome', shape.abstained ? 'cannot-tell' : 'answered'],
    ['warning', warnings.find((warning) => photoWarnings.includes(warning)) ?? 'nothing'],
    ...(typicality ? [['landmarks', typicality.rarity] as const] : []),
    ['margin', bucket(margin, [[0.1, 'below-10'], [0.25, 'below-25'], [0.5, 'below-50']], 'above-50')],
    ['time', bucket(milliseconds / 1000, [[0.5, 'below-half'], [1, 'below-1'], [2, 'below-2'], [5, 'below-5']], 'longer')],
  ];
}

/** Few photos of the training were like this one: whoever gives it away helps most. */
export const isOutlier = ({ typicality }: ReadingOk): boolean => typicality?.rarity === 'rare' || typicality?.rarity === 'outlier';

/** What a trouble tells. */
export const eventsOfTrouble = (code: string): Event[] => [['outcome', code === 'no-face' || code === 'several-faces' ? code : 'failed']];

export const memoryEvent = (bytes: number): Event =>
  ['memory', bucket(bytes / 2 ** 20, [[128, 'below-128'], [256, 'below-256'], [512, 'below-512']], 'more')];

/** How many came after the first. */
export const retakesEvent = (photos: number): Event => ['retakes', ['zero', 'one', 'two'][photos - 1] ?? 'more'];

export const restartsEvent = (restarts: number): Event => ['restarts', ['zero', 'one'][restarts] ?? 'more'];

export const sameEvent = (question: 'mirror' | 'photos', same: boolean): Event => [question, same ? 'same' : 'different'];

function bucket(value: number, bounds: readonly (readonly [number, string])[], above: string): string {
  return bounds.find(([bound]) => value < bound)?.[1] ?? above;
}
