import { html } from '../dom.ts';
import type { ShapeName } from '../protocol.ts';
import { say, shapeName } from '../words.ts';
import type { Donation } from './collector.ts';
import type { JournalView } from './seam.ts';
import { texts } from './texts.ts';

/** What a person can do here. */
export interface Choices {
  preview(): void;
  consent(): void;
  decline(): void;
  withdraw(): void;
  right(yes: boolean): void;
  correct(shape: ShapeName): void;
  offer(canvas: HTMLCanvasElement): Promise<boolean>;
  donate(canvas: HTMLCanvasElement): Promise<Donation>;
  deleteDonation(code: string): Promise<boolean>;
}

const shapes: readonly ShapeName[] = ['heart', 'oblong', 'oval', 'round', 'square'];

/** Shows what this app knows, what would be sent, and the choices. Decides nothing. */
export class Panel {
  readonly #feedback = html('div', { class: 'insight-feedback', hidden: '' });
  readonly #sharing = html('div', { class: 'insight-sharing', 'aria-live': 'polite' });
  readonly #donation = html('div', { class: 'insight-donation', hidden: '' });
  readonly #known = html('div', {});

  /** `donations`: whether photos can be given, and those that were given deleted. */
  constructor(private readonly panel: HTMLElement, private readonly choices: Choices, donations: boolean) {
    panel.replaceChildren(
      html('h2', { id: 'insight-title' }, texts.title),
      this.#feedback,
      this.#donation,
      this.#sharing,
      html('details', { id: 'insight-known' }, html('summary', {}, texts.known), this.#known, ...(donations ? this.#given() : [])),
    );
    panel.hidden = false;
  }

  /** What is kept, and what may be sent. */
  show(view: JournalView): void {
    this.panel.dataset['consented'] = String(view.consented);
    this.panel.dataset['report'] = view.report?.state ?? 'none';
    this.#sharing.replaceChildren(...(view.consented ? this.#shared(view) : this.#asked(view)));
    this.#known.replaceChildren(...this.#all(view));
  }

  /** Asks whether the answer was right. */
  askRight(): void {
    this.#donation.hidden = true;
    this.#feedback.hidden = false;
    this.#feedback.replaceChildren(
      html('p', {}, texts.right),
      actions(
        button(texts.yes, () => {
          this.choices.right(true);
          this.#thank();
        }),
        button(texts.no, () => {
          this.choices.right(false);
          this.#askShape();
        })));
  }

  /** Offers to give the photo away; only for a case that is unusual. */
  async offerDonation(): Promise<void> {
    const canvas = html('canvas', { class: 'insight-crop', role: 'img', 'aria-label': texts.crop });
    if (!(await this.choices.offer(canvas))) return;
    const note = html('p', { role: 'status' });
    const give = button(texts.give, () => {
      give.disabled = true;
      this.choices.donate(canvas).then((donation) => this.#thankFor(donation), () => {
        give.disabled = false;
        note.textContent = texts.notGiven;
      });
    });
    this.#donation.replaceChildren(
      html('h3', {}, texts.donate), html('p', {}, texts.donateWords), canvas, actions(give, button(texts.keep, () => this.clear())), note);
    this.#donation.hidden = false;
  }

  /** Nothing of a photo stays. */
  clear(): void {
    this.#feedback.hidden = this.#donation.hidden = true;
    this.#feedback.replaceChildren();
    this.#donation.replaceChildren();
  }

  #askShape(): void {
    this.#feedback.replaceChildren(
      html('p', {}, texts.instead),
      actions(...shapes.map((shape) => button(shapeName(shape), () => {
        this.choices.correct(shape);
        this.#thank();
      }))));
  }

  #thank(): void {
    this.#feedback.replaceChildren(html('p', { role: 'status' }, texts.noted));
  }

  /** Nobody has chosen yet: both choices look the same, and nothing is chosen beforehand. */
  #asked({ report, spent, budget, tallies }: JournalView): HTMLElement[] {
    if (!report && spent >= budget) return [html('p', {}, texts.usedUp)];
    if (!report) return [html('p', {}, texts.offer), ...(tallies.length > 0 ? [actions(button(texts.preview, () => this.choices.preview()))] : [])];
    return [
      html('p', {}, texts.ask),
      html('pre', { class: 'insight-report', tabindex: 0 }, report.text),
      html('p', { class: 'hint' }, say(texts.meaning, { question: texts.questions[report.question] ?? report.question })),
      actions(button(texts.consent, () => this.choices.consent()), button(texts.decline, () => this.choices.decline())),
    ];
  }

  #shared({ report, spent, budget }: JournalView): HTMLElement[] {
    const state = report ? [
      html('p', {}, texts.states[report.state]),
      html('pre', { class: 'insight-report', tabindex: 0 }, report.text),
    ] : [html('p', {}, spent >= budget ? texts.usedUp : texts.later)];
    return [...state, html('p', { class: 'hint' }, say(texts.budget, { spent, budget })), actions(button(texts.withdraw, () => this.choices.withdraw()))];
  }

  #all(view: JournalView): HTMLElement[] {
    if (view.tallies.length === 0) return [html('p', {}, texts.nothing)];
    const rows = view.tallies.map(({ question, value, count }) => html('tr', {},
      html('td', {}, texts.questions[question] ?? question), html('td', {}, texts.values[value] ?? value), html('td', {}, String(count))));
    return [
      html('table', {}, html('tbody', {}, ...rows)),
      html('details', {}, html('summary', {}, texts.raw), html('pre', { class: 'insight-report', tabindex: 0 }, view.journal)),
      ...(view.consented ? [] : [actions(button(texts.erase, () => this.choices.decline()))]),
    ];
  }

  /** For a photo that was given on an earlier visit: nobody but the person has its code. */
  #given(): HTMLElement[] {
    const note = html('p', { role: 'status' });
    const code = html('input', {
      type: 'text', class: 'insight-code', autocomplete: 'off', spellcheck: 'false', maxlength: 64, 'aria-label': texts.code,
    });
    const remove = button(texts.deleteByCode, () => {
      const typed = code.value.trim();
      if (typed) this.#delete(typed, note);
    });
    return [html('p', {}, texts.deleteOld), actions(code, remove), note];
  }

  #delete(code: string, note: HTMLElement, done: () => void = () => {}): void {
    this.choices.deleteDonation(code).then((deleted) => {
      note.textContent = deleted ? texts.deleted : texts.notThere;
      done();
    }, () => {
      note.textContent = texts.notGiven;
    });
  }

  #thankFor({ code, expires }: Donation): void {
    const note = html('p', { role: 'status' });
    const remove = button(texts.deleteNow, () => this.#delete(code, note, () => {
      remove.disabled = true;
    }));
    this.#donation.replaceChildren(
      html('p', { role: 'status' }, say(texts.given, { expires })), html('code', { class: 'insight-code' }, code), actions(remove), note);
  }
}

function button(label: string, take: () => void): HTMLButtonElement {
  const made = html('button', { type: 'button', class: 'button small' }, label);
  made.addEventListener('click', take);
  return made;
}

const actions = (...buttons: HTMLElement[]): HTMLElement => html('div', { class: 'actions' }, ...buttons);
