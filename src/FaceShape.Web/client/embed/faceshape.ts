import { Phrases } from '../phrases.ts';
import { PhotoDecoder } from '../photo-decoder.ts';
import type { Pipeline, Progress, ReadingOk, SeveralFaces } from '../protocol.ts';
import { ReplacedError, ReaderClient } from '../reader-client.ts';
import { TroubleError, type Sentence } from '../trouble.ts';
import { adviceInWords, type Advised } from './advised.ts';
import { Contents, type Phrasebook } from './contents.ts';
import { FaceShapeError } from './errors.ts';
import { decodable, type Photo } from './photo.ts';
import type { Language, Texts } from './texts.ts';

export { FaceShapeError };
export type { Advised, AdvisedItem, AdvisedTopic } from './advised.ts';
export type { FaceShapeErrorCode } from './errors.ts';
export type { Language, Photo, Pipeline, SeveralFaces, Texts };
export type { Sentence };
export type {
  Advice, Box, Face, FaceReading, Measurement, Measurements, PointXY, ReadingOk as Reading, ShapeName, Warning,
} from '../protocol.ts';

/** How far a download is. */
export interface DownloadProgress {
  /** Bytes so far, unpacked; those that were kept from an earlier visit count at once. */
  readonly loaded: number;
  readonly total: number;
  /** `download` while bytes arrive, `start` once all are there; `more` while a photo needs a network that is fetched late. */
  readonly what: Progress['what'];
}

export interface OpenOptions {
  /** The folder that holds the package's `assets/`; that of this script if not told. Relative addresses start from the page. */
  readonly assets?: string | URL | undefined;
  /** `light` (5.1 MB) or `original`, the six larger networks that FaceShape began with. */
  readonly pipeline?: Pipeline | undefined;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /** Gives up opening. */
  readonly signal?: AbortSignal | undefined;
}

export interface ReadOptions {
  /** With several faces of similar size: `ask` rejects with `several-faces`, `largest` reads one, `all` adds `others` to the reading. */
  readonly severalFaces?: SeveralFaces | undefined;
  /** Gives up this photo; others go on. */
  readonly signal?: AbortSignal | undefined;
}

type Show = (picture: ImageBitmap) => void;

/** Reads face shapes from photos, in workers of the page. Photos and readings never leave the device. */
export class FaceShape {
  readonly #contents: Contents;
  readonly #pipeline: Pipeline;
  readonly #decoder: PhotoDecoder;
  readonly #reader: ReaderClient;
  #closed = false;

  private constructor(contents: Contents, { pipeline = 'light', onProgress }: OpenOptions) {
    this.#contents = contents;
    this.#pipeline = pipeline;
    this.#decoder = new PhotoDecoder(contents.decoderUrl);
    this.#reader = new ReaderClient(contents.workerUrl, contents.assets, {
      progress: ({ loaded, total, what }) => onProgress?.({ loaded, total, what }),
      kept: () => void contents.tidy(),
    });
  }

  /**
   * Fetches what reading needs, checks it and starts it. What came is kept for the next visit.
   * @throws {FaceShapeError} `insecure`, `offline`, `model-missing`, `model-corrupt`, `browser-unfit`, `worker-crashed`, `timeout`, `cancelled`…
   */
  static async open(options: OpenOptions = {}): Promise<FaceShape> {
    const { signal = never(), pipeline } = options;
    if (!isSecureContext) throw new FaceShapeError('insecure');
    if (signal.aborted) throw new FaceShapeError('cancelled');
    const opened = new FaceShape(new Contents(options.assets), options);
    const abort = (): void => opened.close();
    signal.addEventListener('abort', abort);
    try {
      await opened.#reader.load();
      if (pipeline === 'original') await opened.#reader.open(pipeline, signal);
      return opened;
    } catch (error) {
      opened.close();
      throw signal.aborted ? new FaceShapeError('cancelled') : await opened.#explained(FaceShapeError.of(error));
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /**
   * Reads a photo. One is read at a time; others wait for their turn.
   * @throws {FaceShapeError} `no-face`, `several-faces`, `not-an-image`, `too-large`, `cancelled`…
   */
  read(photo: Photo, options: ReadOptions = {}): Promise<ReadingOk> {
    return this.readShown(photo, options, () => {});
  }

  /** @internal For `<face-shape>`: the photo is shown as it is read, upright and scaled down; it is gone once `show` returns. */
  async readShown(photo: Photo, { signal = never(), severalFaces = 'ask' }: ReadOptions, show: Show): Promise<ReadingOk> {
    if (this.#closed) throw new FaceShapeError('closed');
    try {
      return await this.#attempt(photo, severalFaces, signal, show);
    } catch (error) {
      throw FaceShapeError.of(error);
    }
  }

  /** What suits the face of a reading, and why, in words. */
  async advise(reading: ReadingOk, language: Language): Promise<Advised> {
    return adviceInWords(reading, await this.#contents.advice(language));
  }

  /** Ends the workers and gives their memory back. Photos that are being read are given up. */
  close(): void {
    this.#closed = true;
    this.#decoder.close();
    this.#reader.close();
  }

  /** Browsers do not say why a worker did not start; most often its script is not where the page says. */
  async #explained(error: FaceShapeError): Promise<FaceShapeError> {
    const { workerUrl } = this.#contents;
    if (error.code !== 'worker-crashed') return error;
    try {
      const { ok, status } = await fetch(workerUrl, { credentials: 'omit' });
      return ok
        ? new FaceShapeError(error.code, `${error.detail}: does this page's policy (CSP) allow ${workerUrl} (and blob: if foreign) in worker-src?`)
        : new FaceShapeError('model-missing', `${workerUrl} answered ${status}: does "assets" name the package's folder?`);
    } catch {
      return new FaceShapeError('offline', `${workerUrl} could not be fetched: do its host (CORS) and this page's policy (CSP) allow it?`);
    }
  }

  async #attempt(photo: Photo, severalFaces: SeveralFaces, signal: AbortSignal, show: Show): Promise<ReadingOk> {
    const bitmap = await this.#decoder.decode(await decodable(photo), signal);
    if (!signal.aborted) show(bitmap);
    try {
      const reading = await this.#reader.read(bitmap, severalFaces, signal, this.#pipeline);
      if (reading.status === 'error') throw new TroubleError(reading.error.code, reading.error.message);
      return reading;
    } catch (error) {
      if (error instanceof ReplacedError) return this.#attempt(photo, severalFaces, signal, show);
      throw error;
    }
  }
}

/** What FaceShape says in a language: names of shapes, and warnings and errors with what to do about them. */
export async function loadTexts(language: Language, assets?: string | URL): Promise<Texts> {
  const book = await loadPhrasebook(language, assets);
  const phrases = new Phrases(language, book.words);
  const { shapes, warnings, troubles } = book.words;
  const spoken = (Object.keys(troubles) as (keyof typeof troubles)[]).map((code) => [code, phrases.trouble(code)] as const);
  return {
    language,
    direction: book.direction,
    shapes,
    warnings,
    errors: { ...(Object.fromEntries(spoken) as Record<keyof typeof troubles, Sentence>), ...book.troubles },
  };
}

/** @internal For `<face-shape>`. */
export function loadPhrasebook(language: Language, assets?: string | URL): Promise<Phrasebook> {
  return new Contents(assets).phrasebook(language);
}

const never = (): AbortSignal => new AbortController().signal;
