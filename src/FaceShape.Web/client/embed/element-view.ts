import { html } from '../dom.ts';
import { Phrases, say } from '../phrases.ts';
import type { Sentence } from '../trouble.ts';
import type { Phrasebook } from './contents.ts';
import type { DownloadProgress } from './faceshape.ts';

/** Put here by the build: the element's styles. */
declare const STYLE: string;

/** What people do with the element. */
export interface Wishes {
  readonly choose: (photo: Blob) => void;
  readonly cancel: () => void;
  readonly forget: () => void;
  /** Somebody is about to choose a photo. */
  readonly approach: () => void;
}

type Panel = 'empty' | 'answer' | 'trouble';

let sheet: CSSStyleSheet | undefined;

/** A sheet that is made here is no inline style, so strict policies let it be. */
function styles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  return sheet;
}

/** What `<face-shape>` shows. Decides nothing. */
export class ElementView {
  readonly #input = html('input', { type: 'file', accept: 'image/*,.avif,.webp,.heic', class: 'hidden' });
  readonly #choose = html('span');
  readonly #hint = html('p', { part: 'hint', class: 'quiet' });
  readonly #words = html('p', { id: 'working' });
  readonly #bytes = html('p', { class: 'quiet' });
  readonly #bar = html('progress', { part: 'progress', 'aria-labelledby': 'working' });
  readonly #cancel = html('button', { type: 'button', part: 'button', class: 'button' });
  readonly #forget = html('button', { type: 'button', part: 'button', class: 'button' });
  readonly #canvas = html('canvas', { part: 'photo', role: 'img', width: 1, height: 1 });
  readonly #working = html('div', { class: 'working' }, this.#words, this.#bar, this.#bytes, this.#cancel);
  readonly #answer = html('section', { part: 'answer', tabindex: -1, 'aria-labelledby': 'shape' });
  readonly #trouble = html('section', { part: 'trouble', class: 'trouble', tabindex: -1 });
  readonly #status = html('p', { class: 'hidden', role: 'status' });
  readonly #frame = html('div', { part: 'frame', class: 'frame', role: 'group' },
    this.#canvas,
    html('div', { class: 'side' },
      this.#answer,
      this.#trouble,
      html('div', { class: 'actions' },
        html('label', { part: 'button primary', class: 'button primary' }, this.#input, this.#choose),
        this.#forget),
      this.#hint,
      this.#working,
      this.#status));
  #book: Phrasebook | undefined;

  constructor(root: ShadowRoot, wishes: Wishes) {
    root.adoptedStyleSheets = [styles()];
    root.replaceChildren(this.#frame);
    this.panel('empty');
    this.idle();
    this.#input.addEventListener('change', () => {
      const file = this.#input.files?.[0];
      this.#input.value = ''; // So that the same file can be chosen twice in a row.
      if (file) wishes.choose(file);
    });
    this.#cancel.addEventListener('click', wishes.cancel);
    this.#forget.addEventListener('click', wishes.forget);
    for (const sign of ['pointerenter', 'focusin', 'dragenter']) this.#frame.addEventListener(sign, wishes.approach);
    this.#watchDrops(wishes.choose);
  }

  /** From now on in this language. */
  speak(book: Phrasebook): void {
    const { element, language, direction, words } = book;
    this.#book = book;
    this.#frame.lang = language;
    this.#frame.dir = direction;
    this.#frame.setAttribute('aria-label', element.label);
    this.#canvas.setAttribute('aria-label', element.photo);
    this.#choose.textContent = this.#canvas.hidden ? element.choose : element.another;
    this.#hint.textContent = element.hint;
    this.#cancel.textContent = element.cancel;
    this.#forget.textContent = element.forget;
    this.#words.textContent = words.tool.reading;
  }

  /** Shows a picture; gives the copy of it that is shown. */
  photo(picture: ImageBitmap): HTMLCanvasElement {
    this.#canvas.width = picture.width;
    this.#canvas.height = picture.height;
    this.#canvas.getContext('2d', { alpha: false })?.drawImage(picture, 0, 0);
    this.#canvas.hidden = false;
    this.#forget.hidden = false;
    if (this.#book) this.#choose.textContent = this.#book.element.another;
    return this.#canvas;
  }

  /** The reader is fetched or started (with its progress), or a photo is read. */
  working(progress?: DownloadProgress): void {
    const tool = this.#book?.words.tool;
    this.#working.hidden = false;
    const late = progress?.what === 'more';
    this.#words.textContent = (late ? this.#counted(progress, tool?.more) : progress ? tool?.preparing : tool?.reading) ?? '';
    const counts = progress !== undefined && progress.what !== 'start';
    this.#bytes.textContent = counts && !late ? this.#counted(progress, this.#book?.element.downloaded) : '';
    if (counts) {
      this.#bar.max = progress.total;
      this.#bar.value = progress.loaded;
    } else this.#bar.removeAttribute('value');
  }

  idle(): void {
    this.#working.hidden = true;
  }

  answer(content: readonly HTMLElement[]): void {
    this.#answer.replaceChildren(...content);
    this.panel('answer');
  }

  trouble(code: string, { what, remedy }: Sentence, offers: readonly { readonly label: string; readonly take: () => void }[]): void {
    this.#trouble.dataset['code'] = code;
    this.#trouble.replaceChildren(html('p', {}, html('strong', {}, what)), html('p', {}, remedy), ...offers.map(({ label, take }) => {
      const button = html('button', { type: 'button', part: 'button', class: 'button' }, label);
      button.addEventListener('click', take);
      return button;
    }));
    this.panel('trouble');
    this.say(`${what} ${remedy}`);
  }

  panel(panel: Panel): void {
    this.#answer.hidden = panel !== 'answer';
    this.#trouble.hidden = panel !== 'trouble';
    if (panel !== 'answer') this.#answer.replaceChildren();
    if (panel !== 'trouble') this.#trouble.replaceChildren();
  }

  /** Takes every trace of a photo away. */
  forget(): void {
    this.#canvas.width = this.#canvas.height = 1;
    this.#canvas.hidden = true;
    this.#forget.hidden = true;
    if (this.#book) this.#choose.textContent = this.#book.element.choose;
    this.panel('empty');
    this.idle();
    this.say('');
  }

  /** To people who listen. */
  say(words: string): void {
    this.#status.textContent = words;
  }

  /** Moves the focus, and the reading position of people who listen, to what has come. */
  focus(panel: 'answer' | 'trouble'): void {
    (panel === 'answer' ? this.#answer : this.#trouble).focus({ preventScroll: true });
  }

  #counted({ loaded, total }: DownloadProgress, text = ''): string {
    if (!this.#book) return '';
    const { megabytes } = new Phrases(this.#book.language, this.#book.words);
    return say(text, { loaded: megabytes(loaded), total: megabytes(total) });
  }

  #watchDrops(choose: (photo: Blob) => void): void {
    const frame = this.#frame;
    frame.addEventListener('dragover', (event) => {
      event.preventDefault();
      frame.dataset['dragging'] = '';
    });
    frame.addEventListener('dragleave', () => delete frame.dataset['dragging']);
    frame.addEventListener('drop', (event) => {
      event.preventDefault();
      delete frame.dataset['dragging'];
      const file = event.dataTransfer?.files[0];
      if (file) choose(file);
    });
  }
}
