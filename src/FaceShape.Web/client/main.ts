import { Camera } from './camera.ts';
import { byId } from './dom.ts';
import { announce } from './announce.ts';
import { CatalogueError, refresh, trial, type Trial } from './catalogue.ts';
import { Comparison } from './comparison.ts';
import { catchFocus } from './focus.ts';
import { HistoryPanel } from './history-panel.ts';
import { watchLanguage } from './language.ts';
import { PhotoDecoder } from './photo-decoder.ts';
import { watchPhotos } from './photo-input.ts';
import { PrivacyPanel } from './privacy-panel.ts';
import type { FaceReading, Progress, Reading, ReadingOk, SeveralFaces } from './protocol.ts';
import { ReplacedError, ReaderClient } from './reader-client.ts';
import type { InsightModule, Observer } from './insight/seam.ts';
import { assets, decoderUrl, insight, workerUrl } from './site.ts';
import { leftOut, SeveralPhotos, type Left } from './several.ts';
import { setState } from './state.ts';
import { StoragePanel } from './storage-panel.ts';
import { passing, TroubleError, type Trouble } from './trouble.ts';
import { watchUpdates } from './updates.ts';
import { View, type Offer } from './view.ts';
import { Viewfinder } from './viewfinder.ts';
import { percent, seconds, words } from './words.ts';

/** Frames of the camera are not taken back: they are done with before anybody could. */
const never = new AbortController().signal;

/** Photos that came together. */
interface Batch {
  /** The one that is read. */
  readonly first?: File;
  /** Weighed with it once that is read. */
  readonly others: readonly File[];
  /** Those before it, which could not be read. */
  readonly left: readonly Left[];
}

const single: Batch = { others: [], left: [] };

/** The tool on the home page: a photo comes in, an answer or a trouble comes out. */
class Tool {
  /** Models that answer in place of the site's own; which was said on an earlier visit. */
  #answering = answeringTrial();
  /** First of all: its worker starts meanwhile. */
  readonly #reader = new ReaderClient(
    workerUrl,
    this.#answering?.assets ?? assets,
    { progress: (progress) => this.#progress(progress), kept: () => this.#kept(), fellBack: () => this.#fellBack() },
    this.#answering && assets,
  );
  readonly #view = new View();
  readonly #privacy = new PrivacyPanel();
  readonly #history = new HistoryPanel(() => void this.#storage?.refresh());
  readonly #storage: StoragePanel = new StoragePanel(this.#history);
  readonly #decoder = new PhotoDecoder(decoderUrl);
  readonly #viewfinder = new Viewfinder(
    { track: (frame) => this.#reader.track(frame, never), forget: () => this.#reader.forget() },
    () => this.#take(),
  );
  readonly #comparison = new Comparison({
    open: (signal) => this.#reader.open('original', signal),
    read: (signal) => this.#readOriginal(signal),
  });
  readonly #several = new SeveralPhotos({
    decode: (file, signal) => this.#decoder.decode(file, signal),
    read: (bitmap, severalFaces, signal) => this.#reader.read(bitmap, severalFaces, signal, 'light', true),
    fuse: (evidence, signal) => this.#reader.fuse(evidence, signal),
    shown: () => this.#view.shown(),
    together: (face, photos) => this.#together(face, photos),
  });
  /** Who looks on, where a collector is configured; never awaited, never in the way. */
  #observer: Observer | undefined;
  #current: AbortController | undefined;
  #loaded = false;
  #batch = single;
  /** What the answer that is shown took. */
  #duration = 0;

  start(): void {
    watchPhotos((first, others) => this.#open({ first, others, left: [] }));
    byId('camera-open').addEventListener('click', () => void this.#openCamera());
    byId('camera-take').addEventListener('click', () => this.#take());
    byId('camera-close').addEventListener('click', () => this.#forget('camera-open'));
    byId('cancel').addEventListener('click', () => this.#current?.abort());
    byId('forget').addEventListener('click', () => this.#forget('file'));
    window.addEventListener('online', () => byId('trouble').dataset['code'] === 'offline' && !byId('trouble').hidden && this.#retry());
    window.addEventListener('pagehide', () => this.#leaveCamera());
    void this.#load();
    setTimeout(() => [percent(0), seconds(0)]); // how numbers are written is known by the time of the answer
  }

  /** Gets the reader ready before a photo comes. */
  async #load(): Promise<void> {
    setState('loading');
    this.#view.working(words.tool.preparing, false);
    try {
      await this.#reader.load();
      this.#loaded = true;
      void this.#storage.refresh();
      if (this.#current) return void this.#observe(); // A photo came meanwhile and goes its own way.
      this.#view.idle();
      setState('ready');
      await this.#refresh();
      void this.#observe();
    } catch (error) {
      if (!this.#current) this.#fail(error);
      void this.#storage.refresh();
    }
  }

  #open(batch: Batch & { readonly first: File }): void {
    this.#leaveCamera();
    this.#batch = batch;
    void this.#read((signal) => this.#decoder.decode(batch.first, signal));
  }

  /** A photo that cannot be read does not keep those that came with it waiting: the next takes its place. */
  #passOver(error: unknown): boolean {
    const { first, others: [next, ...others], left } = this.#batch;
    if (!first || !next || !(error instanceof TroubleError) || error.code === 'several-faces' || passing.has(error.code)) return false;
    console.warn(error);
    this.#observer?.failed(error.code);
    this.#open({ first: next, others, left: [...left, { name: first.name, error }] });
    return true;
  }

  /** One photo from its source to the answer; a newer one takes its place. */
  async #read(open: (signal: AbortSignal) => Promise<ImageBitmap>, severalFaces: SeveralFaces = 'ask'): Promise<void> {
    this.#current?.abort();
    const current = (this.#current = new AbortController());
    this.#privacy.start();
    this.#clear();
    this.#view.panel('intro');
    setState(this.#loaded ? 'reading' : 'loading'); // not "answered" for what was there before
    if (this.#loaded) this.#view.progress(undefined);
    this.#view.working(this.#loaded ? words.tool.reading : words.tool.waiting, true); // a big photo takes its time to open
    try {
      const bitmap = await open(current.signal);
      if (current !== this.#current) return bitmap.close();
      this.#view.photo(bitmap);
      await this.#ready(current);
      if (current !== this.#current) return bitmap.close();
      const started = performance.now();
      const reading = await this.#reader.read(bitmap, severalFaces, current.signal);
      if (current !== this.#current) return;
      if (reading.status === 'error') throw new TroubleError(reading.error.code, reading.error.message);
      this.#current = undefined;
      this.#view.idle();
      const { duration } = performance.measure('read', { start: started });
      this.#duration = duration;
      this.#view.answer(reading, duration, (face) => this.#chosen(face, reading));
      setState('answered');
      this.#comparison.answered(reading, duration);
      this.#several.answered(reading, reading);
      this.#several.add(this.#batch.others, this.#batch.left);
      this.#batch = single;
      this.#history.answered(reading, 1);
      this.#observer?.answered(reading, duration);
    } catch (error) {
      if (current !== this.#current) return;
      if (error instanceof ReplacedError) return this.#again(severalFaces);
      this.#current = undefined;
      if (!this.#passOver(error)) this.#fail(error);
    }
  }

  /** Another of the faces in a photo is meant. */
  #chosen(face: FaceReading, reading: ReadingOk): void {
    this.#several.answered(face, reading);
    this.#history.meant(face);
  }

  #together(face: FaceReading, photos: number): void {
    this.#view.together(face, this.#duration);
    this.#history.answered(face, photos);
  }

  /** What stood beside an answer goes with it. */
  #clear(): void {
    this.#comparison.clear();
    this.#several.clear();
    this.#history.clear();
  }

  /** A photo that comes early waits here. */
  async #ready(current: AbortController): Promise<void> {
    if (!this.#loaded) {
      setState('loading');
      this.#view.working(words.tool.waiting, true);
    }
    await Promise.race([this.#reader.load(), aborted(current.signal)]);
    this.#loaded = true;
    if (current !== this.#current) return;
    setState('reading');
    this.#view.progress(undefined);
    this.#view.working(words.tool.reading, true);
    announce(words.tool.readingSpoken);
  }

  #take(): void {
    this.#batch = single;
    void this.#read(() => this.#viewfinder.take());
  }

  async #openCamera(): Promise<void> {
    if (!Camera.usable) return byId('file-capture').click();
    this.#batch = single;
    this.#giveUp();
    this.#clear();
    this.#view.forget();
    this.#view.stage('camera');
    const take = byId<HTMLButtonElement>('camera-take');
    take.disabled = true; // There is no picture while people are asked whether the camera may be used.
    try {
      if (!(await this.#viewfinder.open())) return;
      take.disabled = false;
      take.focus();
      announce(words.tool.cameraSpoken);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The camera goes off, and is seen no more. */
  #leaveCamera(): void {
    this.#viewfinder.close();
    this.#view.leaveCamera();
  }

  /** A photo that is being read is not read on, without a word. */
  #giveUp(): void {
    if (!this.#current) return;
    this.#current.abort();
    this.#current = undefined;
    if (this.#loaded) setState('ready');
    else void this.#load();
  }

  #fail(error: unknown): void {
    this.#leaveCamera();
    const code = error instanceof TroubleError ? error.code : 'model-failed';
    console.warn(error);
    if (passing.has(code)) this.#loaded = false;
    if (code === 'worker-crashed' || code === 'timeout') {
      this.#observer?.restarted();
      void this.#restart(code);
    }
    this.#view.idle();
    const offers = this.#offers(code);
    this.#view.trouble(code, offers, this.#leftOut(offers.length > 0 ? undefined : error));
    setState('failed');
    if (code !== 'cancelled') this.#observer?.failed(code);
  }

  /** Which photos of several could not be read, and why; with an error, the one that was to be read last is among them. */
  #leftOut(error?: unknown): string {
    const { first, left } = this.#batch;
    if (!first || left.length === 0) return '';
    return leftOut(error === undefined ? left : [...left, { name: first.name, error }]).join(' ');
  }

  /** Looks for a new list of models; never once there is a photo. */
  async #refresh(): Promise<void> {
    try {
      await refresh();
    } catch (error) {
      console.warn(error);
      if (error instanceof CatalogueError) byId('catalogue-note').textContent = words.storage.untrusted;
    }
  }

  #fellBack(): void {
    this.#answering = undefined;
    delete document.documentElement.dataset['models'];
  }

  /** Brings in the part about sharing, where there is one. */
  async #observe(): Promise<void> {
    if (!insight || this.#observer) return;
    const { model } = insight;
    const beside = trial();
    const answering = (): string => this.#answering?.name ?? model;
    try {
      const { start } = (await import(insight.script)) as InsightModule;
      this.#observer ??= start(
        {
          journal: async (text, week, command) => {
            const answer = JSON.parse(await this.#reader.journal(text, week, command));
            if (answer.error) throw new Error(answer.error);
            return answer;
          },
          read: (bitmap) => readQuietly(this.#reader, bitmap),
          challenge: async (bitmap) => beside && challenge(beside, bitmap),
          shown: () => this.#view.shown(),
          memory: () => this.#reader.memory(),
        },
        {
          ...insight,
          get model() {
            return answering();
          },
          ...(beside && !beside.answers ? { challenger: beside.name } : {}),
        },
      );
      this.#observer.ready();
    } catch (error) {
      console.warn(error);
    }
  }

  /** By the time somebody tries again it may be there. If not, trying again tells why. */
  async #restart(after: Trouble): Promise<void> {
    try {
      await this.#reader.load();
      this.#loaded = true;
      this.#recover(after);
    } catch (error) {
      console.warn(error);
    }
  }

  /** What the reader did not get ready for is no trouble any more, where no photo waits to be tried again. */
  #recover(from: Trouble): void {
    const { dataset, hidden } = byId('trouble');
    if (hidden || dataset['code'] !== from || this.#batch.first || !byId('photo').hidden) return;
    this.#view.forget();
    setState('ready');
    catchFocus(byId('file'));
  }

  #offers(code: Trouble): Offer[] {
    if (code === 'several-faces') {
      return [
        { label: words.tool.largest, take: () => this.#again('largest') },
        { label: words.tool.all, take: () => this.#again('all') },
      ];
    }
    if (code === 'camera-denied' || code === 'camera-missing') return [{ label: words.tool.again, take: () => void this.#openCamera() }];
    return passing.has(code) ? [{ label: words.tool.again, take: () => this.#retry() }] : [];
  }

  #retry(): void {
    const { first } = this.#batch;
    if (!byId('photo').hidden) return this.#again('ask');
    if (first) return this.#open({ ...this.#batch, first });
    this.#view.forget();
    void this.#load();
  }

  /** Reads the photo that is shown once more. */
  #again(severalFaces: SeveralFaces): void {
    void this.#read(async () => {
      const bitmap = await this.#view.shown();
      if (!bitmap) throw new TroubleError('cancelled');
      return bitmap;
    }, severalFaces);
  }

  /** @param next What is used next, where what was used goes off the page. */
  #forget(next: 'file' | 'camera-open'): void {
    this.#batch = single;
    this.#current?.abort();
    this.#current = undefined;
    this.#viewfinder.close();
    this.#privacy.stop();
    this.#clear();
    this.#view.forget();
    catchFocus(byId(next));
    this.#observer?.forgotten();
    announce(words.tool.forgotten);
    if (this.#loaded) setState('ready');
    else void this.#load();
  }

  /** The photo that is shown, with the original networks. */
  async #readOriginal(signal: AbortSignal): Promise<Reading | undefined> {
    const bitmap = await this.#view.shown();
    return bitmap && this.#reader.read(bitmap, 'largest', signal, 'original');
  }

  #progress(progress: Progress): void {
    const { loaded, total, what } = progress;
    if (what === 'more') {
      if (this.#comparison.fetching) this.#comparison.progress(progress);
      else if (this.#several.busy) this.#several.progress(progress);
      else if (this.#current) this.#view.more(loaded, total);
    } else if (document.documentElement.dataset['state'] === 'loading') this.#view.progress(what === 'download' ? loaded : undefined);
  }

  /** What the next visit needs is there; now the service worker may come, which would have shared the line. */
  #kept(): void {
    void this.#storage.refresh();
    void watchUpdates();
  }
}

/** The largest face, without anything being shown. */
async function readQuietly(reader: ReaderClient, bitmap: ImageBitmap): Promise<ReadingOk | undefined> {
  const reading = await reader.read(bitmap, 'largest', new AbortController().signal);
  return reading.status === 'ok' ? reading : undefined;
}

function answeringTrial(): Trial | undefined {
  const models = trial();
  if (!models?.answers) return undefined;
  document.documentElement.dataset['models'] = models.name;
  return models;
}

let challenger: ReaderClient | undefined;

/** Reads with the models that are tried, in a worker that gives its memory back afterwards. */
async function challenge(beside: Trial, bitmap: ImageBitmap): Promise<ReadingOk | undefined> {
  challenger ??= new ReaderClient(workerUrl, beside.assets, { progress: () => {}, kept: () => {} });
  try {
    return await readQuietly(challenger, bitmap);
  } finally {
    challenger.end();
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const cancel = (): void => reject(new TroubleError('cancelled'));
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}

watchLanguage();
if (document.getElementById('tool')) new Tool().start();
else void watchUpdates();
