/** What the page is doing; tests and embedders read it from `data-state` of the root element. */
export type State = 'loading' | 'ready' | 'reading' | 'answered' | 'failed';

export function setState(state: State): void {
  document.documentElement.dataset['state'] = state;
}
