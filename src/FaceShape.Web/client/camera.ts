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

  /** The current frame as the camera sees it, not mirrored; the camera is off afterwards. */
  async take(): Promise<ImageBitmap> {
    try {
      const { videoWidth, videoHeight } = this.#video;
      if (videoWidth === 0) throw new TroubleError('camera-missing', 'no frame yet');
      const scale = Math.min(1, longestSide / Math.max(videoWidth, videoHeight));
      return await createImageBitmap(this.#video, {
        resizeWidth: Math.round(videoWidth * scale),
        resizeHeight: Math.round(videoHeight * scale),
        resizeQuality: 'high',
      });
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
