// Opens and runs every network of the catalogue in ONNX Runtime web with noted entries, and writes which functions were entered.
// Usage: node onnx-functions.mjs DIST WORK MODELS LIST; WORK has noting.wasm, packed networks, and the page's scripts that open networks
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist, work, models, list] = process.argv.slice(2);
const address = (file) => pathToFileURL(resolve(dist, file)).href;

let entered;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...args) => {
  const made = await instantiate(...args);
  entered = (made.instance ?? made).exports;
  return made;
};

const ort = await import(address('ort.wasm.min.mjs'));
ort.env.logLevel = 'fatal';
ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = { mjs: address('ort-wasm-simd-threaded.mjs') };
ort.env.wasm.wasmBinary = readFileSync(join(work, 'noting.wasm')).buffer;
const { computeConstants } = await import(pathToFileURL(join(work, 'onnx-constants.mjs')).href);
const { unpack } = await import(pathToFileURL(join(work, 'packed-network.mjs')).href);
const options = { executionProviders: ['wasm'], graphOptimizationLevel: 'all' }; // as in client/worker/networks.ts

const random = (length, low, high) => Float32Array.from({ length }, () => low + (high - low) * Math.random());

async function run(session, free, low, high) {
  const feeds = {};
  for (const input of session.inputMetadata) {
    const shape = input.shape.map((length) => (typeof length === 'number' && length < 2 ** 31 ? length : free));
    feeds[input.name] = new ort.Tensor('float32', random(shape.reduce((product, length) => product * length, 1), low, high), shape);
  }
  const outputs = await session.run(feeds);
  for (const output of Object.values(outputs)) output.dispose();
}

const sessions = [];
const catalogue = JSON.parse(readFileSync(join(models, 'models.json'))).models;
// Packed ones too, and as they came: others may take their place.
for (const { name, file } of catalogue) {
  const forms = [computeConstants(new Uint8Array(readFileSync(join(models, file))))];
  const packed = join(work, `${name}.fsn`);
  if (existsSync(packed)) forms.push(unpack(new Uint8Array(readFileSync(packed))));
  for (const form of forms) {
    const session = await ort.InferenceSession.create(form, options);
    for (const range of [[0, 0], [-1, 1], [0, 255], [-1e4, 1e4]]) for (const free of [128, 256]) await run(session, free, ...range);
    sessions.push(session);
  }
}
// What goes wrong has functions of its own: a damaged network, and an input that does not fit.
const damaged = new Uint8Array(readFileSync(join(models, catalogue[0].file)).subarray(0, 1000));
await ort.InferenceSession.create(damaged, options).catch(() => {});
await sessions[0].run({ [sessions[0].inputNames[0]]: new ort.Tensor('float32', new Float32Array(1), [1]) }).catch(() => {});
for (const session of sessions) await session.release();

const indices = [];
for (let i = 0; entered[`entered${i}`]; i++) if (entered[`entered${i}`].value) indices.push(i);
if (indices.length === 0) throw new Error('No function was entered: the module that ran is not the one that notes');

const words = [];
for (let i = 0; i < indices.length; i++) {
  const first = indices[i];
  while (indices[i + 1] === indices[i] + 1) i++;
  words.push(first === indices[i] ? `${first}` : `${first}-${indices[i]}`);
}
const sha256 = createHash('sha256').update(readFileSync(join(dist, 'ort-wasm-simd-threaded.wasm'))).digest('hex');
const lines = words.join(' ').match(/.{1,120}(?= |$)/g).map((line) => line.trim());
writeFileSync(list, [sha256, ...lines].join('\n') + '\n');
console.log(`${indices.length} functions are used by ${catalogue.length} networks`);
