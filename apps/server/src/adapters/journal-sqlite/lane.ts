import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { JournalUnavailable } from "../../ports/journal.ts";
import { toError } from "./failure.ts";
import type { Call, Reply, RequestOf, ResultOf, ThreadMessage } from "./messages.ts";
import type { ThreadData } from "./thread.ts";

interface Waiting<Table> {
  call: Call<Table>;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Told what an operator should know; never a text, a key or a path. */
export interface LaneLog {
  warn(fields: Record<string, unknown>, message: string): void;
}

/**
 * The way to one thread and back. One array of calls is under way at a time; what arrives meanwhile leaves together
 * when the replies are here. That is the group of a group commit, and it keeps the traffic between the threads at
 * two messages a commit however many calls there are.
 *
 *   stopped ──call──► starting ──started──► idle ◄──replies── busy
 *      ▲                  │                  └──────calls──────►│
 *      └─── could not start, or the thread died: every call is refused, and the next one starts a new thread
 */
export class Lane<Table> {
  readonly #data: ThreadData;
  readonly #log: LaneLog | undefined;
  #worker: Worker | null = null;
  #state: "stopped" | "starting" | "idle" | "busy" = "stopped";
  #waiting: Waiting<Table>[] = [];
  #underWay: Waiting<Table>[] = [];
  #opening: PromiseWithResolvers<void> | null = null;
  /** There once `close` was called; resolves when everything asked before it is answered. */
  #drained: PromiseWithResolvers<void> | null = null;

  constructor(data: ThreadData, log?: LaneLog) {
    this.#data = data;
    this.#log = log;
  }

  /** Starts the thread now rather than with the first call, to learn at once why it cannot. */
  open(): Promise<void> {
    this.#opening = Promise.withResolvers<void>();
    this.#start();
    return this.#opening.promise;
  }

  call<Kind extends keyof Table>(kind: Kind, request: RequestOf<Table, Kind>): Promise<ResultOf<Table, Kind>> {
    if (this.#drained !== null) return Promise.reject(new JournalUnavailable("The store is closed."));
    return new Promise<ResultOf<Table, Kind>>((resolve, reject) => {
      const call = { kind, request } as Call<Table>;
      this.#waiting.push({ call, resolve, reject });
      if (this.#state === "stopped") this.#start();
      // In a microtask, so that the calls of one turn of the event loop leave together.
      else if (this.#state === "idle" && this.#waiting.length === 1) queueMicrotask(() => this.#send());
    });
  }

  /** What was asked before is answered; what is asked later is refused. */
  async close(): Promise<void> {
    if (this.#drained === null) {
      this.#drained = Promise.withResolvers<void>();
      if (this.#underWay.length + this.#waiting.length === 0) this.#drained.resolve();
    }
    await this.#drained.promise;
    const worker = this.#worker;
    this.#worker = null;
    if (worker === null) return;
    worker.removeAllListeners();
    const exited = once(worker, "exit");
    worker.postMessage("close");
    await exited;
  }

  #start(): void {
    this.#state = "starting";
    const worker = new Worker(new URL("./thread.ts", import.meta.url), { workerData: this.#data });
    this.#worker = worker;
    worker.on("message", (message: ThreadMessage) => {
      if ("replies" in message) this.#receive(message.replies);
      else if (message.started) this.#started();
      else this.#lost(worker, toError(message.failure));
    });
    worker.on("error", (cause: unknown) => this.#lost(worker, cause instanceof Error ? cause : new Error("unknown")));
    worker.on("exit", () => this.#lost(worker, new Error("The thread ended.")));
  }

  #started(): void {
    this.#opening?.resolve();
    this.#opening = null;
    this.#state = "idle";
    this.#send();
  }

  #send(): void {
    if (this.#state !== "idle" || this.#waiting.length === 0 || this.#worker === null) return;
    this.#state = "busy";
    this.#underWay = this.#waiting;
    this.#waiting = [];
    this.#worker.postMessage({ calls: this.#underWay.map(({ call }) => call) });
  }

  #receive(replies: readonly Reply[]): void {
    const answered = this.#underWay;
    this.#underWay = [];
    this.#state = "idle";
    // Before the replies are told: the thread works on the next group while this one's callers go on.
    this.#send();
    for (const [index, { resolve, reject }] of answered.entries()) {
      const reply = replies[index];
      if (reply === undefined) reject(new JournalUnavailable("The journal's thread did not answer."));
      else if ("failure" in reply) reject(toError(reply.failure));
      else resolve(reply.result);
    }
    if (this.#underWay.length === 0) this.#drained?.resolve();
  }

  #lost(worker: Worker, cause: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#state = "stopped";
    const refused = [...this.#underWay, ...this.#waiting];
    this.#underWay = [];
    this.#waiting = [];
    this.#log?.warn(
      { event: "journal_thread_lost", role: this.#data.role, error: cause.name },
      "a thread of the journal ended",
    );
    this.#opening?.reject(cause);
    this.#opening = null;
    for (const { reject } of refused) reject(new JournalUnavailable(`The journal's thread ended (${cause.name}).`));
    this.#drained?.resolve();
  }
}
