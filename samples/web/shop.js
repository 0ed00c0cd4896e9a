// @ts-check
import { FaceShape, FaceShapeError } from '/faceshape/faceshape.js';

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

document.addEventListener('face-shape-result', ({ detail: { shape, advice } }) => {
  byId('told').textContent = `Sorted for ${advice.shapes.length > 2 ? 'every face' : advice.shapes.join(' and ')}.`;
  byId('told').dataset['shape'] = shape.label;
});
document.addEventListener('face-shape-error', ({ detail: { code } }) => {
  byId('told').dataset['error'] = code;
});

/** @type {Promise<FaceShape> | undefined} */
let opening;

byId('file').addEventListener('change', async ({ target }) => {
  const file = /** @type {HTMLInputElement} */ (target).files?.[0];
  if (!file) return;
  try {
    opening ??= FaceShape.open();
    const reader = await opening;
    const reading = await reader.read(file);
    const { topics } = await reader.advise(reading, 'en');
    const frames = topics.find(({ key }) => key === 'glasses')?.prefer.map(({ name }) => name);
    byId('reading').textContent = JSON.stringify({ shape: reading.shape, warnings: reading.warnings, frames }, undefined, 2);
  } catch (error) {
    if (!(error instanceof FaceShapeError)) throw error;
    byId('reading').textContent = `${error.code}: ${error.message}`;
  }
});
