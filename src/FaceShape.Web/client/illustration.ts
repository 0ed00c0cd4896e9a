import { svg } from './dom.ts';
import type { ShapeName } from './protocol.ts';

type Layer = 'back' | 'skin' | 'front' | 'ear' | 'eyes';

/** A path of a drawing: where it belongs, what it is, SVG path data. */
export type Stroke = readonly [layer: Layer, kind: string, path: string];

/** What all drawings share. */
export interface DrawnFace {
  /** Half the breadth of the face that everything is drawn around. */
  readonly drawnAround: number;
  readonly neck: string;
  readonly eyes: string;
  readonly brows: string;
  readonly outlines: Readonly<Record<ShapeName, DrawnOutline>>;
}

export interface DrawnOutline {
  readonly path: string;
  /** Its highest and its lowest point. */
  readonly top: number;
  readonly bottom: number;
  readonly ear: number;
  readonly breadth: number;
}

/** A face of a shape with something that can be advised: the same as `Drawing` of the site's builder makes for its pages. */
export function draw(face: DrawnFace, shape: ShapeName, id: string, strokes: readonly Stroke[]): SVGElement {
  const outline = face.outlines[shape];
  const stretch = `translate(50 0) scale(${outline.breadth / face.drawnAround} 1) translate(-50 0)`;
  const layer = (name: Layer, transform = stretch): SVGElement =>
    svg('g', { transform }, ...strokes.filter(([own]) => own === name).map(([, kind, path]) => svg('path', { class: `ill-${kind}`, d: path })));
  const ear = (side: number): SVGElement => layer('ear', `translate(${50 + side * outline.ear} 74) scale(${side} 1)`);
  const ownBrows = strokes.some(([, kind]) => kind.endsWith('brow'));
  return svg('svg', { viewBox: '-26 -26 152 200', 'aria-hidden': 'true', focusable: 'false' },
    layer('back'),
    svg('path', { class: 'ill-neck', d: face.neck }),
    svg('path', { class: 'ill-face', d: outline.path }),
    svg('clipPath', { id: `skin-${id}` }, svg('path', { d: outline.path })),
    svg('g', { 'clip-path': `url(#skin-${id})` }, layer('skin')),
    svg('path', { class: 'ill-features', d: ownBrows ? face.eyes : face.eyes + face.brows }),
    ear(1),
    ear(-1),
    layer('front'),
    layer('eyes', ''));
}
