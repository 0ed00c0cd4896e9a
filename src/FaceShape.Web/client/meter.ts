import { svg } from './dom.ts';

/** Drawn rather than an element of its own: browsers style that one each in their own way. */
export function meter(label: string, text: string, value: number, ...drawing: SVGElement[]): SVGElement {
  const range = { 'aria-valuemin': 0, 'aria-valuemax': 1, 'aria-valuenow': value.toFixed(4) };
  return svg('svg', { role: 'meter', 'aria-label': label, 'aria-valuetext': text, ...range }, ...drawing);
}

/** The bar of a share. */
export const bar = (share: number): SVGElement[] => [
  svg('rect', { class: 'track', width: '100%', height: 8, rx: 4, y: 4 }),
  svg('rect', { class: 'fill', width: `${100 * share}%`, height: 8, rx: 4, y: 4 }),
];
