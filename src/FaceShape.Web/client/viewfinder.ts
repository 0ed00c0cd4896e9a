import { Camera } from './camera.ts';
import { CameraGuide } from './camera-guide.ts';
import { LiveGlasses } from './live-glasses.ts';
import type { TrackedFrame } from './protocol.ts';
import { ReplacedError } from './reader-client.ts';

/** What looks at frames. */
export interface Eye {
  /** The bitmap is handed over and gone afterwards. */
  readonly track: (frame: ImageBitmap) => Promise<TrackedFrame>;
  /** The camera was closed: nothing of whom it showed stays. */
  readonly forget: () => void;
}

/** No side of a frame that is looked at is longer: it is about light and place, not about shapes. */
const longestFrameSide = 640;
/** After so many failures in a row nobody looks any more. */
const mostFailures = 3;
/** Rest between two frames, milliseconds; and at least this share of what the last one took. */
const rest = 100;
const restShare = 0.5;

/** The camera, with guidance to a good photo and glasses to try on. Frames are looked at in the worker and never kept. */
export class Viewfinder {
  readonly #camera = new Camera();
  readonly #guide = new CameraGuide();
  readonly #glasses = new LiveGlasses();
  #session: object | undefined;

  constructor(private readonly eye: Eye, private readonly onGood: () => void) {}

  /** False when it was closed, or opened anew, before the camera was on. */
  async open(): Promise<boolean> {
    this.close();
    if (!(await this.#camera.open())) return false;
    const session = (this.#session = {});
    this.#guide.start();
    void this.#glasses.offer();
    void this.#watch(session);
    return true;
  }

  /** The current frame; the camera is off afterwards. */
  async take(): Promise<ImageBitmap> {
    try {
      return await this.#camera.take();
    } finally {
      this.close();
    }
  }

  close(): void {
    if (this.#session) this.eye.forget();
    this.#session = undefined;
    this.#camera.close();
    this.#glasses.clear();
  }

  async #watch(session: object): Promise<void> {
    for (let failures = 0; session === this.#session && failures < mostFailures; ) {
      const began = performance.now();
      try {
        await this.#look(session);
        failures = 0;
      } catch (error) {
        if (session !== this.#session) return;
        if (!(error instanceof ReplacedError)) {
          console.warn(error);
          failures++;
          this.#guide.lost();
        }
      }
      await pause(Math.max(this.#glasses.worn ? 0 : rest, restShare * (performance.now() - began)));
    }
  }

  async #look(session: object): Promise<void> {
    if (document.hidden) return;
    const frame = await this.#camera.frame(longestFrameSide);
    if (!frame) return;
    const { width, height } = frame;
    const { face, faults } = await this.eye.track(frame);
    if (session !== this.#session) return;
    this.#glasses.draw(face, width, height);
    if (this.#guide.show(faults, performance.now())) this.onGood();
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
