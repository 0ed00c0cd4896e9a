import { Phrases, type Words } from './phrases.ts';

export { say } from './phrases.ts';
export type { Words } from './phrases.ts';
export type { Sentence } from './trouble.ts';

interface Texts {
  readonly language: string;
  /** Address of the advice's texts and drawings, relative to the site's root. */
  readonly advice: string;
  readonly words: Words;
}

/** Only the home page carries texts: the others have nothing for scripts to say. */
const texts = JSON.parse(document.getElementById('words')?.textContent ?? '{}') as Texts;

export const adviceUrl = texts.advice;

/** What the page says, in its language. */
export const {
  words, count, percent, megabytes, bytesOf, degrees, seconds, moment, list, plural, trouble, warning, shapeName, shapeWord, headline, named, verdict, reasons, spoken,
} = new Phrases(texts.language, texts.words);
