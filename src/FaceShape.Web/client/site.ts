import type { InsightSite } from './insight/seam.ts';
import { listed, Placing } from './placing.ts';
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
const site = new Placing(new URL('..', import.meta.url).href);

export const root = site.base;
export const absolute = site.address;
export const workerUrl = absolute(SITE.worker);
export const decoderUrl = absolute(SITE.decoder);
export const insight = SITE.insight && { ...SITE.insight, script: absolute(SITE.insight.script) };
export const catalogue = SITE.catalogue && {
  ...SITE.catalogue,
  url: absolute(SITE.catalogue.url),
  signature: absolute(SITE.catalogue.signature),
};
export const assets: Assets = site.assets(SITE.assets);

/** What the worker loads besides its script, in one list. */
export const allAssets: readonly Asset[] = listed(assets);
