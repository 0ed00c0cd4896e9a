/** What the first bytes of a file tell about it. */
export interface PictureHeader {
  readonly format: 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'other';
  readonly width?: number;
  readonly height?: number;
  /** The file ends before the picture does. */
  readonly truncated: boolean;
}

/** Recognizes a picture and its size without decoding it. Undefined: not a picture. */
export function readHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (starts(bytes, 0xff, 0xd8, 0xff)) return jpeg(bytes, view);
    if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a)) return png(view);
    if (text(bytes, 0, 4) === 'GIF8') return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true), truncated: false };
    if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 4) === 'WEBP') return webp(bytes, view);
    if (text(bytes, 4, 4) === 'ftyp') return isoMedia(bytes, view);
  } catch (error) {
    // The header itself is cut off.
    if (error instanceof RangeError) return { format: 'other', truncated: true };
    throw error;
  }
  return isOther(bytes) ? { format: 'other', truncated: false } : undefined;
}

function starts(bytes: Uint8Array, ...magic: number[]): boolean {
  return magic.every((value, index) => bytes[index] === value);
}

function text(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

/** Formats that some browsers open and others do not: TIFF, BMP, icons, JPEG XL, JPEG 2000, Photoshop, SVG. */
function isOther(bytes: Uint8Array): boolean {
  return (
    starts(bytes, 0x49, 0x49, 0x2a, 0) || starts(bytes, 0x4d, 0x4d, 0, 0x2a) || (starts(bytes, 0x42, 0x4d) && bytes[6] === 0 && bytes[7] === 0) ||
    starts(bytes, 0, 0, 1, 0) || starts(bytes, 0xff, 0x0a) || starts(bytes, 0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c) || starts(bytes, 0, 0, 0, 0x0c, 0x6a, 0x50) ||
    text(bytes, 0, 4) === '8BPS' || /^\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/.test(text(bytes, 0, 1024))
  );
}

function jpeg(bytes: Uint8Array, view: DataView): PictureHeader {
  let size: { width: number; height: number } | undefined;
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return { format: 'jpeg', ...size, truncated: size === undefined };
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda) break;
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    at += 2 + view.getUint16(at + 2);
  }
  // Thumbnails end with the same marker, so only what follows the start of the scan counts.
  for (let i = bytes.length - 2; i > at; i--) {
    if (bytes[i] === 0xff && bytes[i + 1] === 0xd9) return { format: 'jpeg', ...size, truncated: false };
  }
  return { format: 'jpeg', ...size, truncated: true };
}

function png(view: DataView): PictureHeader {
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  const end = 0x49454e44;
  for (let at = 8; at + 8 <= view.byteLength; at += 12 + view.getUint32(at)) {
    if (view.getUint32(at + 4) === end) return { format: 'png', ...size, truncated: false };
  }
  return { format: 'png', ...size, truncated: true };
}

function webp(bytes: Uint8Array, view: DataView): PictureHeader {
  const truncated = view.getUint32(4, true) + 8 > bytes.length;
  const kind = text(bytes, 12, 4);
  if (kind === 'VP8X') return { format: 'webp', width: 1 + uint24(view, 24), height: 1 + uint24(view, 27), truncated };
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { format: 'webp', width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff), truncated };
  }
  return { format: 'webp', width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff, truncated };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + 65536 * view.getUint8(at + 2);
}

/** AVIF and HEIC share a container; the size stands in a box named ispe. */
function isoMedia(bytes: Uint8Array, view: DataView): PictureHeader | undefined {
  const brands = text(bytes, 8, Math.min(view.getUint32(0), 64) - 8);
  if (!/avi[fs]|hei[cxms]|hev[cx]|mif1|msf1/.test(brands)) return undefined;
  const format = /avi[fs]/.test(brands) ? 'avif' : 'other';
  for (let at = 0; at + 16 <= Math.min(bytes.length, 65536); at++) {
    if (view.getUint32(at) === 0x69737065) return { format, width: view.getUint32(at + 8), height: view.getUint32(at + 12), truncated: false };
  }
  return { format, truncated: false };
}
