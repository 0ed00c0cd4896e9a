/** Puts the focus on an element where what had it is gone, hidden or out of use: it would fall back to the start of the page. */
export function catchFocus(to: HTMLElement): void {
  const { activeElement: at } = document;
  const lost = !at || at === document.body || at.matches(':disabled') || at.getClientRects().length === 0;
  if (lost) to.focus({ preventScroll: true });
}
