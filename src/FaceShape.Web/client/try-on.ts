import { svg } from './dom.ts';
import type { Stroke } from './illustration.ts';
import type { FaceReading, PointXY } from './protocol.ts';

/** Where glasses sit on a face, in pixels of the photo. */
interface Seat {
  readonly bridge: PointXY;
  /** Pixels in a unit of the drawings. */
  readonly scale: number;
  /** Radians, clockwise. */
  readonly roll: number;
  /** How much narrower they look because the head is turned, 0 to 1. */
  readonly turn: number;
}

/** The drawings' own measures: the bridge lies at (50, 62), and a frame as wide as the face is 72 wide. */
const drawnBridge: PointXY = [50, 62];
const drawnWidth = 72;
/** Frames that fit end where the cheekbones end, which is a little inside the outline of the face. */
const fitting = 0.94;

// Points of MediaPipe's mesh.
const meshBridge = 168;
const meshSides: readonly [number, number] = [234, 454];
const meshEyes: readonly [number, number] = [33, 263];
// Of the 68 landmarks.
const bridge68 = 27;
const sides68: readonly [number, number] = [0, 16];
const eyes68: readonly [number, number] = [36, 45];

/** Draws frames over the photo, as wide as the person's own proportions ask for. */
export function drawGlasses(target: SVGSVGElement, reading: FaceReading, strokes: readonly Stroke[]): void {
  const { bridge, scale, roll, turn } = seat(reading);
  target.querySelector('.try-on')?.remove();
  if (strokes.length === 0) return;
  const place = `translate(${bridge.join(' ')}) rotate(${(roll * 180) / Math.PI}) scale(${scale * turn} ${scale}) translate(${-drawnBridge[0]} ${-drawnBridge[1]})`;
  target.append(svg('g', { class: 'try-on', transform: place, 'data-bridge': bridge.map((value) => value.toFixed(1)).join(' ') },
    ...strokes.map(([, kind, path]) => svg('path', { class: `ill-${kind}`, d: path }))));
}

function seat({ mesh, landmarks }: FaceReading): Seat {
  const points: readonly (readonly number[])[] = mesh ?? landmarks;
  const [bridge, [left, right], [leftEye, rightEye]] = mesh ? [meshBridge, meshSides, meshEyes] : [bridge68, sides68, eyes68];
  const at = (index: number): readonly number[] => points[index] ?? [0, 0, 0];
  const across = between(at(leftEye), at(rightEye));
  // In depth too, where it is known: then a turned face is no narrower, only seen from the side.
  const width = Math.hypot(...between(at(left), at(right)));
  const depth = across[2] ?? 0;
  const seen = Math.hypot(across[0] ?? 0, across[1] ?? 0);
  return {
    bridge: [at(bridge)[0] ?? 0, at(bridge)[1] ?? 0],
    scale: (fitting * width) / drawnWidth,
    roll: Math.atan2(across[1] ?? 0, across[0] ?? 0),
    turn: seen / Math.hypot(seen, depth),
  };
}

const between = (a: readonly number[], b: readonly number[]): number[] => b.map((value, index) => value - (a[index] ?? 0));
