// What the page and the reader's worker say to each other. The worker is one module worker; one photo is read at a time.

/** No side of a picture that reaches the reader is longer; bigger photos are scaled down first. The command line uses the same number. */
export const longestSide = 2048;

/** A file of the site whose content is known when the site is built. */
export interface Asset {
  /** Address, absolute by the time it reaches the worker; the file's name carries its hash. */
  readonly url: string;
  /** Size as decoded bytes: what a fetch stream yields, whatever the transfer encoding. */
  readonly bytes: number;
  /** Size on the wire with brotli. */
  readonly brotli: number;
  /** SHA-256 of the decoded bytes, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** A trimmed .NET assembly. */
export interface Assembly extends Asset {
  /** The name the runtime knows it by, such as `FaceShape.dll`; the address differs. */
  readonly virtualPath: string;
  /** Needed before managed code can start. */
  readonly core: boolean;
}

/** One of the models of `models/models.json`. */
export interface Model extends Asset {
  /** The catalogue's name, such as `ssd_mobilenetv1`. */
  readonly name: string;
  /** What the catalogue calls the file's SHA-256: its own where it is that file, else that of the file that it was packed from. */
  readonly model: string;
  /** Needed for the first answer; the others are fetched when a photo or a person asks for them. */
  readonly first: boolean;
  /** One of the six of the original walk. */
  readonly original: boolean;
}

/** Everything the worker loads besides its own script. */
export interface Assets {
  readonly dotnet: {
    /** dotnet.js */
    readonly loader: Asset;
    /** dotnet.runtime.js */
    readonly runtime: Asset;
    /** dotnet.native.js */
    readonly native: Asset;
    /** dotnet.native.wasm */
    readonly wasm: Asset;
    readonly assemblies: readonly Assembly[];
  };
  readonly onnx: {
    /** ort-wasm-simd-threaded.mjs */
    readonly module: Asset;
    /** ort-wasm-simd-threaded.wasm with the functions in which the networks of `opened` run; any other traps. */
    readonly wasm: Asset;
    /** The same with those that open and run any of our networks: fetched with the first that is not in `opened`. None after a trap. */
    readonly opening?: Asset;
    /** The same as it was published: fetched only after a trap. */
    readonly whole: Asset;
    /** Its memory with the networks of the light walk open; none after a trap. */
    readonly opened?: Asset;
  };
  readonly models: readonly Model[];
}

/** The two walks from a photo to an answer; see `Pipeline` in the core. */
export type Pipeline = 'light' | 'original';

/** What to do when a photo shows several faces; see `SeveralFaces` in the core. */
export type SeveralFaces = 'ask' | 'largest' | 'all';

// Page to worker.

/** Download what the light walk needs, compile, create sessions. Sent once, first. Answered by `begun` at once, by `progress`…, then `ready` or `failed` without id. */
export interface Load {
  readonly type: 'load';
  /** With the whole ONNX Runtime in place of the cut one after a trap. */
  readonly assets: Assets;
}

/** Read a photo. The bitmap is upright, opaque or over white, no side longer than `longestSide`; it is transferred and closed by the worker. */
export interface Read {
  readonly type: 'read';
  readonly id: number;
  readonly bitmap: ImageBitmap;
  readonly severalFaces: SeveralFaces;
  /** Its networks are fetched and opened first where they are not there yet. */
  readonly pipeline: Pipeline;
  /** Whether the reading is to carry evidence; the network that describes faces is fetched first where it is not there yet. */
  readonly describe: boolean;
}

/** Look at a frame of the camera, which is transferred and closed by the worker. Answered by `tracked` or `failed`. */
export interface Track {
  readonly type: 'track';
  readonly id: number;
  readonly bitmap: ImageBitmap;
}

/** The camera was closed: forget whom it showed. Not answered. */
export interface Forget {
  readonly type: 'forget';
}

/** Say what several photos give together. Answered by `fused` or `failed`. */
export interface Fuse {
  readonly type: 'fuse';
  readonly id: number;
  /** One a photo, the first photo's first. */
  readonly evidence: readonly string[];
}

/** Fetch and open what a walk needs. Answered by `progress`…, then `opened` or `failed`. */
export interface Open {
  readonly type: 'open';
  readonly id: number;
  readonly pipeline: Pipeline;
}

/** Give up a read as soon as the network that runs has ended. Answered by `failed` with `cancelled`, or by the reading if that was faster. */
export interface Cancel {
  readonly type: 'cancel';
  readonly id: number;
}

/** Are you there? Answered by `pong`. */
export interface Ping {
  readonly type: 'ping';
}

/** Changes or reads the journal of what may be shared; only where a collector is configured. Answered by `journal`. */
export interface JournalRequest {
  readonly type: 'journal';
  readonly id: number;
  /** The journal as it is kept. */
  readonly text: string;
  readonly week: number;
  readonly command: readonly string[];
}

export type ToWorker = Load | Read | Track | Forget | Fuse | Open | Cancel | Ping | JournalRequest;

// Worker to page.

export interface Progress {
  readonly type: 'progress';
  /** Decoded bytes so far, of all that are fetched together; those that came from the cache count at once. */
  readonly loaded: number;
  /** Sum of `Asset.bytes`. */
  readonly total: number;
  /** `download` while bytes arrive, `start` once all are there and runtimes start; `more` while what a walk or a photo needs besides arrives. */
  readonly what: 'download' | 'start' | 'more';
}

/** Answers `load` at once: the worker runs. */
export interface Begun {
  readonly type: 'begun';
}

export interface Ready {
  readonly type: 'ready';
  /** From `load` to here. */
  readonly milliseconds: number;
}

/** All that came is kept for the time without a network. */
export interface Kept {
  readonly type: 'kept';
}

/** Answers `open`. */
export interface Opened {
  readonly type: 'opened';
  readonly id: number;
}

export interface ReadingAnswer {
  readonly type: 'reading';
  readonly id: number;
  readonly reading: Reading;
}

/** Answers `track`. */
export interface Tracked {
  readonly type: 'tracked';
  readonly id: number;
  readonly frame: TrackedFrame;
}

/** Answers `fuse`. */
export interface Fused {
  readonly type: 'fused';
  readonly id: number;
  readonly together: Together;
}

/** Something other than the photo failed. Without an id, loading did. */
export interface Failed {
  readonly type: 'failed';
  readonly id?: number;
  readonly code: FailureCode;
  /** For the console and for support; people are shown the sentence that belongs to the code. */
  readonly message: string;
}

export interface Pong {
  readonly type: 'pong';
  /** Bytes of WebAssembly memory held by both runtimes. */
  readonly memory: number;
}

/** The JSON text of what became of a journal. */
export interface JournalAnswer {
  readonly type: 'journal';
  readonly id: number;
  readonly answer: string;
}

/** What answers a question that has an id. */
export type Answer = Opened | ReadingAnswer | Tracked | Fused;

export type FromWorker = Begun | Progress | Ready | Kept | Answer | Failed | Pong | JournalAnswer;

/** Why the worker could not do its work. */
export type FailureCode = 'runtime-cut' | 'model-missing' | 'model-corrupt' | 'model-mismatch' | 'model-failed' | 'offline' | 'cancelled';

// A reading, as `faceshape classify --json --detail` writes it (without `photo` and `descriptor`).

export type Box = readonly [x: number, y: number, width: number, height: number];
export type PointXY = readonly [x: number, y: number];
export type ShapeName = 'heart' | 'oblong' | 'oval' | 'round' | 'square';
/** See `Rarity` in the core. */
export type Rarity = 'common' | 'usual' | 'uncommon' | 'rare' | 'outlier';
export type Warning = 'turned' | 'tilted' | 'small' | 'cut-off' | 'blurred' | 'dark' | 'bright' | 'too-near';

/** A number and its expected error. */
export interface Measurement {
  readonly value: number;
  readonly error: number;
}

/** Lengths in pixels of the bitmap, ratios, and the jaw's angle in degrees. */
export type Measurements = Readonly<Record<
  | 'faceLength' | 'foreheadWidth' | 'cheekboneWidth' | 'jawWidth' | 'chinWidth' | 'jawAngle'
  | 'lengthToWidth' | 'foreheadToCheek' | 'jawToCheek' | 'chinToJaw',
  Measurement
>>;

export interface Face {
  readonly box: Box;
  readonly score: number;
}

/** How a head is turned, degrees; all 0 for one that looks straight into the camera. */
export interface Pose {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** Where a face is, in pixels of the bitmap: all that is needed to draw on it. */
export interface FacePlace {
  /** 68 points, iBUG order. */
  readonly landmarks: readonly PointXY[];
  /** 26 points, clockwise; in the light walk alone. */
  readonly outline?: readonly PointXY[];
  /** In the light walk alone. */
  readonly pose?: Pose;
}

/** What is said of a face, or of several photos of it together. */
export interface Classified {
  readonly attributes: {
    readonly jaw: { readonly label: 'angular' | 'soft'; readonly probability: number };
    readonly length: { readonly label: 'long' | 'short'; readonly probability: number };
  };
  readonly shape: {
    readonly label: ShapeName;
    readonly probability: number;
    readonly second: ShapeName;
    /** The first two, where the answer lies between them. */
    readonly between?: readonly [ShapeName, ShapeName];
    readonly abstained: boolean;
    readonly probabilities: Readonly<Record<ShapeName, number>>;
    /** Those among which the true one is nine times in ten, the likeliest first; in the light walk alone. */
    readonly set?: readonly ShapeName[];
  };
  readonly advice: Advice;
}

/** What was read from one face; lengths in pixels of the bitmap. */
export interface FaceReading extends FacePlace, Classified {
  readonly face: Face;
  /** Taken on the outline, so in the light walk alone. */
  readonly measurements?: Measurements;
  /** How usual the face is among the photos of the training; in the light walk alone. */
  readonly typicality?: { readonly distance: number; readonly rarity: Rarity };
  readonly warnings: readonly Warning[];
}

/** What keeps a frame of the camera from being a good photo; see `FrameFault` in the core. What hinders most comes first. */
export type FrameFault =
  | 'no-face' | 'several-faces' | 'too-far' | 'too-near' | 'left' | 'right' | 'high' | 'low' | 'cut-off'
  | 'turned-left' | 'turned-right' | 'looking-up' | 'looking-down' | 'leaning' | 'dark' | 'bright' | 'blurred';

/** What was seen in one frame of the camera. */
export interface TrackedFrame {
  readonly faults: readonly FrameFault[];
  /** The face that is followed, in pixels of the frame. */
  readonly face?: FacePlace;
}

/** What several photos of one person say together. */
export interface Together {
  /** For each photo whether it shows the same person as the first, or as most do. */
  readonly same: readonly boolean[];
  readonly fused: Classified & {
    readonly photos: number;
    /** Copies of one photo count once. */
    readonly different: number;
    /** How many independent photos they are worth. */
    readonly worth: number;
  };
}

/** What suits a face, by the keys of the advice's texts: items and what each does to the look of the face. */
export interface Advice {
  /** One; two when the answer lies between them; all when it could not be told. */
  readonly shapes: readonly ShapeName[];
  readonly traits: readonly string[];
  readonly prefer: Readonly<Record<string, string>>;
  readonly avoid: Readonly<Record<string, string>>;
}

export interface ReadingOk extends FaceReading {
  readonly status: 'ok';
  readonly width: number;
  readonly height: number;
  readonly milliseconds: Readonly<Record<string, number>>;
  /** With `all`: the faces after the largest. */
  readonly others?: readonly FaceReading[];
  /** Where it was asked for: what each face says about its person, the largest first. It holds descriptors, and is never kept. */
  readonly evidence?: readonly string[];
}

/** The photo was looked at and gives no answer: `no-face`, `several-faces`. */
export interface ReadingError {
  readonly status: 'error';
  readonly width?: number;
  readonly height?: number;
  readonly error: { readonly code: 'no-face' | 'several-faces'; readonly message: string };
}

export type Reading = ReadingOk | ReadingError;
