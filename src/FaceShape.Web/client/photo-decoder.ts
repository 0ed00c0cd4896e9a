import { decoderUrl } from './site.ts';
import { TroubleError, type Decoded } from './trouble.ts';

interface Waiting {
  readonly resolve: (bitmap: ImageBitmap) => void;
  readonly reject: (error: TroubleError) => void;
}

/**
 * Opens photos in a worker of its own. It is started with the page and stays: whenever a worker starts, browsers ask the
 * server for a new version of the service worker, and no request may follow the choice of a photo.
 */
export class PhotoDecoder {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #nextId = 1;

  constructor() {
    this.#start();
  }

  /** Upright pixels of a file. */
  decode(file: Blob, signal: AbortSignal): Promise<ImageBitmap> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      signal.addEventListener('abort', () => this.#take(id)?.reject(new TroubleError('cancelled')), { once: true });
      (this.#worker ?? this.#start()).postMessage({ id, file });
    });
  }

  #start(): Worker {
    const worker = new Worker(decoderUrl, { type: 'module', name: 'decoder' });
    worker.onmessage = ({ data: { id, decoded } }: MessageEvent<{ id: number; decoded: Decoded }>) => {
      const waiting = this.#take(id);
      if ('code' in decoded) waiting?.reject(new TroubleError(decoded.code, decoded.message));
      else if (waiting) waiting.resolve(decoded.bitmap);
      else decoded.bitmap.close();
    };
    worker.onerror = ({ message }) => {
      worker.terminate();
      this.#worker = undefined;
      for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(new TroubleError('worker-crashed', message));
    };
    return (this.#worker = worker);
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}
