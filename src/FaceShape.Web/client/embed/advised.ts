import type { AdviceBook, AdviceItem } from '../advice-book.ts';
import { draw } from '../illustration.ts';
import type { FaceReading } from '../protocol.ts';

/** Something that suits a face, or does not. */
export interface AdvisedItem {
  readonly key: string;
  readonly name: string;
  /** What it is, in a sentence. */
  readonly how: string;
  /** What it does to the look of this face. */
  readonly why: string;
  /** A drawing of it on a face of this shape. Its lines and areas have classes that begin with `ill-`, to be coloured. */
  draw(): SVGElement;
}

export interface AdvisedTopic {
  readonly key: string;
  readonly name: string;
  /** Whose convention it is. */
  readonly source: string;
  readonly prefer: readonly AdvisedItem[];
  readonly avoid: readonly AdvisedItem[];
}

/** The advice in words. It is convention, not law. */
export interface Advised {
  /** What the face asks for: one sentence a shape; none when no shape is sure. */
  readonly needs: readonly string[];
  /** What else was seen, such as an angular jaw. */
  readonly traits: readonly string[];
  readonly topics: readonly AdvisedTopic[];
}

let drawings = 0;

/** @internal Puts the keys of a reading's advice into words. */
export function adviceInWords({ advice, shape }: FaceReading, book: AdviceBook): Advised {
  const drawn = advice.shapes.length > 2 ? 'oval' : shape.label;
  const inWords = ({ key, name, how, strokes }: AdviceItem, reason: string): AdvisedItem =>
    ({ key, name, how, why: book.reasons[reason] ?? '', draw: () => draw(book.face, drawn, `${key}-${++drawings}`, strokes) });
  const chosen = (items: readonly AdviceItem[], reasons: Readonly<Record<string, string>>): AdvisedItem[] =>
    Object.entries(reasons).flatMap(([key, reason]) => items.filter((item) => item.key === key).map((item) => inWords(item, reason)));
  return {
    needs: advice.shapes.length > 2 ? [] : advice.shapes.map((name) => book.needs[name]),
    traits: advice.traits.map((trait) => book.traits[trait] ?? trait),
    topics: book.topics.map(({ key, name, source, groups }) => {
      const items = groups.flatMap((group) => group.items);
      return { key, name, source, prefer: chosen(items, advice.prefer), avoid: chosen(items, advice.avoid) };
    }),
  };
}
