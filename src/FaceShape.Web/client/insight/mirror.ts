/** The picture in the mirror. */
export function mirrored(photo: ImageBitmap): ImageBitmap {
  const canvas = new OffscreenCanvas(photo.width, photo.height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('This browser has no canvas to mirror on');
  context.translate(photo.width, 0);
  context.scale(-1, 1);
  context.drawImage(photo, 0, 0);
  return canvas.transferToImageBitmap();
}
