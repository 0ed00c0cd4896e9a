import type { InsightSite } from './insight/seam.ts';
import type { Asset, Assets, Model } from './protocol.ts';

interface Site {
  readonly worker: string;
  readonly decoder: string;
  readonly assets: Assets;
  /** Only where a collector is configured. */
  readonly insight?: InsightSite & { readonly script: string; readonly challengers?: readonly Model[] };
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

/** What the worker loads for the models that are tried beside those in use; undefined where none are. */
export const challengerAssets: Assets | undefined = SITE.insight?.challengers && { ...assets, models: SITE.insight.challengers.map(place) };
