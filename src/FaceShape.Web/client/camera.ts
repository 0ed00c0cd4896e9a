import { byId } from './dom.ts';
import { longestSide } from './protocol.ts';
import { TroubleError } from './trouble.ts';

/** The live camera: permission is asked for when it opens, and every track ends when it closes. */
export class Camera {
  readonly #video = byId<HTMLVideoElement>('video');
  #stream: MediaStream | undefined;

  static get usable(): boolean {
    return navigator.mediaDevices?.getUserMedia !== undefined;
  }

  /** Starts the preview. */
  async open(): Promise<void> {
    this.close();
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 960 } },
      });
      this.#video.srcObject = this.#stream;
      await this.#video.play();
    } catch (error) {
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
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
    this.#video.srcObject = null;
  }
}
