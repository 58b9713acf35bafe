import { setTimeout as delay } from "node:timers/promises";
import { createSseParser } from "../../../../../packages/client/src/sse.ts";
import type { Gate } from "./gate.ts";
import type { Log, SubscriberEntry } from "./log.ts";
import type { Random } from "./random.ts";

export interface SubscriberOptions {
  /** Where streams are read: the server, or a proxy before it. */
  url: string;
  session: string;
  token: string;
  gate: Gate;
  random: Random;
  log: Log<SubscriberEntry>;
  /** Leaves now and then, and comes back as one who has seen nothing: replay joined to live, under load. */
  restless: boolean;
}

export interface Subscriber {
  /** The id of the last frame it has seen. */
  lastId(): number;
  /** Resolves when nothing more is written. */
  close(): Promise<void>;
}

/** Reads a session's frames, logs each one's id, and comes back with `Last-Event-ID` whenever the stream ends. */
export function subscribe({ url, session, token, gate, random, log, restless }: SubscriberOptions): Subscriber {
  const closing = new AbortController();
  let lastId = 0;

  async function readOnce(signal: AbortSignal): Promise<void> {
    const response = await fetch(`${url}/api/sessions/${session}/events${lastId === 0 ? "?from=start" : ""}`, {
      signal,
      headers: { authorization: `Bearer ${token}`, ...(lastId === 0 ? {} : { "last-event-id": String(lastId) }) },
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      log.write({ kind: "broken", why: `the stream was answered ${response.status}` });
      return;
    }
    log.write({ kind: "connected", after: lastId });
    const parser = createSseParser();
    for await (const chunk of response.body ?? []) {
      for (const { id, data } of parser.push(chunk)) {
        if (id !== undefined) {
          log.write({ kind: "frame", id: Number(id), data });
          lastId = Number(id);
        } else if (!isLive(data)) {
          log.write({ kind: "broken", why: `a frame without an id: ${data}` });
          // What it has cannot be gone on from: begins anew, so that the rest of the run is still looked at.
          lastId = 0;
          log.write({ kind: "begin" });
          return;
        }
      }
    }
  }

  async function run(): Promise<void> {
    log.write({ kind: "begin" });
    while (!closing.signal.aborted) {
      await Promise.race([gate.passed(), aborted(closing.signal)]);
      if (closing.signal.aborted) break;
      const leaving = AbortSignal.timeout(restless ? random.whole(20, 700) : 2 ** 31 - 1);
      const why = await readOnce(AbortSignal.any([closing.signal, leaving])).then(
        () => "it ended",
        (error: unknown) => (error instanceof Error ? error.name : "it broke"),
      );
      log.write({ kind: "ended", why });
      if (restless && leaving.aborted) {
        lastId = 0;
        log.write({ kind: "begin" });
      }
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

/** Pieces of a bot's reply, and that somebody types: shown while they happen, kept nowhere. */
const isLive = (data: string): boolean => ["message", "typing"].includes((JSON.parse(data) as { type: string }).type);

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
