import type english from '../words/en/page.json';
import { largestFileBytes, largestPixels, smallestSide } from './limits.ts';
import type { Classified, FaceReading, ShapeName, Warning } from './protocol.ts';
import type { Sentence, Trouble } from './trouble.ts';

/** The texts of a language, as words/en/page.json has them; the build holds every other language against it. */
export type Words = typeof english;

/** What of an answer its name depends on. */
type Named = Pick<Classified['shape'], 'label' | 'second' | 'abstained' | 'probability' | 'probabilities'>;

type Gaps = Readonly<Record<string, string | number>>;
type Plurals = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** A text with its gaps filled. */
export function say(text: string, gaps: Gaps): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(gaps[name] ?? gap));
}

export const limits: Gaps = { mebibytes: largestFileBytes / 2 ** 20, megapixels: largestPixels / 1e6, side: smallestSide };

/** What is said in one language: its texts, and how it writes numbers. The functions may be taken off it and used alone. */
export class Phrases {
  // Each is made when it is first needed: all of them take the browser longer than the rest of the page's start.
  readonly #numbers: () => Intl.NumberFormat;
  readonly #tenths: () => Intl.NumberFormat;
  readonly #shares: () => Intl.NumberFormat;
  readonly #byteCounts: () => Intl.NumberFormat;
  readonly #durations: () => Intl.NumberFormat;
  readonly #angles: () => Intl.NumberFormat;
  readonly #moments: () => Intl.DateTimeFormat;
  readonly #lists: () => Intl.ListFormat;
  readonly #plurals: () => Intl.PluralRules;

  constructor(language: string, readonly words: Words) {
    // Digits as the pages of the site have them, which are rendered without Intl.
    const locale = language === 'ar' ? 'ar-u-nu-latn' : language;
    const tenths = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    const numbers = (options?: Intl.NumberFormatOptions) => once(() => new Intl.NumberFormat(locale, options));
    this.#numbers = numbers();
    this.#tenths = numbers(tenths);
    this.#shares = numbers({ style: 'percent' });
    this.#byteCounts = numbers({ style: 'unit', unit: 'byte', unitDisplay: 'long' });
    this.#durations = numbers({ style: 'unit', unit: 'second', unitDisplay: 'long', ...tenths });
    this.#angles = numbers({ style: 'unit', unit: 'degree', unitDisplay: 'narrow' });
    this.#moments = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }));
    this.#lists = once(() => new Intl.ListFormat(locale, { type: 'unit', style: 'short' }));
    this.#plurals = once(() => new Intl.PluralRules(locale));
  }

  readonly count = (value: number): string => this.#numbers().format(value);
  readonly percent = (share: number): string => this.#shares().format(share);
  readonly megabytes = (bytes: number): string => this.#tenths().format(bytes / 1e6);
  readonly bytesOf = (value: number): string => this.#byteCounts().format(value);
  /** Whole degrees, as the language writes them. */
  readonly degrees = (value: number): string => this.#angles().format(Math.round(value) + 0);
  readonly seconds = (milliseconds: number): string => this.#durations().format(milliseconds / 1000);
  /** Date and time of day. */
  readonly moment = (date: string): string => this.#moments().format(new Date(date));
  /** Things one after the other, as the language sets them apart. */
  readonly list = (things: readonly string[]): string => this.#lists().format(things);

  /** A text that depends on a number. */
  readonly plural = (forms: Plurals, n: number): string =>
    say(forms[this.#plurals().select(n)] ?? forms.other, { n: this.count(n) });

  readonly trouble = (code: Trouble): Sentence => {
    const { what, remedy } = this.words.troubles[code];
    return { what, remedy: say(remedy, limits) };
  };

  readonly warning = (code: Warning): Sentence => this.words.warnings[code];
  readonly shapeName = (shape: ShapeName): string => this.words.shapes[shape].name;
  readonly shapeWord = (shape: ShapeName): string => this.words.shapes[shape].word;

  /** The headline of an answer. */
  readonly headline = ({ shape, advice }: Classified): string => this.named(shape, advice.shapes.length === 2);

  /** One shape, two between which the answer lies, or those that perhaps it is: nobody shall take these for the same. */
  readonly named = ({ label, second, abstained, probability, probabilities }: Named, between: boolean): string => {
    const { answer } = this.words;
    if (!between && !abstained) return this.shapeName(label);
    const perhaps = probabilities[second] > probability / 2 ? answer.perhapsTwo : answer.perhaps;
    return say(abstained ? perhaps : answer.between, { first: this.shapeWord(label), second: this.shapeWord(second) });
  };

  /** The line below the headline. */
  readonly verdict = ({ shape }: FaceReading): string =>
    say(shape.abstained ? this.words.answer.unsure : this.words.answer.sure, {
      first: this.shapeWord(shape.label),
      share: this.percent(shape.probability),
      second: this.shapeWord(shape.second),
      other: this.percent(shape.probabilities[shape.second]),
    });

  /** Why, in sentences. */
  readonly reasons = ({ shape, attributes, measurements }: FaceReading): readonly string[] => {
    const { jaw, length } = attributes;
    const { shapes, labels, answer } = this.words;
    return [
      say(answer.meanings, {
        First: this.shapeName(shape.label),
        meaning: shapes[shape.label].means,
        second: this.shapeWord(shape.second),
        other: shapes[shape.second].means,
      }),
      ...(measurements
        ? [
            say(answer.length, { share: this.percent(measurements.lengthToWidth.value), label: labels[length.label] }),
            say(answer.widths, {
              jaw: this.percent(measurements.jawToCheek.value),
              chin: this.percent(measurements.chinToJaw.value),
              label: labels[jaw.label],
            }),
          ]
        : []),
      answer.weighed,
    ];
  };

  readonly spoken = (reading: FaceReading): string => {
    const headline = this.headline(reading);
    const shape = reading.shape.abstained ? `${headline}.` : say(this.words.answer.spoken, { shape: headline });
    return `${shape} ${this.verdict(reading)}`;
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
