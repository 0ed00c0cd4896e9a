import type { Answer, Call, Method, NetworkCalls, Numbers } from './networks-protocol.ts';
import { watch } from '../lifeline.ts';
import { mostSilent, spawn, watchStart } from '../spawn.ts';

/** Put here by the build: the name of the other worker's script, which lies beside this one. */
declare const NETWORKS: string;

interface Waiting {
  readonly call: Call<Method>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A worker with an ONNX Runtime of its own. */
export class NetworksWorker {
  readonly #lock = `networks-${crypto.randomUUID()}`;
  readonly #waiting = new Map<number, Waiting>();
  #worker = this.#start();
  #nextId = 1;
  #silent = 0;
  #trapped = false;

  /** Whether the runtime broke off: where it is a cut one, at a function that it does not have. */
  get trapped(): boolean {
    return this.#trapped;
  }

  call<M extends Method>(method: M, ...args: Parameters<NetworkCalls[M]>): ReturnType<NetworkCalls[M]> {
    const id = this.#nextId++;
    const call: Call<M> = { id, method, args };
    const transfer = method === 'run' ? (args[1] as readonly Numbers[]).map(({ data }) => data.buffer) : [];
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { call, resolve, reject });
      this.#worker.postMessage(call, transfer);
    });
    return answer as ReturnType<NetworkCalls[M]>;
  }

  /** From now on its end is heard of, if it comes without a word. */
  watch(): void {
    watch(this.#lock, () => this.#fail('the worker of the networks ended'));
  }

  #start(): Worker {
    const worker = spawn(new URL(NETWORKS, import.meta.url).href, this.#lock);
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#hear(data);
    worker.onerror = ({ message }) => this.#fail(message);
    watchStart(worker, () => this.#silent++ < mostSilent && this.#startAnew());
    return worker;
  }

  /** Nothing was run before the first answer, so that all that was asked can be asked again. */
  #startAnew(): void {
    this.#worker.terminate();
    this.#worker = this.#start();
    for (const { call } of this.#waiting.values()) this.#worker.postMessage(call);
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

  /** The worker that asks is of no use any more; the page starts another when it hears of an error that nobody caught. */
  #fail(message: string): void {
    setTimeout(() => {
      throw new Error(message);
    });
  }
}
