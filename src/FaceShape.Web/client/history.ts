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
    this.#keep({ ...this.#kept, on });
  }

  /** Remembers an answer; gives the date by which it is known, or undefined when it is not to be remembered. */
  add(face: FaceReading, photos: number, date = new Date()): string | undefined {
    if (!this.on) return undefined;
    const entry = remember(face, photos, date.toISOString());
    this.#keep({ ...this.#kept, entries: [entry, ...this.#kept.entries].slice(0, mostEntries) });
    return entry.date;
  }

  /** The same answer, better known; one that was deleted meanwhile stays deleted. */
  change(date: string, face: FaceReading, photos: number): void {
    this.#keep({ ...this.#kept, entries: this.#kept.entries.map((entry) => (entry.date === date ? remember(face, photos, date) : entry)) });
  }

  delete(date: string): void {
    this.#keep({ ...this.#kept, entries: this.#kept.entries.filter((entry) => entry.date !== date) });
  }

  deleteAll(): void {
    this.#keep({ ...this.#kept, entries: [] });
  }

  /** No trace is left, not even that it was on. */
  forget(): void {
    this.#keep(nothing);
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    try {
      if (!kept.on && kept.entries.length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(kept));
    } catch (error) {
      console.warn(error); // It lasts as long as the page then.
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

function remember({ shape, attributes, measurements }: FaceReading, photos: number, date: string): Entry {
  const measured = measurements && (Object.fromEntries(ratios.map((name) => [name, measurements[name]])) as NonNullable<Entry['measurements']>);
  const { label, probability, abstained, probabilities } = shape;
  return { date, photos, shape: label, probability, abstained, probabilities, attributes, ...(measured ? { measurements: measured } : {}) };
}
