import { byId } from './dom.ts';
import { longestSide } from './protocol.ts';
import { TroubleError } from './trouble.ts';

/** The live camera: permission is asked for when it opens, and every track ends when it closes. */
export class Camera {
  readonly #video = byId<HTMLVideoElement>('video');
  #stream: MediaStream | undefined;
  /** Who asked for it last; nobody once it is closed. */
  #wanted: object | undefined;

  static get usable(): boolean {
    return navigator.mediaDevices?.getUserMedia !== undefined;
  }

  /** Starts the preview; false when it was closed, or opened anew, before that. */
  async open(): Promise<boolean> {
    this.close();
    const wanted = (this.#wanted = {});
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 960 } },
      });
      // People may take their time over the permission: a camera that nobody waits for any more goes off at once.
      if (wanted !== this.#wanted) return end(stream);
      this.#stream = stream;
      this.#video.srcObject = stream;
      await this.#video.play();
      return wanted === this.#wanted;
    } catch (error) {
      if (wanted !== this.#wanted) return false;
      this.close();
      const denied = error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'SecurityError');
      throw new TroubleError(denied ? 'camera-denied' : 'camera-missing', String(error));
    }
  }

  /** The current frame as the camera sees it, not mirrored, no side longer than asked; undefined before the first. */
  async frame(longest: number, quality: ResizeQuality = 'low'): Promise<ImageBitmap | undefined> {
    const { videoWidth, videoHeight } = this.#video;
    if (videoWidth === 0 || !this.#stream) return undefined;
    const scale = Math.min(1, longest / Math.max(videoWidth, videoHeight));
    return createImageBitmap(this.#video, {
      resizeWidth: Math.round(videoWidth * scale),
      resizeHeight: Math.round(videoHeight * scale),
      resizeQuality: quality,
    });
  }

  /** The frame that becomes the photo; the camera is off afterwards. */
  async take(): Promise<ImageBitmap> {
    try {
      const frame = await this.frame(longestSide, 'high');
      if (!frame) throw new TroubleError('camera-missing', 'no frame yet');
      return frame;
    } finally {
      this.close();
    }
  }

  close(): void {
    this.#wanted = undefined;
    if (this.#stream) end(this.#stream);
    this.#stream = undefined;
    this.#video.srcObject = null;
  }
}

/** Switches a camera off; it is not open any more. */
function end(stream: MediaStream): false {
  for (const track of stream.getTracks()) track.stop();
  return false;
}
