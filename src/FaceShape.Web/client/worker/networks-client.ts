import type { Answer, Call, Method, NetworkCalls, Numbers, Ports } from './networks-protocol.ts';
import type { MemoryView } from './dotnet.ts';
import { spawn } from '../spawn.ts';

/** Put here by the build: the name of the other worker's script, which lies beside this one. */
declare const NETWORKS: string;

interface Network {
  readonly ports: Ports;
  /** For the next run, by port. */
  inputs: Numbers[];
  /** What earlier runs were given: used again, so that memory stays flat. */
  readonly spare: Numbers[][];
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What `OrtWeb` in C# imports: networks by name. They run in a worker of their own. */
export class Networks {
  readonly #worker: Worker;
  readonly #lock = `networks-${crypto.randomUUID()}`;
  readonly #waiting = new Map<number, Waiting>();
  readonly #coming = new Map<string, Promise<Network>>();
  readonly #open = new Map<string, Network>();
  /** Outputs by the number of the run, until they are taken. */
  readonly #results = new Map<number, readonly Numbers[]>();
  /** Told when a run has ended, and why it failed. */
  ended: (run: number, error: string | null) => void = () => {};
  #nextId = 1;
  #trapped = false;

  /** `fetchModel` gets the bytes of a network that nobody announced. */
  constructor(private readonly fetchModel: (name: string) => Promise<Uint8Array<ArrayBuffer>>) {
    this.#worker = spawn(new URL(NETWORKS, import.meta.url).href, this.#lock);
    this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#hear(data);
    this.#worker.onerror = ({ message }) => this.#fail(message);
  }

  /** Whether the runtime broke off: where it is the cut one, at a function that it does not have. */
  get trapped(): boolean {
    return this.#trapped;
  }

  /** Bytes of WebAssembly memory that ONNX Runtime holds. */
  get memory(): Promise<number> {
    return this.#call('memory');
  }

  /** Whether a network is open or on its way. */
  has(name: string): boolean {
    return this.#coming.has(name);
  }

  /** Starts ONNX Runtime. */
  async start(module: string, binary: Uint8Array<ArrayBuffer>, opened?: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#call('start', module, binary, opened);
    void this.#watch();
  }

  /** Opens a network as soon as its bytes are there. */
  add(name: string, bytes: Promise<Uint8Array<ArrayBuffer>>): Promise<Network> {
    const network = bytes.then(async (model) => {
      const made: Network = { ports: await this.#call('open', name, model), inputs: [], spare: [] };
      this.#open.set(name, made);
      return made;
    });
    // Reported to whoever opens it; asked for again, it is tried again.
    network.catch(() => this.#coming.delete(name));
    this.#coming.set(name, network);
    return network;
  }

  /** The functions of the JavaScript module `ort`. */
  get imports() {
    return {
      open: async (name: string): Promise<void> => {
        await (this.#coming.get(name) ?? this.add(name, this.fetchModel(name)));
      },
      close: (name: string): void => {
        this.#open.delete(name);
        this.#coming.delete(name);
        void this.#call('close', name);
      },
      names: (name: string, ofOutputs: boolean): string[] => this.#ports(name, ofOutputs).map((port) => port.name),
      shape: (name: string, ofOutputs: boolean, port: number): number[] => [...at(this.#ports(name, ofOutputs), port).shape],
      give: (name: string, port: number, shape: ArrayLike<number>, numbers: MemoryView): void => {
        const { inputs, spare } = this.#find(name);
        const given = (inputs[port] = fitting(spare.at(-1)?.[port], Array.from(shape)));
        numbers.copyTo(bytesOf(given));
      },
      run: (name: string, run: number): void => {
        const network = this.#find(name);
        const given = network.inputs;
        network.inputs = [];
        network.spare.pop();
        this.#call('run', name, given).then(
          ({ inputs, outputs }) => {
            network.spare.push([...inputs]);
            this.#results.set(run, outputs);
            this.ended(run, null);
          },
          ({ message }: Error) => this.ended(run, message),
        );
      },
      resultShape: (run: number, port: number): number[] => [...at(this.#outputs(run), port).shape],
      take: (run: number, port: number, numbers: MemoryView): void => {
        const outputs = this.#outputs(run);
        numbers.set(bytesOf(at(outputs, port)));
        if (port === outputs.length - 1) this.#results.delete(run);
      },
    };
  }

  #call<M extends Method>(method: M, ...args: Parameters<NetworkCalls[M]>): ReturnType<NetworkCalls[M]> {
    const id = this.#nextId++;
    const call: Call<M> = { id, method, args };
    const transfer = method === 'run' ? (args[1] as readonly Numbers[]).map(({ data }) => data.buffer) : [];
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage(call, transfer);
    });
    return answer as ReturnType<NetworkCalls[M]>;
  }

  #hear(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('result' in answer) waiting?.resolve(answer.result);
    else {
      this.#trapped ||= answer.trapped;
      waiting?.reject(new Error(answer.error));
    }
  }

  /** A worker that is ended from outside, for want of memory, says nothing: but its lock becomes free. */
  async #watch(): Promise<void> {
    await navigator.locks.request(this.#lock, () => this.#fail('the worker of the networks ended'));
  }

  /** This worker is of no use any more; the page starts another when it hears of an error that nobody caught. */
  #fail(message: string): void {
    setTimeout(() => {
      throw new Error(message);
    });
  }

  #ports(name: string, ofOutputs: boolean): Ports['inputs'] {
    const { ports } = this.#find(name);
    return ofOutputs ? ports.outputs : ports.inputs;
  }

  #outputs(run: number): readonly Numbers[] {
    const outputs = this.#results.get(run);
    if (!outputs) throw new Error(`there are no results of run ${run}`);
    return outputs;
  }

  #find(name: string): Network {
    const network = this.#open.get(name);
    if (!network) throw new Error(`${name} is not open`);
    return network;
  }
}

function fitting(kept: Numbers | undefined, shape: readonly number[]): Numbers {
  if (kept && kept.shape.length === shape.length && kept.shape.every((length, i) => length === shape[i])) return kept;
  return { shape, data: new Float32Array(shape.reduce((product, length) => product * length, 1)) };
}

function bytesOf({ data }: Numbers): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`there is no port ${index}`);
  return item;
}
