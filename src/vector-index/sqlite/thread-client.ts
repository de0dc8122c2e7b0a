import { Worker } from "node:worker_threads";
import { IndexError } from "../index-error.ts";
import type { IndexThreadData, ThreadReply, ThreadRequest } from "./index-thread.ts";

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

type FunctionsOf<Api> = { [Name in keyof Api]: (...args: never[]) => unknown };

/** Calls functions of an index thread; a thread that died is started anew at the next call. */
export class ThreadClient<Api extends FunctionsOf<Api>> {
  readonly #data: () => IndexThreadData;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;

  /** `data` is asked for whenever a thread is started. */
  constructor(data: () => IndexThreadData) {
    this.#data = data;
  }

  call<Name extends keyof Api & string>(
    name: Name,
    args: Parameters<Api[Name]>,
    transfer: ArrayBuffer[] = [],
  ): Promise<ReturnType<Api[Name]>> {
    const worker = this.#worker ?? this.#start();
    const request: ThreadRequest = { id: ++this.#lastId, name, args };
    return new Promise((resolve, reject) => {
      worker.postMessage(request, transfer);
      worker.ref();
      this.#waiting.set(request.id, {
        resolve: (result) => resolve(result as ReturnType<Api[Name]>),
        reject,
      });
    });
  }

  /** Waits for what was asked before, then ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    await this.call("close" as keyof Api & string, [] as never);
    this.#worker = undefined;
    await worker.terminate();
  }

  #start(): Worker {
    const workerData = this.#data();
    const worker = new Worker(new URL("./index-thread.ts", import.meta.url), {
      workerData,
      name: `index-${workerData.role}`,
      // Garbage is short-lived here: a small nursery saves tens of megabytes a thread.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    worker.on("message", (reply: ThreadReply) => this.#settle(worker, reply));
    worker.on("error", (error) => this.#fail(worker, error));
    worker.on("exit", () => this.#fail(worker, new Error("The index thread ended.")));
    this.#worker = worker;
    return worker;
  }

  #settle(worker: Worker, reply: ThreadReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    // A thread with nothing to do must not keep the process from ending.
    if (this.#waiting.size === 0) worker.unref();
    if ("result" in reply) {
      waiting?.resolve(reply.result);
      return;
    }
    const { message, stack, isFileError } = reply.error;
    const error = isFileError ? new IndexError(message) : new Error(message);
    if (stack !== undefined) error.stack = stack;
    waiting?.reject(error);
  }

  #fail(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
