// A worker of its own for ONNX Runtime: it makes sessions while .NET starts in the reader's worker, which stays free while a network runs.
import * as ort from 'onnxruntime-web/wasm';
import { hold } from '../lifeline.ts';
import { computeConstants } from './onnx-constants.ts';
import { OpenedNetworks } from './opened-networks.ts';
import { isPacked, unpack } from './packed-network.ts';
import type { Answer, Call, NetworkCalls, Numbers, Port } from './networks-protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

const sessions = new Map<string, ort.InferenceSession>();
const memories: WebAssembly.Memory[] = [];
/** Sessions that the build has made, until they get their weights. */
const waiting = new Map<string, ort.InferenceSession>();
let opened: OpenedNetworks | undefined;
/** ONNX Runtime gives an axis that may have any length as -1 without its sign. */
const longest = 2 ** 31 - 1;

// ONNX Runtime makes its memory itself and does not hand it out, but its size must be known: it never shrinks.
WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
  construct(target, args: [WebAssembly.MemoryDescriptor], newTarget) {
    const memory: WebAssembly.Memory = Reflect.construct(target, args, newTarget);
    memories.push(memory);
    return memory;
  },
});

// Whoever asks for this lock afterwards gets it when this worker has ended, in whatever way.
const held = hold(self.name);

const calls: NetworkCalls = {
  async start(module, binary, memory) {
    await held;
    ort.env.logLevel = 'error';
    // Threads brought little, need COOP and COEP, and fail at times in Safari.
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.proxy = false;
    ort.env.wasm.wasmPaths = { mjs: module };
    ort.env.wasm.wasmBinary = binary.buffer;
    if (!memory) return [];
    opened = new OpenedNetworks(memory);
    opened.provide();
    for (const [name, ticket] of opened.tickets) waiting.set(name, await make(ticket));
    return [...waiting.keys()];
  },

  async open(name, model) {
    const packed = isPacked(model);
    const made = waiting.get(name);
    waiting.delete(name);
    const session = opened ? packed && opened.put(name, model) && made : await make(packed ? unpack(model) : computeConstants(model));
    if (!session) return undefined;
    sessions.set(name, session);
    return { inputs: session.inputMetadata.map(port), outputs: session.outputMetadata.map(port) };
  },

  async close(name) {
    const session = find(name);
    sessions.delete(name);
    await session.release();
  },

  async run(name, inputs) {
    const session = find(name);
    const feeds = Object.fromEntries(session.inputNames.map((input, i) => [input, tensor(inputs[i])]));
    const results = await session.run(feeds);
    return { inputs, outputs: session.outputNames.map((output) => numbers(results[output])) };
  },

  async memory() {
    return memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  },
};

answer({ id: 0, result: undefined }); // answers nothing: it tells that this worker has started
self.onmessage = async ({ data: { id, method, args } }: MessageEvent<Call>) => {
  try {
    const result = await (calls[method] as (...args: unknown[]) => Promise<unknown>)(...args);
    answer({ id, result }, method === 'run' ? buffersOf(result as Awaited<ReturnType<NetworkCalls['run']>>) : []);
  } catch (error) {
    // While the runtime starts, its own script passes a trap on as text.
    const trapped = error instanceof WebAssembly.RuntimeError || /RuntimeError/.test(String(error));
    answer({ id, error: error instanceof Error ? error.message : String(error), trapped });
  }
};

async function make(file: Uint8Array): Promise<ort.InferenceSession> {
  const session = await ort.InferenceSession.create(file, { executionProviders: ['wasm'], graphOptimizationLevel: 'all' });
  delete ort.env.wasm.wasmBinary; // compiled by now
  return session;
}

function answer(message: Answer, transfer: Transferable[] = []): void {
  self.postMessage(message, transfer);
}

function buffersOf({ inputs, outputs }: { inputs: readonly Numbers[]; outputs: readonly Numbers[] }): ArrayBuffer[] {
  return [...inputs, ...outputs].map(({ data }) => data.buffer);
}

function find(name: string): ort.InferenceSession {
  const session = sessions.get(name);
  if (!session) throw new Error(`${name} is not open`);
  return session;
}

function tensor(input: Numbers | undefined): ort.Tensor {
  if (!input) throw new Error('an input is missing');
  return new ort.Tensor('float32', input.data, input.shape);
}

function numbers(output: ort.Tensor | undefined): Numbers {
  if (!output) throw new Error('an output is missing');
  return { shape: output.dims, data: output.data as Float32Array<ArrayBuffer> };
}

function port(of: ort.InferenceSession.ValueMetadata): Port {
  if (!of.isTensor || of.type !== 'float32') throw new Error(`its '${of.name}' is not a tensor of 32-bit floats`);
  return { name: of.name, shape: of.shape.map((length) => (typeof length === 'number' && length <= longest ? length : -1)) };
}
