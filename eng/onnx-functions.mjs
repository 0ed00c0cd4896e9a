// Runs networks in ONNX Runtime web with noted entries, and writes which functions were entered: while every network of the catalogue is
// opened and run (opening), or while those run that the build has opened (running).
// Usage: node onnx-functions.mjs opening|running DIST WORK MODELS LIST; WORK has noting.wasm, packed networks, these opened, and the
// page's scripts that open networks
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [what, dist, work, models, list] = process.argv.slice(2);
const address = (file) => pathToFileURL(resolve(dist, file)).href;
const script = (name) => import(pathToFileURL(join(work, `${name}.mjs`)).href);
const bytes = (file) => new Uint8Array(readFileSync(file));

let entered;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...args) => {
  const made = await instantiate(...args);
  entered = (made.instance ?? made).exports;
  return made;
};

const { computeConstants } = await script('onnx-constants');
const { unpack } = await script('packed-network');
const { OpenedNetworks } = await script('opened-networks');
const options = { executionProviders: ['wasm'], graphOptimizationLevel: 'all' }; // as in client/worker/networks.ts
const opened = what === 'running' ? new OpenedNetworks(bytes(join(work, 'opened'))) : undefined;
opened?.provide();
const ort = await import(address('ort.wasm.min.mjs'));
ort.env.logLevel = 'fatal';
ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = { mjs: address('ort-wasm-simd-threaded.mjs') };
ort.env.wasm.wasmBinary = readFileSync(join(work, 'noting.wasm')).buffer;

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

/** Opens every network of the catalogue. Packed ones too, and as they came: others may take their place. */
async function openAll() {
  const sessions = [];
  const catalogue = JSON.parse(readFileSync(join(models, 'models.json'))).models;
  for (const { name, file } of catalogue) {
    const forms = [computeConstants(bytes(join(models, file)))];
    const packed = join(work, `${name}.fsn`);
    if (existsSync(packed)) forms.push(unpack(bytes(packed)));
    for (const form of forms) sessions.push(await ort.InferenceSession.create(form, options));
  }
  // What goes wrong has functions of its own: a damaged network, and an input that does not fit.
  const damaged = bytes(join(models, catalogue[0].file)).subarray(0, 1000);
  await ort.InferenceSession.create(damaged, options).catch(() => {});
  return sessions;
}

/** Takes over those that the build has opened. */
async function takeOver() {
  const sessions = [];
  for (const [name, ticket] of opened.tickets) {
    sessions.push(await ort.InferenceSession.create(ticket, options));
    if (!opened.put(name, bytes(join(work, `${name}.fsn`)))) throw new Error(`${name} is not the one that was opened`);
  }
  return sessions;
}

const sessions = await (opened ? takeOver() : openAll());
for (const session of sessions) {
  for (const range of [[0, 0], [-1, 1], [0, 255], [-1e4, 1e4], [NaN, NaN]]) for (const free of [128, 256]) await run(session, free, ...range);
}
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
console.log(`${indices.length} functions are entered by ${sessions.length} networks (${what})`);
