import { setTimeout as delay } from "node:timers/promises";
import { createSseParser } from "../../../../../packages/client/src/sse.ts";
import type { Instances } from "./instances.ts";
import type { Log, SubscriberEntry } from "./log.ts";
import type { Random } from "./random.ts";

const NEVER_MS = 2 ** 31 - 1;
/** How many events a restless reader has not seen when it comes back: all of a short session. */
const SEEN_AGAIN = 400;

export interface SubscriberOptions {
  /** Where streams are read: servers, or a proxy before one. */
  instances: Instances;
  session: string;
  token: string;
  random: Random;
  log: Log<SubscriberEntry>;
  /**
   * Leaves after so many milliseconds, at most, and comes back as one who has seen nothing of late: replay joined to
   * live, under load. Null: stays.
   */
  restlessMs: number | null;
}

export interface Subscriber {
  /** The id of the last frame it has seen. */
  lastId(): number;
  /** Resolves when nothing more is written. */
  close(): Promise<void>;
}

/** Reads a session's frames, logs each one's id, and comes back with `Last-Event-ID` whenever the stream ends. */
export function subscribe({ instances, session, token, random, log, restlessMs }: SubscriberOptions): Subscriber {
  const closing = new AbortController();
  let lastId = 0;

  function begin(after: number): void {
    lastId = after;
    log.write({ kind: "begin", after });
  }

  /** @returns why it ended */
  async function readOnce(by: string, signal: AbortSignal): Promise<string> {
    const response = await fetch(`${by}/api/sessions/${session}/events${lastId === 0 ? "?from=start" : ""}`, {
      signal,
      headers: { authorization: `Bearer ${token}`, ...(lastId === 0 ? {} : { "last-event-id": String(lastId) }) },
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      // 503: this instance cannot read the journal now. Whoever comes back later, or elsewhere, misses nothing.
      if (response.status !== 503) log.write({ kind: "broken", why: `the stream was answered ${response.status}` });
      return `it was answered ${response.status}`;
    }
    log.write({ kind: "connected", at: Date.now(), by, after: lastId });
    const parser = createSseParser();
    for await (const chunk of response.body ?? []) {
      for (const { id, data } of parser.push(chunk)) {
        if (id !== undefined) {
          log.write({ kind: "frame", at: Date.now(), id: Number(id), data });
          lastId = Number(id);
        } else if (!isLive(data)) {
          log.write({ kind: "broken", why: `a frame without an id: ${data}` });
          // What it has cannot be gone on from: begins anew, so that the rest of the run is still looked at.
          begin(0);
          return "it could not be gone on from";
        }
      }
    }
    return "it ended";
  }

  async function run(): Promise<void> {
    begin(0);
    let failed: string | undefined;
    while (!closing.signal.aborted) {
      const by = await Promise.race([instances.any(random, failed), aborted(closing.signal)]);
      if (by === undefined) break;
      const leaving = AbortSignal.timeout(restlessMs === null ? NEVER_MS : random.whole(20, restlessMs));
      const why = await readOnce(by, AbortSignal.any([closing.signal, leaving])).catch((error: unknown) =>
        error instanceof Error ? error.name : "it broke",
      );
      log.write({ kind: "ended", at: Date.now(), why });
      failed = leaving.aborted ? undefined : by;
      if (restlessMs !== null && leaving.aborted) begin(Math.max(0, lastId - SEEN_AGAIN));
      await delay(random.whole(0, 20));
    }
  }

  const running = run();
  return {
    lastId: () => lastId,
    async close() {
      closing.abort();
      await running;
      log.close();
    },
  };
}

/** Pieces of a bot's reply, who types, who looks, the place in the queue: shown while they happen, kept nowhere. */
const isLive = (data: string): boolean =>
  ["message", "typing", "presence", "queue"].includes((JSON.parse(data) as { type: string }).type);

const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
