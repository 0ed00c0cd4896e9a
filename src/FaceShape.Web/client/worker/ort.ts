import * as ort from 'onnxruntime-web/wasm';
import type { MemoryView } from './dotnet.ts';

interface Session {
  readonly session: ort.InferenceSession;
  /** Kept from run to run, so that memory stays flat; by port. */
  readonly inputs: ort.Tensor[];
  outputs: ort.Tensor[];
}

/** Starts ONNX Runtime from bytes that were fetched and checked. Must come before the first session. */
export function configure(module: string, binary: Uint8Array<ArrayBuffer>): void {
  ort.env.logLevel = 'error';
  // Threads brought little, need COOP and COEP, and fail at times in Safari.
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.proxy = false;
  ort.env.wasm.wasmPaths = { mjs: module };
  ort.env.wasm.wasmBinary = binary.buffer;
}

/** What `OrtWeb` in C# imports: sessions by model name. Errors carry the runtime's own words. */
export class Sessions {
  private readonly coming = new Map<string, Promise<Session>>();
  private readonly open = new Map<string, Session>();
  #trapped = false;

  /** Whether the runtime broke off: where it is the cut one, at a function that it does not have. */
  get trapped(): boolean {
    return this.#trapped;
  }

  /** Makes a session as soon as a model's bytes are there; call after the runtime's own bytes are. */
  add(name: string, model: Promise<Uint8Array<ArrayBuffer>>): void {
    const session = model.then((bytes) => this.create(name, bytes));
    // Reported to whoever opens it; nobody may.
    session.catch(() => {});
    this.coming.set(name, session);
  }

  /** The functions of the JavaScript module `ort`. */
  get imports() {
    return {
      open: async (name: string): Promise<void> => {
        const session = this.coming.get(name);
        if (!session) throw new Error('it is not among the models of this site');
        await session;
      },
      close: (name: string): void => {
        void this.find(name).session.release();
        this.open.delete(name);
        this.coming.delete(name);
      },
      names: (name: string, ofOutputs: boolean): string[] => ports(this.find(name), ofOutputs).map((port) => port.name),
      shape: (name: string, ofOutputs: boolean, port: number): number[] => {
        const { shape } = at(ports(this.find(name), ofOutputs), port);
        return shape.map((length) => (typeof length === 'number' ? length : -1));
      },
      give: (name: string, port: number, shape: ArrayLike<number>, numbers: MemoryView): void => {
        const { inputs } = this.find(name);
        inputs[port] = fitting(inputs[port], Array.from(shape));
        numbers.copyTo(bytesOf(inputs[port]));
      },
      run: async (name: string): Promise<void> => {
        await pause();
        const entry = this.find(name);
        const { session, inputs } = entry;
        const feeds = Object.fromEntries(session.inputNames.map((input, i) => [input, at(inputs, i)]));
        const outputs = await this.watch(session.run(feeds));
        entry.outputs = session.outputNames.map((output) => outputs[output]!);
      },
      resultShape: (name: string, port: number): number[] => [...at(this.find(name).outputs, port).dims],
      take: (name: string, port: number, numbers: MemoryView): void => {
        const output = at(this.find(name).outputs, port);
        numbers.set(bytesOf(output));
        output.dispose();
      },
    };
  }

  private async create(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Session> {
    const session = await this.watch(ort.InferenceSession.create(bytes, { executionProviders: ['wasm'], graphOptimizationLevel: 'all' }));
    delete ort.env.wasm.wasmBinary; // 14 MB, compiled by now
    const entry = { session, inputs: [], outputs: [] };
    this.open.set(name, entry);
    return entry;
  }

  private async watch<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      // While the runtime starts, its own script passes a trap on as text.
      if (error instanceof WebAssembly.RuntimeError || /RuntimeError/.test(String(error))) this.#trapped = true;
      throw error;
    }
  }

  private find(name: string): Session {
    const session = this.open.get(name);
    if (!session) throw new Error(`${name} is not open`);
    return session;
  }
}

const memories: WebAssembly.Memory[] = [];

// ONNX Runtime makes its memory itself and does not hand it out, but its size must be known: it never shrinks.
WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
  construct(target, args: [WebAssembly.MemoryDescriptor], newTarget) {
    const memory: WebAssembly.Memory = Reflect.construct(target, args, newTarget);
    memories.push(memory);
    return memory;
  },
});

/** Bytes of WebAssembly memory that ONNX Runtime holds. */
export const memoryOfSessions = (): number => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);

function ports({ session }: Session, ofOutputs: boolean): readonly ort.InferenceSession.TensorValueMetadata[] {
  return (ofOutputs ? session.outputMetadata : session.inputMetadata).map((port) => {
    if (!port.isTensor || port.type !== 'float32') throw new Error(`its '${port.name}' is not a tensor of 32-bit floats`);
    return port;
  });
}

function fitting(kept: ort.Tensor | undefined, shape: readonly number[]): ort.Tensor {
  if (kept && kept.dims.length === shape.length && kept.dims.every((length, i) => length === shape[i])) return kept;
  return new ort.Tensor('float32', new Float32Array(shape.reduce((product, length) => product * length, 1)), shape);
}

function bytesOf(tensor: ort.Tensor): Uint8Array {
  const { buffer, byteOffset, byteLength } = tensor.data as Float32Array;
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`there is no port ${index}`);
  return item;
}

const { port1, port2 } = new MessageChannel();

/** Lets waiting messages in: a run blocks the worker, and awaiting alone would let no `cancel` through between two runs. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
}
