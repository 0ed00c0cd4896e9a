import { announce } from './announce.ts';
import { byId, html } from './dom.ts';
import { catchFocus } from './focus.ts';
import { History, type Entry } from './history.ts';
import type { FaceReading } from './protocol.ts';
import { moment, named, percent, plural, say, shapeName, words } from './words.ts';

/** The list of remembered answers, and what can be done with it. */
export class HistoryPanel {
  readonly #history = new History(() => this.#changedElsewhere());
  readonly #switch = byId<HTMLInputElement>('history-on');
  readonly #list = byId('history-list');
  readonly #note = byId('history-note');
  #shown: { readonly face: FaceReading; readonly photos: number } | undefined;
  /** By which the answer that is shown is remembered. */
  #date: string | undefined;

  /** Calls back when the number of answers that are kept changed. */
  constructor(private readonly onChange: () => void) {
    this.#switch.disabled = !History.possible;
    this.#switch.addEventListener('change', () => this.#turn(this.#switch.checked));
    byId('history-export').addEventListener('click', () => this.#export());
    byId('history-delete').addEventListener('click', () => {
      this.#change(() => this.#history.deleteAll(), words.history.deletedAll);
      catchFocus(this.#switch);
    });
    this.#show();
  }

  /** Answers that are kept. */
  get count(): number {
    return this.#history.entries.length;
  }

  /** A face has an answer; with more photos it is the same answer, better known. */
  answered(face: FaceReading, photos: number): void {
    this.#shown = { face, photos };
    if (!this.#history.on) return;
    this.#change(() => {
      if (this.#date !== undefined && photos > 1) this.#history.change(this.#date, face, photos);
      else this.#date = this.#history.add(face, photos);
    });
  }

  /** Another of the faces in the photo is meant. */
  meant(face: FaceReading): void {
    this.#shown = { face, photos: 1 };
    if (this.#date !== undefined) this.#change(() => this.#history.change(this.#date ?? '', face, 1));
  }

  /** There is no answer on the page any more. */
  clear(): void {
    this.#shown = this.#date = undefined;
  }

  /** Deletes all, and switches it off. */
  forget(): void {
    this.#date = undefined;
    this.#change(() => this.#history.forget());
  }

  #turn(on: boolean): void {
    this.#change(() => {
      this.#history.switch(on);
      if (on && this.#shown) this.#date = this.#history.add(this.#shown.face, this.#shown.photos);
    }, on ? words.history.turnedOn : words.history.turnedOff);
  }

  #change(change: () => void, note = ''): void {
    const before = this.count;
    change();
    this.#show();
    this.#note.textContent = note;
    if (this.count !== before) this.onChange();
  }

  #changedElsewhere(): void {
    this.#show();
    this.onChange();
  }

  #show(): void {
    const { entries, on } = this.#history;
    this.#switch.checked = on;
    byId('history-words').textContent = entries.length > 0 ? plural(words.history.count, entries.length) : on ? words.history.empty : words.history.off;
    byId('history-actions').hidden = entries.length === 0;
    this.#list.replaceChildren(...entries.map((entry) => this.#row(entry)));
  }

  #row(entry: Entry): HTMLLIElement {
    const { date, photos, shape, second, between = false, abstained, probability, probabilities } = entry;
    const said = second ? named({ label: shape, second, abstained, probability, probabilities }, between) : shapeName(shape);
    const when = moment(date);
    const remove = html('button', { type: 'button', class: 'button small', 'aria-label': say(words.history.deleteOf, { date: when }) }, words.history.delete);
    remove.addEventListener('click', () => {
      this.#change(() => this.#history.delete(date));
      announce(words.history.deleted);
      (this.#list.querySelector('button') ?? this.#switch).focus();
    });
    return html('li', { 'data-shape': shape },
      html('div', {},
        html('strong', {}, say(words.several.likely, { shape: said, share: percent(probability) })),
        html('p', { class: 'hint' }, html('time', { datetime: date }, when), ...(photos > 1 ? [`, ${plural(words.history.photos, photos)}`] : []))),
      remove);
  }

  #export(): void {
    const file = new Blob([JSON.stringify(this.#history.entries, null, 2)], { type: 'application/json' });
    const url = URL.createObjectURL(file);
    html('a', { href: url, download: 'face-shape-history.json' }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    this.#note.textContent = words.history.exported;
  }
}
