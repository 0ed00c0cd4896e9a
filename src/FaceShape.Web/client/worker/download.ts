import { load, modelCache, runtimeCache } from '../caching.ts';
import type { Asset, Assets, Progress } from '../protocol.ts';

const progressInterval = 50;

/** All files of the worker, fetched at once, each once. */
export class Download {
  private readonly total: number;
  private readonly coming: ReadonlyMap<string, Promise<Uint8Array<ArrayBuffer>>>;
  private loaded = 0;
  private reported = 0;

  constructor(assets: Assets, private readonly report: (progress: Progress) => void) {
    const { dotnet, onnx, models } = assets;
    const runtimes: Asset[] = [dotnet.loader, dotnet.runtime, dotnet.native, dotnet.wasm, ...dotnet.assemblies, onnx.module, onnx.wasm];
    this.total = [...runtimes, ...models].reduce((sum, asset) => sum + asset.bytes, 0);
    const fetched = (cache: string) => (asset: Asset) => [asset.url, load(asset, cache, this.count)] as const;
    this.coming = new Map([...runtimes.map(fetched(runtimeCache)), ...models.map(fetched(modelCache))]);
    // Each is awaited by whoever needs it and all by `done`; until then a failure is not "unhandled".
    for (const bytes of this.coming.values()) bytes.catch(() => {});
  }

  /** The checked bytes of an asset. */
  readonly bytes = (asset: Asset): Promise<Uint8Array<ArrayBuffer>> => this.coming.get(asset.url)!;

  /** Ends when all are there, or with the first that cannot be had. */
  async done(): Promise<void> {
    await Promise.all(this.coming.values());
    this.report({ type: 'progress', loaded: this.total, total: this.total, what: 'start' });
  }

  private readonly count = (bytes: number): void => {
    this.loaded += bytes;
    const now = performance.now();
    if (now - this.reported < progressInterval) return;
    this.reported = now;
    this.report({ type: 'progress', loaded: this.loaded, total: this.total, what: 'download' });
  };
}
