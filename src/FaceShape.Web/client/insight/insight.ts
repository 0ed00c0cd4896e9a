import type { ReadingOk, ShapeName } from '../protocol.ts';
import { byId } from '../dom.ts';
import { eventsOfChallenge, preferredEvent } from './challenge.ts';
import { Collector } from './collector.ts';
import { drawCrop, jpegOf } from './crop.ts';
import { eventsOf, eventsOfTrouble, isOutlier, memoryEvent, restartsEvent, retakesEvent, sameEvent, type Event } from './events.ts';
import { hasPlenty, idle } from './idle.ts';
import { Journal } from './journal.ts';
import { mirrored } from './mirror.ts';
import { Panel, type Choices } from './panel.ts';
import type { Host, InsightSite, JournalView, Observer } from './seam.ts';

/** The part of the page that is about sharing: notes how the reader does, and sends what the person chose to share. */
class Insight implements Observer, Choices {
  readonly #journal: Journal;
  readonly #collector: Collector;
  readonly #panel: Panel;
  #photos = 0;
  #restarts = 0;
  #reading: ReadingOk | undefined;
  #before: ShapeName | undefined;
  /** What the models that are tried say of the photo that is shown, and what the person says. */
  #challenged: ReadingOk | undefined;
  #said: ShapeName | undefined;

  constructor(private readonly host: Host, private readonly site: InsightSite) {
    this.#collector = new Collector(site.collector);
    this.#panel = new Panel(byId('insight-panel'), this, site.donations);
    this.#journal = new Journal(host, (view) => this.#panel.show(view));
  }

  /** A visit begins: what was noted on earlier visits is due. */
  ready(): void {
    void this.#quietly(async () => {
      const { consented } = await this.#journal.run('look');
      if (consented) await this.#report();
    });
  }

  answered(reading: ReadingOk, milliseconds: number): void {
    this.#reading = reading;
    this.#challenged = this.#said = undefined;
    const events: Event[] = [...eventsOf(reading, milliseconds), retakesEvent(++this.#photos), restartsEvent(this.#restarts)];
    if (this.#before !== undefined) events.push(sameEvent('photos', this.#before === reading.shape.label));
    const unusual = isOutlier(reading) || (this.#before !== undefined && this.#before !== reading.shape.label);
    this.#before = reading.shape.label;
    this.#panel.askRight();
    void this.#quietly(async () => {
      const { consented } = await this.#journal.observe([...events, memoryEvent(await this.host.memory())]);
      if (unusual) await this.#offer();
      if (!(await this.#mirrorAgrees(reading))) await this.#offer();
      if (consented) await this.#challenge(reading);
    });
  }

  failed(code: string): void {
    this.#panel.clear();
    void this.#quietly(async () => {
      await this.#journal.observe([...eventsOfTrouble(code), retakesEvent(++this.#photos)]);
    });
  }

  restarted(): void {
    this.#restarts++;
  }

  forgotten(): void {
    this.#reading = this.#challenged = this.#said = undefined;
    this.#panel.clear();
  }

  /** Draws the report, so that the very bytes are seen with the question. */
  preview(): void {
    void this.#quietly(() => this.#prepare());
  }

  consent(): void {
    void this.#quietly(async () => {
      await this.#journal.run('consent');
      await this.#report();
    });
  }

  decline(): void {
    void this.#journal.withdraw();
  }

  withdraw(): void {
    void this.#journal.withdraw();
  }

  right(yes: boolean): void {
    void this.#quietly(async () => {
      await this.#journal.observe([['right', yes ? 'yes' : 'no']]);
      if (yes && this.#reading) await this.#say(this.#reading.shape.label);
      else await this.#offer();
    });
  }

  correct(shape: ShapeName): void {
    void this.#quietly(async () => {
      await this.#journal.observe([['correction', shape]]);
      await this.#say(shape);
    });
  }

  async offer(canvas: HTMLCanvasElement): Promise<boolean> {
    const photo = await this.host.shown();
    if (!photo || !this.#reading) return false;
    drawCrop(canvas, photo, this.#reading);
    photo.close();
    return true;
  }

  async donate(canvas: HTMLCanvasElement): Promise<{ code: string; expires: string }> {
    return this.#collector.donate(await jpegOf(canvas));
  }

  deleteDonation(code: string): Promise<boolean> {
    return this.#collector.deleteDonation(code);
  }

  /** Sends what is due; nothing without consent. */
  async #report(): Promise<void> {
    const { report } = await this.#prepare();
    if (!report || report.state === 'acknowledged') return;
    const sent = (await this.#journal.run('send')).report;
    // What is refused would be refused again: it is done with like what was counted.
    if (sent && (await this.#collector.send(sent.text)) !== 'later') await this.#journal.run('acknowledge');
  }

  #prepare(): Promise<JournalView> {
    const { model, challenger } = this.site;
    return this.#journal.run('prepare', model, ...(challenger === undefined ? [] : [challenger]));
  }

  /** Lets the new models read the same photo, with consent, when nobody waits and nothing runs short. */
  async #challenge(reading: ReadingOk): Promise<void> {
    if (this.site.challenger === undefined || !(await hasPlenty())) return;
    await idle();
    const photo = await this.host.shown();
    if (!photo || this.#reading !== reading) return photo?.close();
    const challenged = await this.host.challenge(photo);
    if (!challenged || this.#reading !== reading) return;
    this.#challenged = challenged;
    await this.#journal.observe(eventsOfChallenge(reading, challenged));
    if (this.#said) await this.#say(this.#said);
  }

  /** The person says which shape is right; whether it is known by then what the new models say, or only later. */
  async #say(shape: ShapeName): Promise<void> {
    this.#said = shape;
    if (this.#reading && this.#challenged) await this.#journal.observe([preferredEvent(shape, this.#reading, this.#challenged)]);
  }

  async #offer(): Promise<void> {
    if (this.site.donations) await this.#panel.offerDonation();
  }

  /** Reads the mirrored photo once the page has nothing better to do. */
  async #mirrorAgrees(reading: ReadingOk): Promise<boolean> {
    await idle();
    const photo = await this.host.shown();
    if (!photo || this.#reading !== reading) return true;
    const other = await this.host.read(mirrored(photo));
    photo.close();
    if (!other || this.#reading !== reading) return true;
    const same = other.shape.label === reading.shape.label;
    await this.#journal.observe([sameEvent('mirror', same)]);
    return same;
  }

  /** Sharing never gets in the way of reading: what fails here is for the console. */
  async #quietly(task: () => Promise<unknown>): Promise<void> {
    try {
      await task();
    } catch (error) {
      console.warn(error);
    }
  }
}

export function start(host: Host, site: InsightSite): Observer {
  return new Insight(host, site);
}
