// Reads the same photos with face-api.js (TensorFlow.js WASM, Node) and with ./faceshape on one thread, in turns,
// and prints the time per photo of both and the ratio. Usage: node bench.mjs RESULTS PHOTO...
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = 3;
const [results, ...photos] = process.argv.slice(2);
if (photos.length === 0) {
  console.error('usage: bench/face-api/run PHOTO...   (JPEG files with one face each)');
  process.exit(2);
}

const require = createRequire(import.meta.url);
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const faceapi = require('@vladmandic/face-api/dist/face-api.node-wasm.js');
const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');
const { decode } = require('jpeg-js');
const tf = faceapi.tf;
setWasmPaths(path('./node_modules/@tensorflow/tfjs-backend-wasm/dist/'));
await tf.setBackend('wasm');
await tf.ready();
const model = path('./node_modules/@vladmandic/face-api/model');
await faceapi.nets.ssdMobilenetv1.loadFromDisk(model);
await faceapi.nets.faceLandmark68Net.loadFromDisk(model);
await faceapi.nets.faceRecognitionNet.loadFromDisk(model);

const quantile = (numbers, q) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  return sorted[below] + (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]) * (at - below);
};

// Decoded beforehand: its time is not counted for face-api.js, but it is for us.
function pixels(file) {
  const { width, height, data } = decode(readFileSync(file), { useTArray: true, formatAsRGBA: false });
  return tf.tensor3d(Float32Array.from(data), [height, width, 3]);
}

async function theirs(file) {
  const tensor = pixels(file);
  const start = performance.now();
  const face = await faceapi.detectSingleFace(tensor).withFaceLandmarks().withFaceDescriptor();
  const milliseconds = performance.now() - start;
  tensor.dispose();
  if (!face) throw new Error(`face-api.js finds no face in ${file}`);
  return milliseconds;
}

function ours(files) {
  const output = execFileSync(path('../../faceshape'), ['classify', ...files, '--json', '--threads', '1'], { maxBuffer: 1 << 28 });
  return output.toString().trim().split('\n').map((line) => {
    const reading = JSON.parse(line);
    if (reading.status !== 'ok') throw new Error(`${reading.photo}: ${reading.error.code}`);
    return Object.values(reading.milliseconds).reduce((sum, stage) => sum + stage, 0);
  });
}

for (let i = 0; i < 3; i++) await theirs(photos[0]);
const times = { theirs: photos.map(() => []), ours: photos.map(() => []) };
for (let round = 0; round < rounds; round++) {
  ours(photos).forEach((milliseconds, i) => times.ours[i].push(milliseconds));
  for (const [i, file] of photos.entries()) times.theirs[i].push(await theirs(file));
  console.error(`round ${round + 1} of ${rounds}`);
}

const perPhoto = (all) => all.map((list) => quantile(list, 0.5));
const mine = perPhoto(times.ours);
const peer = perPhoto(times.theirs);
const ratios = mine.map((milliseconds, i) => milliseconds / peer[i]);
const summary = (numbers) => Object.fromEntries([['quartile1', 0.25], ['median', 0.5], ['quartile3', 0.75]].map(([name, q]) => [name, +quantile(numbers, q).toFixed(3)]));
const report = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.version}`,
  photos: photos.length,
  rounds,
  milliseconds: { faceshape: summary(mine), faceApi: summary(peer) },
  ratio: summary(ratios),
};
const row = (name, s) => `| ${name} | ${s.quartile1} | ${s.median} | ${s.quartile3} |`;
const markdown = `# FaceShape against face-api.js, natively, one thread

\`bench/face-api/run\` reads the same photos with both in turns, ${rounds} rounds, and takes each photo's median. FaceShape's time
includes decoding the file and the three classifiers; face-api.js's has neither. face-api.js: TensorFlow.js 4.22 WASM in Node.

| ${photos.length} photos | first quartile | median | third quartile |
|---|---|---|---|
${row('FaceShape, ms a photo', report.milliseconds.faceshape)}
${row('face-api.js, ms a photo', report.milliseconds.faceApi)}
| **ratio of the two, photo by photo** | ${report.ratio.quartile1} | **${report.ratio.median}** | ${report.ratio.quartile3} |

${report.machine}, ${report.date}. Photos: ${basename(photos[0])} to ${basename(photos.at(-1))}.
`;
writeFileSync(`${results}.json`, JSON.stringify(report, null, 2) + '\n');
writeFileSync(`${results}.md`, markdown);
console.log(markdown);
