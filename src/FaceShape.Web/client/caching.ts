import type { Asset } from './protocol.ts';

/** Runtimes: .NET, ONNX Runtime. Entries are keyed by hashed address and survive updates that do not change them. */
export const runtimeCache = 'faceshape-runtime-v1';

/** Models; same rule. */
export const modelCache = 'faceshape-models-v1';

/** Why a file of the site could not be had. */
export class AssetError extends Error {
  constructor(readonly code: 'model-missing' | 'model-corrupt' | 'offline', message: string) {
    super(message);
    this.name = 'AssetError';
  }
}

/** An asset that has come. */
export interface Loaded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Puts it into its cache for the next time, unless it is from there. Costs time, so it is done when nobody waits. */
  readonly keep: () => Promise<void>;
}

/**
 * An asset, from its cache or the network, checked against its hash.
 * `onBytes` counts what has arrived, and takes it back when it has to come again; `onRequest` is told before the network is used.
 */
export async function load(
  asset: Asset,
  cacheName: string,
  onBytes: (count: number) => void = () => {},
  onRequest: (url: string) => void = () => {},
): Promise<Loaded> {
  const cache = await openCache(cacheName);
  const kept = await fromCache(cache, asset);
  if (kept) {
    onBytes(kept.length);
    return { bytes: kept, keep: alreadyKept };
  }

  // A damaged copy, or an old "not found", may sit in the browser's own cache or on the way, so it is asked for once more, past them.
  for (const mode of ['default', 'reload'] as const) {
    let counted = 0;
    onRequest(asset.url);
    const response = await get(asset, mode);
    if (!response.ok && mode === 'default') continue;
    if (!response.ok) throw new AssetError('model-missing', `${asset.url} answered ${response.status}`);
    const bytes = await drain(response, asset.bytes, (count) => {
      counted += count;
      onBytes(count);
    });
    if (bytes && (await matches(bytes, asset))) {
      let kept: Promise<void> | undefined;
      return { bytes, keep: () => (kept ??= keep(cache, asset, bytes, response)) };
    }
    onBytes(-counted);
  }

  throw new AssetError('model-corrupt', `${asset.url} does not have the SHA-256 it was built with`);
}

/** Lets go of what a cache holds from below an address and nobody wants any more. */
export async function prune(name: string, wanted: readonly Asset[], below = ''): Promise<void> {
  if (!(await caches.has(name))) return;
  const cache = await caches.open(name);
  const urls = new Set(wanted.map(({ url }) => url));
  for (const request of await cache.keys()) {
    if (request.url.startsWith(below) && !urls.has(request.url)) await cache.delete(request);
  }
}

const alreadyKept = (): Promise<void> => Promise.resolve();

async function openCache(name: string): Promise<Cache | undefined> {
  try {
    return await caches.open(name);
  } catch {
    return undefined; // Private windows of some browsers have no caches: every visit downloads.
  }
}

async function fromCache(cache: Cache | undefined, asset: Asset): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const response = await cache?.match(asset.url);
    if (!response) return undefined;
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (await matches(bytes, asset)) return bytes;
    await cache?.delete(asset.url);
  } catch {
    // An entry that cannot be read is as good as none.
  }
  return undefined;
}

async function get(asset: Asset, cache: RequestCache): Promise<Response> {
  let response: Response;
  try {
    // As scripts are fetched: Firefox holds what came without credentials apart, and would load again what the page has.
    response = await fetch(asset.url, { cache, credentials: 'same-origin' });
  } catch (error) {
    throw new AssetError('offline', `${asset.url} could not be fetched: ${String(error)}`);
  }
  return response;
}

/** Undefined when the stream yields more or fewer bytes than were promised. */
async function drain(response: Response, length: number, onBytes: (count: number) => void): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  const reader = response.body?.getReader();
  if (!reader) return undefined;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return offset === length ? bytes : undefined;
      if (offset + value.length > length) {
        await reader.cancel();
        return undefined;
      }
      bytes.set(value, offset);
      offset += value.length;
      onBytes(value.length);
    }
  } catch (error) {
    onBytes(-offset);
    throw new AssetError('offline', `${response.url} broke off after ${offset} bytes: ${String(error)}`);
  }
}

async function matches(bytes: Uint8Array<ArrayBuffer>, asset: Asset): Promise<boolean> {
  if (bytes.length !== asset.bytes) return false;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === asset.sha256;
}

async function keep(cache: Cache | undefined, asset: Asset, bytes: Uint8Array<ArrayBuffer>, response: Response): Promise<void> {
  try {
    // The server's headers stay: pages need their policy, and worker scripts their embedder policy, from the cache too.
    const headers = new Headers(response.headers);
    for (const name of ['Content-Encoding', 'Transfer-Encoding', 'Vary']) headers.delete(name);
    headers.set('Content-Length', String(bytes.length));
    await cache?.put(asset.url, new Response(bytes, { headers }));
  } catch {
    // No room left: the photo can be read all the same, only the next visit downloads again.
  }
}
