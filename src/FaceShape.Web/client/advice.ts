import type { AdviceBook, AdviceItem, AdviceTopic } from './advice-book.ts';
import { loadBook } from './advice-loading.ts';
import { byId, html, painted } from './dom.ts';
import { ownBreadth, overFiveOutlines } from './five-outlines.ts';
import { draw, type Stroke } from './illustration.ts';
import { KeepPanel, type Summary } from './keep.ts';
import type { FaceReading, ShapeName } from './protocol.ts';
import { percent, say, shapeWord, words } from './words.ts';
import { canBeWorn, Worn } from './worn.ts';

/** What suits the face that was read. People choose the topics; nothing is guessed about who they are. */
export class AdvicePanel {
  readonly #section = byId('advice');
  /** Kept while the page is open, for the next photo. */
  readonly #chosen = new Set(['hair', 'glasses']);
  readonly #worn = new Worn();
  readonly #keep = new KeepPanel(() => this.#summaries());
  readonly #back = html('button', { type: 'button', class: 'button small' }, words.advice.back);
  #read: AdviceBook | undefined;
  #shown: FaceReading | undefined;

  constructor() {
    // Fetched before a photo is there: none may be followed by a request.
    loadBook().catch(() => {});
  }

  async show(reading: FaceReading): Promise<void> {
    this.#shown = reading;
    this.#worn.show(reading);
    try {
      const book = (this.#read = await loadBook());
      await painted(); // the answer itself first
      if (this.#shown !== reading) return;
      this.#section.replaceChildren(...this.#content(book, reading));
    } catch (error) {
      console.warn(error);
      if (this.#shown !== reading) return;
      this.#section.replaceChildren(title(), html('p', {}, words.advice.missing));
    }
    this.#section.hidden = false;
    this.#keep.show(reading);
  }

  clear(): void {
    this.#shown = undefined;
    this.#worn.clear();
    this.#back.remove();
    this.#keep.clear();
    this.#section.hidden = true;
    this.#section.replaceChildren();
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
        if (!this.#chosen.has(key)) this.#worn.takeOff((kind) => kind.startsWith(`${key} `)); // The button that would do it goes.
        this.#offerBack(undefined);
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
      ...outlines(book, reading),
      html('div', { class: 'topics', role: 'group', 'aria-label': words.advice.topics }, ...chips),
      topics,
    ];
  }

  #topic(book: AdviceBook, topic: AdviceTopic, { advice, shape, outline }: FaceReading): HTMLElement {
    const id = `advice-${topic.key}`;
    const drawn = advice.shapes.length > 2 ? 'oval' : shape.label;
    const groups = topic.groups.map(({ name, items }) => {
      const lines = (kind: 'prefer' | 'avoid'): HTMLElement[] => Object.keys(advice[kind])
        .flatMap((key) => items.filter((item) => item.key === key))
        .map((item) => this.#card(book, item, kind, advice[kind][item.key] ?? '', drawn, `${topic.key} ${name}`));
      return { name, lines: [...lines('prefer'), ...lines('avoid')] };
    });
    return html('section', { class: 'topic', 'data-topic': topic.key, 'aria-labelledby': id },
      html('h3', { id }, topic.name),
      ...(topic.key === 'glasses' && outline ? [html('p', {}, say(words.advice.widest, { width: percent(ownBreadth(outline)) }))] : []),
      ...groups.filter(({ lines }) => lines.length > 0).map(({ name, lines }) =>
        html('div', { class: 'group' }, html('h4', {}, name), html('ul', { class: 'items' }, ...lines))),
      html('p', { class: 'hint' }, say(words.advice.source, { source: topic.source })));
  }

  #card(book: AdviceBook, { key, name, how, strokes }: AdviceItem, kind: 'prefer' | 'avoid', reason: string, shape: ShapeName, place: string): HTMLElement {
    return html('li', { 'data-advice': kind, 'data-item': key },
      draw(book.face, shape, key, strokes),
      html('p', { class: 'verdict' }, words.advice[kind]),
      html('h5', {}, name),
      html('p', {}, `${how} `, html('em', {}, book.reasons[reason] ?? '')),
      ...(canBeWorn(strokes) ? [this.#wear(place, name, strokes)] : []));
  }

  /** A switch that shows an item on the photo, in place of another of its kind. */
  #wear(place: string, name: string, strokes: readonly Stroke[]): HTMLButtonElement {
    const button = html('button', { type: 'button', class: 'wear', 'data-place': place, 'aria-label': `${words.advice.wear}: ${name}` }, words.advice.wear);
    const mark = (): void => button.setAttribute('aria-pressed', String(this.#worn.wears(place, strokes)));
    mark();
    button.addEventListener('click', () => {
      this.#worn.toggle(place, strokes);
      for (const other of this.#section.querySelectorAll(`.wear[data-place="${place}"]`)) other.setAttribute('aria-pressed', 'false');
      mark();
      this.#offerBack(button);
      if (this.#worn.wears(place, strokes)) byId('photo').scrollIntoView({ block: 'nearest' });
    });
    return button;
  }

  /** Beside the photo, the way back to where something was put on it. */
  #offerBack(button: HTMLButtonElement | undefined): void {
    this.#back.remove();
    if (!button || this.#worn.empty) return;
    this.#back.onclick = () => {
      button.scrollIntoView({ block: 'center' });
      button.focus({ preventScroll: true });
    };
    byId('photo').querySelector('.tools')?.append(this.#back);
  }

  /** What is advised in the chosen topics, in words. */
  #summaries(): Summary[] {
    const advised = this.#shown?.advice.prefer ?? {};
    return (this.#read?.topics ?? []).filter(({ key }) => this.#chosen.has(key)).map(({ name, groups }) => ({
      topic: name,
      names: groups.flatMap(({ items }) => items).filter(({ key }) => key in advised).map((item) => item.name),
    }));
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

/** The person's own outline over the five ideal ones; not where it was not measured. */
function outlines(book: AdviceBook, reading: FaceReading): HTMLElement[] {
  const compared = overFiveOutlines(book.face, reading);
  return compared.length === 0 ? [] : [html('figure', { class: 'five' }, html('figcaption', {}, words.advice.outlines), html('ul', {}, ...compared))];
}
