import type { LoadResult } from "./commands.ts";
import { MARKER_LIMIT } from "./marker.ts";
import { at, publisherAt } from "./placement.ts";
import type { Posts } from "./posts.ts";
import { dueAtMs, dueCount, shuffledOrder } from "./schedule.ts";
import { distribution } from "./statistics.ts";

const WARM_UP_AT_ONCE = 32;
/** A server that needs longer than this for a message of the warm-up is taken for stuck. */
const SLOWEST_WARM_UP_MS = 10;

/** A server that falls behind may take this many times the asked time before what is missing counts as lost. */
const SLOWEST_SENDING = 4;
/** How long after all should be over a message may still arrive: beyond it, it is lost. */
const DRAIN_MS = 30_000;

interface Run {
  firstNumber: number;
  order: Uint32Array;
  /** Milliseconds of `performance.now()`; 0 means not yet. */
  dueAt: Float64Array;
  sentAt: Float64Array;
  acknowledgedAt: Float64Array;
  receivedAt: Float64Array;
  acknowledged: number;
  received: number;
  fault: Error | null;
  settle: () => void;
}

/**
 * Sends numbered messages and checks what comes back: every message acknowledged, and received once, on its own
 * session's stream. Anything else ends the run with an error, so a figure is never that of a server that loses things.
 */
export class Traffic {
  readonly #posts: readonly Posts[];
  readonly #request: (stream: number, number: number) => string;
  readonly #drainMs: number;
  #nextNumber = 0;
  #run: Run | null = null;

  /** @param posts to each of the instances */
  constructor(
    posts: readonly Posts[],
    request: (stream: number, number: number) => string,
    drainMs: number = DRAIN_MS,
  ) {
    this.#posts = posts;
    this.#request = request;
    this.#drainMs = drainMs;
  }

  onMarker(stream: number, number: number): void {
    const now = performance.now();
    const run = this.#run;
    const index = run === null ? -1 : number - run.firstNumber;
    if (run === null || index < 0 || index >= run.dueAt.length) {
      this.fail(new Error(`message ${number} arrived on stream ${stream} although it is not under way`));
    } else if (run.order[index % run.order.length] !== stream) {
      this.fail(new Error(`message ${number} arrived on stream ${stream}, which is another session's`));
    } else if (run.receivedAt[index] !== 0) {
      this.fail(new Error(`message ${number} arrived twice on stream ${stream}`));
    } else {
      run.receivedAt[index] = now;
      run.received += 1;
      if (run.received === run.dueAt.length) run.settle();
    }
  }

  fail(error: Error): void {
    if (this.#run === null) throw error;
    this.#run.fault ??= error;
    this.#run.settle();
  }

  /** Throws what went wrong after a run was over: a message that came twice, a stream that ended. */
  assertClean(): void {
    const fault = this.#run?.fault ?? null;
    if (fault !== null) throw fault;
  }

  /** Closed loop, as fast as the server answers. */
  async warmUp(messages: number, streams: number): Promise<void> {
    if (messages === 0) return;
    await this.#perform(messages, streams, messages * SLOWEST_WARM_UP_MS, (run) => {
      let next = 0;
      const sendNext = (): void => {
        if (next === messages || run.fault !== null) return;
        const index = next;
        next += 1;
        run.dueAt[index] = performance.now();
        this.#send(run, index, sendNext);
      };
      for (let started = 0; started < WARM_UP_AT_ONCE; started += 1) sendNext();
    });
  }

  /** Open loop: see schedule.ts. */
  async load(ratePerSecond: number, seconds: number, streams: number): Promise<LoadResult> {
    const total = Math.max(1, Math.round(ratePerSecond * seconds));
    const run = await this.#perform(total, streams, seconds * SLOWEST_SENDING * 1000, (run) => {
      const start = performance.now() + 5;
      for (let index = 0; index < total; index += 1) run.dueAt[index] = start + dueAtMs(index, ratePerSecond);
      let sent = 0;
      const tick = (): void => {
        const due = dueCount(performance.now() - start, ratePerSecond, total);
        for (; sent < due; sent += 1) this.#send(run, sent, () => {});
        if (sent < total && run.fault === null) setTimeout(tick, 1);
      };
      tick();
    });
    const from = (ends: Float64Array, starts: Float64Array) =>
      distribution(ends.map((end, index) => end - (starts[index] ?? 0)));
    return {
      messages: total,
      pushFromDue: from(run.receivedAt, run.dueAt),
      pushFromSend: from(run.receivedAt, run.sentAt),
      ackFromDue: from(run.acknowledgedAt, run.dueAt),
      ackFromSend: from(run.acknowledgedAt, run.sentAt),
      sendLateness: from(run.sentAt, run.dueAt),
      connectionsUsed: this.#posts.reduce((sum, { connections }) => sum + connections, 0),
      achievedPerSecond: (total * 1000) / (latest(run.receivedAt) - (run.dueAt[0] ?? 0) + 1000 / ratePerSecond),
    };
  }

  #send(run: Run, index: number, onAnswered: () => void): void {
    const number = run.firstNumber + index;
    const stream = run.order[index % run.order.length] ?? 0;
    const request = this.#request(stream, number);
    const posts = at(this.#posts, publisherAt(stream, this.#posts.length));
    run.sentAt[index] = performance.now();
    posts.send(request, (answer) => {
      run.acknowledgedAt[index] = performance.now();
      run.acknowledged += 1;
      if (answer instanceof Error) this.fail(answer);
      else if (answer.status !== 200) {
        this.fail(new Error(`message ${number} was answered ${answer.status}: ${answer.body.slice(0, 400)}`));
      }
      if (run.acknowledged === run.dueAt.length) run.settle();
      onAnswered();
    });
  }

  async #perform(total: number, streams: number, limitMs: number, begin: (run: Run) => void): Promise<Run> {
    if (this.#nextNumber + total > MARKER_LIMIT) throw new Error("more messages than a marker can number");
    const { promise, resolve } = Promise.withResolvers<void>();
    const run: Run = {
      firstNumber: this.#nextNumber,
      order: shuffledOrder(streams, 20_240_601),
      dueAt: new Float64Array(total),
      sentAt: new Float64Array(total),
      acknowledgedAt: new Float64Array(total),
      receivedAt: new Float64Array(total),
      acknowledged: 0,
      received: 0,
      fault: null,
      settle: () => {
        if (run.fault !== null || (run.received === total && run.acknowledged === total)) resolve();
      },
    };
    this.#nextNumber += total;
    this.#run = run;
    const limit = setTimeout(() => {
      this.fail(new Error(`of ${total} messages ${run.acknowledged} were acknowledged and ${run.received} received`));
    }, limitMs + this.#drainMs);
    begin(run);
    await promise;
    clearTimeout(limit);
    if (run.fault !== null) throw run.fault;
    return run;
  }
}

function latest(times: Float64Array): number {
  return times.reduce((max, time) => Math.max(max, time), 0);
}
