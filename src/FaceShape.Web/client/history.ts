import type { FaceReading, Measurements, ShapeName } from './protocol.ts';

const key = 'faceshape-history';

/** The oldest go first. */
export const mostEntries = 200;

/** What is measured in numbers of its own, not in pixels of a photo. */
const ratios = ['lengthToWidth', 'foreheadToCheek', 'jawToCheek', 'chinToJaw', 'jawAngle'] as const;

/** An answer as it is remembered: no photo, no point, no descriptor. */
export interface Entry {
  /** When it was given, ISO 8601. */
  readonly date: string;
  readonly photos: number;
  readonly shape: ShapeName;
  /** Missing in entries of earlier versions, as is the next. */
  readonly second?: ShapeName;
  readonly between?: boolean;
  readonly probability: number;
  readonly abstained: boolean;
  readonly probabilities: Readonly<Record<ShapeName, number>>;
  readonly attributes: FaceReading['attributes'];
  readonly measurements?: Readonly<Pick<Measurements, (typeof ratios)[number]>>;
}

interface Kept {
  readonly version: 1;
  readonly on: boolean;
  readonly entries: readonly Entry[];
}

const nothing: Kept = { version: 1, on: false, entries: [] };

/** Answers of earlier visits, on this device alone, and only once the person has switched it on. */
export class History {
  #kept = read();
  /** What is here could not be kept. */
  #apart = false;

  /** Calls back when another tab has changed what is kept. */
  constructor(onChange: () => void) {
    window.addEventListener('storage', (event) => {
      if (event.key !== key && event.key !== null) return;
      this.#apart = false;
      this.#kept = read();
      onChange();
    });
  }

  get on(): boolean {
    return this.#kept.on;
  }

  /** The latest first. */
  get entries(): readonly Entry[] {
    return this.#kept.entries;
  }

  /** Whether this window can keep anything. */
  static get possible(): boolean {
    try {
      return typeof localStorage.length === 'number';
    } catch {
      return false;
    }
  }

  switch(on: boolean): void {
    this.#change((kept) => ({ ...kept, on }));
  }

  /** Remembers an answer; gives the date by which it is known, or undefined when it is not to be remembered. */
  add(face: FaceReading, photos: number, date = new Date()): string | undefined {
    const entry = remember(face, photos, date.toISOString());
    this.#change((kept) => (kept.on ? { ...kept, entries: [entry, ...kept.entries].slice(0, mostEntries) } : kept));
    return this.on ? entry.date : undefined;
  }

  /** The same answer, better known; one that was deleted meanwhile stays deleted. */
  change(date: string, face: FaceReading, photos: number): void {
    this.#change((kept) => ({ ...kept, entries: kept.entries.map((entry) => (entry.date === date ? remember(face, photos, date) : entry)) }));
  }

  delete(date: string): void {
    this.#change((kept) => ({ ...kept, entries: kept.entries.filter((entry) => entry.date !== date) }));
  }

  deleteAll(): void {
    this.#change((kept) => ({ ...kept, entries: [] }));
  }

  /** No trace is left, not even that it was on. */
  forget(): void {
    this.#change(() => nothing);
  }

  /** Each change is made to what is kept now: another tab may have deleted what was there when this one last looked. */
  #change(change: (kept: Kept) => Kept): void {
    const kept = (this.#kept = change(this.#apart ? this.#kept : read()));
    try {
      if (!kept.on && kept.entries.length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(kept));
      this.#apart = false;
    } catch (error) {
      console.warn(error); // It lasts as long as the page then.
      this.#apart = true;
    }
  }
}

function read(): Kept {
  try {
    const text = localStorage.getItem(key);
    const kept = text === null ? nothing : (JSON.parse(text) as Kept);
    return kept.version === 1 && Array.isArray(kept.entries) ? kept : nothing;
  } catch (error) {
    console.warn(error);
    return nothing;
  }
}

function remember({ shape, attributes, measurements, advice }: FaceReading, photos: number, date: string): Entry {
  const measured = measurements && (Object.fromEntries(ratios.map((name) => [name, measurements[name]])) as NonNullable<Entry['measurements']>);
  const { label, second, probability, abstained, probabilities } = shape;
  return { date, photos, shape: label, second, between: advice.shapes.length === 2, probability, abstained, probabilities, attributes, ...(measured ? { measurements: measured } : {}) };
}
