import { byId } from './dom.ts';
import type { NetworkReport } from './network-report.ts';
import { bytesOf, count, plural, say, words } from './words.ts';

/** Counts what leaves the device from the moment a photo is chosen. */
export class PrivacyPanel {
  readonly #panel = byId('privacy-panel');
  #counting = false;
  #requests = 0;
  #refused = 0;
  #bytes = 0;

  constructor() {
    navigator.serviceWorker?.addEventListener('message', ({ data }: MessageEvent<NetworkReport>) => {
      if (data.type === 'network') this.#count(data.bytes, data.refused);
    });
    navigator.serviceWorker?.addEventListener('controllerchange', () => this.#counting && this.#show());
    // Requests that the service worker did not see: before it took over, or where there is none.
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
        if (entry.workerStart === 0 && entry.transferSize > 0) this.#count(new URL(entry.name).search.length, false);
      }
    }).observe({ type: 'resource' });
  }

  /** A photo was chosen. */
  start(): void {
    this.#counting = true;
    this.#requests = this.#refused = this.#bytes = 0;
    this.#show();
  }

  stop(): void {
    this.#counting = false;
    byId('counter').hidden = true;
    byId('sent-words').textContent = words.privacy.waiting;
  }

  #count(bytes: number, refused: boolean): void {
    if (!this.#counting) return;
    if (refused) this.#refused++;
    else {
      this.#requests++;
      this.#bytes += bytes;
    }
    this.#show();
  }

  #show(): void {
    const downloads = this.#requests > 0 && this.#bytes === 0;
    const sent = say(downloads ? words.privacy.downloads : words.privacy.since, {
      requests: plural(words.privacy.requests, this.#requests),
      bytes: bytesOf(this.#bytes),
    });
    const refused = this.#refused > 0 ? ` ${plural(words.privacy.refused, this.#refused)}` : '';
    const watched = navigator.serviceWorker?.controller ? '' : ` ${words.privacy.unwatched}`;
    this.#panel.dataset['requests'] = String(this.#requests);
    this.#panel.dataset['bytes'] = String(this.#bytes);
    byId('sent-bytes').textContent = count(this.#bytes);
    byId('sent-words').textContent = sent + refused + watched;
    byId('counter').hidden = false;
    byId('counter-words').textContent = sent;
  }
}
