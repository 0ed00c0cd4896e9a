import type { InsightSite } from './insight/seam.ts';
import type { Asset, Assets } from './protocol.ts';

interface Site {
  readonly worker: string;
  readonly decoder: string;
  readonly assets: Assets;
  /** Only where a collector is configured. */
  readonly insight?: Omit<InsightSite, 'challenger'> & { readonly script: string };
  /** The list of models on the host; only where it names some that are tried, or must be signed. */
  readonly catalogue?: {
    readonly url: string;
    readonly signature: string;
    /** Who must have signed it: a public key (SubjectPublicKeyInfo, base64). Without one it need not be signed. */
    readonly key?: string;
  };
}

/** Put here by the build; addresses are relative to the site's root. */
declare const SITE: Site;

/** This script lies in assets/, one below the root, so the site works in any folder of a host. */
export const root = new URL('..', import.meta.url).href;

export const absolute = (url: string): string => new URL(url, root).href;
const place = <T extends Asset>(asset: T): T => ({ ...asset, url: absolute(asset.url) });

export const workerUrl = absolute(SITE.worker);
export const decoderUrl = absolute(SITE.decoder);
export const insight = SITE.insight && { ...SITE.insight, script: absolute(SITE.insight.script) };
export const catalogue = SITE.catalogue && {
  ...SITE.catalogue,
  url: absolute(SITE.catalogue.url),
  signature: absolute(SITE.catalogue.signature),
};
export const assets: Assets = {
  dotnet: {
    loader: place(SITE.assets.dotnet.loader),
    runtime: place(SITE.assets.dotnet.runtime),
    native: place(SITE.assets.dotnet.native),
    wasm: place(SITE.assets.dotnet.wasm),
    assemblies: SITE.assets.dotnet.assemblies.map(place),
  },
  onnx: { module: place(SITE.assets.onnx.module), wasm: place(SITE.assets.onnx.wasm), whole: place(SITE.assets.onnx.whole) },
  models: SITE.assets.models.map(place),
};

/** What the worker loads besides its script, in one list. */
export const allAssets: readonly Asset[] = [
  assets.dotnet.loader,
  assets.dotnet.runtime,
  assets.dotnet.native,
  assets.dotnet.wasm,
  ...assets.dotnet.assemblies,
  assets.onnx.module,
  assets.onnx.wasm,
  ...assets.models,
];
