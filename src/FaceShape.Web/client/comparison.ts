import { byId, html } from './dom.ts';
import type { FaceReading, Progress, Reading } from './protocol.ts';
import { ReplacedError } from './reader-client.ts';
import { TroubleError } from './trouble.ts';
import { headline, megabytes, percent, say, seconds, shapeName, trouble, words } from './words.ts';

type State = 'off' | 'fetching' | 'ready' | 'reading' | 'answered' | 'failed';

/** What the comparison asks of the tool. */
export interface Originals {
  /** Fetches and opens the original networks. */
  readonly open: (signal: AbortSignal) => Promise<void>;
  /** Reads the photo that is shown with them; undefined when there is none. */
  readonly read: (signal: AbortSignal) => Promise<Reading | undefined>;
}

interface Answer {
  readonly reading: FaceReading;
  readonly milliseconds: number;
}

/** The switch between the light networks alone and the original six beside them. */
export class Comparison {
  readonly #section = byId('comparison');
  readonly #switch = byId<HTMLInputElement>('compare');
  readonly #progress = byId<HTMLProgressElement>('compare-progress');
  readonly #bytes = byId('compare-bytes');
  readonly #note = byId('compare-note');
  readonly #answers = byId<HTMLTableElement>('compare-answers');
  #light: Answer | undefined;
  #running: AbortController | undefined;

  constructor(private readonly originals: Originals) {
    this.#switch.addEventListener('change', () => (this.#switch.checked ? void this.#open() : this.#off()));
  }

  /** Whether bytes that arrive are its own. */
  get fetching(): boolean {
    return this.#section.dataset['state'] === 'fetching';
  }

  progress({ loaded, total }: Progress): void {
    this.#progress.max = total;
    this.#progress.value = loaded;
    this.#bytes.hidden = loaded >= total;
    // Not in the note: whoever listens would hear each of them.
    this.#bytes.textContent = say(words.compare.fetching, { loaded: megabytes(loaded), total: megabytes(total) });
    this.#tell(loaded < total ? '' : words.compare.starting);
  }

  /** The light networks have answered. */
  answered(reading: FaceReading, milliseconds: number): void {
    this.#light = { reading, milliseconds };
    if (this.#section.dataset['state'] === 'ready') void this.#read(this.#light);
  }

  /** The photo is no longer there. */
  clear(): void {
    this.#light = undefined;
    this.#answers.replaceChildren();
    this.#answers.hidden = true;
    if (this.fetching || this.#section.dataset['state'] === 'off') return;
    this.#running?.abort();
    if (this.#switch.checked) this.#set('ready', words.compare.ready);
  }

  async #open(): Promise<void> {
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    this.#progress.removeAttribute('value');
    this.#set('fetching', words.compare.starting);
    try {
      await this.originals.open(running.signal);
      if (running !== this.#running) return;
      this.#set('ready', words.compare.ready);
      if (this.#light) await this.#read(this.#light);
    } catch (error) {
      this.#fail(running, error);
    }
  }

  async #read(light: Answer): Promise<void> {
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    this.#set('reading', words.compare.reading);
    try {
      const started = performance.now();
      const reading = await this.originals.read(running.signal);
      if (running !== this.#running || light !== this.#light || !reading) return;
      if (reading.status === 'error') throw new TroubleError(reading.error.code, reading.error.message);
      this.#show(light, { reading, milliseconds: performance.now() - started });
      this.#set('answered', light.reading.shape.label === reading.shape.label ? words.compare.same : words.compare.differ);
    } catch (error) {
      if (error instanceof ReplacedError && running === this.#running) return this.#read(light);
      this.#fail(running, error);
    }
  }

  #off(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#answers.hidden = true;
    this.#set('off', '');
  }

  #fail(running: AbortController, error: unknown): void {
    if (running !== this.#running) return;
    console.warn(error);
    this.#running = undefined;
    this.#switch.checked = false;
    const { what, remedy } = trouble(error instanceof TroubleError ? error.code : 'model-failed');
    this.#set('failed', `${what} ${remedy}`);
  }

  #set(state: State, note: string): void {
    this.#section.dataset['state'] = state;
    this.#progress.hidden = state !== 'fetching';
    this.#bytes.hidden = true;
    this.#tell(note);
  }

  /** The same words once more would be heard once more. */
  #tell(note: string): void {
    if (this.#note.textContent !== note) this.#note.textContent = note;
  }

  #show(light: Answer, original: Answer): void {
    const { compare, answer, labels } = words;
    const row = (name: string, of: (answer: Answer) => string): HTMLTableRowElement =>
      html('tr', {}, html('th', { scope: 'row' }, name), html('td', {}, of(light)), html('td', {}, of(original)));
    const likely = (name: string, share: number): string => say(compare.likely, { name, share: percent(share) });
    this.#answers.dataset['light'] = light.reading.shape.label;
    this.#answers.dataset['original'] = original.reading.shape.label;
    this.#answers.replaceChildren(
      html('caption', {}, compare.caption),
      html('thead', {}, html('tr', {}, html('td', {}), html('th', { scope: 'col' }, compare.light), html('th', { scope: 'col' }, compare.original))),
      html('tbody', {},
        row(compare.shape, ({ reading }) => likely(headline(reading), reading.shape.probability)),
        row(compare.second, ({ reading: { shape } }) => likely(shapeName(shape.second), shape.probabilities[shape.second])),
        row(answer.face, ({ reading: { attributes } }) => likely(labels[attributes.length.label], attributes.length.probability)),
        row(answer.jaw, ({ reading: { attributes } }) => likely(labels[attributes.jaw.label], attributes.jaw.probability)),
        row(compare.time, ({ milliseconds }) => seconds(milliseconds))),
    );
    this.#answers.hidden = false;
  }
}
