import { load, modelCache, runtimeCache, type Loaded } from '../caching.ts';
import type { Asset, Assets, Progress } from '../protocol.ts';

const progressInterval = 100;
/** As many at a time: more would share the line, and what is put to use first would not come first. */
const atATime = 3;

interface Entry {
  readonly loaded: Promise<Loaded>;
  used: boolean;
}

/** The worker's files, each fetched once, in the order in which they are put to use. */
export class Download {
  /** What is on its way, and what has come and is not both used and kept. */
  readonly #entries = new Map<string, Entry>();
  readonly #waiting: (() => void)[] = [];
  #keeping: Promise<void> = Promise.resolve();
  #running = 0;
  #what: Progress['what'] = 'download';
  #total = 0;
  #loaded = 0;
  #reported = 0;

  constructor(private readonly report: (progress: Progress) => void) {}

  /** Begins with what the first answer needs. */
  begin({ dotnet, onnx, models }: Assets): void {
    const { loader, runtime, native, wasm, assemblies } = dotnet;
    const networks = [onnx.module, onnx.wasm, ...(onnx.opened ? [onnx.opened] : [])];
    for (const asset of [loader, runtime, native, wasm, ...networks, ...assemblies]) this.#add(asset, runtimeCache);
    for (const model of models) if (model.first) this.#add(model, modelCache);
  }

  /** Ends when all that was begun is there, or with the first that cannot be had. */
  async done(): Promise<void> {
    await Promise.all([...this.#entries.values()].map(({ loaded }) => loaded));
    this.report({ type: 'progress', loaded: this.#total, total: this.#total, what: 'start' });
  }

  /** The checked bytes of an asset that was begun, to be put to use once. */
  readonly bytes = async (asset: Asset): Promise<Uint8Array<ArrayBuffer>> => {
    const entry = this.#entries.get(asset.url);
    if (!entry) throw new Error(`${asset.url} was not begun`);
    const { bytes } = await entry.loaded;
    entry.used = true;
    return bytes;
  };

  /** Fetches models that the first answer did not need, and what they run in. */
  async more(models: readonly Asset[]): Promise<void> {
    const missing = models.filter(({ url }) => !this.#entries.has(url));
    this.#what = 'more';
    this.#total = this.#loaded = 0;
    for (const model of missing) this.#add(model, modelCache);
    await Promise.all(models.map(({ url }) => this.#entries.get(url)?.loaded));
  }

  /** Keeps what has come for the next time, and lets go of what was put to use. */
  keep(): Promise<void> {
    this.#keeping = this.#keeping.then(async () => {
      for (const [url, entry] of [...this.#entries]) {
        try {
          await (await entry.loaded).keep();
          if (entry.used) this.#entries.delete(url);
        } catch {
          // It did not come: nothing to keep.
        }
      }
    });
    return this.#keeping;
  }

  #add(asset: Asset, cache: string): void {
    this.#total += asset.bytes;
    const loaded = this.#turn()
      .then(() => load(asset, cache, this.#count))
      .finally(() => this.#next());
    // Awaited by whoever needs it; until then a failure is not "unhandled". Asked for again, it is fetched again.
    loaded.catch(() => this.#entries.delete(asset.url));
    this.#entries.set(asset.url, { loaded, used: false });
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
