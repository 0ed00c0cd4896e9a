import { byId, html, svg } from './dom.ts';
import { measures } from './measures.ts';
import { bar, meter } from './meter.ts';
import type { FaceReading, ShapeName } from './protocol.ts';
import { headline, percent, reasons, say, seconds, shapeName, verdict, warning, words } from './words.ts';

/** Fills the answer card. */
export function showAnswer(card: HTMLElement, reading: FaceReading, milliseconds: number): void {
  const { shape, attributes } = reading;
  card.dataset['shape'] = shape.label;
  card.dataset['probability'] = shape.probability.toFixed(4);
  card.dataset['second'] = shape.second;
  card.replaceChildren(
    html('header', {},
      outline(shape.label),
      html('p', { class: 'eyebrow' }, words.answer.eyebrow),
      html('h1', { id: 'answer-title', class: shape.abstained ? 'unsure' : 'sure' }, headline(reading)),
      html('p', { class: 'lede' }, verdict(reading))),
    ...cautions(reading),
    html('ul', { class: 'chances' }, ...ranked(reading).map(([name, share]) => chance(name, share))),
    html('div', { class: 'traits' },
      trait(words.answer.face, 'short', 'long', attributes.length),
      trait(words.answer.jaw, 'soft', 'angular', attributes.jaw)),
  );
  byId('why').replaceChildren(
    html('h2', {}, words.answer.why),
    html('ul', {}, ...reasons(reading).map((reason) => html('li', {}, reason))),
    ...measures(reading),
    html('p', { class: 'hint' }, say(words.answer.took, { time: seconds(milliseconds) })),
  );
  byId('why').hidden = false;
  card.hidden = false;
}

/** Empties the card, so that nothing of an earlier face stays in the page. */
export function clearAnswer(card: HTMLElement): void {
  card.hidden = true;
  card.replaceChildren();
  byId('why').hidden = true;
  byId('why').replaceChildren();
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
    meter(shapeName(name), percent(share), share, ...bar(share)),
    html('span', { class: 'share' }, percent(share)));
}

/** The drawn outline of a shape, as the page already has it. */
function outline(shape: ShapeName): SVGElement {
  const path = document.querySelector(`.shapes [data-shape="${shape}"] path`)?.cloneNode() as SVGPathElement;
  return svg('svg', { viewBox: '-3 -3 106 136', class: 'outline', 'aria-hidden': 'true' }, path);
}

/** A meter between two opposites: the middle means undecided. */
function trait<T extends keyof typeof words.labels>(name: string, low: T, high: T, { label, probability }: { readonly label: T; readonly probability: number }): HTMLDivElement {
  const value = label === high ? probability : 1 - probability;
  const { labels, answer } = words;
  return html('div', { class: 'trait' },
    html('p', {}, html('strong', {}, say(answer.trait, { name, label: labels[label] })), ` ${percent(probability)}`),
    meter(say(answer.scale, { name, low: labels[low], high: labels[high] }), `${labels[label]}, ${percent(probability)}`, value,
      svg('rect', { class: 'track', width: '100%', height: 8, rx: 4, y: 4 }),
      svg('line', { x1: '50%', x2: '50%', y1: 2, y2: 14 }),
      svg('circle', { cx: `${2 + 96 * value}%`, cy: 8, r: 7 })),
    html('p', { class: 'ends', 'aria-hidden': 'true' }, html('span', {}, labels[low]), html('span', {}, labels[high])));
}

function cautions({ warnings: found }: FaceReading): HTMLElement[] {
  if (found.length === 0) return [];
  return [
    html('div', { class: 'cautions' },
      html('h2', {}, words.answer.cautions),
      html('ul', {}, ...found.map((code) =>
        html('li', { 'data-warning': code }, html('strong', {}, warning(code).what), ` ${warning(code).remedy}`)))),
  ];
}
