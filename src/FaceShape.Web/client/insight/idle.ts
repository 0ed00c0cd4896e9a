/** What browsers tell about power and network; where they tell nothing, nothing is assumed. */
interface Surroundings {
  getBattery?(): Promise<{ readonly charging: boolean }>;
  readonly connection?: { readonly saveData?: boolean; readonly type?: string };
}

/** Resolves when the page has nothing better to do. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve());
    else setTimeout(resolve, 500);
  });
}

/** On power, and on a network that costs nothing by the byte. A browser that does not say is taken for one that is not. */
export async function hasPlenty(): Promise<boolean> {
  const { getBattery, connection } = navigator as Surroundings;
  if (!getBattery || connection?.saveData || connection?.type === 'cellular') return false;
  return (await getBattery.call(navigator)).charging;
}
