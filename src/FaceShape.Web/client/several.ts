import { byId, html } from './dom.ts';
import { catchFocus } from './focus.ts';
import type { Box, Classified, FaceReading, Progress, Reading, ReadingOk, SeveralFaces, Together } from './protocol.ts';
import { ReplacedError } from './reader-client.ts';
import { passing, TroubleError, type Trouble } from './trouble.ts';
import { headline, megabytes, percent, say, shapeWord, trouble, words } from './words.ts';

/** More add next to nothing: photos of one person err alike. */
export const mostPhotos = 8;

const thumbnailSide = 144;

type State = 'idle' | 'reading' | 'fused' | 'rejected' | 'failed';

/** What it asks of the tool. */
export interface Darkroom {
  readonly decode: (file: Blob, signal: AbortSignal) => Promise<ImageBitmap>;
  /** Reads a photo with evidence. */
  readonly read: (bitmap: ImageBitmap, severalFaces: SeveralFaces, signal: AbortSignal) => Promise<Reading>;
  readonly fuse: (evidence: readonly string[], signal: AbortSignal) => Promise<Together>;
  /** The photo that is shown, once more; undefined when there is none. */
  readonly shown: () => Promise<ImageBitmap | undefined>;
  /** All photos together have answered. */
  readonly together: (face: FaceReading, photos: number) => void;
}

interface First {
  readonly face: FaceReading;
  readonly of: ReadingOk;
}

/** A photo that does not count: of somebody else where there is no error. */
export interface Left {
  readonly name: string;
  readonly error?: unknown;
}

interface Evidence {
  readonly text: string;
  readonly answer: Classified;
  readonly thumbnail: HTMLCanvasElement;
}

/** Further photos of the same person make the answer surer; one of somebody else is turned away and changes nothing. */
export class SeveralPhotos {
  readonly #section = byId('several');
  readonly #input = byId<HTMLInputElement>('file-more');
  readonly #note = byId('several-note');
  readonly #progress = byId<HTMLProgressElement>('several-progress');
  readonly #bytes = byId('several-bytes');
  readonly #list = byId('several-photos');
  #first: First | undefined;
  #photos: readonly Evidence[] = [];
  #running: AbortController | undefined;
  /** The input had the focus when it went out of use. */
  #focused = false;

  constructor(private readonly darkroom: Darkroom) {
    this.#input.addEventListener('change', () => {
      const files = [...(this.#input.files ?? [])];
      this.#input.value = ''; // So that the same file can be chosen twice in a row.
      this.add(files);
    });
  }

  /** Whether bytes that arrive are its own. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  progress({ loaded, total }: Progress): void {
    this.#progress.hidden = this.#bytes.hidden = loaded >= total;
    this.#progress.max = total;
    this.#progress.value = loaded;
    // Not in the note: whoever listens would hear each of them.
    this.#bytes.textContent = say(words.several.fetching, { loaded: megabytes(loaded), total: megabytes(total) });
  }

  /** A face of a first photo was read. */
  answered(face: FaceReading, of: ReadingOk): void {
    this.clear();
    this.#first = { face, of };
    this.#section.hidden = false;
  }

  /** Further photos are there; `before` are those that came with them and could not be the first. */
  add(files: readonly File[], before: readonly Left[] = []): void {
    if (files.length > 0) void this.#weighAll(files, before);
    else if (before.length > 0) this.#set('failed', leftOut(before).join(' '));
  }

  /** Nothing of any photo stays. */
  clear(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#first = undefined;
    this.#photos = [];
    this.#list.replaceChildren();
    this.#section.hidden = true;
    this.#set('idle', '');
  }

  /** Weighs photos one after the other, each against those before it, and shows what all of them say. */
  async #weighAll(files: readonly File[], before: readonly Left[]): Promise<void> {
    const first = this.#first;
    if (!first || this.busy || this.#photos.length >= mostPhotos) return;
    const running = (this.#running = new AbortController());
    const chosen = files.slice(0, mostPhotos - Math.max(this.#photos.length, 1));
    const left: Left[] = [];
    let together: Together | undefined;
    for (const [at, file] of chosen.entries()) {
      this.#set('reading', chosen.length > 1 ? say(words.several.readingOf, { n: at + 1, count: chosen.length }) : words.several.reading);
      const weighed = await this.#weigh(file, first, running.signal).catch((error: unknown) => ({ name: file.name, error }));
      if (running !== this.#running) return;
      if ('same' in weighed) together = weighed;
      else left.push(weighed);
      if ('error' in weighed && passing.has(codeOf(weighed.error))) {
        left.push(...chosen.slice(at + 1).map(({ name }) => ({ name, error: weighed.error })));
        break;
      }
    }
    this.#running = undefined;
    const notes = leftOut(files.length > 1 ? [...before, ...left] : before);
    if (chosen.length < files.length) notes.push(say(words.several.most, { n: mostPhotos }));
    if (together) return this.#show(first.face, together, notes);
    const somebodyElse = left.every(({ error }) => error === undefined);
    const why = files.length > 1 ? words.several.stays : somebodyElse ? words.several.other : explain(left[0]?.error);
    this.#set(somebodyElse ? 'rejected' : 'failed', [...notes, why].join(' '));
  }

  /** Takes a photo up; one of somebody else is left out, without an error. */
  async #weigh(file: File, first: First, signal: AbortSignal): Promise<Together | Left> {
    try {
      const bitmap = await this.darkroom.decode(file, signal);
      const before = this.#photos.length > 0 ? this.#photos : [await this.#again(first.face, first.of, signal)];
      signal.throwIfAborted();
      this.#photos = before; // The first is not read again for the next one, whatever becomes of this.
      const photo = await this.#evidence(bitmap, signal);
      const together = await this.darkroom.fuse([...before, photo].map(({ text }) => text), signal);
      signal.throwIfAborted();
      if (together.same.at(-1) === false) return { name: file.name };
      this.#photos = [...before, photo];
      return together;
    } catch (error) {
      if (error instanceof ReplacedError && !signal.aborted) return this.#weigh(file, first, signal);
      if (!signal.aborted) console.warn(error);
      throw error;
    }
  }

  /** The first photo, once more: nobody needed its evidence before. */
  async #again(face: FaceReading, of: ReadingOk, signal: AbortSignal): Promise<Evidence> {
    const bitmap = await this.darkroom.shown();
    if (!bitmap) throw new TroubleError('cancelled');
    return this.#evidence(bitmap, signal, [of, ...(of.others ?? [])].indexOf(face), 'all');
  }

  async #evidence(bitmap: ImageBitmap, signal: AbortSignal, index = 0, severalFaces: SeveralFaces = 'ask'): Promise<Evidence> {
    const copy = await createImageBitmap(bitmap);
    try {
      const reading = await this.darkroom.read(bitmap, severalFaces, signal);
      if (reading.status === 'error') throw new TroubleError(reading.error.code, reading.error.message);
      const answer = [reading, ...(reading.others ?? [])][index];
      const text = reading.evidence?.[index];
      if (!answer || !text) throw new TroubleError('model-failed', 'no evidence');
      return { text, answer, thumbnail: thumbnail(copy, answer.face.box) };
    } finally {
      copy.close();
    }
  }

  #show(first: FaceReading, { fused }: Together, notes: readonly string[]): void {
    const line = (name: string, answer: Classified, ...picture: Node[]): HTMLLIElement =>
      html('li', {}, ...picture, html('span', { class: 'name' }, name), html('span', {}, say(words.several.likely, { shape: headline(answer), share: percent(answer.shape.probability) })));
    const photos = this.#photos.map(({ answer, thumbnail }, index) => {
      const name = say(words.several.photo, { n: index + 1 });
      thumbnail.setAttribute('aria-label', name);
      return line(name, answer, thumbnail);
    });
    const all = line(words.several.together, fused);
    all.classList.add('all');
    this.#list.replaceChildren(...photos, all);
    this.#section.dataset['photos'] = String(fused.photos);
    this.#section.dataset['different'] = String(fused.different);
    this.darkroom.together({ ...first, attributes: fused.attributes, shape: fused.shape, advice: fused.advice }, fused.different);
    const copies = fused.different < fused.photos ? [words.several.copies] : [];
    const enough = this.#photos.length >= mostPhotos ? [words.several.enough] : [];
    this.#set('fused', [...(fused.different > 1 ? [surer(first, fused)] : []), ...copies, ...notes, ...enough].join(' '));
  }

  #set(state: State, note: string): void {
    this.#focused ||= document.activeElement === this.#input;
    this.#section.dataset['state'] = state;
    this.#input.disabled = state === 'reading' || this.#photos.length >= mostPhotos;
    this.#progress.hidden = this.#bytes.hidden = true;
    this.#note.textContent = note;
    if (state === 'reading') return;
    if (this.#focused) catchFocus(this.#input.disabled ? byId('several-title') : this.#input);
    this.#focused = false;
  }
}

/** What the photos together changed, in a sentence; where no figure did, what they say. */
function surer(first: Classified, fused: Classified): string {
  const gaps = {
    from: percent(first.shape.probability),
    to: percent(fused.shape.probability),
    before: shapeWord(first.shape.label),
    shape: shapeWord(fused.shape.label),
  };
  if (first.shape.label !== fused.shape.label) return say(words.several.changed, gaps);
  if (gaps.from === gaps.to) return `${words.several.together}: ${say(words.several.likely, { shape: headline(fused), share: gaps.to })}.`;
  return say(fused.shape.probability >= first.shape.probability ? words.several.surer : words.several.lessSure, gaps);
}

/** Which photos were left out, and why: those of one reason in one sentence. */
export function leftOut(left: readonly Left[]): string[] {
  const names = new Map<string, string[]>();
  for (const { name, error } of left) {
    const why = error === undefined ? words.several.somebodyElse : reason(codeOf(error));
    names.set(why, [...(names.get(why) ?? []), name]);
  }
  return [...names].map(([why, all]) => say(words.several.leftOut, { name: all.join(', '), what: why }));
}

function reason(code: Trouble): string {
  const { what, remedy } = trouble(code);
  return passing.has(code) ? `${what} ${remedy}` : what;
}

function explain(error: unknown): string {
  const code = codeOf(error);
  if (code === 'several-faces') return words.several.severalFaces;
  const { what, remedy } = trouble(code);
  return `${what} ${remedy} ${words.several.stays}`;
}

function codeOf(error: unknown): Trouble {
  return error instanceof TroubleError ? error.code : 'model-failed';
}

/** The face alone, small. */
function thumbnail(photo: ImageBitmap, [x, y, width, height]: Box): HTMLCanvasElement {
  const side = 1.4 * Math.max(width, height);
  const canvas = html('canvas', { width: thumbnailSide, height: thumbnailSide, role: 'img' });
  canvas.getContext('2d', { alpha: false })?.drawImage(photo, x + (width - side) / 2, y + (height - side) / 2, side, side, 0, 0, thumbnailSide, thumbnailSide);
  return canvas;
}
