// The example page: writes down what the element tells, as an embedder's own script would.
import { byId, html } from '../dom.ts';

const most = 12;
const log = byId('events');

for (const name of ['face-shape-ready', 'face-shape-result', 'face-shape-error']) {
  document.addEventListener(name, (event) => {
    const { detail } = event as CustomEvent<unknown>;
    note(name, told(detail));
  });
}

function told(detail: unknown): string {
  if (detail instanceof Error) {
    const { code, message } = detail as Error & { readonly code?: string };
    return JSON.stringify({ code, message }, undefined, 2);
  }
  const { shape, attributes, warnings } = (detail ?? {}) as { shape?: unknown; attributes?: unknown; warnings?: unknown };
  return shape ? JSON.stringify({ shape, attributes, warnings }, undefined, 2) : '';
}

function note(name: string, detail: string): void {
  byId('no-events').hidden = true;
  log.prepend(html('li', { 'data-event': name }, html('code', {}, name), ...(detail ? [html('pre', { tabindex: 0 }, detail)] : [])));
  while (log.children.length > most) log.lastElementChild?.remove();
}
