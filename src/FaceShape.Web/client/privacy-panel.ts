import { byId } from './dom.ts';
import type { NetworkReport } from './network-report.ts';

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
    byId('sent-words').textContent = 'Counting starts when you choose a photo.';
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
    const requests = `${this.#requests} ${this.#requests === 1 ? 'request' : 'requests'}`;
    const downloads = this.#requests > 0 && this.#bytes === 0 ? ' (downloads of the reader’s own files)' : '';
    const refused = this.#refused > 0 ? ` ${this.#refused} refused.` : '';
    const watched = navigator.serviceWorker?.controller ? '' : ' The service worker is not in control yet: reload the page for a complete count.';
    this.#panel.dataset['requests'] = String(this.#requests);
    this.#panel.dataset['bytes'] = String(this.#bytes);
    byId('sent-bytes').textContent = this.#bytes.toLocaleString('en');
    byId('sent-words').textContent = `Since you chose this photo: ${requests}${downloads}, ${this.#bytes} bytes sent.${refused}${watched}`;
    byId('counter').hidden = false;
    byId('counter-words').textContent = `Since you chose this photo: ${requests}${downloads}, ${this.#bytes} bytes sent.`;
  }
}
