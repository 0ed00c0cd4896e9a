import type { FaceReading, ShapeName, Warning } from './protocol.ts';
import type { Trouble } from './trouble.ts';
import { largestFileBytes, largestPixels, smallestSide } from './limits.ts';

/** What went wrong, and what to do about it. */
export interface Sentence {
  readonly what: string;
  readonly remedy: string;
}

/** With a space that does not break. */
export const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`;
export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

export const troubles: Readonly<Record<Trouble, Sentence>> = {
  'not-an-image': { what: 'This is not a picture.', remedy: 'Choose a photo: a JPEG, PNG, WebP or AVIF file.' },
  'unsupported-format': {
    what: 'Your browser cannot open this kind of picture.',
    remedy: 'Save it as JPEG or PNG and choose it again. On an iPhone, sharing a photo usually makes a JPEG.',
  },
  'empty-file': { what: 'This file is empty.', remedy: 'It may not have finished downloading or copying. Choose another.' },
  'too-large': {
    what: 'This picture is too large.',
    remedy: `Files up to ${largestFileBytes / 2 ** 20} MiB and ${largestPixels / 1e6} megapixels can be read. Make it smaller and choose it again.`,
  },
  'too-small': { what: 'This picture is too small.', remedy: `Each side needs at least ${smallestSide} pixels, and a face should have 100 or more. Choose a bigger one.` },
  truncated: { what: 'This picture is damaged: it ends too early.', remedy: 'Copy or download it again, or choose another.' },
  'no-face': { what: 'No face was found.', remedy: 'Choose a photo that shows one face from the front, in good light, not too far away.' },
  'several-faces': { what: 'There are several faces.', remedy: 'Which one is meant?' },
  'model-missing': { what: 'A part of the reader is not on the server.', remedy: 'Try again in a moment. If it stays away, the site needs repair.' },
  'model-corrupt': { what: 'A part of the reader arrived damaged, twice.', remedy: 'Try again. If it keeps happening, something on the way alters downloads: try another network.' },
  'model-mismatch': { what: 'The parts of the reader do not fit each other.', remedy: 'Reload the page to get a complete version.' },
  'model-failed': { what: 'The reader stumbled over this photo.', remedy: 'Try again. If your device is short of memory, close other pages first.' },
  offline: { what: 'The network went away before the reader was complete.', remedy: 'Connect and try again. What has arrived is kept; only the rest is fetched.' },
  'worker-crashed': { what: 'The reader stopped unexpectedly.', remedy: 'It starts again by itself. Your photo is still here: try again.' },
  timeout: { what: 'This takes too long.', remedy: 'The reader was stopped. Close other pages that keep your device busy, then try again.' },
  'camera-denied': { what: 'The camera may not be used.', remedy: 'Allow it for this page in your browser’s settings, or choose a photo instead.' },
  'camera-missing': { what: 'No camera can be used.', remedy: 'Connect one, or close the program that uses it. Or choose a photo instead.' },
  cancelled: { what: 'Cancelled.', remedy: 'Nothing was read.' },
};

export const warnings: Readonly<Record<Warning, Sentence>> = {
  turned: { what: 'The head is turned to a side.', remedy: 'Look straight into the camera.' },
  tilted: { what: 'The head leans towards a shoulder.', remedy: 'Hold it upright.' },
  small: { what: 'The face has few pixels.', remedy: 'Come nearer, or use a bigger picture.' },
  'cut-off': { what: 'Part of the face lies outside the picture.', remedy: 'Leave room around it.' },
  blurred: { what: 'The face is not sharp.', remedy: 'Hold still, and wipe the lens.' },
  dark: { what: 'The face is badly lit.', remedy: 'Face a window.' },
  bright: { what: 'The face is overexposed.', remedy: 'Leave direct light.' },
  'too-near': { what: 'The face fills the picture. A camera that is too near distorts it.', remedy: 'Hold the camera at arm’s length.' },
};

const shapeWords: Readonly<Record<ShapeName, string>> = {
  heart: 'a wide forehead and a narrow chin',
  oblong: 'clearly longer than wide, with nearly straight sides',
  oval: 'longer than wide and softly rounded',
  round: 'about as long as wide and softly rounded',
  square: 'about as long as wide, with an angular jaw',
};

export const shapeName = (shape: ShapeName): string => capital(shape);

/** The headline of an answer. */
export function headline({ shape }: FaceReading): string {
  if (!shape.abstained) return shapeName(shape.label);
  const close = shape.probabilities[shape.second] > shape.probability / 2;
  return close ? `Between ${shape.label} and ${shape.second}` : `Perhaps ${shape.label}`;
}

/** The line below the headline. */
export function verdict({ shape }: FaceReading): string {
  const [first, second] = [percent(shape.probability), percent(shape.probabilities[shape.second])];
  return shape.abstained
    ? `Not clear enough to be sure: ${shape.label} ${first}, ${shape.second} ${second}.`
    : `${first} likely. The runner-up is ${shape.second}, with ${second}.`;
}

/** Why, in sentences. */
export function reasons({ shape, attributes, measurements }: FaceReading): readonly string[] {
  const { jaw, length } = attributes;
  return [
    `${capital(shape.label)} means ${shapeWords[shape.label]}; ${shape.second} means ${shapeWords[shape.second]}.`,
    `From the brows to the chin your face measures ${percent(measurements.lengthToWidth)} of its width; the forehead comes on top. The reader takes it as ${length.label}.`,
    `Your jaw is ${percent(measurements.jawToCheek)} as wide as your cheeks, your chin ${percent(measurements.chinToJaw)} as wide as your jaw. The reader takes the jaw as ${jaw.label}.`,
    'No single number decides: these proportions are weighed together with a description of the whole face.',
  ];
}

export function spoken(reading: FaceReading): string {
  return `${reading.shape.abstained ? '' : 'Your face shape: '}${headline(reading)}. ${verdict(reading)}`;
}
