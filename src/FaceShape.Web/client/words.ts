import type english from '../words/en/page.json';
import type { Classified, FaceReading, ShapeName, Warning } from './protocol.ts';
import type { Trouble } from './trouble.ts';
import { largestFileBytes, largestPixels, smallestSide } from './limits.ts';

/** The texts of a language, as words/en/page.json has them; the build holds every other language against it. */
export type Words = typeof english;

interface Texts {
  readonly language: string;
  /** Address of the advice's texts and drawings, relative to the site's root. */
  readonly advice: string;
  readonly words: Words;
}

/** What went wrong, and what to do about it. */
export interface Sentence {
  readonly what: string;
  readonly remedy: string;
}

/** Only the home page carries texts: the others have nothing for scripts to say. */
const texts = JSON.parse(document.getElementById('words')?.textContent ?? '{}') as Texts;

export const words = texts.words;
export const adviceUrl = texts.advice;

/** Digits as the pages of the site have them, which are rendered without Intl. */
const locale = texts.language === 'ar' ? 'ar-u-nu-latn' : texts.language;
const numbers = new Intl.NumberFormat(locale);
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const shares = new Intl.NumberFormat(locale, { style: 'percent' });
const byteCounts = new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' });
const durations = new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', unitDisplay: 'long', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const angles = new Intl.NumberFormat(locale, { style: 'unit', unit: 'degree', unitDisplay: 'narrow' });
const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const lists = new Intl.ListFormat(locale, { type: 'unit', style: 'short' });
const plurals = new Intl.PluralRules(locale);

export const count = (value: number): string => numbers.format(value);
export const percent = (share: number): string => shares.format(share);
export const megabytes = (bytes: number): string => tenths.format(bytes / 1e6);
export const bytesOf = (value: number): string => byteCounts.format(value);
/** Whole degrees, as the language writes them. */
export const degrees = (value: number): string => angles.format(Math.round(value) + 0);
export const seconds = (milliseconds: number): string => durations.format(milliseconds / 1000);

/** Date and time of day. */
export const moment = (date: string): string => moments.format(new Date(date));

/** Things one after the other, as the language sets them apart. */
export const list = (things: readonly string[]): string => lists.format(things);

/** A text with its gaps filled. */
export function say(text: string, gaps: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(gaps[name] ?? gap));
}

/** A text that depends on a number. */
export function plural(forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>, n: number): string {
  return say(forms[plurals.select(n)] ?? forms.other, { n: count(n) });
}

const limits = {
  mebibytes: largestFileBytes / 2 ** 20,
  megapixels: largestPixels / 1e6,
  side: smallestSide,
};

export function trouble(code: Trouble): Sentence {
  const { what, remedy } = words.troubles[code];
  return { what, remedy: say(remedy, limits) };
}

export const warning = (code: Warning): Sentence => words.warnings[code];
export const shapeName = (shape: ShapeName): string => words.shapes[shape].name;
export const shapeWord = (shape: ShapeName): string => words.shapes[shape].word;

/** The headline of an answer. */
export function headline({ shape, advice }: Classified): string {
  const between = advice.shapes.length === 2 || (shape.abstained && shape.probabilities[shape.second] > shape.probability / 2);
  if (!between && !shape.abstained) return shapeName(shape.label);
  return say(between ? words.answer.between : words.answer.perhaps, { first: shapeWord(shape.label), second: shapeWord(shape.second) });
}

/** The line below the headline. */
export function verdict({ shape }: FaceReading): string {
  return say(shape.abstained ? words.answer.unsure : words.answer.sure, {
    first: shapeWord(shape.label),
    share: percent(shape.probability),
    second: shapeWord(shape.second),
    other: percent(shape.probabilities[shape.second]),
  });
}

/** Why, in sentences. */
export function reasons({ shape, attributes, measurements }: FaceReading): readonly string[] {
  const { jaw, length } = attributes;
  const { shapes, labels, answer } = words;
  return [
    say(answer.meanings, {
      First: shapeName(shape.label),
      meaning: shapes[shape.label].means,
      second: shapeWord(shape.second),
      other: shapes[shape.second].means,
    }),
    ...(measurements
      ? [
          say(answer.length, { share: percent(measurements.lengthToWidth.value), label: labels[length.label] }),
          say(answer.widths, {
            jaw: percent(measurements.jawToCheek.value),
            chin: percent(measurements.chinToJaw.value),
            label: labels[jaw.label],
          }),
        ]
      : []),
    answer.weighed,
  ];
}

export function spoken(reading: FaceReading): string {
  const shape = reading.shape.abstained ? `${headline(reading)}.` : say(words.answer.spoken, { shape: headline(reading) });
  return `${shape} ${verdict(reading)}`;
}
