import { byId } from './dom.ts';

/** Says something to people who listen to the page. */
export function announce(words: string): void {
  const announcer = byId('announcer');
  // The same words twice in a row would not be spoken again.
  announcer.textContent = '';
  requestAnimationFrame(() => {
    announcer.textContent = words;
  });
}
