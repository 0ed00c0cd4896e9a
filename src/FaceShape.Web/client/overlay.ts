import { svg } from './dom.ts';
import type { FaceReading, PointXY } from './protocol.ts';

/** The lines of a face in the order of the 68 points; eyes and lips are closed. */
const lines: readonly (readonly [from: number, to: number, closed: boolean])[] = [
  [0, 16, false],
  [17, 21, false],
  [22, 26, false],
  [27, 30, false],
  [31, 35, false],
  [36, 41, true],
  [42, 47, true],
  [48, 59, true],
  [60, 67, true],
];

/** Points of the outline; see `FaceOutlinePoints` in the core. */
const hairlineMiddle = 5;
const chin = 18;

/** Draws what was found over the photo: the box, the outline, the points, and the lengths that were measured. */
export function drawOverlay(target: SVGSVGElement, reading: FaceReading, width: number, height: number): void {
  const points = reading.landmarks;
  const [x, y, w, h] = reading.face.box;
  const dot = Math.max(1, w / 130);
  target.setAttribute('viewBox', `0 0 ${width} ${height}`);
  target.replaceChildren(
    svg('rect', { class: 'box', x, y, width: w, height: h, rx: w / 14 }),
    svg('g', { class: 'outlined' }, ...(reading.outline ? [svg('polygon', { points: drawn(reading.outline) })] : [])),
    svg('g', { class: 'measures' }, ...measures(reading).map(([a, b]) => svg('line', { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }))),
    svg('g', { class: 'features' }, ...(reading.outline ? lines.slice(1) : lines).map(([from, to, closed]) =>
      svg(closed ? 'polygon' : 'polyline', { points: drawn(points.slice(from, to + 1)) }))),
    svg('g', { class: 'points' }, ...points.map(([cx, cy]) => svg('circle', { cx, cy, r: dot }))),
  );
}

const drawn = (points: readonly PointXY[]): string => points.map((point) => point.join(',')).join(' ');

/**
 * From hairline to chin where the outline is known. Else length of the face, and widths of cheeks, jaw and chin, where
 * `FaceMeasurements` of the core takes them.
 */
function measures({ outline, landmarks }: FaceReading): [PointXY, PointXY][] {
  if (outline) return [[outline[hairlineMiddle] ?? [0, 0], outline[chin] ?? [0, 0]]];
  const at = (index: number): PointXY => landmarks[index] ?? [0, 0];
  const cheeks = [0, 1, 2, 3, 4].map((index): [PointXY, PointXY] => [at(index), at(16 - index)]).reduce((a, b) => (distance(...b) > distance(...a) ? b : a));
  return [[middle(at(21), at(22)), at(8)], cheeks, [at(4), at(12)], [at(6), at(10)]];
}

const middle = (a: PointXY, b: PointXY): PointXY => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
const distance = (a: PointXY, b: PointXY): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
