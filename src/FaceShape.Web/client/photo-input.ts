import { byId } from './dom.ts';

type OnFiles = (files: Iterable<File>) => void;

/** Calls back with each file that a person chooses, drops or pastes, and with those that came together with it. */
export function watchPhotos(onPhoto: (file: File, others: readonly File[]) => void): void {
  const onFiles: OnFiles = ([file, ...others]) => {
    if (file) onPhoto(file, others);
  };
  for (const id of ['file', 'file-again', 'file-capture']) {
    const input = byId<HTMLInputElement>(id);
    const take = (): void => {
      const files = [...(input.files ?? [])];
      // So that the same file can be chosen twice in a row.
      input.value = '';
      onFiles(files);
    };
    input.addEventListener('change', take);
    take(); // Chosen before this script came.
  }
  watchDrops(onFiles);
  document.addEventListener('paste', (event) => onFiles(event.clipboardData?.files ?? []));
}

function watchDrops(onFiles: OnFiles): void {
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
    onFiles(event.dataTransfer?.files ?? []);
  });
}
