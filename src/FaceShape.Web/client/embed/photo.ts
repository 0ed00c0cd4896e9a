import { TroubleError } from '../trouble.ts';

/** What can be read: a file, or a picture that the page has. */
export type Photo = Blob | ImageBitmap | HTMLImageElement | HTMLCanvasElement | OffscreenCanvas | ImageData;

/** @internal What the decoder takes: a file as it is, of everything else a copy, so that the page keeps its own. */
export async function decodable(photo: Photo): Promise<Blob | ImageBitmap> {
  if (photo instanceof Blob) return photo;
  if (photo instanceof HTMLImageElement) await loaded(photo);
  else if (photo.width === 0 || photo.height === 0) throw new TroubleError('too-small', 'a picture without pixels');
  try {
    return await createImageBitmap(photo);
  } catch (error) {
    throw new TroubleError('unsupported-format', String(error));
  }
}

async function loaded(image: HTMLImageElement): Promise<void> {
  try {
    await image.decode();
  } catch (error) {
    throw new TroubleError('not-an-image', `${image.currentSrc || 'an image without an address'}: ${String(error)}`);
  }
}
