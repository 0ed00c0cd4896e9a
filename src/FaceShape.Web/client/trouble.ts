/** Every way in which a photo can stay unread, as a closed list. */
export type Trouble =
  | 'not-an-image'
  | 'unsupported-format'
  | 'empty-file'
  | 'too-large'
  | 'too-small'
  | 'truncated'
  | 'no-face'
  | 'several-faces'
  | 'model-missing'
  | 'model-corrupt'
  | 'model-mismatch'
  | 'model-failed'
  | 'offline'
  | 'browser-unfit'
  | 'worker-crashed'
  | 'timeout'
  | 'camera-denied'
  | 'camera-missing'
  | 'cancelled';

/** Those of the reader, after which the same photo may well be read; the next photo would meet them too. */
export const passing: ReadonlySet<Trouble> = new Set<Trouble>([
  'offline', 'worker-crashed', 'timeout', 'cancelled', 'model-missing', 'model-corrupt', 'model-mismatch', 'model-failed',
]);

/** What is the matter, and what to do about it. */
export interface Sentence {
  readonly what: string;
  readonly remedy: string;
}

/** A trouble on its way to the page. The message is for the console; people get the sentence that belongs to the code. */
export class TroubleError extends Error {
  constructor(readonly code: Trouble, message: string = code) {
    super(message);
    this.name = 'TroubleError';
  }
}

/** What the decoder's worker answers: upright pixels, or why there are none. */
export type Decoded = { readonly bitmap: ImageBitmap } | { readonly code: Trouble; readonly message: string };

/** What the decoder's worker says: that it has started, that its end will be noticed, or what became of a photo. */
export type FromDecoder = 'begun' | 'held' | { readonly id: number; readonly decoded: Decoded };
