const bootstraps = new Map<string, string>();

/**
 * Starts a module worker whose script may lie on another origin. Browsers make workers from their own origin alone, so there a script
 * of one line is made here, which imports the other: the page's policy must then allow
 * `worker-src blob:` and that origin.
 */
export function spawn(url: string, name: string): Worker {
  return new Worker(new URL(url).origin === self.origin ? url : bootstrap(url), { type: 'module', name });
}

function bootstrap(url: string): string {
  const known = bootstraps.get(url);
  if (known) return known;
  const made = URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' }));
  bootstraps.set(url, made);
  return made;
}

/** Milliseconds within which a worker is heard of that was made, or given its first task. */
const patience = 10_000;

/** How often another takes its place: on a slow network that would only begin the same download again. */
export const mostSilent = 2;

/** Tells when nothing was heard of a worker: now and then Firefox fetches the script of one and never runs it, without a word. */
export function watchStart(worker: Worker, silent: () => void): void {
  const timer = setTimeout(silent, patience);
  for (const sign of ['message', 'error'] as const) worker.addEventListener(sign, () => clearTimeout(timer), { once: true });
}
