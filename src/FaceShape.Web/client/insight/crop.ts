import type { FaceReading } from '../protocol.ts';

/** Pixels of each side of a photo that is given away. */
const side = 512;
/** Room around the face's box, as a fraction of its longer side. */
const room = 0.5;
const quality = 0.9;

/** Draws the face with some room around it; what is drawn is all that is given. */
export function drawCrop(canvas: HTMLCanvasElement, photo: ImageBitmap, { face }: FaceReading): void {
  const [x, y, width, height] = face.box;
  const length = Math.max(width, height) * (1 + 2 * room);
  canvas.width = canvas.height = side;
  const context = canvas.getContext('2d', { alpha: false });
  context?.drawImage(photo, x + (width - length) / 2, y + (height - length) / 2, length, length, 0, 0, side, side);
}

/** The drawing as a new JPEG: nothing of the original file, such as where it was taken, is in it. */
export function jpegOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser could not write a JPEG'))), 'image/jpeg', quality);
  });
}
