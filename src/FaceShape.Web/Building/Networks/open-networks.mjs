// Opens packed networks in ONNX Runtime web, and writes its memory as it is then; `OpenedNetworks` says how.
// Usage: node open-networks.mjs DIST UNPACK OUT NETWORK...; UNPACK is the page's script that unpacks networks, a network's file is its name
import { readFileSync, writeFileSync } from 'node:fs';
import { join, parse, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist, unpacking, out, ...networks] = process.argv.slice(2);
const address = (file) => pathToFileURL(resolve(file)).href;
const glue = join(dist, 'ort-wasm-simd-threaded.mjs');
/** What is the same between two parts of the memory is written too when it is shorter: a part has to pay for its entry. */
const leastGap = 128;

// Time, the script's place on this machine and its language would be in the memory.
Date.now = () => 0;
performance.now = () => 0;
process.argv[1] = '/open-networks';
Object.defineProperty(globalThis, 'navigator', { value: undefined });

const script = readFileSync(glue, 'utf8');
function exported(name) {
  const found = new RegExp(`\\b${name}\\s*=\\s*\\w+\\.(\\w+)\\s*[;,]`).exec(script);
  if (!found) throw new Error(`${glue} does not say what ${name} is called in the binary`);
  return found[1];
}
const names = { init: exported('_OrtInit'), create: exported('_OrtCreateSession'), malloc: exported('_malloc') };
const free = exported('_free');

let memory;
/** What the binary itself puts at the beginning of the memory. */
let own;
let opening;
const opened = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (binary, imports) => {
  const { module, instance: { exports } } = await instantiate(binary, imports);
  memory = Object.values(imports).flatMap(Object.values).find((value) => value instanceof WebAssembly.Memory);
  own = new Uint8Array(memory.buffer).slice();
  const stoodIn = {
    ...exports,
    async [names.create](at, length, options) {
      opened.push({ name: opening, at, length, session: await exports[names.create](at, length, options) });
      return opened.at(-1).session;
    },
    // Weights stay where the file of the network lies: pages put it there.
    [free]: (at) => opened.some((network) => network.at === at) || exports[free](at),
  };
  return { module, instance: { exports: stoodIn } };
};

const ort = await import(address(join(dist, 'ort.wasm.min.mjs')));
ort.env.logLevel = 'error';
ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = { mjs: address(glue) };
// The whole runtime: cut functions lie where they lay, and what they leave in the memory is the same.
ort.env.wasm.wasmBinary = readFileSync(join(dist, 'ort-wasm-simd-threaded.wasm')).buffer;
const { unpack } = await import(address(unpacking));
const session = { use_ort_model_bytes_directly: '1', use_ort_model_bytes_for_initializers: '1', disable_prepacking: '1' };
for (const file of networks) {
  opening = parse(file).name;
  await ort.InferenceSession.create(unpack(new Uint8Array(readFileSync(file))), {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all', // as in client/worker/networks.ts
    extra: { session },
  });
}

const all = new Uint8Array(memory.buffer).slice();
for (const { at, length } of opened) all.fill(0, at, at + length);
own = own.subarray(0, own.findLastIndex((byte) => byte !== 0) + 1);
const differs = (at) => all[at] !== (own[at] ?? 0);
const parts = [];
for (let at = 0; at < all.length; ) {
  if (!differs(at)) {
    at++;
    continue;
  }
  let end = at + 1;
  for (let next = end; next < all.length && next - end < leastGap; next++) if (differs(next)) end = next + 1;
  parts.push([at, end - at]);
  at = end;
}
const header = Buffer.from(JSON.stringify({ size: all.length, own: own.length, names, networks: opened, parts }));
const start = Buffer.alloc(4);
start.writeUInt32LE(header.length);
writeFileSync(out, Buffer.concat([start, header, ...parts.map(([at, length]) => all.subarray(at, at + length))]));
