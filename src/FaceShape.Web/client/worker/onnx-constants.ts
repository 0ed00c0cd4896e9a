// Computes the constant part of an ONNX file before ONNX Runtime sees it: weights are stored in 8 or 16 bits, with nodes that make
// floats of them. The runtime could do it too; but its Cast alone is half a megabyte of code, which browsers compile, and then
// optimize for a second, to run it once. Field numbers are those of onnx.proto.

const model = { graph: 7 } as const;
const graph = { node: 1, initializer: 5 } as const;
const node = { input: 1, output: 2, opType: 4, attribute: 5 } as const;
const attribute = { name: 1, i: 3 } as const;
const tensor = { dims: 1, dataType: 2, name: 8, rawData: 9 } as const;
const type = { float: 1, uint8: 2, int8: 3, int32: 6, half: 10, double: 11 } as const;

type Bytes = Uint8Array<ArrayBuffer>;
type Numbers = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Int8Array<ArrayBuffer> | Bytes;

interface Field {
  readonly no: number;
  /** Where its tag begins, and its content begins and ends; a number is in `value`. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

interface Constant {
  readonly dims: readonly number[];
  readonly numbers: Numbers;
}

/** The same model without the nodes that only make floats of stored weights, and with the floats instead. Others stay as they are. */
export function computeConstants(bytes: Bytes): Bytes {
  const all = fields(bytes, 0, bytes.length);
  const body = all.find(({ no }) => no === model.graph);
  if (!body) return bytes;
  const parts = fields(bytes, body.from, body.to);
  const stored = parts.filter(({ no }) => no === graph.initializer);
  const constants = new Map(stored.map((part) => [textOf(bytes, part, tensor.name), () => read(bytes, part)]));
  const computed = new Map<string, Constant>();
  const remaining: Field[] = [];
  for (const part of parts.filter(({ no }) => no === graph.node)) {
    const inputs = textsOf(bytes, part, node.input).map((name) => computed.get(name) ?? constants.get(name)?.());
    const result = compute(bytes, part, inputs);
    if (result) computed.set(textOf(bytes, part, node.output), result);
    else remaining.push(part);
  }
  if (computed.size === 0) return bytes;
  const needed = new Set(remaining.flatMap((part) => textsOf(bytes, part, node.input)));
  const kept = parts.filter((part) =>
    part.no === graph.node ? remaining.includes(part) : part.no !== graph.initializer || needed.has(textOf(bytes, part, tensor.name)));
  return join([
    ...all.filter((field) => field !== body).map(({ at, to }) => bytes.subarray(at, to)),
    ...message(model.graph, [
      ...kept.map(({ at, to }) => bytes.subarray(at, to)),
      ...[...computed].flatMap(([name, constant]) => (needed.has(name) ? initializer(name, constant) : [])),
    ]),
  ]);
}

/** Undefined where the node is of another kind, or an input is not constant. */
function compute(bytes: Bytes, part: Field, inputs: readonly (Constant | undefined)[]): Constant | undefined {
  const operation = textOf(bytes, part, node.opType);
  const [first, second] = inputs;
  if (!first || inputs.includes(undefined)) return undefined;
  if (operation === 'Cast') {
    const made = arrayOf(attributeOf(bytes, part, 'to'));
    return made && { dims: first.dims, numbers: made.from(first.numbers) as Numbers };
  }
  if (!second) return undefined;
  if (operation === 'Mul') return each(first, second, (a, b) => a * b);
  if (operation === 'Add') return each(first, second, (a, b) => a + b);
  if (operation === 'Sub') return each(first, second, (a, b) => a - b);
  if (operation === 'Gather' && first.dims.length === 1) return { dims: second.dims, numbers: gather(first.numbers, second.numbers) };
  return undefined;
}

function gather(from: Numbers, places: Numbers): Numbers {
  const numbers = new (from.constructor as new (length: number) => Numbers)(places.length);
  for (let i = 0; i < places.length; i++) numbers[i] = from[places[i]!]!;
  return numbers;
}

/** Element by element; the second may have a length of 1 where the first has another, or fewer axes. Other shapes are left alone. */
function each(first: Constant, second: Constant, of: (a: number, b: number) => number): Constant | undefined {
  const { dims, numbers: a } = first;
  const lengths = [...Array<number>(Math.max(0, dims.length - second.dims.length)).fill(1), ...second.dims];
  if (lengths.length !== dims.length || lengths.some((length, i) => length !== 1 && length !== dims[i])) return undefined;
  const numbers = new (a.constructor as new (length: number) => Numbers)(a.length);
  const b = second.numbers;
  // The axes after the last that varies repeat one number; those before the first repeat all.
  const last = lengths.findLastIndex((length) => length !== 1);
  const varying = lengths.findIndex((length) => length !== 1);
  if (last >= 0 && lengths.slice(varying, last + 1).some((length, i) => length !== dims[varying + i])) return undefined;
  const run = dims.slice(last + 1).reduce((product, length) => product * length, 1);
  for (let i = 0, at = 0; i < a.length; at = (at + 1) % b.length) {
    const right = b[at]!;
    for (const end = i + (b.length === 1 ? a.length : run); i < end; i++) numbers[i] = of(a[i]!, right);
  }
  return { dims, numbers };
}

function arrayOf(code: number) {
  switch (code) {
    case type.float:
      return Float32Array;
    case type.double:
      return Float64Array;
    case type.int32:
      return Int32Array;
    default:
      return undefined;
  }
}

/** A stored tensor; undefined when its numbers are not stored raw, or of another kind. */
function read(bytes: Bytes, part: Field): Constant | undefined {
  const dims: number[] = [];
  let kind = 0;
  let raw: Bytes | undefined;
  for (const field of fields(bytes, part.from, part.to)) {
    if (field.no === tensor.dims) dims.push(...(field.to > field.from ? numbersOf(bytes, field) : [field.value]));
    else if (field.no === tensor.dataType) kind = field.value;
    else if (field.no === tensor.rawData) raw = bytes.slice(field.from, field.to);
  }
  const numbers = raw && numbersIn(raw, kind);
  return numbers && { dims, numbers };
}

function numbersIn(raw: Bytes, kind: number): Numbers | undefined {
  switch (kind) {
    case type.uint8:
      return raw;
    case type.int8:
      return new Int8Array(raw.buffer);
    case type.half:
      return Float32Array.from(new Uint16Array(raw.buffer), halfToNumber);
    default: {
      const made = arrayOf(kind);
      return made && new made(raw.buffer);
    }
  }
}

function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

function initializer(name: string, { dims, numbers }: Constant): Bytes[] {
  const kind = numbers instanceof Float32Array ? type.float : numbers instanceof Float64Array ? type.double : type.int32;
  return message(graph.initializer, [
    ...dims.map((length) => number(tensor.dims, length)),
    number(tensor.dataType, kind),
    ...message(tensor.name, [new TextEncoder().encode(name)]),
    ...message(tensor.rawData, [new Uint8Array(numbers.buffer)]),
  ]);
}

function attributeOf(bytes: Bytes, part: Field, name: string): number {
  const named = fields(bytes, part.from, part.to).find((field) => field.no === node.attribute && textOf(bytes, field, attribute.name) === name);
  return (named && fields(bytes, named.from, named.to).find(({ no }) => no === attribute.i)?.value) ?? 0;
}

const textsOf = (bytes: Bytes, part: Field, no: number): string[] =>
  fields(bytes, part.from, part.to)
    .filter((field) => field.no === no)
    .map(({ from, to }) => new TextDecoder().decode(bytes.subarray(from, to)));

const textOf = (bytes: Bytes, part: Field, no: number): string => textsOf(bytes, part, no)[0] ?? '';

/** The fields of a message, in their order. */
function fields(bytes: Bytes, from: number, to: number): Field[] {
  const found: Field[] = [];
  for (let at = from; at < to; ) {
    const [tag, content] = varint(bytes, at);
    const [no, kind] = [Math.floor(tag / 8), tag % 8];
    let field: Field;
    if (kind === 0) {
      const [value, end] = varint(bytes, content);
      field = { no, at, from: end, to: end, value };
    } else if (kind === 2) {
      const [length, start] = varint(bytes, content);
      field = { no, at, from: start, to: start + length, value: 0 };
    } else if (kind === 1 || kind === 5) field = { no, at, from: content, to: content + (kind === 1 ? 8 : 4), value: 0 };
    else throw new Error(`its file has a field of unknown kind ${kind}`);
    if (field.to > to) throw new Error('its file ends too early');
    found.push(field);
    at = field.to;
  }
  return found;
}

function numbersOf(bytes: Bytes, { from, to }: Field): number[] {
  const found: number[] = [];
  for (let at = from; at < to; ) {
    const [value, end] = varint(bytes, at);
    found.push(value);
    at = end;
  }
  return found;
}

/** A number and where it ends; negative ones have all 64 bits. */
function varint(bytes: Bytes, at: number): [value: number, end: number] {
  let value = 0n;
  for (let shift = 0n, i = at; i < at + 10; shift += 7n, i++) {
    const byte = bytes[i] ?? 0;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return [Number(BigInt.asIntN(64, value)), i + 1];
  }
  throw new Error('its file has a number that does not end');
}

function number(no: number, value: number): Bytes {
  return Uint8Array.of(...encoded(no * 8), ...encoded(value));
}

function message(no: number, content: readonly Bytes[]): Bytes[] {
  const length = content.reduce((sum, chunk) => sum + chunk.length, 0);
  return [Uint8Array.of(...encoded(no * 8 + 2), ...encoded(length)), ...content];
}

function encoded(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) + 0x80);
  return [...bytes, value];
}

function join(chunks: readonly Bytes[]): Bytes {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
