import { Phrases } from '../phrases.ts';
import { adviceView, answerView } from './answer-view.ts';
import type { Phrasebook } from './contents.ts';
import { ElementView } from './element-view.ts';
// By the name that it has when it is served: the element is built without the reader, and shares the page's.
import { FaceShape, FaceShapeError, loadPhrasebook } from './faceshape.js';
import type { DownloadProgress, FaceShapeErrorCode, Language, Photo, Pipeline, Reading, SeveralFaces } from './faceshape.ts';

/** What the element is doing; also its `data-state`. */
export type FaceShapeState = 'idle' | 'loading' | 'reading' | 'answered' | 'failed';

/** The events, by name. All of them bubble and cross shadow roots. */
export interface FaceShapeEvents {
  /** The reader is there: from now on no photo causes a download. */
  readonly 'face-shape-ready': CustomEvent<void>;
  readonly 'face-shape-progress': CustomEvent<DownloadProgress>;
  readonly 'face-shape-result': CustomEvent<Reading>;
  readonly 'face-shape-error': CustomEvent<FaceShapeError>;
}

declare global {
  interface HTMLElementTagNameMap {
    'face-shape': FaceShapeElement;
  }
  interface HTMLElementEventMap extends FaceShapeEvents {}
  // They bubble, so pages listen further up too.
  interface DocumentEventMap extends FaceShapeEvents {}
  interface WindowEventMap extends FaceShapeEvents {}
}

/** Those after which the same photo may well be read. */
const passing: ReadonlySet<FaceShapeErrorCode> = new Set<FaceShapeErrorCode>([
  'offline', 'worker-crashed', 'timeout', 'cancelled', 'model-missing', 'model-corrupt', 'model-mismatch', 'model-failed',
]);

const spoken: readonly Language[] = ['en', 'es', 'tr', 'ar'];

/**
 * `<face-shape>`: somebody chooses a photo and sees the shape of the face, and what suits it; the page is told by events.
 *
 * Attributes: `assets` (folder that holds the package's `assets/`), `pipeline` (`light` or `original`), `lang` (else that of the page),
 * `topics` (of the advice, `hair glasses` by default, empty for none), `preload` (fetch the reader at once, not when it is needed).
 */
export class FaceShapeElement extends HTMLElement {
  static readonly observedAttributes = ['assets', 'pipeline', 'lang', 'topics', 'preload'];

  readonly #view: ElementView;
  #reader: Promise<FaceShape> | undefined;
  #book: Phrasebook | undefined;
  #current: AbortController | undefined;
  /** For a second look: what was chosen, and once it is open, what is shown of it. */
  #photo: Photo | undefined;
  #reading: Reading | undefined;
  /** Attributes that were there from the start are looked at once, when the element is. */
  #connected = false;

  constructor() {
    super();
    this.#view = new ElementView(this.attachShadow({ mode: 'open', delegatesFocus: true }), {
      choose: (photo) => void this.read(photo).catch(() => {}),
      cancel: () => this.#current?.abort(),
      forget: () => this.forget(),
      approach: () => void this.load().catch(() => {}),
    });
    this.#view.forget();
  }

  /** The last answer; undefined before the first and after `forget`. */
  get reading(): Reading | undefined {
    return this.#reading;
  }

  get state(): FaceShapeState {
    return (this.dataset['state'] as FaceShapeState | undefined) ?? 'idle';
  }

  get assets(): string | undefined {
    return this.getAttribute('assets') ?? undefined;
  }

  set assets(folder: string | URL | undefined) {
    this.#reflect('assets', folder?.toString());
  }

  get pipeline(): Pipeline {
    return this.getAttribute('pipeline') === 'original' ? 'original' : 'light';
  }

  set pipeline(pipeline: Pipeline) {
    this.#reflect('pipeline', pipeline);
  }

  /** Topics of the advice: `hair`, `beard`, `glasses`, `brows`, `makeup`, `earrings`, `neckline`. */
  get topics(): readonly string[] {
    return (this.getAttribute('topics') ?? 'hair glasses').split(/\s+/).filter(Boolean);
  }

  set topics(topics: readonly string[]) {
    this.#reflect('topics', topics.join(' '));
  }

  get preload(): boolean {
    return this.hasAttribute('preload');
  }

  set preload(atOnce: boolean) {
    this.toggleAttribute('preload', atOnce);
  }

  connectedCallback(): void {
    this.#connected = true;
    if (!this.dataset['state']) this.#state('idle');
    void this.#speak();
    if (this.preload) void this.load().catch(() => {});
  }

  disconnectedCallback(): void {
    // An element that is only moved is connected again by then.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#connected = false;
      this.#close();
    });
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.#connected) return;
    if (name === 'assets' || name === 'pipeline') this.#close();
    if (name === 'assets' || name === 'lang') void this.#speak();
    if (name === 'topics') void this.#show();
    if (this.preload) void this.load().catch(() => {});
  }

  /** Fetches and starts the reader, if that has not been done. */
  async load(): Promise<void> {
    await this.#open();
  }

  /** Reads a photo and shows what it found. A newer photo takes the place of one that is being read. */
  async read(photo: Photo, severalFaces: SeveralFaces = 'ask'): Promise<Reading> {
    this.#current?.abort();
    const current = (this.#current = new AbortController());
    this.#reading = undefined;
    this.#photo = photo;
    this.#view.panel('empty');
    this.#state('reading');
    this.#view.working();
    try {
      const reader = await Promise.race([this.#open(), cancelled(current.signal)]);
      if (current.signal.aborted) throw new FaceShapeError('cancelled');
      this.#view.working();
      this.#state('reading');
      // Not drawn from the photo itself: that may be huge, and by the time it is open somebody may have had it forgotten.
      const reading = await reader.readShown(photo, { severalFaces, signal: current.signal }, (picture) => {
        this.#photo = this.#view.photo(picture);
      });
      if (current !== this.#current) throw new FaceShapeError('cancelled');
      this.#reading = reading;
      await this.#show();
      if (current !== this.#current) throw new FaceShapeError('cancelled');
      this.#state('answered');
      this.#tell('face-shape-result', reading);
      return reading;
    } catch (error) {
      if (current === this.#current) this.#fail(error, severalFaces);
      throw error;
    } finally {
      if (current === this.#current) this.#current = undefined;
    }
  }

  /** Takes the photo and the answer away. */
  forget(): void {
    this.#current?.abort();
    this.#current = undefined;
    this.#reading = undefined;
    this.#photo = undefined;
    this.#view.forget();
    this.#state('idle');
  }

  #open(): Promise<FaceShape> {
    if (this.#reader) return this.#reader;
    if (this.state === 'idle') this.#state('loading');
    const opening = FaceShape.open({
      assets: this.#base,
      pipeline: this.pipeline,
      onProgress: (progress) => this.#progress(progress),
    });
    this.#reader = opening;
    opening.then(
      (reader) => {
        if (opening !== this.#reader) return reader.close();
        if (this.state === 'loading') this.#rest();
        this.#tell('face-shape-ready', undefined);
      },
      (error: unknown) => {
        if (opening !== this.#reader) return;
        this.#reader = undefined; // Asked for again, it is tried again.
        if (!this.#current) this.#fail(error, 'ask');
      },
    );
    return opening;
  }

  #close(): void {
    this.#current?.abort();
    this.#reader?.then((reader) => reader.close(), () => {});
    this.#reader = undefined;
    if (this.state === 'loading') this.#rest();
  }

  #rest(): void {
    this.#view.idle();
    this.#state('idle');
  }

  #progress(progress: DownloadProgress): void {
    if (this.state === 'loading' || this.state === 'reading') this.#view.working(progress);
    this.#tell('face-shape-progress', progress);
  }

  /** Shows the answer in the element's language. */
  async #show(): Promise<void> {
    const reading = this.#reading;
    const book = this.#book ?? (await this.#speak());
    if (!reading || !book) return;
    const advised = this.topics.length > 0 ? await this.#advice(reading, book) : [];
    if (reading !== this.#reading) return;
    this.#view.idle();
    this.#view.answer([...answerView(book, reading), ...advised]);
    this.#view.say(new Phrases(book.language, book.words).spoken(reading));
    this.#view.focus('answer');
  }

  async #advice(reading: Reading, book: Phrasebook): Promise<HTMLElement[]> {
    try {
      const reader = await this.#open();
      return adviceView(book, await reader.advise(reading, book.language), this.topics);
    } catch (error) {
      console.warn(error); // The answer is worth showing without it.
      return [];
    }
  }

  #fail(error: unknown, severalFaces: SeveralFaces): void {
    const failure = error instanceof FaceShapeError ? error : new FaceShapeError('model-failed', String(error));
    const tool = this.#book?.words.tool;
    const again = (choice: SeveralFaces): void => {
      if (this.#photo) void this.read(this.#photo, choice).catch(() => {});
      else void this.load().then(() => this.forget(), () => {});
    };
    const offers = failure.code === 'several-faces'
      ? [{ label: tool?.largest ?? '', take: () => again('largest') }]
      : passing.has(failure.code) ? [{ label: tool?.again ?? '', take: () => again(severalFaces) }] : [];
    this.#view.idle();
    this.#view.trouble(failure.code, this.#sentence(failure), tool ? offers : []);
    this.#state('failed');
    this.#tell('face-shape-error', failure);
  }

  #sentence({ code, message }: FaceShapeError): { what: string; remedy: string } {
    if (!this.#book) return { what: message, remedy: '' };
    const { language, words, troubles } = this.#book;
    if (code in troubles) return troubles[code as keyof typeof troubles];
    return new Phrases(language, words).trouble(code as keyof typeof words.troubles);
  }

  /** Fetches the texts of the element's language and shows what is there in it. */
  async #speak(): Promise<Phrasebook | undefined> {
    const language = this.#language;
    try {
      const book = await loadPhrasebook(language, this.#base);
      if (language !== this.#language) return this.#book;
      this.#book = book;
      this.#view.speak(book);
      if (this.#reading) await this.#show();
      return book;
    } catch (error) {
      this.#fail(error, 'ask');
      return undefined;
    }
  }

  get #language(): Language {
    const asked = (this.getAttribute('lang') ?? this.closest('[lang]')?.getAttribute('lang') ?? navigator.language).split('-')[0];
    return spoken.find((language) => language === asked) ?? 'en';
  }

  get #base(): URL | undefined {
    const { assets } = this;
    return assets === undefined ? undefined : new URL(assets, document.baseURI);
  }

  #state(state: FaceShapeState): void {
    this.dataset['state'] = state;
  }

  #reflect(attribute: string, value: string | undefined): void {
    if (value === undefined) this.removeAttribute(attribute);
    else this.setAttribute(attribute, value);
  }

  #tell(name: keyof FaceShapeEvents, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** Rejects when it is given up, so that nobody waits for a download that goes on. */
function cancelled(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new FaceShapeError('cancelled')), { once: true }));
}

if (!customElements.get('face-shape')) customElements.define('face-shape', FaceShapeElement);
