import type { Event } from './events.ts';
import type { Host, JournalView } from './seam.ts';
import { weekOf } from './week.ts';

const key = 'faceshape-insight';
/** Used up: the worker could not say how much was spent, and too much is safer than too little. */
const spentAll = 'faceshape-insight 1\nspent 8\n';

/** Keeps the text of the device's journal and has it changed, one command after the other. */
export class Journal {
  #queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly host: Host, private readonly changed: (view: JournalView) => void) {}

  /** The text, as it is kept; empty when there is none. */
  get text(): string {
    return localStorage.getItem(key) ?? '';
  }

  /** Runs a command; the text it leads to is kept before anybody hears of it. */
  run(...command: readonly string[]): Promise<JournalView> {
    const done = this.#queue.then(async () => {
      const view = await this.host.journal(this.text, weekOf(Date.now()), command);
      localStorage.setItem(key, view.journal);
      this.changed(view);
      return view;
    });
    this.#queue = done.catch(() => {});
    return done;
  }

  observe(events: readonly Event[]): Promise<JournalView> {
    return this.run('observe', ...events.flat());
  }

  /** Ends sharing and erases; also where the worker cannot be asked. */
  async withdraw(): Promise<void> {
    try {
      await this.run('withdraw');
    } catch {
      if (this.text) localStorage.setItem(key, spentAll);
    }
  }
}
