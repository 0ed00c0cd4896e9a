import { AssetError } from '../caching.ts';
import { hold } from '../lifeline.ts';
import type { Asset, Assets, FailureCode, FromWorker, Fuse, JournalRequest, Open, Pipeline, Read, Reading, ReadingError, Together, ToWorker, Track, TrackedFrame } from '../protocol.ts';
import { boot, type Dotnet, type MemoryView } from './dotnet.ts';
import { Download } from './download.ts';
import { Networks } from './networks-client.ts';

/** A failure that C# reports by its code. */
class CodedError extends Error {
  constructor(readonly code: FailureCode, message: string) {
    super(message);
  }
}

/** A page that chose its photo early hands it over within this time; warming up would keep it waiting. */
const untilIdle = 50;

const download = new Download(post);
const networks = new Networks(fetchModel, openingRuntime);
let assets: Assets | undefined;
let dotnet: Dotnet | undefined;
/** Why a network that was asked for late could not be fetched: C# only hears that it could not be opened. */
let unfetched: AssetError | undefined;
/** Loading, then one photo after the other. */
let work: Promise<void> = Promise.resolve();
/** Photos whose turn has not ended, and whether they were given up. */
const reads = new Map<number, { cancelled: boolean }>();
let pixels: ImageData | undefined;
/** For the next picture of the same size, such as the camera's: a new one can take milliseconds. */
let canvas: OffscreenCanvas | undefined;
/** A larger canvas is not kept. */
const keptPixels = 2 ** 20;

// Whoever asks for this lock gets it when this worker has ended, in whatever way.
const held = hold(self.name);

// Not `onmessage`: .NET takes a worker that has one for a thread of its own, and never starts.
addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'load':
      post({ type: 'begun' });
      work = attempt(start(data.assets));
      break;
    case 'read':
      reads.set(data.id, { cancelled: false });
      work = work.then(() => attempt(read(data), data.id));
      break;
    case 'track':
      work = work.then(() => attempt(track(data), data.id));
      break;
    case 'forget':
      work = work.then(() => dotnet?.door.Forget());
      break;
    case 'fuse':
      work = work.then(() => attempt(fuse(data), data.id));
      break;
    case 'journal':
      // A photo that is being read does not hold it up.
      if (dotnet) void attempt(journal(data), data.id);
      else work = work.then(() => attempt(journal(data), data.id));
      break;
    case 'open':
      work = work.then(() => attempt(open(data), data.id));
      break;
    case 'cancel':
      cancel(data.id);
      break;
    case 'ping':
      void networks.memory.then((memory) => post({ type: 'pong', memory: (dotnet?.memory() ?? 0) + memory }));
      break;
  }
});

/** Everything is put to use as it comes: runtimes start while models are still on their way. */
async function start(all: Assets): Promise<void> {
  const began = performance.now();
  assets = all;
  download.begin(all);
  const { module, wasm, opened } = all.onnx;
  const runtime = Promise.all([download.bytes(wasm), opened && download.bytes(opened), download.bytes(module)]).then(([binary, memory]) =>
    networks.start(module.url, binary, memory),
  );
  for (const model of all.models) if (model.first) void networks.add(model.name, runtime.then(() => download.bytes(model)));
  const booting = boot(all.dotnet, download, { ort: networks.imports, worker: { takePixels, fillRandom } });
  booting.catch(() => {}); // a failed download is reported by `done`, in its own words

  try {
    await download.done();
  } catch (error) {
    await keep(); // so that it need not come again
    throw error;
  }
  dotnet = await booting;
  networks.ended = dotnet.ort.Ended;
  accept(await dotnet.door.Open('light'));
  await held;
  post({ type: 'ready', milliseconds: performance.now() - began });
  setTimeout(settle, untilIdle);
}

/** What can wait until nobody does. */
function settle(): void {
  work = work.then(async () => {
    if (reads.size === 0) await attempt(warmUp());
    void keep();
  });
}

async function warmUp(): Promise<void> {
  accept(await dotnet!.door.WarmUp());
}

async function keep(): Promise<void> {
  await download.keep();
  post({ type: 'kept' });
}

async function open({ id, pipeline }: Open): Promise<void> {
  await prepare(pipeline);
  accept(await dotnet!.door.Open(pipeline));
  post({ type: 'opened', id });
  void keep();
}

async function read({ id, bitmap, severalFaces, pipeline, describe }: Read): Promise<void> {
  try {
    if (!dotnet) throw new CodedError('model-failed', 'The reader is not loaded');
    if (reads.get(id)?.cancelled) throw new CodedError('cancelled', 'Reading was cancelled.');
    await prepare(pipeline);
    pixels = pixelsOf(bitmap);
    const answer: Reading = JSON.parse(await dotnet.door.Read(id, pixels.width, pixels.height, severalFaces, pipeline, describe));
    if (answer.status === 'error' && !aboutThePhoto(answer)) throw refused(answer);
    post({ type: 'reading', id, reading: answer });
  } finally {
    reads.delete(id);
    pixels = undefined;
    bitmap.close();
  }
}

async function track({ id, bitmap }: Track): Promise<void> {
  try {
    if (!dotnet) throw new CodedError('model-failed', 'The reader is not loaded');
    pixels = pixelsOf(bitmap);
    const frame: TrackedFrame | ReadingError = JSON.parse(await dotnet.door.Track(pixels.width, pixels.height));
    if ('error' in frame) throw refused(frame);
    post({ type: 'tracked', id, frame });
  } finally {
    pixels = undefined;
    bitmap.close();
  }
}

async function fuse({ id, evidence }: Fuse): Promise<void> {
  if (!dotnet) throw new CodedError('model-failed', 'The reader is not loaded');
  const together: Together = JSON.parse(dotnet.door.Fuse(evidence));
  post({ type: 'fused', id, together });
}

async function journal({ id, text, week, command }: JournalRequest): Promise<void> {
  if (!dotnet) throw new CodedError('model-failed', 'The reader is not loaded');
  post({ type: 'journal', id, answer: dotnet.journals.Run(text, week, command) });
}

/** Fetches the networks of a walk at once, so that it is known how much there is to come. */
async function prepare(pipeline: Pipeline): Promise<void> {
  if (pipeline === 'original') await download.more([...missingRuntimes(), ...assets!.models.filter(({ name, original }) => original && !networks.has(name))]);
}

/** The bytes of a network that is opened late. */
async function fetchModel(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const model = assets?.models.find((known) => known.name === name);
  if (!model) throw new Error('it is not among the models of this site');
  return fetchLate(model, missingRuntimes());
}

/** The runtime that opens networks; it comes with the first of them. */
async function openingRuntime(): Promise<{ readonly module: string; readonly binary: Uint8Array<ArrayBuffer> }> {
  const { module, opening } = assets!.onnx;
  if (!opening) throw new Error('this site has no runtime that opens networks');
  return { module: module.url, binary: await fetchLate(opening) };
}

async function fetchLate(asset: Asset, beside: readonly Asset[] = []): Promise<Uint8Array<ArrayBuffer>> {
  try {
    await download.more([...beside, asset]);
    const bytes = await download.bytes(asset);
    void keep();
    return bytes;
  } catch (error) {
    if (error instanceof AssetError) unfetched = error;
    throw error;
  }
}

function missingRuntimes(): readonly Asset[] {
  const { opening } = assets!.onnx;
  return opening && !networks.opens ? [opening] : [];
}

function cancel(id: number): void {
  const read = reads.get(id);
  if (!read) return;
  read.cancelled = true;
  dotnet?.door.Cancel(id);
}

function pixelsOf(bitmap: ImageBitmap): ImageData {
  const { width, height } = bitmap;
  const known = canvas?.width === width && canvas.height === height ? canvas : new OffscreenCanvas(width, height);
  canvas = width * height <= keptPixels ? known : undefined;
  const context = known.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new Error('This browser has no canvas in workers');
  context.drawImage(bitmap, 0, 0);
  const read = context.getImageData(0, 0, width, height);
  context.clearRect(0, 0, width, height); // nothing of a photo stays longer than its reading
  return read;
}

/** Called by C# once it has room. */
function takePixels(view: MemoryView): void {
  view.set(new Uint8Array(pixels!.data.buffer));
  pixels = undefined;
}

/** Called by C# for chance. */
function fillRandom(view: MemoryView): void {
  view.set(crypto.getRandomValues(new Uint8Array(8)));
}

const aboutThePhoto = ({ error }: ReadingError): boolean => error.code === 'no-face' || error.code === 'several-faces';

/** C# answers null or an error's JSON. */
function accept(answer: string | null): void {
  if (answer !== null) throw refused(JSON.parse(answer));
}

const refused = ({ error }: { readonly error: { readonly code: string; readonly message: string } }): CodedError =>
  new CodedError(error.code as FailureCode, error.message);

async function attempt(task: Promise<void>, id?: number): Promise<void> {
  unfetched = undefined;
  try {
    await task;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    post({ type: 'failed', ...(id === undefined ? {} : { id }), code: codeOf(error), message });
  }
}

function codeOf(error: unknown): FailureCode {
  const cut = assets !== undefined && assets.onnx.wasm.url !== assets.onnx.whole.url;
  if (cut && networks.trapped) return 'runtime-cut';
  if (error instanceof CodedError && error.code === 'cancelled') return error.code;
  if (unfetched) return unfetched.code;
  return error instanceof AssetError || error instanceof CodedError ? error.code : 'model-failed';
}

function post(message: FromWorker): void {
  postMessage(message);
}
