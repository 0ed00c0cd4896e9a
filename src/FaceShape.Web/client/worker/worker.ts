import { AssetError } from '../caching.ts';
import type { Assets, FailureCode, FromWorker, JournalRequest, Read, Reading, ReadingError, ToWorker } from '../protocol.ts';
import { boot, type Dotnet, type MemoryView } from './dotnet.ts';
import { Download } from './download.ts';
import { configure, memoryOfSessions, Sessions } from './ort.ts';

/** A failure that C# reports by its code. */
class CodedError extends Error {
  constructor(readonly code: FailureCode, message: string) {
    super(message);
  }
}

const sessions = new Sessions();
/** ONNX Runtime was cut down to what our networks use. */
let cut = false;
let dotnet: Dotnet | undefined;
/** Loading, then one photo after the other. */
let work: Promise<void> = Promise.resolve();
/** Photos whose turn has not ended, and whether they were given up. */
const reads = new Map<number, { cancelled: boolean }>();
let pixels: ImageData | undefined;

// Not `onmessage`: .NET takes a worker that has one for a thread of its own, and never starts.
addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'load':
      work = attempt(start(data.assets));
      break;
    case 'read':
      reads.set(data.id, { cancelled: false });
      work = work.then(() => attempt(read(data), data.id));
      break;
    case 'journal':
      work = work.then(() => attempt(journal(data), data.id));
      break;
    case 'cancel':
      cancel(data.id);
      break;
    case 'ping':
      post({ type: 'pong', memory: (dotnet?.memory() ?? 0) + memoryOfSessions() });
      break;
  }
});

/** Everything is fetched at once and put to use as it comes: runtimes start while models are still on their way. */
async function start(assets: Assets): Promise<void> {
  const began = performance.now();
  const download = new Download(assets, post);
  cut = assets.onnx.wasm.url !== assets.onnx.whole.url;
  const runtime = Promise.all([download.bytes(assets.onnx.wasm), download.bytes(assets.onnx.module)]).then(([binary]) =>
    configure(assets.onnx.module.url, binary),
  );
  for (const model of assets.models) sessions.add(model.name, runtime.then(() => download.bytes(model)));
  const booting = boot(assets.dotnet, download, { ort: sessions.imports, worker: { takePixels, fillRandom } });
  booting.catch(() => {}); // a failed download is reported by `done`, in its own words

  await download.done();
  const booted = await booting;
  const refusal = await booted.door.Open();
  if (refusal) throw refused(JSON.parse(refusal));
  dotnet = booted;
  post({ type: 'ready', milliseconds: performance.now() - began });
}

async function read({ id, bitmap, severalFaces }: Read): Promise<void> {
  try {
    if (!dotnet) throw new CodedError('model-failed', 'The reader is not loaded');
    if (reads.get(id)?.cancelled) throw new CodedError('cancelled', 'Reading was cancelled.');
    pixels = pixelsOf(bitmap);
    const answer: Reading = JSON.parse(await dotnet.door.Read(id, pixels.width, pixels.height, severalFaces));
    if (answer.status === 'error' && !aboutThePhoto(answer)) throw refused(answer);
    post({ type: 'reading', id, reading: answer });
  } finally {
    reads.delete(id);
    pixels = undefined;
    bitmap.close();
  }
}

async function journal({ id, text, week, command }: JournalRequest): Promise<void> {
  if (!dotnet) throw new CodedError('model-failed', 'The reader is not loaded');
  post({ type: 'journal', id, answer: dotnet.journals.Run(text, week, command) });
}

function cancel(id: number): void {
  const read = reads.get(id);
  if (!read) return;
  read.cancelled = true;
  dotnet?.door.Cancel(id);
}

function pixelsOf(bitmap: ImageBitmap): ImageData {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new Error('This browser has no canvas in workers');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
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

const refused = ({ error }: { readonly error: { readonly code: string; readonly message: string } }): CodedError =>
  new CodedError(error.code as FailureCode, error.message);

async function attempt(task: Promise<void>, id?: number): Promise<void> {
  try {
    await task;
  } catch (error) {
    const code = cut && sessions.trapped ? 'runtime-cut' : error instanceof AssetError || error instanceof CodedError ? error.code : 'model-failed';
    const message = error instanceof Error ? error.message : String(error);
    post({ type: 'failed', ...(id === undefined ? {} : { id }), code, message });
  }
}

function post(message: FromWorker): void {
  postMessage(message);
}
