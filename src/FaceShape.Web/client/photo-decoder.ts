import { spawn } from './spawn.ts';
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

  constructor(private readonly url: string) {
    this.#start();
  }

  /** Upright pixels of a file, or of a picture that is open already: that one is handed over and gone afterwards. */
  decode(photo: Blob | ImageBitmap, signal: AbortSignal): Promise<ImageBitmap> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => this.#take(id)?.reject(new TroubleError('cancelled')), { once: true });
      (this.#worker ?? this.#start()).postMessage({ id, photo }, photo instanceof Blob ? [] : [photo]);
      this.#waiting.set(id, { resolve, reject });
    });
  }

  /** Ends the worker; what was asked of it is not answered any more. */
  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(new TroubleError('cancelled'));
  }

  #start(): Worker {
    const worker = spawn(this.url, 'decoder');
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
