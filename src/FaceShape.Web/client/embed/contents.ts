import type { AdviceBook } from '../advice-book.ts';
import { AssetError, load, modelCache, prune, runtimeCache } from '../caching.ts';
import type { Words } from '../phrases.ts';
import { listed, Placing } from '../placing.ts';
import type { Asset, Assets } from '../protocol.ts';
import type own from '../../words/en/embed.json';
import { FaceShapeError } from './errors.ts';
import type { Language, Texts } from './texts.ts';

/** What the build writes for each language: `words` are those of FaceShape's own page, `element` those of `<face-shape>`. */
export interface Phrasebook {
  readonly language: Language;
  readonly direction: Texts['direction'];
  readonly words: Words;
  readonly element: typeof own.element;
  /** What can go wrong here alone, beside `words.troubles`. */
  readonly troubles: typeof own.troubles;
}

/** Put here by the build: what belongs to this script; addresses are relative to its folder. */
declare const CONTENTS: {
  readonly worker: string;
  readonly decoder: string;
  readonly assets: Assets;
  readonly texts: Readonly<Record<Language, Asset>>;
  readonly advice: Readonly<Record<Language, Asset>>;
};

export const languages = Object.keys(CONTENTS.texts) as readonly Language[];

/** The files of the package, wherever they lie. */
export class Contents {
  readonly #placing: Placing;
  readonly workerUrl: string;
  readonly decoderUrl: string;
  readonly assets: Assets;

  /** `base`: the folder that holds `assets/`; that of this script if not told. */
  constructor(base?: string | URL) {
    const folder = new URL(base ?? '.', base === undefined ? import.meta.url : document.baseURI).href;
    this.#placing = new Placing(folder.replace(/\/?$/, '/'));
    this.workerUrl = this.#placing.address(CONTENTS.worker);
    this.decoderUrl = this.#placing.address(CONTENTS.decoder);
    this.assets = this.#placing.assets(CONTENTS.assets);
  }

  /** Where they lie. */
  get base(): string {
    return this.#placing.base;
  }

  /** What is said in a language. */
  phrasebook(language: Language): Promise<Phrasebook> {
    return this.#json(CONTENTS.texts, language);
  }

  /** What is advised in a language. */
  advice(language: Language): Promise<AdviceBook> {
    return this.#json(CONTENTS.advice, language);
  }

  /** Lets go of what earlier versions have kept here. */
  async tidy(): Promise<void> {
    const texts = [...Object.values(CONTENTS.texts), ...Object.values(CONTENTS.advice)].map(this.#placing.asset);
    const wanted = [...listed(this.assets), this.assets.onnx.whole, ...texts];
    for (const cache of [runtimeCache, modelCache]) await prune(cache, wanted, `${this.base}assets/`);
  }

  async #json<T>(of: Readonly<Record<Language, Asset>>, language: Language): Promise<T> {
    if (!languages.includes(language)) throw new RangeError(`There are no texts in "${language}", only in ${languages.join(', ')}`);
    try {
      const { bytes, keep } = await load(this.#placing.asset(of[language]), runtimeCache);
      void keep();
      return JSON.parse(new TextDecoder().decode(bytes)) as T;
    } catch (error) {
      throw error instanceof AssetError ? new FaceShapeError(error.code, error.message) : error;
    }
  }
}
