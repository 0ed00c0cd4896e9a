// A worker of its own: decoding and scaling a big photo would hold up the page, or the reader while it loads.
import { hold } from './lifeline.ts';
import { largestFileBytes, largestPixels, smallestSide } from './limits.ts';
import { readHeader } from './picture-header.ts';
import { longestSide } from './protocol.ts';
import type { Decoded, FromDecoder, Trouble } from './trouble.ts';

declare const self: DedicatedWorkerGlobalScope;

post('begun');
// From then on the page hears of it when this worker ends, in whatever way.
void hold(self.name).then((held) => held && post('held'));

self.onmessage = async ({ data: { id, photo } }: MessageEvent<{ id: number; photo: Blob | ImageBitmap }>) => {
  const decoded = await open(photo).catch((error: unknown) => refuse('model-failed', String(error)));
  post({ id, decoded }, 'bitmap' in decoded ? [decoded.bitmap] : []);
};

function post(message: FromDecoder, transfer: Transferable[] = []): void {
  self.postMessage(message, transfer);
}

async function open(photo: Blob | ImageBitmap): Promise<Decoded> {
  return photo instanceof Blob ? decode(photo) : opened(photo);
}

async function decode(file: Blob): Promise<Decoded> {
  if (file.size === 0) return refuse('empty-file');
  if (file.size > largestFileBytes) return refuse('too-large', `${file.size} bytes`);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    return refuse('truncated', String(error)); // The file has gone or may not be read any more.
  }

  const header = readHeader(bytes);
  if (!header) return refuse('not-an-image');
  const { width, height } = header;
  const refused = width !== undefined && height !== undefined && tooMany(width, height);
  if (refused) return refused;
  if (header.truncated) return refuse('truncated');

  try {
    return { bitmap: fit(await createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' })) };
  } catch (error) {
    return refuse(header.format === 'other' ? 'unsupported-format' : 'truncated', String(error));
  }
}

/** A picture that somebody else has opened keeps to the same limits. */
function opened(picture: ImageBitmap): Decoded {
  const { width, height } = picture;
  return tooMany(width, height) ?? { bitmap: fit(picture) };
}

function tooMany(width: number, height: number): Decoded | undefined {
  if (width * height > largestPixels) return refuse('too-large', `${width} x ${height} pixels`);
  if (Math.min(width, height) < smallestSide) return refuse('too-small', `${width} x ${height} pixels`);
  return undefined;
}

/** Upright, over white, no side longer than the reader's limit. */
function fit(picture: ImageBitmap): ImageBitmap {
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  // In software: graphics drivers scale in their own ways, and the pixels are read back in any case.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  return canvas.transferToImageBitmap();
}

function refuse(code: Trouble, message: string = code): Decoded {
  return { code, message };
}
