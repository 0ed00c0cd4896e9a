import type { MemoryView } from './dotnet.ts';
import type { Numbers, Ports } from './networks-protocol.ts';
import { NetworksWorker } from './networks-worker.ts';

interface Network {
  readonly worker: NetworksWorker;
  readonly ports: Ports;
  /** For the next run, by port. */
  inputs: Numbers[];
  /** What earlier runs were given: used again, so that memory stays flat. */
  readonly spare: Numbers[][];
}

/** An ONNX Runtime that can open networks. */
interface Opening {
  readonly module: string;
  readonly binary: Uint8Array<ArrayBuffer>;
}

/**
 * What `OrtWeb` in C# imports: networks by name. They run in a worker of their own; those that are not open in it already, in a second one,
 * whose runtime can open networks.
 */
export class Networks {
  readonly #first = new NetworksWorker();
  #started: Promise<readonly string[]> = Promise.resolve([]);
  #second: Promise<NetworksWorker> | undefined;
  readonly #workers = [this.#first];
  /** Names of those that are open in the first; undefined when that opens whatever comes. */
  #opened: Set<string> | undefined;
  readonly #coming = new Map<string, Promise<Network>>();
  readonly #open = new Map<string, Network>();
  /** Outputs by the number of the run, until they are taken. */
  readonly #results = new Map<number, readonly Numbers[]>();
  /** Told when a run has ended, and why it failed. */
  ended: (run: number, error: string | null) => void = () => {};

  constructor(
    /** Gets the bytes of a network that nobody announced. */
    private readonly fetchModel: (name: string) => Promise<Uint8Array<ArrayBuffer>>,
    /** Gets one that opens networks. */
    private readonly openingRuntime: () => Promise<Opening>,
  ) {}

  /** Whether a runtime broke off: where it is a cut one, at a function that it does not have. */
  get trapped(): boolean {
    return this.#workers.some((worker) => worker.trapped);
  }

  /** Whether a runtime is there that opens whatever comes. */
  get opens(): boolean {
    return !this.#opened || this.#second !== undefined;
  }

  /** Bytes of WebAssembly memory that ONNX Runtime holds. */
  get memory(): Promise<number> {
    return Promise.all(this.#workers.map((worker) => worker.call('memory'))).then((bytes) => bytes.reduce((sum, held) => sum + held));
  }

  /** Whether a network is open or on its way. */
  has(name: string): boolean {
    return this.#coming.has(name);
  }

  /** Starts ONNX Runtime. */
  async start(module: string, binary: Uint8Array<ArrayBuffer>, opened?: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#started = this.#first.call('start', module, binary, opened);
    const names = await this.#started;
    if (opened) this.#opened = new Set(names);
    this.#first.watch();
  }

  /** Opens a network as soon as its bytes are there. */
  add(name: string, bytes: Promise<Uint8Array<ArrayBuffer>>): Promise<Network> {
    const network = bytes.then(async (model) => {
      const made: Network = { ...(await this.#made(name, model)), inputs: [], spare: [] };
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
        void this.#open.get(name)?.worker.call('close', name);
        this.#open.delete(name);
        this.#coming.delete(name);
        this.#opened?.delete(name);
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
        network.worker.call('run', name, given).then(
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

  /** Opens a network where it is open already, or else where any can be opened. */
  async #made(name: string, model: Uint8Array<ArrayBuffer>): Promise<Pick<Network, 'worker' | 'ports'>> {
    await this.#started; // or whatever goes wrong then
    const openIn = async (worker: NetworksWorker) => ({ worker, ports: await worker.call('open', name, model) });
    if (!this.#opened || this.#opened.has(name)) {
      const { worker, ports } = await openIn(this.#first);
      if (ports) return { worker, ports };
    }
    const { worker, ports } = await openIn(await (this.#second ??= this.#startSecond()));
    if (!ports) throw new Error(`${name} was not opened`);
    return { worker, ports };
  }

  async #startSecond(): Promise<NetworksWorker> {
    try {
      const { module, binary } = await this.openingRuntime();
      const worker = new NetworksWorker();
      this.#workers.push(worker);
      await worker.call('start', module, binary);
      worker.watch();
      return worker;
    } catch (error) {
      this.#second = undefined; // asked for again, it is tried again
      throw error;
    }
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
