import { modelCache, runtimeCache } from './caching.ts';
import { forget } from './catalogue.ts';
import { byId } from './dom.ts';
import { catchFocus } from './focus.ts';
import { texts } from './insight/texts.ts';
import { allAssets, insight } from './site.ts';
import { megabytes, plural, say, words } from './words.ts';

/** What is kept on this device, by kind, and how to be rid of it. */
export class StoragePanel {
  readonly #note = byId('kept-note');
  readonly #button = byId<HTMLButtonElement>('kept-delete');

  constructor(private readonly history: { readonly count: number; forget(): void }) {
    this.#button.addEventListener('click', () => void this.delete());
    byId('kept-persist').addEventListener('click', () => void this.#persist());
    void this.refresh();
  }

  /** Counts again. */
  async refresh(): Promise<void> {
    const focused = document.activeElement === this.#button;
    let total = 0;
    try {
      total = await this.#count();
    } catch (error) {
      console.warn(error); // Where site data is blocked there are neither locks nor caches.
      byId('kept-words').textContent = words.storage.never;
    }
    this.#button.disabled = total === 0 && this.history.count === 0;
    if (focused) catchFocus(byId('kept-title'));
    await this.#offerPersistence(total);
  }

  /** Says what is kept; gives its bytes. */
  async #count(): Promise<number> {
    const sizes = await navigator.locks.request(counting, { mode: 'shared' }, keptBytes);
    const total = sizes.models + sizes.runtimes + sizes.pages;
    byId('kept-total').textContent = megabytes(total);
    byId('kept-words').textContent =
      total === 0
        ? words.storage.nothing
        : say(words.storage.kept, { models: megabytes(sizes.models), runtimes: megabytes(sizes.runtimes), pages: megabytes(sizes.pages) });
    const answers = this.history.count;
    byId('kept-words').append(` ${answers > 0 ? plural(words.storage.answers, answers) : words.storage.noAnswers}`);
    if (insight) byId('kept-words').append(` ${texts.kept}`);
    return total;
  }

  /** Deletes everything that this site keeps. */
  async delete(): Promise<void> {
    this.history.forget();
    try {
      await deleteFiles();
    } catch (error) {
      console.warn(error);
      return this.refresh(); // It is not said to be deleted.
    }
    await this.refresh();
    this.#note.textContent = words.storage.deleted;
  }

  async #offerPersistence(total: number): Promise<void> {
    const button = byId('kept-persist');
    button.hidden = total === 0 || ((await navigator.storage?.persisted?.()) ?? true);
  }

  async #persist(): Promise<void> {
    const granted = await navigator.storage.persist();
    this.#note.textContent = granted
      ? words.storage.granted
      : words.storage.refused;
    await this.refresh();
  }
}

/** A lock over all tabs: to look into a cache is to create it, so a count under way would bring back what was deleted. */
const counting = 'faceshape-counting';

async function keptBytes(): Promise<{ models: number; runtimes: number; pages: number }> {
  const sizes = { models: 0, runtimes: 0, pages: 0 };
  for (const name of await caches.keys()) {
    const kind = name === modelCache ? 'models' : name === runtimeCache ? 'runtimes' : 'pages';
    if (name.startsWith('faceshape-')) sizes[kind] += await size(name);
  }
  return sizes;
}

async function deleteFiles(): Promise<void> {
  await navigator.locks.request(counting, deleteCaches);
  forget();
  // Without its files a service worker only stands in the way; the next visit brings a new one.
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.unregister();
}

async function deleteCaches(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith('faceshape-')) await caches.delete(name);
  }
}

const known = new Map(allAssets.map((asset) => [asset.url, asset.bytes]));

async function size(name: string): Promise<number> {
  const cache = await caches.open(name);
  let bytes = 0;
  for (const request of await cache.keys()) {
    bytes += known.get(request.url) ?? (await (await cache.match(request))?.blob())?.size ?? 0;
  }
  return bytes;
}
