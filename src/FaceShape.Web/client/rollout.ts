/** Devices are drawn into as many buckets. */
export const buckets = 100;

const key = 'faceshape-bucket';

/** The bucket of this device: drawn once, kept here alone, sent to nobody. One in a hundred shares it, so it tells nobody apart. */
export function ownBucket(): number {
  const kept = Number(localStorage.getItem(key) ?? NaN);
  if (Number.isInteger(kept) && kept >= 0 && kept < buckets) return kept;
  const drawn = crypto.getRandomValues(new Uint32Array(1))[0]! % buckets;
  localStorage.setItem(key, String(drawn));
  return drawn;
}

/** Draws anew when it is next asked for. */
export const forgetBucket = (): void => localStorage.removeItem(key);

/**
 * Whether a bucket is among the `share` of a hundred that a salt draws: those whose hash comes first. So exactly as many are, with a
 * greater share those that were stay, and another salt draws others.
 */
export async function isDrawn(bucket: number, salt: string, share: number): Promise<boolean> {
  const hashes = await Promise.all(Array.from({ length: buckets }, (_, i) => hash(`${salt}:${i}`)));
  const own = hashes[bucket]!;
  return hashes.filter((other) => other < own).length < share;
}

async function hash(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
