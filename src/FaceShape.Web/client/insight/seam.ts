import type { ReadingOk } from '../protocol.ts';

/** What the reader's worker tells about a journal; `JournalJson` in C# writes it. */
export interface JournalView {
  /** The journal itself, to be kept. */
  readonly journal: string;
  readonly consented: boolean;
  readonly spent: number;
  readonly budget: number;
  readonly ledger: readonly { readonly week: number; readonly question: string; readonly epsilon: number }[];
  readonly tallies: readonly { readonly question: string; readonly value: string; readonly count: number }[];
  readonly report: {
    /** Exactly what is sent. */
    readonly text: string;
    readonly question: string;
    readonly cost: number;
    readonly state: 'shown' | 'sending' | 'acknowledged';
  } | null;
}

/** What the build says about sharing. */
export interface InsightSite {
  /** Address of the collector, ending in a slash. */
  readonly collector: string;
  /** Name of the models that this site answers with. */
  readonly model: string;
  /** Whether the collector takes photos. */
  readonly donations: boolean;
  /** Name of the models that are tried beside them, if any are. */
  readonly challenger?: string;
}

/** What the tool lends to the part of the page that is about sharing. */
export interface Host {
  /** Runs a command on a journal in the worker, whose C# knows the rules. */
  journal(text: string, week: number, command: readonly string[]): Promise<JournalView>;
  /** Reads a picture without showing anything. */
  read(bitmap: ImageBitmap): Promise<ReadingOk | undefined>;
  /** Reads a picture with the models that are tried; a worker of its own, which ends with the answer. */
  challenge(bitmap: ImageBitmap): Promise<ReadingOk | undefined>;
  /** The photo that is shown, once more; undefined when there is none. */
  shown(): Promise<ImageBitmap | undefined>;
  /** Bytes that the reader holds. */
  memory(): Promise<number>;
}

/** What the tool tells. */
export interface Observer {
  ready(): void;
  answered(reading: ReadingOk, milliseconds: number): void;
  failed(code: string): void;
  restarted(): void;
  forgotten(): void;
}

/** What the module `insight` exports. It is a script of its own, loaded only where a collector is configured. */
export interface InsightModule {
  start(host: Host, site: InsightSite): Observer;
}
