import { type AppendResult, JournalUnavailable } from "../../ports/journal.ts";
import { appendGroup } from "./append.ts";
import type { Connections } from "./connections.ts";
import { CALL_LIMIT_MS, WAIT_LIMIT_MS } from "./limits.ts";
import { decodeResults, type EncodedAppend } from "./rows.ts";

interface Waiting {
  /** Null for a probe. */
  append: EncodedAppend | null;
  deadline: number;
  /** Takes it out of the queue; cleared once its group has left. */
  timer: NodeJS.Timeout;
  resolve(result: AppendResult): void;
  reject(error: Error): void;
}

/** With less left than this an append goes with others like it, so as not to cut the time of those that have more. */
const HURRIED_MS = 1_300;
const MAX_APPENDS = 128;
/** In characters; a single append may be larger. */
const MAX_SIZE = 4_000_000;

/**
 * One group is under way at a time; what arrives meanwhile leaves together as the next. So a commit that waits for the
 * disk is shared by whoever came while the one before it waited, without a timer that collects.
 */
export class GroupCommit {
  readonly #connections: Connections;
  #waiting: Waiting[] = [];
  #busy = false;
  #drained: PromiseWithResolvers<void> | null = null;

  /** @param connections of which it takes one at a time */
  constructor(connections: Connections) {
    this.#connections = connections;
  }

  append(append: EncodedAppend, limitMs: number): Promise<AppendResult> {
    return this.#enter(append, limitMs);
  }

  /** A group without appends takes the same way to the disk. */
  async probe(): Promise<void> {
    await this.#enter(null, CALL_LIMIT_MS);
  }

  async close(): Promise<void> {
    if (this.#drained === null) {
      this.#drained = Promise.withResolvers<void>();
      if (!this.#busy && this.#waiting.length === 0) this.#drained.resolve();
    }
    await this.#drained.promise;
    await this.#connections.close();
  }

  #enter(append: EncodedAppend | null, limitMs: number): Promise<AppendResult> {
    if (this.#drained !== null) return Promise.reject(new JournalUnavailable("The store is closed."));
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        append,
        deadline: performance.now() + limitMs,
        timer: setTimeout(() => this.#giveUp(waiting), Math.min(limitMs, WAIT_LIMIT_MS)),
        resolve,
        reject,
      };
      this.#waiting.push(waiting);
      // In a microtask, so that the appends of one turn of the event loop leave together.
      if (!this.#busy && this.#waiting.length === 1) queueMicrotask(() => void this.#send());
    });
  }

  #giveUp(waiting: Waiting): void {
    this.#waiting = this.#waiting.filter((other) => other !== waiting);
    waiting.reject(new JournalUnavailable("Nothing was written: the appends before this one take too long."));
  }

  async #send(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#waiting.length > 0) await this.#commit(this.#nextGroup());
    this.#busy = false;
    this.#drained?.resolve();
  }

  #nextGroup(): Waiting[] {
    let size = 0;
    const hurriedBefore = performance.now() + HURRIED_MS;
    const isHurried = ({ deadline }: Waiting) => deadline < hurriedBefore;
    const isFirstHurried = this.#waiting.slice(0, 1).some(isHurried);
    const end = this.#waiting.findIndex((waiting, index) => {
      size += waiting.append?.size ?? 0;
      return index > 0 && (index >= MAX_APPENDS || size > MAX_SIZE || isHurried(waiting) !== isFirstHurried);
    });
    const group = this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
    for (const { timer } of group) clearTimeout(timer);
    return group;
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    try {
      await this.#write(group);
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      // What the engine cannot hold must not take the others of its group with it: each goes by itself.
      if (error instanceof JournalUnavailable || group.length === 1) for (const { reject } of group) reject(error);
      else for (const one of group) await this.#commit([one]);
    }
  }

  /** @throws JournalUnavailable; another error is about what is in the group */
  async #write(group: readonly Waiting[]): Promise<void> {
    const appends = group.flatMap(({ append }) => append ?? []);
    const probing = appends.length < group.length;
    // That of the first whose caller stops waiting.
    const deadline = Math.min(...group.map((one) => one.deadline));
    const left = deadline - performance.now();
    if (left <= 0) throw new JournalUnavailable("Nothing was written: the appends before this one take too long.");
    const result = await this.#connections.use(left, (session) => appendGroup(session, appends, deadline, probing));
    const results = decodeResults(appends, result);
    let next = 0;
    for (const { append, resolve } of group) {
      resolve(append === null ? { ok: true, positions: [] } : (results[next++] as AppendResult));
    }
  }
}
