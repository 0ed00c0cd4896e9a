// The usual page around face-api.js: backend, then its three nets at once; photos are read as they are chosen.
import * as faceapi from './face-api.esm.js';

const longestSide = 2048; // as on our page
const state = document.documentElement.dataset;
const canvas = document.getElementById('canvas');

async function load() {
  faceapi.tf.setWasmPaths('./');
  await faceapi.tf.setBackend('wasm');
  await faceapi.tf.ready();
  await Promise.all([
    faceapi.nets.ssdMobilenetv1.loadFromUri('./'),
    faceapi.nets.faceLandmark68Net.loadFromUri('./'),
    faceapi.nets.faceRecognitionNet.loadFromUri('./'),
  ]);
  state.state = 'ready';
}

const loaded = load();

async function draw(file) {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d', { alpha: false, willReadFrequently: true }).drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
}

async function read() {
  const [file] = input.files;
  if (!file) return;
  input.value = '';
  state.state = 'reading';
  await draw(file);
  await loaded;
  const start = performance.now();
  const face = await faceapi.detectSingleFace(canvas).withFaceLandmarks().withFaceDescriptor();
  performance.measure('read', { start });
  if (!face) throw new Error('face-api.js finds no face');
  document.getElementById('answer').textContent = JSON.stringify({ box: face.detection.box, descriptor: [...face.descriptor] });
  state.state = 'answered';
}

const input = document.getElementById('file');
input.addEventListener('change', read);
void read(); // chosen before this script came
