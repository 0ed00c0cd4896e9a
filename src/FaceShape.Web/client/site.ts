import type { InsightSite } from './insight/seam.ts';
import { listed, Placing } from './placing.ts';
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
const site = new Placing(new URL('..', import.meta.url).href);

export const root = site.base;
export const absolute = site.address;
export const workerUrl = absolute(SITE.worker);
export const decoderUrl = absolute(SITE.decoder);
export const insight = SITE.insight && { ...SITE.insight, script: absolute(SITE.insight.script) };
export const assets: Assets = site.assets(SITE.assets);

/** What the worker loads besides its script, in one list. */
export const allAssets: readonly Asset[] = listed(assets);

/** What the worker loads for the models that are tried beside those in use; undefined where none are. */
export const challengerAssets: Assets | undefined = SITE.insight?.challengers && { ...assets, models: SITE.insight.challengers.map(site.asset) };
