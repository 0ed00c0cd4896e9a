import { byId, html } from './dom.ts';
import { draw, type DrawnFace, type Stroke } from './illustration.ts';
import type { FaceReading, ShapeName } from './protocol.ts';
import { absolute } from './site.ts';
import { adviceUrl, say, shapeWord, words } from './words.ts';

interface Item {
  readonly key: string;
  readonly name: string;
  readonly how: string;
  readonly strokes: readonly Stroke[];
}

interface Topic {
  readonly key: string;
  readonly name: string;
  readonly source: string;
  readonly groups: readonly { readonly name: string; readonly items: readonly Item[] }[];
}

/** The advice's texts and drawings in the language of the page; `AdviceAsset` of the site's builder writes it. */
interface AdviceBook {
  readonly topics: readonly Topic[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly needs: Readonly<Record<ShapeName, string>>;
  readonly traits: Readonly<Record<string, string>>;
  readonly face: DrawnFace;
}

/** What suits the face that was read. People choose the topics; nothing is guessed about who they are. */
export class AdvicePanel {
  readonly #section = byId('advice');
  /** Kept while the page is open, for the next photo. */
  readonly #chosen = new Set(['hair', 'glasses']);
  #book: Promise<AdviceBook> | undefined;
  #shown: FaceReading | undefined;

  constructor() {
    // Fetched before a photo is there: none may be followed by a request.
    this.#load().catch(() => {});
  }

  async show(reading: FaceReading): Promise<void> {
    this.#shown = reading;
    try {
      const book = await this.#load();
      if (this.#shown !== reading) return;
      this.#section.replaceChildren(...this.#content(book, reading));
    } catch (error) {
      console.warn(error);
      this.#section.replaceChildren(title(), html('p', {}, words.advice.missing));
    }
    this.#section.hidden = false;
  }

  clear(): void {
    this.#shown = undefined;
    this.#section.hidden = true;
    this.#section.replaceChildren();
  }

  #load(): Promise<AdviceBook> {
    this.#book ??= this.#fetch();
    return this.#book;
  }

  async #fetch(): Promise<AdviceBook> {
    try {
      const response = await fetch(absolute(adviceUrl));
      if (!response.ok) throw new Error(`${adviceUrl} answered ${response.status}`);
      return (await response.json()) as AdviceBook;
    } catch (error) {
      this.#book = undefined;
      throw error;
    }
  }

  #content(book: AdviceBook, reading: FaceReading): HTMLElement[] {
    const { advice } = reading;
    const topics = html('div', { class: 'topics-chosen' });
    const show = (): void => topics.replaceChildren(...book.topics.filter(({ key }) => this.#chosen.has(key)).map((topic) => this.#topic(book, topic, reading)));
    show();
    const chips = book.topics.map(({ key, name }) => {
      const chip = html('button', { type: 'button', class: 'chip', 'aria-pressed': String(this.#chosen.has(key)), 'data-topic': key }, name);
      chip.addEventListener('click', () => {
        if (!this.#chosen.delete(key)) this.#chosen.add(key);
        chip.setAttribute('aria-pressed', String(this.#chosen.has(key)));
        show();
      });
      return chip;
    });
    return [
      title(),
      html('div', { class: 'advice-intro' },
        ...introduction(book, reading).map((text) => html('p', {}, text)),
        ...(advice.traits.length > 0 ? [html('ul', {}, ...advice.traits.map((trait) => html('li', {}, book.traits[trait] ?? trait)))] : []),
        html('p', { class: 'hint' }, words.advice.convention)),
      html('div', { class: 'topics', role: 'group', 'aria-label': words.advice.topics }, ...chips),
      topics,
    ];
  }

  #topic(book: AdviceBook, topic: Topic, { advice, shape }: FaceReading): HTMLElement {
    const id = `advice-${topic.key}`;
    const drawn = advice.shapes.length > 2 ? 'oval' : shape.label;
    const groups = topic.groups.map(({ name, items }) => {
      const lines = (kind: 'prefer' | 'avoid'): HTMLElement[] => Object.keys(advice[kind])
        .flatMap((key) => items.filter((item) => item.key === key))
        .map((item) => card(book, item, kind, advice[kind][item.key] ?? '', drawn));
      return { name, lines: [...lines('prefer'), ...lines('avoid')] };
    });
    return html('section', { class: 'topic', 'data-topic': topic.key, 'aria-labelledby': id },
      html('h3', { id }, topic.name),
      ...groups.filter(({ lines }) => lines.length > 0).map(({ name, lines }) =>
        html('div', { class: 'group' }, html('h4', {}, name), html('ul', { class: 'items' }, ...lines))),
      html('p', { class: 'hint' }, say(words.advice.source, { source: topic.source })));
  }
}

const title = (): HTMLElement => html('h2', { id: 'advice-title' }, words.advice.title);

/** What the face asks for; between two shapes, or with none that is sure, that comes first. */
function introduction(book: AdviceBook, { advice, shape }: FaceReading): string[] {
  const [first = shape.label, second = shape.second] = advice.shapes;
  if (advice.shapes.length > 2) return [words.advice.all];
  if (advice.shapes.length === 1) return [book.needs[first]];
  return [say(words.advice.both, { first: shapeWord(first), second: shapeWord(second) }), book.needs[first], book.needs[second]];
}

function card(book: AdviceBook, { key, name, how, strokes }: Item, kind: 'prefer' | 'avoid', reason: string, shape: ShapeName): HTMLElement {
  return html('li', { 'data-advice': kind, 'data-item': key },
    draw(book.face, shape, key, strokes),
    html('p', { class: 'verdict' }, words.advice[kind]),
    html('h5', {}, name),
    html('p', {}, `${how} `, html('em', {}, book.reasons[reason] ?? '')));
}

