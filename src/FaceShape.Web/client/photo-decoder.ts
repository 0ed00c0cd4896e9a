import { watch } from './lifeline.ts';
import { mostSilent, spawn, watchStart } from './spawn.ts';
import { TroubleError, type Decoded, type FromDecoder, type Trouble } from './trouble.ts';

interface Waiting {
  readonly photo: Blob | ImageBitmap;
  readonly resolve: (bitmap: ImageBitmap) => void;
  readonly reject: (error: TroubleError) => void;
}

/** Milliseconds without an answer after which the worker is taken for broken. */
const patience = 60_000;

/**
 * Opens photos in a worker of its own. It is started with the page and stays: whenever a worker starts, browsers ask the
 * server for a new version of the service worker, and no request may follow the choice of a photo.
 */
export class PhotoDecoder {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #nextId = 1;
  #timer = 0;
  #silent = 0;
  #closed = false;

  constructor(private readonly url: string) {
    this.#start();
  }

  /** Upright pixels of a file, or of a picture that is open already: that one is handed over and gone afterwards. */
  async decode(photo: Blob | ImageBitmap, signal: AbortSignal): Promise<ImageBitmap> {
    if (this.#closed || signal.aborted) {
      if (!(photo instanceof Blob)) photo.close();
      throw new TroubleError('cancelled');
    }
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => this.#take(id)?.reject(new TroubleError('cancelled')), { once: true });
      (this.#worker ?? this.#start()).postMessage({ id, photo }, photo instanceof Blob ? [] : [photo]);
      this.#waiting.set(id, { photo, resolve, reject });
      this.#watchTime();
    });
  }

  /** Ends the worker for good; what was asked of it is not answered any more. */
  close(): void {
    this.#closed = true;
    this.#end('cancelled');
  }

  #start(): Worker {
    const name = `decoder-${crypto.randomUUID()}`;
    const worker = spawn(this.url, name);
    worker.onmessage = ({ data }: MessageEvent<FromDecoder>) => {
      if (data === 'held') watch(name, () => worker === this.#worker && this.#replace('worker-crashed', 'the decoder ended without a word'));
      else if (data !== 'begun') this.#hear(data.id, data.decoded);
    };
    watchStart(worker, () => worker === this.#worker && this.#silent++ < mostSilent && this.#startAnew());
    // One that did not even start is not started again before it is needed.
    worker.onerror = ({ message }) => worker === this.#worker && this.#end('worker-crashed', message);
    return (this.#worker = worker);
  }

  /** What a worker that never started was given is given to the next; a picture that was handed over is lost with it. */
  #startAnew(): void {
    this.#worker?.terminate();
    const worker = this.#start();
    for (const [id, { photo }] of [...this.#waiting]) {
      if (photo instanceof Blob) worker.postMessage({ id, photo });
      else this.#take(id)?.reject(new TroubleError('worker-crashed', 'the decoder did not start'));
    }
  }

  #hear(id: number, decoded: Decoded): void {
    const waiting = this.#take(id);
    if ('code' in decoded) waiting?.reject(new TroubleError(decoded.code, decoded.message));
    else if (waiting) waiting.resolve(decoded.bitmap);
    else decoded.bitmap.close();
  }

  /** The next worker is there before the next photo. */
  #replace(code: Trouble, message: string): void {
    this.#end(code, message);
    this.#start();
  }

  /** Everything that waits for this worker hears why it ended. */
  #end(code: Trouble, message?: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(new TroubleError(code, message));
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#watchTime();
    return waiting;
  }

  /** Where there are no locks, time alone tells that a worker has ended. */
  #watchTime(): void {
    window.clearTimeout(this.#timer);
    if (this.#waiting.size > 0) this.#timer = window.setTimeout(() => this.#replace('timeout', `no answer within ${patience} ms`), patience);
  }
}
