import type { ShapeName, Warning } from '../protocol.ts';
import type { Sentence } from '../trouble.ts';
import type { FaceShapeErrorCode } from './errors.ts';

/** The languages of texts and advice. */
export type Language = 'en' | 'es' | 'tr' | 'ar';

/** What FaceShape says in a language, for pages that show a reading themselves. */
export interface Texts {
  readonly language: Language;
  /** `rtl` for languages that run from right to left. */
  readonly direction: 'ltr' | 'rtl';
  /** Names on their own, within a sentence, and what they mean. */
  readonly shapes: Readonly<Record<ShapeName, { readonly name: string; readonly word: string; readonly means: string }>>;
  readonly warnings: Readonly<Record<Warning, Sentence>>;
  readonly errors: Readonly<Record<FaceShapeErrorCode, Sentence>>;
}
