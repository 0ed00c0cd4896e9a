import type english from '../../words/en/insight.json';

/** As words/en/insight.json has them; questions and their values are looked up by name. */
type Texts = Omit<typeof english, 'questions' | 'values'> & Readonly<Record<'questions' | 'values', Readonly<Record<string, string>>>>;

/** The page carries them only where a collector is configured. */
export const texts = (JSON.parse(document.getElementById('words')?.textContent ?? '{}') as { readonly insight: Texts }).insight;
