import { byId } from './dom.ts';
import { root } from './site.ts';

let watching = false;

/** Registers the service worker and offers a new version once it is here as a whole. */
export async function watchUpdates(): Promise<void> {
  const container = navigator.serviceWorker;
  if (!container || watching) return;
  watching = true;
  try {
    const registration = await container.register(new URL('sw.js', root), { scope: root, updateViaCache: 'none' });
    if (registration.waiting) offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && container.controller) offer(worker);
      });
    });
  } catch (error) {
    console.warn('No service worker, so no offline use:', error);
  }
}

function offer(worker: ServiceWorker): void {
  byId('update').hidden = false;
  byId('update-now').onclick = () => { // in place of what was offered before
    // Another tab let it take over: then nothing changes any more for which this one could wait.
    if (worker.state !== 'installed') return location.reload();
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    worker.postMessage('take-over');
  };
}
