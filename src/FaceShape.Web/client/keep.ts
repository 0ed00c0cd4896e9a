import { paintCard } from './card.ts';
import { byId, html } from './dom.ts';
import type { FaceReading } from './protocol.ts';
import { headline, list, verdict, warning, words } from './words.ts';

/** A topic and what is advised in it, in words. */
export interface Summary {
  readonly topic: string;
  readonly names: readonly string[];
}

/** What people take with them, all of it made on the device: a picture, a text, a print, a share. */
export class KeepPanel {
  readonly #section = byId('keep');
  #reading: FaceReading | undefined;

  constructor(private readonly summaries: () => readonly Summary[]) {}

  show(reading: FaceReading): void {
    this.#reading = reading;
    const photo = html('input', { type: 'checkbox', role: 'switch', id: 'keep-photo' });
    const note = html('p', { class: 'hint', role: 'status', id: 'keep-note' });
    const offer = (id: string, label: string, take: () => Promise<string> | string): HTMLButtonElement => {
      const button = html('button', { type: 'button', class: 'button small', id }, label);
      button.addEventListener('click', () => void this.#take(note, take));
      return button;
    };
    const { keep } = words;
    this.#section.replaceChildren(
      html('h2', { id: 'keep-title' }, keep.title),
      html('div', { class: 'actions' },
        offer('keep-card', keep.card, () => this.#save(photo.checked)),
        offer('keep-text', keep.text, () => this.#copy()),
        offer('keep-print', keep.print, () => (window.print(), '')),
        ...('share' in navigator ? [offer('keep-share', keep.share, () => this.#share(photo.checked))] : [])),
      html('label', { class: 'switch' }, photo, html('span', {}, keep.withPhoto)),
      note);
    this.#section.hidden = false;
  }

  clear(): void {
    this.#reading = undefined;
    this.#section.hidden = true;
    this.#section.replaceChildren();
  }

  /** The answer and the advice as text. */
  #text(): string {
    const reading = this.#reading;
    if (!reading) return '';
    return [
      `${words.keep.cardTitle}: ${headline(reading)}`,
      verdict(reading),
      ...(reading.warnings.length > 0 ? [`${words.answer.cautions}. ${reading.warnings.map((code) => warning(code).what).join(' ')}`] : []),
      '',
      ...this.summaries().map(({ topic, names }) => `${topic}: ${list(names)}`),
      '',
      words.advice.convention,
      words.keep.foot,
    ].join('\n');
  }

  async #take(note: HTMLElement, take: () => Promise<string> | string): Promise<void> {
    note.textContent = ''; // The same words twice in a row would not be spoken again.
    try {
      note.textContent = await take();
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return; // Somebody changed their mind.
      console.warn(error);
      note.textContent = words.keep.failed;
    }
  }

  async #copy(): Promise<string> {
    await navigator.clipboard.writeText(this.#text());
    return words.keep.copied;
  }

  async #save(withPhoto: boolean): Promise<string> {
    const url = URL.createObjectURL(await this.#card(withPhoto));
    const link = html('a', { href: url, download: 'face-shape.png' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    return withPhoto ? '' : words.keep.saved;
  }

  async #share(withPhoto: boolean): Promise<string> {
    const file = new File([await this.#card(withPhoto)], 'face-shape.png', { type: 'image/png' });
    const whole = { title: words.keep.cardTitle, text: this.#text(), files: [file] };
    await navigator.share(navigator.canShare?.(whole) ? whole : { title: whole.title, text: whole.text });
    return '';
  }

  #card(withPhoto: boolean): Promise<Blob> {
    if (!this.#reading) throw new Error('There is nothing to keep');
    return paintCard(this.#reading, this.summaries(), withPhoto ? byId<HTMLCanvasElement>('canvas') : undefined);
  }
}
