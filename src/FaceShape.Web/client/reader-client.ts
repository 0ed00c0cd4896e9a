import { isFit } from './fitness.ts';
import { watch } from './lifeline.ts';
import type { Answer, Assets, FromWorker, Pipeline, Progress, Reading, SeveralFaces, Together, ToWorker, TrackedFrame } from './protocol.ts';
import { mostSilent, spawn, watchStart } from './spawn.ts';
import { TroubleError, type Trouble } from './trouble.ts';

const minute = 60_000;

/** Times after which something is taken for broken, in milliseconds. */
export interface Patience {
  /** No byte and no sign of life while loading. */
  readonly load: number;
  /** One photo, from handing it over to the answer. */
  readonly read: number;
  /** After a cancel: how long the network that runs may go on. */
  readonly cancel: number;
  /** Without a photo: then the worker ends and gives its memory back. */
  readonly idle: number;
}

/**
 * Another worker takes this one's place, and the photo has to be handed over again: the cut ONNX Runtime lacked a function, models that
 * are tried did not work, or the worker never started.
 */
export class ReplacedError extends Error {}

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  timer: number;
}

interface Running {
  readonly worker: Worker;
  readonly ready: Promise<void>;
  readonly settle: { readonly resolve: () => void; readonly reject: (error: Error) => void };
  /** After a cancel: ends when the worker has come back, or was ended because it did not. */
  stopping?: Promise<void>;
  /** Ends that. */
  stopped?: () => void;
}

/** What the page wants to be told while the reader works. */
export interface Listener {
  readonly progress: (progress: Progress) => void;
  /** All that has come is kept for the time without a network. */
  readonly kept: () => void;
  /** Models that are tried did not work: those before answer. */
  readonly fellBack?: () => void;
}

/** The page's side of the reader: keeps a worker running, restarts it when it breaks, ends it when nobody needs it. */
export class ReaderClient {
  readonly #pending = new Map<number, Pending>();
  readonly #journals = new Map<number, { readonly resolve: (answer: string) => void; readonly reject: (error: Error) => void }>();
  #pongs: ((bytes: number) => void)[] = [];
  #running: Running | undefined;
  #spare: NamedWorker;
  #nextId = 1;
  #loadTimer = 0;
  #idleTimer = 0;
  #silent = 0;
  #closed = false;

  constructor(
    private readonly workerUrl: string,
    private assets: Assets,
    private readonly listener: Listener,
    /** What is loaded in place of models that do not work. */
    private fallback?: Assets,
    private readonly patience: Patience = { load: minute, read: minute / 2, cancel: 1500, idle: 5 * minute },
  ) {
    this.#spare = this.#create();
  }

  /** Starts a worker if none runs; resolves when it can read photos. */
  async load(): Promise<void> {
    if (this.#closed) throw new TroubleError('cancelled', 'the reader was closed');
    if (!isFit()) throw new TroubleError('browser-unfit', 'this browser has no WebAssembly with vectors (SIMD)');
    this.#running ??= this.#start();
    try {
      await this.#running.ready;
    } catch (error) {
      if (error instanceof ReplacedError) return this.load();
      throw error;
    }
  }

  /** Reads a photo; the bitmap is handed over and gone afterwards. With `describe` the reading carries evidence. */
  async read(bitmap: ImageBitmap, severalFaces: SeveralFaces, signal: AbortSignal, pipeline: Pipeline = 'light', describe = false): Promise<Reading> {
    const running = await this.#readyFor(bitmap, signal);
    return (await this.#ask('reading', running, signal, (id) => ({ type: 'read', id, bitmap, severalFaces, pipeline, describe }), [bitmap])).reading;
  }

  /** Looks at a frame of the camera; the bitmap is handed over and gone afterwards. */
  async track(bitmap: ImageBitmap, signal: AbortSignal): Promise<TrackedFrame> {
    const running = await this.#readyFor(bitmap, signal);
    return (await this.#ask('tracked', running, signal, (id) => ({ type: 'track', id, bitmap }), [bitmap])).frame;
  }

  /** The camera was closed: nothing of whom it showed stays. */
  forget(): void {
    if (this.#running) this.#post(this.#running, { type: 'forget' });
  }

  /** What several photos give together. */
  async fuse(evidence: readonly string[], signal: AbortSignal): Promise<Together> {
    return (await this.#ask('fused', await this.#ready(signal), signal, (id) => ({ type: 'fuse', id, evidence }))).together;
  }

  /** Fetches and opens what a walk needs, so that it is there later, also without a network. */
  async open(pipeline: Pipeline, signal: AbortSignal): Promise<void> {
    try {
      await this.#ask('opened', await this.#ready(signal), signal, (id) => ({ type: 'open', id, pipeline }));
    } catch (error) {
      if (error instanceof ReplacedError) return this.open(pipeline, signal);
      throw error;
    }
  }

  /** Has a journal changed by the worker; gives its JSON text. */
  async journal(text: string, week: number, command: readonly string[]): Promise<string> {
    await this.load();
    const running = this.#running;
    if (!running) throw new TroubleError('worker-crashed', 'the worker ended');
    const id = this.#nextId++;
    return new Promise<string>((resolve, reject) => {
      this.#journals.set(id, { resolve, reject });
      this.#post(running, { type: 'journal', id, text, week, command });
    });
  }

  /** Bytes of WebAssembly memory that the worker holds. */
  memory(): Promise<number> {
    const running = this.#running;
    if (!running) return Promise.resolve(0);
    return new Promise((resolve) => {
      this.#pongs.push(resolve);
      this.#post(running, { type: 'ping' });
    });
  }

  /** Ends the worker; the next read starts another. */
  end(): void {
    if (this.#running) this.#fail(this.#running, 'cancelled', 'the reader was ended');
  }

  /** Ends everything for good. */
  close(): void {
    this.#closed = true;
    this.end();
    this.#spare.worker.terminate();
  }

  async #ready(signal: AbortSignal): Promise<Running> {
    await this.#running?.stopping; // Else the photo would be lost with a worker that does not stop.
    await this.load();
    if (signal.aborted) throw new TroubleError('cancelled');
    if (!this.#running) throw new TroubleError('worker-crashed', 'the worker ended before it was asked');
    return this.#running;
  }

  async #readyFor(bitmap: ImageBitmap, signal: AbortSignal): Promise<Running> {
    try {
      return await this.#ready(signal);
    } catch (error) {
      bitmap.close();
      throw error;
    }
  }

  async #ask<T extends Answer['type']>(type: T, running: Running, signal: AbortSignal, question: (id: number) => ToWorker, transfer: Transferable[] = []): Promise<Extract<Answer, { type: T }>> {
    const id = this.#nextId++;
    const cancel = (): void => this.#cancel(running, id);
    window.clearTimeout(this.#idleTimer);
    try {
      const answer = await new Promise<Answer>((resolve, reject) => {
        this.#pending.set(id, { resolve, reject, timer: this.#watchRead(running) });
        signal.addEventListener('abort', cancel, { once: true });
        this.#post(running, question(id), transfer);
      });
      if (answer.type !== type) throw new TroubleError('model-failed', `${answer.type} in place of ${type}`);
      return answer as Extract<Answer, { type: T }>;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  /**
   * A worker that has not been told to load anything is small. One is made with the page and one after each that ends: whenever a
   * worker starts, browsers ask the server for a new version of the service worker, and no request may follow the choice of a photo.
   */
  #create(): NamedWorker {
    const name = `reader-${crypto.randomUUID()}`;
    const spare: NamedWorker = { name, worker: spawn(this.workerUrl, name), broken: false };
    spare.worker.onerror = () => {
      spare.broken = true;
    };
    return spare;
  }

  #start(): Running {
    const { name, worker } = this.#spare.broken ? this.#create() : this.#spare;
    const { promise: ready, resolve, reject } = withResolvers();
    const running: Running = { worker, ready, settle: { resolve, reject } };
    // Whoever waits for it hears of a failure; nobody has to wait.
    ready.then(() => watch(name, () => this.#fail(running, 'worker-crashed', 'the worker ended without a word')), () => {});
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#hear(running, data);
    worker.onerror = (event) => this.#fail(running, 'worker-crashed', event.message);
    worker.onmessageerror = () => this.#fail(running, 'worker-crashed', 'a message could not be read');
    this.#watchLoad(running);
    watchStart(worker, () => this.#silent++ < mostSilent && this.#end(running, new ReplacedError()));
    this.#post(running, { type: 'load', assets: this.assets });
    return running;
  }

  #hear(running: Running, message: FromWorker): void {
    if (running !== this.#running) return;
    switch (message.type) {
      case 'begun':
        break;
      case 'progress':
        if (message.what === 'more') this.#watchReads(running);
        else this.#watchLoad(running);
        this.listener.progress(message);
        break;
      case 'ready':
        window.clearTimeout(this.#loadTimer);
        running.settle.resolve();
        this.#watchIdle(running);
        break;
      case 'kept':
        this.listener.kept();
        break;
      case 'reading':
      case 'opened':
      case 'tracked':
      case 'fused':
        this.#settle(message.id)?.resolve(message);
        this.#watchIdle(running);
        break;
      case 'failed':
        if (message.code === 'runtime-cut') {
          console.warn(`The whole ONNX Runtime is needed: ${message.message}`);
          const { module, whole } = this.assets.onnx;
          this.assets = { ...this.assets, onnx: { module, wasm: whole, whole } };
          this.#end(running, new ReplacedError());
        } else if (this.fallback && (message.id === undefined || message.code.startsWith('model-'))) {
          console.warn(`The models that are tried do not work: ${message.message}`);
          this.assets = this.fallback;
          delete this.fallback;
          this.listener.fellBack?.();
          this.#end(running, new ReplacedError());
        } else if (message.id === undefined) this.#fail(running, message.code, message.message);
        else {
          const error = new TroubleError(message.code, message.message);
          this.#settle(message.id)?.reject(error);
          this.#journals.get(message.id)?.reject(error);
          this.#journals.delete(message.id);
        }
        this.#watchIdle(running);
        break;
      case 'journal':
        this.#journals.get(message.id)?.resolve(message.answer);
        this.#journals.delete(message.id);
        break;
      case 'pong':
        for (const resolve of this.#pongs.splice(0)) resolve(message.memory);
        break;
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    window.clearTimeout(pending?.timer);
    return pending;
  }

  #cancel(running: Running, id: number): void {
    const pending = this.#settle(id);
    if (!pending) return;
    pending.reject(new TroubleError('cancelled'));
    this.#post(running, { type: 'cancel', id });
    // A worker that does not come back soon is stuck in a network: a new one is quicker than waiting.
    running.stopping = new Promise((resolve) => {
      running.stopped = resolve;
      const timer = window.setTimeout(() => {
        this.#fail(running, 'cancelled', 'the worker did not stop in time');
        resolve();
      }, this.patience.cancel);
      running.worker.addEventListener('message', () => {
        window.clearTimeout(timer);
        resolve();
      }, { once: true });
    });
  }

  #fail(running: Running, code: Trouble, message: string): void {
    this.#end(running, new TroubleError(code, message));
  }

  /** Everything that waits for this worker hears why it ended. */
  #end(running: Running, error: Error): void {
    if (running !== this.#running) return; // It has been replaced, and what waits now waits for the new one.
    running.worker.terminate();
    window.clearTimeout(this.#loadTimer);
    window.clearTimeout(this.#idleTimer);
    this.#running = undefined;
    if (!this.#closed) this.#spare = this.#create();
    running.settle.reject(error);
    running.stopped?.();
    for (const id of [...this.#pending.keys()]) this.#settle(id)?.reject(error);
    for (const { reject } of this.#journals.values()) reject(error);
    this.#journals.clear();
    for (const resolve of this.#pongs.splice(0)) resolve(0);
  }

  #watchLoad(running: Running): void {
    window.clearTimeout(this.#loadTimer);
    this.#loadTimer = window.setTimeout(() => this.#fail(running, 'timeout', `nothing happened for ${this.patience.load} ms`), this.patience.load);
  }

  #watchRead(running: Running): number {
    return window.setTimeout(() => this.#fail(running, 'timeout', `no answer within ${this.patience.read} ms`), this.patience.read);
  }

  /** Bytes arrive: whoever waits waits for them. */
  #watchReads(running: Running): void {
    for (const pending of this.#pending.values()) {
      window.clearTimeout(pending.timer);
      pending.timer = this.#watchRead(running);
    }
  }

  #watchIdle(running: Running): void {
    window.clearTimeout(this.#idleTimer);
    if (this.#pending.size > 0 || running !== this.#running) return;
    this.#idleTimer = window.setTimeout(() => this.#fail(running, 'cancelled', 'the worker was idle'), this.patience.idle);
  }

  #post(running: Running, message: ToWorker, transfer: Transferable[] = []): void {
    running.worker.postMessage(message, transfer);
  }
}

interface NamedWorker {
  readonly name: string;
  readonly worker: Worker;
  /** Its script could not be loaded. */
  broken: boolean;
}

function withResolvers(): { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } {
  let resolve!: () => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<void>((resolved, rejected) => {
    resolve = resolved;
    reject = rejected;
  });
  return { promise, resolve, reject };
}
