import { html } from './dom.ts';
import type { FaceReading, ShapeName } from './protocol.ts';
import { headline, percent, reasons, shapeName, verdict, warnings } from './words.ts';

/** Fills the answer card. */
export function showAnswer(card: HTMLElement, reading: FaceReading, milliseconds: number): void {
  const { shape, attributes } = reading;
  card.dataset['shape'] = shape.label;
  card.dataset['probability'] = shape.probability.toFixed(4);
  card.dataset['second'] = shape.second;
  card.replaceChildren(
    html('p', { class: 'eyebrow' }, 'Your face shape'),
    html('h2', { id: 'answer-title' }, headline(reading)),
    html('p', { class: 'lede' }, verdict(reading)),
    ...cautions(reading),
    html('ul', { class: 'chances' }, ...ranked(reading).map(([name, share]) => chance(name, share))),
    html('div', { class: 'traits' },
      trait('Face', 'short', 'long', attributes.length.label, attributes.length.probability),
      trait('Jaw', 'soft', 'angular', attributes.jaw.label, attributes.jaw.probability)),
    html('details', { class: 'why', open: '' },
      html('summary', {}, 'Why'),
      html('ul', {}, ...reasons(reading).map((reason) => html('li', {}, reason)))),
    html('p', { class: 'hint' }, `Read on this device in ${(milliseconds / 1000).toFixed(1)} seconds.`),
  );
  card.hidden = false;
}

/** Empties the card, so that nothing of an earlier face stays in the page. */
export function clearAnswer(card: HTMLElement): void {
  card.hidden = true;
  card.replaceChildren();
  delete card.dataset['shape'];
  delete card.dataset['probability'];
  delete card.dataset['second'];
}

function ranked({ shape }: FaceReading): [ShapeName, number][] {
  return (Object.entries(shape.probabilities) as [ShapeName, number][]).sort((a, b) => b[1] - a[1]);
}

function chance(name: ShapeName, share: number): HTMLLIElement {
  return html('li', {},
    html('span', { class: 'name' }, shapeName(name)),
    html('meter', { min: 0, max: 1, value: share, 'aria-label': shapeName(name) }, percent(share)),
    html('span', { class: 'share' }, percent(share)));
}

/** A meter between two opposites: the middle means undecided. */
function trait(name: string, low: string, high: string, label: string, probability: number): HTMLDivElement {
  const value = label === high ? probability : 1 - probability;
  return html('div', { class: 'trait' },
    html('p', {}, html('strong', {}, `${name}: ${label}`), ` ${percent(probability)}`),
    html('meter', { min: 0, max: 1, value, 'aria-label': `${name}, from ${low} to ${high}` }, `${label}, ${percent(probability)}`),
    html('p', { class: 'ends', 'aria-hidden': 'true' }, html('span', {}, low), html('span', {}, high)));
}

function cautions({ warnings: found }: FaceReading): HTMLElement[] {
  if (found.length === 0) return [];
  return [
    html('div', { class: 'cautions' },
      html('h3', {}, 'This photo makes the answer less certain'),
      html('ul', {}, ...found.map((warning) =>
        html('li', { 'data-warning': warning }, html('strong', {}, warnings[warning].what), ` ${warnings[warning].remedy}`)))),
  ];
}
