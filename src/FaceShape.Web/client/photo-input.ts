import { byId } from './dom.ts';

/** Calls back with each file that a person chooses, drops or pastes. */
export function watchPhotos(onPhoto: (file: Blob) => void): void {
  for (const id of ['file', 'file-again', 'file-capture']) {
    const input = byId<HTMLInputElement>(id);
    const take = (): void => {
      const file = input.files?.[0];
      // So that the same file can be chosen twice in a row.
      input.value = '';
      if (file) onPhoto(file);
    };
    input.addEventListener('change', take);
    take(); // Chosen before this script came.
  }
  watchDrops(onPhoto);
  document.addEventListener('paste', (event) => {
    const file = event.clipboardData?.files[0];
    if (file) onPhoto(file);
  });
}

function watchDrops(onPhoto: (file: Blob) => void): void {
  const marked = document.documentElement;
  let depth = 0;
  const mark = (by: number): void => {
    depth = Math.max(0, depth + by);
    marked.toggleAttribute('data-dragging', depth > 0);
  };
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  document.addEventListener('dragenter', (event) => hasFiles(event) && mark(1));
  document.addEventListener('dragleave', (event) => hasFiles(event) && mark(-1));
  document.addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault());
  document.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(-depth);
    const file = event.dataTransfer?.files[0];
    if (file) onPhoto(file);
  });
}
