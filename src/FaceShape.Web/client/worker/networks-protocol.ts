// What the reader's worker asks of the worker that runs the networks: a call has an id, and its answer has the same.

/** A tensor of 32-bit floats on its way. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

/** An input or output; a length that is free is -1. */
export interface Port {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface Ports {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

export interface NetworkCalls {
  /**
   * Starts ONNX Runtime from bytes that were fetched and checked, with its memory where some networks are open in it: gives their names.
   * First, once.
   */
  start(module: string, binary: Uint8Array<ArrayBuffer>, opened?: Uint8Array<ArrayBuffer>): Promise<readonly string[]>;
  /** Makes a session. Where some came open, that runtime makes no others: undefined for what is not one of them. */
  open(name: string, model: Uint8Array<ArrayBuffer>): Promise<Ports | undefined>;
  close(name: string): Promise<void>;
  /** Runs a session; the inputs come back, so that their memory can be used again. */
  run(name: string, inputs: readonly Numbers[]): Promise<{ readonly inputs: readonly Numbers[]; readonly outputs: readonly Numbers[] }>;
  /** Bytes of WebAssembly memory held. */
  memory(): Promise<number>;
}

export type Method = keyof NetworkCalls;

export interface Call<M extends Method = Method> {
  /** From 1; an answer of 0 tells that the worker has started. */
  readonly id: number;
  readonly method: M;
  readonly args: Parameters<NetworkCalls[M]>;
}

export type Answer =
  | { readonly id: number; readonly result: unknown }
  /** `trapped`: the runtime broke off; where it is the cut one, at a function that it does not have. */
  | { readonly id: number; readonly error: string; readonly trapped: boolean };
