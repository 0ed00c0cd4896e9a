// Opens and runs every network of the catalogue in ONNX Runtime web with noted entries, and writes which functions were entered, and
// of long functions that only open networks, which of their parts.
// Usage: node onnx-functions.mjs DIST WORK MODELS LIST; WORK has noting.wasm, packed networks, and the page's scripts that open networks
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** In which order networks are opened decides where things lie in memory, and with it a few turns that hash tables take. */
const orders = 8;
/** As in WasmModule. */
const notesAGlobal = 24;

if (isMainThread) await write(process.argv.slice(2));
else parentPort.postMessage(await watch(...workerData));

async function write([dist, work, models, list]) {
  const seen = [];
  for (let order = 0; order < orders; order++) {
    seen.push(
      await new Promise((done, failed) => {
        new Worker(fileURLToPath(import.meta.url), { workerData: [dist, work, models, order] }).on('message', done).on('error', failed);
      }),
    );
  }
  const opening = new Set(seen.flatMap((one) => one.opening));
  const running = new Set(seen.flatMap((one) => one.running));
  const entered = [...new Set([...opening, ...running].map((name) => Number(name.split('.')[0])))].sort((a, b) => a - b);
  if (entered.length === 0) throw new Error('No function was entered: the module that ran is not the one that notes');

  const words = [];
  // What also runs networks is left alone: it meets more than is tried here.
  const partly = (index) => seen[0].parts.has(index) && !running.has(`${index}.0`);
  for (let i = 0; i < entered.length; i++) {
    const first = entered[i];
    if (partly(first)) {
      words.push(`${first}:${bits(seen[0].parts.get(first), (part) => opening.has(`${first}.${part}`))}`);
      continue;
    }
    while (entered[i + 1] === entered[i] + 1 && !partly(entered[i + 1])) i++;
    words.push(first === entered[i] ? `${first}` : `${first}-${entered[i]}`);
  }
  const sha256 = createHash('sha256').update(readFileSync(join(dist, 'ort-wasm-simd-threaded.wasm'))).digest('hex');
  writeFileSync(list, [sha256, ...lines(words)].join('\n') + '\n');
  console.log(`${entered.length} functions are used, ${entered.filter(partly).length} of them in part`);
}

/** Opens and runs all networks in an order of its own: what was entered while they were opened, and while they ran. */
async function watch(dist, work, models, order) {
  const address = (file) => pathToFileURL(resolve(dist, file)).href;
  let exported;
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...args) => {
    const made = await instantiate(...args);
    exported = (made.instance ?? made).exports;
    return made;
  };
  const { computeConstants } = await import(pathToFileURL(join(work, 'onnx-constants.mjs')).href);
  const { unpack } = await import(pathToFileURL(join(work, 'packed-network.mjs')).href);
  const ort = await import(address('ort.wasm.min.mjs'));
  ort.env.logLevel = 'fatal';
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { mjs: address('ort-wasm-simd-threaded.mjs') };
  ort.env.wasm.wasmBinary = readFileSync(join(work, 'noting.wasm')).buffer;
  const options = { executionProviders: ['wasm'], graphOptimizationLevel: 'all' }; // as in client/worker/networks.ts

  const catalogue = JSON.parse(readFileSync(join(models, 'models.json'))).models;
  // Packed ones too, and as they came: others may take their place.
  const forms = catalogue.flatMap(({ name, file }) => {
    const packed = join(work, `${name}.fsn`);
    const whole = computeConstants(new Uint8Array(readFileSync(join(models, file))));
    return existsSync(packed) ? [unpack(new Uint8Array(readFileSync(packed))), whole] : [whole];
  });
  shuffle(forms, order);
  const sessions = [];
  for (const form of forms) sessions.push(await ort.InferenceSession.create(form, options));
  // What goes wrong has functions of its own: a damaged network, and an input that does not fit.
  const damaged = new Uint8Array(readFileSync(join(models, catalogue[0].file)).subarray(0, 1000));
  await ort.InferenceSession.create(damaged, options).catch(() => {});
  const opening = noted(exported);

  for (const session of sessions) {
    for (const range of [[0, 0], [-1, 1], [0, 255], [-1e4, 1e4]]) for (const free of [128, 256]) await run(ort, session, free, ...range);
  }
  const running = noted(exported);
  await sessions[0].run({ [sessions[0].inputNames[0]]: new ort.Tensor('float32', new Float32Array(1), [1]) }).catch(() => {});
  // One that is opened late, as the heavy detector is, comes to a memory that was used.
  for (const session of sessions.splice(sessions.length / 2)) await session.release();
  for (const form of forms.slice(forms.length / 2)) sessions.push(await ort.InferenceSession.create(form, options));
  for (const session of sessions) await session.release();
  opening.push(...noted(exported));

  // To whole globals: a list may be a little longer than there are parts.
  const parts = new Map();
  for (const { index, word } of notes(exported)) if (word !== undefined) parts.set(index, (parts.get(index) ?? 0) + notesAGlobal);
  return { opening, running, parts };
}

async function run(ort, session, free, low, high) {
  const feeds = {};
  for (const input of session.inputMetadata) {
    const shape = input.shape.map((length) => (typeof length === 'number' && length < 2 ** 31 ? length : free));
    const length = shape.reduce((product, side) => product * side, 1);
    feeds[input.name] = new ort.Tensor('float32', Float32Array.from({ length }, () => low + (high - low) * Math.random()), shape);
  }
  const outputs = await session.run(feeds);
  for (const output of Object.values(outputs)) output.dispose();
}

/** Which parts were entered since it was last asked: '12.0' is the first of function 12. */
function noted(exported) {
  const entered = [];
  for (const { index, word, note } of notes(exported)) {
    for (let bit = 0; bit < notesAGlobal; bit++) if (note.value & (1 << bit)) entered.push(`${index}.${(word ?? 0) * notesAGlobal + bit}`);
    note.value = 0;
  }
  return entered;
}

function notes(exported) {
  return Object.entries(exported)
    .filter(([name]) => name.startsWith('entered'))
    .map(([name, note]) => {
      const [index, word] = name.slice('entered'.length).split('.').map(Number);
      return { index, word, note };
    });
}

/** The page's own order first, then others. */
function shuffle(list, seed) {
  if (seed === 0) return;
  let state = seed;
  for (let i = list.length - 1; i > 0; i--) {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    const j = state % (i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
}

function bits(count, at) {
  const bytes = Buffer.alloc(Math.ceil(count / 8));
  for (let i = 0; i < count; i++) if (at(i)) bytes[i >> 3] |= 1 << (i & 7);
  return bytes.toString('base64');
}

/** Lines of at most 120 characters, but for words that are longer. */
function lines(words) {
  const all = [''];
  for (const word of words) {
    if (all.at(-1).length + word.length > 119) all.push(word);
    else all[all.length - 1] += all.at(-1) === '' ? word : ` ${word}`;
  }
  return all.filter((line) => line !== '');
}
