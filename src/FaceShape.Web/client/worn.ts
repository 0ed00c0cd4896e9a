import { byId, svg } from './dom.ts';
import type { Stroke } from './illustration.ts';
import type { FacePlace, PointXY } from './protocol.ts';

// Of the 68 landmarks.
const bridge = 27;
const sides: readonly [number, number] = [1, 15];
const eyes: readonly [number, number] = [36, 45];
const mouth: readonly [number, number] = [48, 54];

// Where the drawings have them, and how wide a frame is there that is as wide as the face.
const drawnEyes = 62;
const drawnMouth = 98;
const drawnBreadth = 76;
const drawnFrame = 72;
/** Frames that fit end where the cheekbones end, which is a little inside the sides of the face. */
const fitting = 0.94;

/** Glasses and make-up over the photo: as wide as the person's own proportions ask for, turning with the head. */
export class Worn {
  readonly #target = byId<SVGSVGElement>('worn');
  readonly #items = new Map<string, readonly Stroke[]>();
  #face: FacePlace | undefined;

  /** Another face: what is worn stays on. */
  show(face: FacePlace): void {
    this.#face = face;
    const { width, height } = byId<HTMLCanvasElement>('canvas');
    this.#target.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#draw();
  }

  clear(): void {
    this.#face = undefined;
    this.#items.clear();
    this.#draw();
  }

  /** Puts an item on, in place of another of its kind; or takes it off. */
  toggle(kind: string, strokes: readonly Stroke[]): void {
    if (this.wears(kind, strokes)) this.#items.delete(kind);
    else this.#items.set(kind, strokes);
    this.#draw();
  }

  /** Takes off what is of some kinds. */
  takeOff(of: (kind: string) => boolean): void {
    for (const kind of [...this.#items.keys()].filter(of)) this.#items.delete(kind);
    this.#draw();
  }

  get empty(): boolean {
    return this.#items.size === 0;
  }

  wears(kind: string, strokes: readonly Stroke[]): boolean {
    return this.#items.get(kind) === strokes;
  }

  #draw(): void {
    const face = this.#face;
    const worn = face ? [...this.#items.values()].map((strokes) => place(face, strokes)) : [];
    const skin = face?.outline ? [svg('clipPath', { id: 'own-skin' }, svg('polygon', { points: face.outline.map((point) => point.join(',')).join(' ') }))] : [];
    this.#target.replaceChildren(...skin, ...worn);
  }
}

/** Whether an item can be seen on a photo. */
export const canBeWorn = (strokes: readonly Stroke[]): boolean => strokes.length > 0 && strokes.every(([layer, kind]) => layer === 'skin' ? kind !== 'hair' && kind !== 'stubble' : layer === 'eyes' && !kind.endsWith('brow'));

/** An item as it is drawn on a face. */
export function place(face: FacePlace, strokes: readonly Stroke[]): SVGElement {
  const paths = strokes.map(([, kind, path]) => svg('path', { class: `ill-${kind}`, d: path }));
  return strokes[0]?.[0] === 'skin'
    ? svg('g', { class: 'make-up', ...(face.outline ? { 'clip-path': 'url(#own-skin)' } : {}) }, svg('g', { transform: skinTransform(face) }, ...paths))
    : glasses(face, paths);
}

/** The bridge of the frame lies on the bridge of the nose; a turned head shows the frame narrower. */
function glasses({ landmarks, pose }: FacePlace, paths: readonly SVGElement[]): SVGElement {
  const at = points(landmarks);
  const [x, y] = at(bridge);
  const [left, right] = [at(eyes[0]), at(eyes[1])];
  const turn = Math.cos(((pose?.yaw ?? 0) * Math.PI) / 180);
  const scale = (fitting * distance(at(sides[0]), at(sides[1]))) / turn / drawnFrame;
  const roll = (Math.atan2(right[1] - left[1], right[0] - left[0]) * 180) / Math.PI;
  return svg('g', {
    class: 'glasses',
    transform: `translate(${x} ${y}) rotate(${roll}) scale(${scale * turn} ${scale}) translate(-50 ${-drawnEyes})`,
    'data-bridge': `${x} ${y}`,
    'data-roll': roll.toFixed(2),
  }, ...paths);
}

/** From the field of the drawings to the photo: by the sides of the face, the eyes and the mouth. */
function skinTransform({ landmarks }: FacePlace): string {
  const at = points(landmarks);
  const eye = middle(at(eyes[0]), at(eyes[1]));
  const lips = middle(at(mouth[0]), at(mouth[1]));
  const [left, right] = [at(sides[0]), at(sides[1])];
  const across = [(right[0] - left[0]) / drawnBreadth, (right[1] - left[1]) / drawnBreadth] as const;
  const down = [(lips[0] - eye[0]) / (drawnMouth - drawnEyes), (lips[1] - eye[1]) / (drawnMouth - drawnEyes)] as const;
  const origin = [eye[0] - 50 * across[0] - drawnEyes * down[0], eye[1] - 50 * across[1] - drawnEyes * down[1]];
  return `matrix(${[...across, ...down, ...origin].join(' ')})`;
}

const points = (landmarks: readonly PointXY[]) => (index: number): PointXY => landmarks[index] ?? [0, 0];
const middle = (a: PointXY, b: PointXY): PointXY => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
const distance = (a: PointXY, b: PointXY): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
