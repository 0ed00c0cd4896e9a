import { announce } from './announce.ts';
import { byId, html } from './dom.ts';
import type { FrameFault } from './protocol.ts';
import { words } from './words.ts';

type Condition = keyof typeof words.guide.conditions;

/** What a good photo asks for, and what can be wrong with each. */
const conditions: Readonly<Record<Condition, readonly FrameFault[]>> = {
  face: ['no-face', 'several-faces'],
  distance: ['too-far', 'too-near'],
  middle: ['left', 'right', 'high', 'low', 'cut-off'],
  straight: ['turned-left', 'turned-right', 'looking-up', 'looking-down'],
  upright: ['leaning'],
  light: ['dark', 'bright'],
  sharp: ['blurred'],
};

/** All must have been good for so long before the photo is taken; milliseconds. */
const holdFor = 1200;
const steps = 3;
/** A sentence is spoken once it has stood for a while, and not while another may still be heard. */
const spokenAfter = 700;
const spokenEvery = 3000;

/** Says, while the camera runs, what is good and what to do about the rest; counts down when all is good. */
export class CameraGuide {
  readonly #camera = byId('camera');
  readonly #sentence = byId('guide-words');
  readonly #countdown = byId('countdown');
  readonly #auto = byId<HTMLInputElement>('camera-auto');
  readonly #rows = new Map<Condition, { readonly row: HTMLElement; readonly state: HTMLElement }>();
  /** Since when all was good, while the photo is to be taken by itself. */
  #goodSince: number | undefined;
  #changed = 0;
  #spoken = { text: '', at: 0 };

  constructor() {
    const rows = (Object.keys(conditions) as Condition[]).map((condition) => {
      const state = html('span', { class: 'state' });
      const row = html('li', { 'data-condition': condition }, html('span', { class: 'name' }, words.guide.conditions[condition]), html('span', { class: 'visually-hidden' }, ': '), state);
      this.#rows.set(condition, { row, state });
      return row;
    });
    byId('guide-list').replaceChildren(...rows);
  }

  /** The camera is on, and no frame has been looked at. */
  start(): void {
    this.#reset('waiting', words.guide.starting);
  }

  /** No frame can be looked at: photos are taken by hand. */
  lost(): void {
    this.#reset('lost', words.guide.lost);
  }

  /** What a frame lacks. True when it is time to take the photo. */
  show(faults: readonly FrameFault[], now: number): boolean {
    const [first] = faults;
    this.#camera.dataset['guidance'] = first ?? 'good';
    for (const condition of this.#rows.keys()) this.#mark(condition, faults);
    this.#goodSince = first === undefined && this.#auto.checked ? (this.#goodSince ?? now) : undefined;
    const due = this.#count(now);
    this.#say(first ? words.guide.faults[first] : this.#auto.checked ? words.guide.hold : words.guide.good, now);
    return due;
  }

  #reset(state: string, sentence: string): void {
    this.#camera.dataset['guidance'] = state;
    this.#goodSince = undefined;
    this.#countdown.hidden = true;
    this.#sentence.textContent = sentence;
    for (const condition of this.#rows.keys()) this.#set(condition, 'unknown', words.guide.unknown);
  }

  #mark(condition: Condition, faults: readonly FrameFault[]): void {
    const fault = conditions[condition].find((one) => faults.includes(one));
    if (fault) this.#set(condition, 'bad', words.guide.faults[fault]);
    else if (faults.includes('no-face')) this.#set(condition, 'unknown', words.guide.unknown);
    else this.#set(condition, 'good', words.guide.met);
  }

  #set(condition: Condition, state: 'good' | 'bad' | 'unknown', text: string): void {
    const shown = this.#rows.get(condition);
    if (!shown) return;
    if (shown.row.dataset['state'] !== state) shown.row.dataset['state'] = state;
    if (shown.state.textContent !== text) shown.state.textContent = text;
  }

  /** The countdown is seen as long as it runs; true at its end. */
  #count(now: number): boolean {
    this.#countdown.hidden = this.#goodSince === undefined;
    if (this.#goodSince === undefined) return false;
    const held = now - this.#goodSince;
    this.#countdown.textContent = String(Math.max(1, steps - Math.floor((held / holdFor) * steps)));
    return held >= holdFor;
  }

  #say(text: string, now: number): void {
    if (this.#sentence.textContent !== text) {
      this.#sentence.textContent = text;
      this.#changed = now;
    }
    if (text === this.#spoken.text || now - this.#changed < spokenAfter || now - this.#spoken.at < spokenEvery) return;
    this.#spoken = { text, at: now };
    announce(text);
  }
}
