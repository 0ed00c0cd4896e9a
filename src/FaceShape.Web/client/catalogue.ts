import type { Assets, Model } from './protocol.ts';
import { forgetBucket, isDrawn, ownBucket } from './rollout.ts';
import { absolute, assets, catalogue } from './site.ts';

/** Models that this device runs besides those that the site was built with. */
export interface Trial {
  /** By which reports name them. */
  readonly name: string;
  /** They answer; else they are run beside those that do, where people share. */
  readonly answers: boolean;
  readonly assets: Assets;
}

/** A list of models that is not used, and why. */
export class CatalogueError extends Error {
  constructor(readonly code: 'unsigned' | 'changed' | 'older' | 'damaged', message: string) {
    super(message);
    this.name = 'CatalogueError';
  }
}

interface Entry {
  readonly name: string;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly brotliBytes: number;
}

/** `models.json`, as far as pages look at it. */
interface List {
  readonly models: readonly Pick<Entry, 'name' | 'sha256'>[];
  readonly issued?: number;
  readonly challenger?: Challenger;
}

/** See `Challenger` in the core. */
interface Challenger {
  readonly name: string;
  readonly enabled: boolean;
  readonly answers: boolean;
  readonly share: number;
  readonly salt: string;
  readonly models: readonly Entry[];
}

/** What stays of the last list that was good. */
interface Kept {
  /** The models of the site that it was for: those of another version may not fit each other. */
  readonly site: string;
  readonly issued: number;
  readonly challenger?: Challenger;
  /** Whether this device is one of its share. */
  readonly drawn: boolean;
}

const key = 'faceshape-catalogue';
const site = assets.models.map((own) => `${own.name} ${own.model.slice(0, 12)}`).join(', ');
/** A longer list is refused, in bytes. */
const longest = 256 * 1024;

/** What the last good list says for this device; nothing is asked of anybody. */
export function trial(): Trial | undefined {
  const { challenger, drawn, site: meant } = kept() ?? {};
  if (!challenger?.enabled || !drawn || meant !== site) return undefined;
  return { name: challenger.name, answers: challenger.answers, assets: assetsWith(challenger) };
}

/**
 * Looks for a new list. One that is good takes the place of the one before, at once for models that are tried beside those that
 * answer, on the next visit for models that answer. Without a network everything stays as it is.
 */
export async function refresh(): Promise<void> {
  if (!catalogue) return;
  const bytes = await get(catalogue.url);
  if (!bytes) return;
  if (catalogue.key !== undefined) await verify(bytes, await get(catalogue.signature), catalogue.key);
  const { models, issued = 0, challenger } = parse(bytes);
  const older = issued < (kept()?.issued ?? 0);
  if (catalogue.key !== undefined && older) throw new CatalogueError('older', 'the list of models is older than the one before');
  // The host may have a newer site than the one that is open here, whose list is for other models.
  if (!assets.models.every((own) => models.some(({ name, sha256 }) => name === own.name && sha256 === own.model))) return;
  const drawn = challenger !== undefined && challenger.enabled && (await isDrawn(ownBucket(), challenger.salt, challenger.share));
  localStorage.setItem(key, JSON.stringify({ site, issued, challenger, drawn }));
}

/** Nothing of all that is kept. */
export function forget(): void {
  localStorage.removeItem(key);
  forgetBucket();
}

function kept(): Kept | undefined {
  if (!catalogue) return undefined;
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined; // Nothing can be kept here, or it is damaged: the models of the site answer.
  }
}

async function get(url: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const response = await fetch(url, { cache: 'no-store', credentials: 'omit' });
    if (!response.ok) return undefined;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return bytes.length <= longest ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** ECDSA on P-256 with SHA-256; see `CatalogueSignature` in C#. */
async function verify(bytes: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer> | undefined, spki: string): Promise<void> {
  if (!signature) throw new CatalogueError('unsigned', 'the list of models is not signed');
  const trusted = await crypto.subtle.importKey('spki', decode(spki), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  const good = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, trusted, decode(new TextDecoder().decode(signature)), bytes);
  if (!good) throw new CatalogueError('changed', 'the list of models is not what its makers signed');
}

/** Bytes of base64; none where it is something else. */
function decode(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64.trim()), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function parse(bytes: Uint8Array<ArrayBuffer>): List {
  try {
    const list = JSON.parse(new TextDecoder().decode(bytes)) as List;
    const { models: all, challenger } = list;
    if (!Array.isArray(all)) throw new TypeError('there are no models in it');
    if (challenger === undefined) return list;
    const names = /^[0-9a-f]{12}$/.test(challenger.name) && typeof challenger.salt === 'string' && Number.isInteger(challenger.share);
    if (names && challenger.models.every(isEntry)) return list;
  } catch {
    // Said below.
  }
  throw new CatalogueError('damaged', 'the list of models cannot be read');
}

const isEntry = ({ name, file, sha256, bytes }: Entry): boolean =>
  /^\w+$/.test(name) && /\.\w+$/.test(file) && /^[0-9a-f]{64}$/.test(sha256) && Number.isInteger(bytes);

/** The site's own, with those of the challenger in place of theirs. The build names files so, and so does whoever uploads others. */
function assetsWith({ models }: Challenger): Assets {
  const replaced = assets.models.map((model): Model => {
    const other = models.find(({ name }) => name === model.name);
    if (!other) return model;
    const { name, file, sha256, bytes, brotliBytes } = other;
    const extension = file.slice(file.lastIndexOf('.'));
    return { ...model, url: absolute(`assets/${name}.${sha256.slice(0, 12)}${extension}`), bytes, brotli: brotliBytes, sha256, model: sha256 };
  });
  return { ...assets, models: replaced };
}
