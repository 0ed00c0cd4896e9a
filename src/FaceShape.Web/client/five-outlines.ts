import { html, svg } from './dom.ts';
import type { DrawnFace, DrawnOutline } from './illustration.ts';
import type { FaceReading, PointXY, ShapeName } from './protocol.ts';
import { percent, shapeName } from './words.ts';

// Points of the outline: see `FaceOutlinePoints` of the core.
const hairline = 5;
const chin = 18;

/** The person's own outline, upright and as high as each of the five ideal ones, laid over them; the likeliest first. */
export function overFiveOutlines(face: DrawnFace, { outline, shape }: FaceReading): HTMLElement[] {
  const own = outline && upright(outline);
  if (!own) return [];
  const ranked = (Object.entries(shape.probabilities) as [ShapeName, number][]).sort((a, b) => b[1] - a[1]);
  return ranked.map(([name, share]) =>
    html('li', {},
      svg('svg', { viewBox: '-6 -6 112 142', 'aria-hidden': 'true', focusable: 'false' },
        svg('path', { class: 'ideal', d: face.outlines[name].path }),
        svg('path', { class: 'own', d: closed(own.map((point) => fit(face.outlines[name], point))) })),
      html('span', {}, `${shapeName(name)} ${percent(share)}`)));
}

/** Middle of the hairline at (0, 0), chin at (0, 1). */
function upright(points: readonly PointXY[]): PointXY[] | undefined {
  const [top, end] = [points[hairline], points[chin]];
  if (!top || !end) return undefined;
  const [dx, dy] = [end[0] - top[0], end[1] - top[1]];
  const square = dx * dx + dy * dy;
  return points.map(([x, y]) => [((x - top[0]) * dy - (y - top[1]) * dx) / square, ((x - top[0]) * dx + (y - top[1]) * dy) / square]);
}

/** Into the field of an ideal outline, from its highest to its lowest point. */
function fit({ top, bottom }: DrawnOutline, [x, y]: PointXY): PointXY {
  return [50 + x * (bottom - top), top + y * (bottom - top)];
}

/** How wide the face is at its widest, as a share of its length. */
export function ownBreadth(outline: readonly PointXY[]): number {
  const across = (upright(outline) ?? []).map(([x]) => x);
  return Math.max(...across) - Math.min(...across);
}

/** A smooth closed curve (Catmull-Rom). */
function closed(points: readonly PointXY[]): string {
  const at = (index: number): PointXY => points[(index + points.length) % points.length] ?? [0, 0];
  const curve = points.map((_, i) => {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const control = (axis: 0 | 1): [number, number] => [from[axis] + (to[axis] - before[axis]) / 6, to[axis] - (after[axis] - from[axis]) / 6];
    const [x, y] = [control(0), control(1)];
    return `C${[x[0], y[0], x[1], y[1], to[0], to[1]].map((value) => value.toFixed(2)).join(' ')}`;
  });
  return `M${at(0).map((value) => value.toFixed(2)).join(' ')}${curve.join('')}Z`;
}
