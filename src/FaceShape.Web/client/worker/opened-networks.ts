// Networks that the build has opened already: ONNX Runtime goes on from its memory as it was then. `OpenedNetworks` in C# says how that is written.

import { unpack, unpackedLength } from './packed-network.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Exports = Record<string, (...numbers: number[]) => unknown>;

interface Opened {
  readonly name: string;
  /** Where its file lies in the memory: weights are read from there. */
  readonly at: number;
  readonly length: number;
  readonly session: number;
}

interface Header {
  readonly size: number;
  /** Length of what the binary itself puts at the beginning of the memory. */
  readonly own: number;
  /** What the binary calls the functions that are stood in for. */
  readonly names: { readonly init: string; readonly create: string; readonly malloc: string };
  readonly networks: readonly Opened[];
  readonly parts: readonly (readonly [at: number, length: number])[];
}

/** No network is as short. */
const ticketLength = 1;

export class OpenedNetworks {
  readonly #header: Header;
  readonly #content: Bytes;
  #memory: WebAssembly.Memory | undefined;
  /** The beginning of the memory as the binary brings it. */
  #own: Uint8Array = new Uint8Array();

  constructor(bytes: Bytes) {
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    this.#header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
    this.#content = bytes.subarray(4 + length);
  }

  /** What stands for the file of each network when its session is made. */
  get tickets(): ReadonlyMap<string, Bytes> {
    return new Map(this.#header.networks.map(({ name }, place) => [name, Uint8Array.of(place)]));
  }

  /** Has ONNX Runtime take over the memory when it starts, instead of setting itself up. Before its script is loaded. */
  provide(): void {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = (async (binary: BufferSource, imports: WebAssembly.Imports) => {
      WebAssembly.instantiate = instantiate;
      const { module, instance } = await instantiate(binary, imports);
      this.#memory = Object.values(imports).flatMap((given) => Object.values(given)).find((value) => value instanceof WebAssembly.Memory)!;
      this.#own = new Uint8Array(this.#memory.buffer).slice(0, this.#header.own);
      return { module, instance: { exports: this.#standIn(instance.exports as Exports) } };
    }) as unknown as typeof instantiate;
  }

  /** Puts the weights of a packed network where its session reads them. Before it runs; false when this is another file than the build had. */
  put(name: string, packed: Bytes): boolean {
    const network = this.#header.networks.find((opened) => opened.name === name && opened.length === unpackedLength(packed));
    if (!network || !this.#memory) return false;
    unpack(packed, new Uint8Array(this.#memory.buffer, network.at, network.length));
    return true;
  }

  #standIn(exports: Exports): Exports {
    const { names, networks } = this.#header;
    return {
      ...exports,
      [names.init]: () => this.#fill(exports[names.malloc]!),
      [names.create]: (at, length, options) =>
        length === ticketLength ? networks[new Uint8Array(this.#memory!.buffer)[at!]!]!.session : exports[names.create]!(at!, length!, options!),
    };
  }

  #fill(malloc: (bytes: number) => unknown): number {
    const { size, parts } = this.#header;
    const memory = this.#memory!;
    // Asked for by its own means, so that the script around the binary hears of it. What was in the memory is gone after it.
    const unused = Number(malloc(size));
    if (!unused) throw new RangeError('There is no memory for the networks');
    const all = new Uint8Array(memory.buffer);
    // The rest is zero already: to say so again would cost a page of real memory for each that is never used.
    all.fill(0, 0, unused);
    all.fill(0, unused + size);
    all.set(this.#own);
    let from = 0;
    for (const [at, length] of parts) all.set(this.#content.subarray(from, (from += length)), at);
    return 0;
  }
}
