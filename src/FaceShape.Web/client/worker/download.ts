import { load, modelCache, runtimeCache, type Loaded } from '../caching.ts';
import type { Asset, Assets, Progress } from '../protocol.ts';

const progressInterval = 50;
/** As many at a time: more would share the line, and what is put to use first would not come first. */
const atATime = 3;

/** The worker's files, each fetched once, in the order in which they are put to use. */
export class Download {
  readonly #coming = new Map<string, Promise<Loaded>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #what: Progress['what'] = 'download';
  #total = 0;
  #loaded = 0;
  #reported = 0;

  constructor(private readonly report: (progress: Progress) => void) {}

  /** Begins with what the first answer needs. */
  begin({ dotnet, onnx, models }: Assets): void {
    const { loader, runtime, native, wasm, assemblies } = dotnet;
    for (const asset of [loader, runtime, native, wasm, onnx.module, onnx.wasm, ...assemblies]) this.#add(asset, runtimeCache);
    for (const model of models) if (model.first) this.#add(model, modelCache);
  }

  /** Ends when all that was begun is there, or with the first that cannot be had. */
  async done(): Promise<void> {
    await Promise.all(this.#coming.values());
    this.report({ type: 'progress', loaded: this.#total, total: this.#total, what: 'start' });
  }

  /** The checked bytes of an asset that was begun. */
  readonly bytes = async (asset: Asset): Promise<Uint8Array<ArrayBuffer>> => (await this.#coming.get(asset.url)!).bytes;

  /** Fetches models that the first answer did not need, where they are not here yet. */
  async more(models: readonly Asset[]): Promise<void> {
    const missing = models.filter(({ url }) => !this.#coming.has(url));
    this.#what = 'more';
    this.#total = this.#loaded = 0;
    for (const model of missing) this.#add(model, modelCache);
    try {
      await Promise.all(missing.map(this.bytes));
    } catch (error) {
      for (const { url } of missing) this.#coming.delete(url); // to be fetched anew when asked for again
      throw error;
    }
  }

  /** Keeps what has come for the next time, and lets go of its bytes. */
  async keep(): Promise<void> {
    const come = await Promise.allSettled(this.#coming.values());
    for (const loaded of come) if (loaded.status === 'fulfilled') await loaded.value.keep();
    for (const [url, loaded] of this.#coming) this.#coming.set(url, loaded.then(gone));
  }

  #add(asset: Asset, cache: string): void {
    this.#total += asset.bytes;
    const loaded = this.#turn().then(() => load(asset, cache, this.#count)).finally(() => this.#next());
    // Awaited by whoever needs it, and by `done`; until then a failure is not "unhandled".
    loaded.catch(() => {});
    this.#coming.set(asset.url, loaded);
  }

  #turn(): Promise<void> {
    if (this.#running < atATime) {
      this.#running++;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }

  readonly #count = (bytes: number): void => {
    this.#loaded += bytes;
    const now = performance.now();
    if (now - this.#reported < progressInterval) return;
    this.#reported = now;
    this.report({ type: 'progress', loaded: this.#loaded, total: this.#total, what: this.#what });
  };
}

const gone = (): Loaded => ({ bytes: new Uint8Array(0), keep: async () => {} });
