import { root } from './site.ts';
import { stay } from './stay.ts';

/** Kept only once somebody chooses a language: until then the browser's wishes count. */
const key = 'faceshape-language';

/** Keeps the language that somebody chooses, and brings those who come to the start to the one they want. */
export function watchLanguage(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-language]')];
  for (const link of links) link.addEventListener('click', () => choose(link.dataset['language'] ?? ''));
  if (location.href.split(/[?#]/)[0] !== root || location.search === stay) return;
  const wanted = kept() ?? asked(links.map((link) => link.dataset['language'] ?? ''));
  const target = links.find((link) => link.dataset['language'] === wanted);
  if (target && wanted !== document.documentElement.lang) location.replace(target.href);
}

/** The first of the browser's languages that the site has. */
function asked(languages: readonly string[]): string | undefined {
  return navigator.languages.map((language) => language.split('-')[0] ?? '').find((language) => languages.includes(language));
}

function kept(): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined; // Some windows keep nothing.
  }
}

function choose(language: string): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // Then it is chosen again next time.
  }
}
