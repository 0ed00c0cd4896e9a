// Writes face-api.json beside itself: what @vladmandic/face-api answers to a computed pattern (no picture of anybody).
//   node make.mjs FOLDER
// FOLDER holds node_modules with @vladmandic/face-api 1.7.15, @tensorflow/tfjs 4 and @tensorflow/tfjs-backend-wasm 4.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const require = createRequire(join(resolve(process.argv[2]), 'package.json'));
const tf = require('@tensorflow/tfjs');
const faceapi = require('@vladmandic/face-api/dist/face-api.node-wasm.js');
await tf.setBackend('cpu');
await tf.ready();

const models = join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'model');
const { ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet } = faceapi.nets;
for (const net of [ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet]) await net.loadFromDisk(models);

// The same integers as in FaceApiParityTests.
const pattern = side => {
  const values = new Float32Array(side * side * 3);
  for (let y = 0, at = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      for (let c = 0; c < 3; c++) values[at++] = (x * (3 + c) + y * (5 - c) + ((x * y) >> 5)) & 255;
    }
  }
  const tensor = tf.tensor4d(values, [1, side, side, 3]);
  return { toBatchTensor: () => tensor };
};

const { boxes, scores } = ssdMobilenetv1.forwardInput(pattern(512));
const every = 37;
const sampled = [...scores[0].dataSync().keys()].filter(anchor => anchor % every === 0);
const boxData = boxes[0].dataSync(), scoreData = scores[0].dataSync();
const landmarks = faceLandmark68Net.runNet(faceLandmark68Net.faceFeatureExtractor.forwardInput(pattern(112))).dataSync();
const descriptor = faceRecognitionNet.forwardInput(pattern(150)).dataSync();
const round = values => Array.from(values, value => Number(value.toPrecision(8)));
writeFileSync(new URL('face-api.json', import.meta.url), `${JSON.stringify({
  source: `@vladmandic/face-api ${require('@vladmandic/face-api/package.json').version}, tfjs ${tf.version.tfjs} cpu`,
  every,
  boxes: round(sampled.flatMap(anchor => Array.from(boxData.slice(anchor * 4, anchor * 4 + 4)))),
  scores: round(sampled.map(anchor => scoreData[anchor])),
  points: round(landmarks),
  descriptor: round(descriptor),
})}\n`);
