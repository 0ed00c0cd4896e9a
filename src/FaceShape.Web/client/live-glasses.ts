import type { AdviceItem } from './advice-book.ts';
import { loadBook } from './advice-loading.ts';
import { byId, html } from './dom.ts';
import type { FacePlace } from './protocol.ts';
import { canBeWorn, place } from './worn.ts';

/** Glasses over the camera's picture. */
export class LiveGlasses {
  readonly #drawing = byId<SVGSVGElement>('live');
  readonly #section = byId('camera-glasses');
  readonly #choice = byId('camera-frames');
  #worn: AdviceItem | undefined;

  get worn(): boolean {
    return this.#worn !== undefined;
  }

  /** Offers the frames; without the book there is nothing to offer. */
  async offer(): Promise<void> {
    try {
      const { topics } = await loadBook();
      const frames = topics.find(({ key }) => key === 'glasses')?.groups[0]?.items.filter(({ strokes }) => canBeWorn(strokes)) ?? [];
      this.#choice.replaceChildren(...frames.map((item) => this.#button(item)));
      this.#section.hidden = frames.length === 0;
    } catch (error) {
      console.warn(error);
      this.#section.hidden = true;
    }
  }

  /** Draws them on a face of a frame of a size. */
  draw(face: FacePlace | undefined, width: number, height: number): void {
    this.#drawing.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#drawing.replaceChildren(...(face && this.#worn ? [place(face, this.#worn.strokes)] : []));
  }

  /** Nothing of a face stays; the frame that was chosen does. */
  clear(): void {
    this.#drawing.replaceChildren();
  }

  #button(item: AdviceItem): HTMLButtonElement {
    const button = html('button', { type: 'button', class: 'chip', 'data-item': item.key, 'aria-pressed': String(this.#worn?.key === item.key) }, item.name);
    button.addEventListener('click', () => {
      this.#worn = this.#worn?.key === item.key ? undefined : item;
      if (!this.#worn) this.clear();
      for (const other of this.#choice.children) other.setAttribute('aria-pressed', String(other === button && this.worn));
    });
    return button;
  }
}
