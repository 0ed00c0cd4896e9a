import { load, modelCache, prune, runtimeCache } from './caching.ts';
import type { NetworkReport } from './network-report.ts';
import type { Asset } from './protocol.ts';
import { stay } from './stay.ts';

declare const self: ServiceWorkerGlobalScope;

/** A page or text belongs to a language; what all share has none. */
interface ShellAsset extends Asset {
  readonly language?: string;
}

interface Precache {
  /** Changes with any file of the site. */
  readonly version: string;
  readonly shell: readonly ShellAsset[];
  readonly runtime: readonly Asset[];
  readonly models: readonly PrecachedModel[];
  /** Models that are tried: fetched by whoever tries them, and left alone here. */
  readonly tried: readonly Asset[];
  /** Address of the collector, where one is configured; ends with a slash. */
  readonly collector?: string;
}

interface PrecachedModel extends Asset {
  readonly name: string;
  /** Needed for the first answer; the others are kept once they were asked for. */
  readonly first: boolean;
}

/** Put here by the build; addresses are relative to the site's root, where this script lies. */
declare const PRECACHE: Precache;

const shellCache = `faceshape-shell-${PRECACHE.version}`;
const absolute = (asset: Asset): Asset => ({ ...asset, url: new URL(asset.url, self.registration.scope).href });

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  event.respondWith(answer(event.request));
});
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting();
});

/** Shell first. An update also brings the new runtimes and models before it is offered, so that versions never mix, even offline. */
async function install(): Promise<void> {
  const update = self.registration.active !== null;
  const languages = await languagesInUse();
  for (const asset of PRECACHE.shell) {
    if (asset.language === undefined || isStart(asset.url) || languages.has(asset.language)) await keep(asset, shellCache);
  }
  if (!update || !(await caches.has(modelCache))) return; // On a first visit the page's own worker fills the caches.
  for (const asset of PRECACHE.runtime) await keep(asset, runtimeCache);
  const wanted = await modelsInUse();
  for (const model of PRECACHE.models) if (model.first || wanted.has(model.name)) await keep(model, modelCache);
}

/** Names of the models that are kept, in whatever version. */
async function modelsInUse(): Promise<ReadonlySet<string>> {
  const requests = await (await caches.open(modelCache)).keys();
  return new Set(requests.map(({ url }) => new URL(url).pathname.split('/').at(-1)?.split('.')[0] ?? ''));
}

/** Where the installed site starts, whatever its language: the page there leads on to the one that is wanted. */
const isStart = (url: string): boolean => new URL(url, self.registration.scope).href === self.registration.scope;

/** Those of the pages that are open, and of those that were kept before; others are kept when they are first asked for. */
async function languagesInUse(): Promise<ReadonlySet<string>> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const used = new Set(windows.map(({ url }) => pageAddress(new URL(url))));
  for (const name of await caches.keys()) {
    if (name.startsWith('faceshape-shell-')) for (const { url } of await (await caches.open(name)).keys()) if (!isStart(url)) used.add(url);
  }
  return new Set(PRECACHE.shell.flatMap((asset) => (asset.language !== undefined && used.has(absolute(asset).url) ? [asset.language] : [])));
}

async function keep(asset: Asset, cacheName: string): Promise<void> {
  const loaded = await load(absolute(asset), cacheName, undefined, (url) => void tell({ url, method: 'GET', bytes: 0, refused: false }));
  await loaded.keep();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith('faceshape-') && ![shellCache, runtimeCache, modelCache].includes(name)) await caches.delete(name);
  }
  await prune(runtimeCache, PRECACHE.runtime.map(absolute));
  await prune(modelCache, [...PRECACHE.models.map(absolute), ...PRECACHE.tried.map(absolute)]);
  await self.clients.claim();
}

/** Nothing but plain downloads of this site's own files leaves the device. */
async function answer(request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (collects(url, request.method)) return network(request); // counted like everything that leaves
  if (url.origin !== self.location.origin || request.method !== 'GET') {
    await tell({ url: request.url, method: request.method, bytes: await size(request), refused: true });
    return Response.error();
  }
  // A reload asked for by script means that the kept copy is not to be trusted.
  const response = request.cache === 'reload' ? undefined : ((await kept(url)) ?? (await keptNow(url)));
  return response ?? network(request);
}

/** The only exception: what a person chose to share, where the site has a collector. */
function collects({ href }: URL, method: string): boolean {
  const { collector } = PRECACHE;
  if (collector === undefined || !href.startsWith(`${collector}v1/`)) return false;
  return method === 'POST' ? /^v1\/(reports|donations)$/.test(href.slice(collector.length)) : method === 'DELETE' && /^v1\/donations\/\w+$/.test(href.slice(collector.length));
}

const pageAddress = (url: URL): string => url.origin + url.pathname.replace(/\/index\.html$/, '/');

const inShell = (url: string): Asset | undefined => PRECACHE.shell.find((known) => absolute(known).url === pageAddress(new URL(url)));

/** A page of the shell in a language that nobody used so far is kept from now on. */
async function keptNow(url: URL): Promise<Response | undefined> {
  const asset = inShell(url.href);
  if (!asset) return undefined;
  try {
    await keep(asset, shellCache);
  } catch {
    return undefined; // The network tells why.
  }
  return kept(url);
}

async function kept(url: URL): Promise<Response | undefined> {
  const address = pageAddress(url);
  for (const name of [shellCache, runtimeCache, modelCache]) {
    // Opening it would create it; some browsers refuse to look into one that is not there.
    const response = (await caches.has(name)) ? await caches.match(address, { cacheName: name }) : undefined;
    if (response) return response;
  }
  return undefined;
}

async function network(request: Request): Promise<Response> {
  await tell({ url: request.url, method: request.method, bytes: await size(request), refused: false });
  try {
    return await fetch(request);
  } catch (error) {
    // A page of this site that was never kept may be the one to which the start leads on: from it back to the start would go round for ever.
    const start = new URL(inShell(request.url) ? stay : '', self.registration.scope);
    if (request.mode !== 'navigate' || !(await kept(start))) throw error;
    return Response.redirect(start); // its files lie beside it, not beside another address
  }
}

/** All that a request for a fixed address could carry away. */
async function size(request: Request): Promise<number> {
  const body = request.body === null ? 0 : (await request.clone().arrayBuffer()).byteLength;
  return body + new URL(request.url).search.length;
}

async function tell(report: Omit<NetworkReport, 'type'>): Promise<void> {
  const message: NetworkReport = { type: 'network', ...report };
  for (const client of await self.clients.matchAll({ type: 'window', includeUncontrolled: true })) client.postMessage(message);
}
