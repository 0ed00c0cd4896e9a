import type { DrawnFace, Stroke } from './illustration.ts';
import type { ShapeName } from './protocol.ts';

export interface AdviceItem {
  readonly key: string;
  readonly name: string;
  readonly how: string;
  readonly strokes: readonly Stroke[];
}

export interface AdviceTopic {
  readonly key: string;
  readonly name: string;
  readonly source: string;
  readonly groups: readonly { readonly name: string; readonly items: readonly AdviceItem[] }[];
}

/** The advice's texts and drawings in one language; `AdviceAsset` of the site's builder writes it. */
export interface AdviceBook {
  readonly topics: readonly AdviceTopic[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly needs: Readonly<Record<ShapeName, string>>;
  readonly traits: Readonly<Record<string, string>>;
  readonly face: DrawnFace;
}
