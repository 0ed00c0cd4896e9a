import type { AdviceBook } from './advice-book.ts';
import { absolute } from './site.ts';
import { adviceUrl } from './words.ts';

let book: Promise<AdviceBook> | undefined;

/** The advice in the language of the page: fetched once; after a failure it is tried again. */
export function loadBook(): Promise<AdviceBook> {
  book ??= fetchBook().catch((error: unknown) => {
    book = undefined;
    throw error;
  });
  return book;
}

async function fetchBook(): Promise<AdviceBook> {
  const response = await fetch(absolute(adviceUrl));
  if (!response.ok) throw new Error(`${adviceUrl} answered ${response.status}`);
  return (await response.json()) as AdviceBook;
}
