// Writes human.json beside itself: what the graph models of @vladmandic/human answer to computed patterns (no picture of anybody),
// run by TensorFlow.js on its plain CPU backend.
//   node make-human.mjs FOLDER HUMAN
// FOLDER holds node_modules with @tensorflow/tfjs 4; HUMAN is the folder of @vladmandic/human 3.3.6.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const require = createRequire(join(resolve(process.argv[2]), 'package.json'));
const human = resolve(process.argv[3]);
const tf = require('@tensorflow/tfjs');
await tf.setBackend('cpu');
await tf.ready();

const load = name => {
  const json = JSON.parse(readFileSync(join(human, 'models', `${name}.json`)));
  const data = Buffer.concat(json.weightsManifest.flatMap(group => group.paths).map(path => readFileSync(join(human, 'models', path))));
  return tf.loadGraphModel({
    load: async () => ({
      ...json,
      weightSpecs: json.weightsManifest.flatMap(group => group.weights),
      weightData: data.buffer.slice(data.byteOffset, data.byteOffset + data.length),
    }),
  });
};

// The same integers as in HumanParityTests: a smooth pattern and noise of a linear congruential generator.
const patterns = side => {
  const smooth = new Float32Array(side * side * 3), noise = new Float32Array(side * side * 3);
  let state = 1;
  for (let y = 0, at = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      for (let c = 0; c < 3; c++, at++) {
        smooth[at] = (x * (3 + c) + y * (5 - c) + ((x * y) >> 5)) & 255;
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        noise[at] = state >>> 24;
      }
    }
  }
  return { smooth, noise };
};

const round = values => Array.from(values, value => Number(value.toPrecision(8)));
const every = 11;
const sampled = (tensor, columns) => {
  const data = tensor.dataSync();
  return round([...Array(data.length / columns).keys()].filter(row => row % every === 0)
    .flatMap(row => Array.from(data.slice(row * columns, (row + 1) * columns))));
};

const detector = await load('blazeface'), mesh = await load('facemesh');
const answers = {};
for (const name of ['smooth', 'noise']) {
  const picture = tf.tensor4d(patterns(256)[name], [1, 256, 256, 3]).div(127.5).sub(1);
  const [scores16, scores8, boxes16, boxes8] = detector.execute(picture, ['Identity', 'Identity_1', 'Identity_2', 'Identity_3']);
  const face = tf.tensor4d(patterns(192)[name], [1, 192, 192, 3]).div(255);
  const [points, presence] = mesh.execute(face, ['Identity_2', 'Identity_1']);
  answers[name] = {
    regressors: sampled(tf.concat([boxes16, boxes8], 1), 16),
    scores: sampled(tf.sigmoid(tf.concat([scores16, scores8], 1)), 1),
    mesh: sampled(points, 3),
    presence: round(presence.dataSync()),
  };
}

writeFileSync(new URL('human.json', import.meta.url), `${JSON.stringify({
  source: `@vladmandic/human ${require(join(human, 'package.json')).version}, tfjs ${tf.version.tfjs} cpu`,
  every,
  ...answers,
})}\n`);
