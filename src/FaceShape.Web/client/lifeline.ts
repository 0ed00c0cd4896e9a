// A worker that is ended from outside, for want of memory, says nothing: but the lock that it held becomes free.

/** Holds a lock for as long as this worker lives. True once it is held; false where there are no locks, because site data is blocked. */
export function hold(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    request(name, () => {
      resolve(true);
      return new Promise(() => {});
    }).catch(() => resolve(false));
  });
}

/** Tells when the worker that holds a lock has ended, in whatever way; never where there are no locks. */
export function watch(name: string, ended: () => void): void {
  request(name, ended).catch((error: unknown) => console.warn('Workers go unwatched:', error));
}

/** Whatever is wrong with locks is told by the promise. */
async function request(name: string, granted: () => unknown): Promise<void> {
  await navigator.locks.request(name, granted);
}
