import type { DrawnFace, Stroke } from './illustration.ts';
import type { ShapeName } from './protocol.ts';
import { absolute } from './site.ts';
import { adviceUrl } from './words.ts';

export interface Item {
  readonly key: string;
  readonly name: string;
  readonly how: string;
  readonly strokes: readonly Stroke[];
}

export interface Topic {
  readonly key: string;
  readonly name: string;
  readonly source: string;
  readonly groups: readonly { readonly name: string; readonly items: readonly Item[] }[];
}

/** The advice's texts and drawings in the language of the page; `AdviceAsset` of the site's builder writes it. */
export interface AdviceBook {
  readonly topics: readonly Topic[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly needs: Readonly<Record<ShapeName, string>>;
  readonly traits: Readonly<Record<string, string>>;
  readonly face: DrawnFace;
}

let book: Promise<AdviceBook> | undefined;

/** Fetched once; after a failure it is tried again. */
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
