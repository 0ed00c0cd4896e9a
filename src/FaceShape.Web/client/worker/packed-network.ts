// Networks in ONNX Runtime's own format, with weights as whole numbers; `PackedNetwork` in C# writes them and says how they are laid out.

type Bytes = Uint8Array<ArrayBuffer>;

const magic = 'FSN2';
/** Numbers of a filter of `MinimalFilter` in C#, which turns weights so that a convolution takes fewer products. */
const taps = 3;

interface Weights {
  /** Where the floats lie in the unpacked file. */
  readonly at: number;
  readonly count: number;
  /** So many floats beside each other belong to one channel. */
  readonly run: number;
  readonly lowest: number;
  readonly steps: Float32Array;
  readonly bases: Float32Array;
  /** Rows of the matrix that turns them; none where they stay as they are. */
  readonly filter: Float32Array;
}

export function isPacked(bytes: Bytes): boolean {
  return String.fromCharCode(...bytes.subarray(0, magic.length)) === magic;
}

/** How long the file in ORT format is. */
export function unpackedLength(packed: Bytes): number {
  return new DataView(packed.buffer, packed.byteOffset).getInt32(magic.length, true);
}

/** The file in ORT format; where it is given a place, that is filled. */
export function unpack(packed: Bytes, file: Bytes = new Uint8Array(unpackedLength(packed))): Bytes {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  let at = magic.length + 4;
  const number = (): number => view.getInt32((at += 4) - 4, true);
  const floats = (count: number): Float32Array => {
    const from = at;
    at += 4 * count;
    return new Float32Array(packed.slice(from, at).buffer);
  };
  const all = Array.from({ length: number() }, (): Weights => {
    const [place, count, channels, run, lowest, products] = [number(), number(), number(), number(), number(), number()];
    return { at: place, count, run, lowest, steps: floats(channels), bases: floats(channels), filter: floats(taps * products) };
  });
  let rest = at + all.reduce((sum, weights) => sum + stored(weights), 0);
  let done = 0;
  for (const weights of all) {
    file.set(packed.subarray(rest, rest + weights.at - done), done);
    rest += weights.at - done;
    done = weights.at + 4 * weights.count;
    const levels = packed.subarray(at, (at += stored(weights)));
    const place = file.byteOffset + weights.at;
    if (place % 4 === 0) restore(new Float32Array(file.buffer, place, weights.count), levels, weights);
    else file.set(new Uint8Array(restore(new Float32Array(weights.count), levels, weights).buffer), weights.at);
  }
  file.set(packed.subarray(rest), done);
  return file;
}

/** How many whole numbers there are. */
function stored({ count, filter }: Weights): number {
  return filter.length ? (taps * taps * count) / filter.length : count;
}

function restore(floats: Float32Array<ArrayBuffer>, levels: Uint8Array, weights: Weights): Float32Array<ArrayBuffer> {
  return weights.filter.length ? turn(floats, fill(new Float32Array(levels.length), levels, weights), weights.filter) : fill(floats, levels, weights);
}

/** `MinimalFilter.Turn` in C#. */
function turn(floats: Float32Array<ArrayBuffer>, weights: Float32Array, filter: Float32Array): Float32Array<ArrayBuffer> {
  const count = weights.length / taps;
  const row = (of: Float32Array, index: number): Float32Array => of.subarray(index * count, (index + 1) * count);
  const rows = [row(weights, 0), row(weights, 1), row(weights, 2)] as const;
  for (let product = 0; product * taps < filter.length; product++) {
    const [first, second, third] = filter.subarray(product * taps, (product + 1) * taps);
    if (second) mix(row(floats, product), ...rows, first!, second, third!);
    else row(floats, product).set(first ? rows[0] : rows[2]); // the products of 0 and of infinity
  }
  return floats;
}

function mix(sums: Float32Array, one: Float32Array, two: Float32Array, three: Float32Array, first: number, second: number, third: number): void {
  for (let i = 0; i < sums.length; i++) sums[i] = first * one[i]! + second * two[i]! + third * three[i]!;
}

// A page runs this once, before the browser has optimized it: nothing is made within the loop.
function fill(floats: Float32Array<ArrayBuffer>, levels: Uint8Array, { run, lowest, steps, bases }: Weights): Float32Array<ArrayBuffer> {
  for (let i = 0, channel = 0; i < floats.length; channel = (channel + 1) % steps.length) {
    const step = steps[channel]!;
    const base = bases[channel]!;
    for (const end = i + run; i < end; i++) floats[i] = step * (levels[i]! + lowest) + base;
  }
  return floats;
}
