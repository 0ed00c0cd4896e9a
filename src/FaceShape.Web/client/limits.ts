/** Bounds that are checked before a picture is decoded. The command line has the same. */
export const largestFileBytes = 64 * 2 ** 20;
export const largestPixels = 100e6;
export const smallestSide = 16;
