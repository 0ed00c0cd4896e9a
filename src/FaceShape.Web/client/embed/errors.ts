import { troubles as own } from '../../words/en/embed.json';
import { troubles } from '../../words/en/page.json';
import { limits, say } from '../phrases.ts';
import { TroubleError, type Trouble } from '../trouble.ts';

type CameraTrouble = 'camera-denied' | 'camera-missing';

/** Every way in which something can go wrong, as a closed list. */
export type FaceShapeErrorCode = Exclude<Trouble, CameraTrouble> | 'foreign-photo' | 'insecure' | 'closed';

/** Something went wrong. The message says in English what, and what to do; `loadTexts` has the same in other languages. */
export class FaceShapeError extends Error {
  override readonly name = 'FaceShapeError';

  constructor(
    readonly code: FaceShapeErrorCode,
    /** For the console and for support: which file, what the browser said. */
    readonly detail: string = code,
  ) {
    const { what, remedy } = { ...troubles, ...own }[code];
    super(`${what} ${say(remedy, limits)}`);
  }

  /** @internal The same for whatever was thrown. */
  static of(error: unknown): FaceShapeError {
    if (error instanceof FaceShapeError) return error;
    // The only pictures that may not be handed to a worker are those of other origins.
    if (error instanceof DOMException && error.name === 'DataCloneError') return new FaceShapeError('foreign-photo', error.message);
    if (error instanceof TroubleError && error.code !== 'camera-denied' && error.code !== 'camera-missing') {
      return new FaceShapeError(error.code, error.message);
    }
    return new FaceShapeError('model-failed', String(error));
  }
}
