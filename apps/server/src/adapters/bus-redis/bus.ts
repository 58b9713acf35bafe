import type { Bus, Signal } from "../../ports/bus.ts";
import type { Log } from "../../ports/log.ts";
import type { Link } from "./link.ts";
import { beginningOf, MAX_MESSAGE, readMessage, writeMessage } from "./message.ts";

/** Sent and not answered for, in UTF-16 code units. A Redis that takes nothing costs this much memory, and no more. */
const MAX_UNANSWERED = 8_000_000;

/** Signals that wait for the end of the tick. */
const MAX_WAITING = 1_000;

const WARN_EVERY_MS = 60_000;

/**
 * Hints to all instances. Whoever listens here is told before `publish` returns; the others hear of it in one message
 * a tick, or never: then they read the journal.
 */
export function createRedisBus(options: {
  link: Pick<Link, "isUp" | "send" | "onMessage">;
  channel: string;
  instance: string;
  log: Pick<Log, "warn" | "error">;
}): Bus {
  const { link, channel, log } = options;
  const beginning = beginningOf(options.instance);
  const listeners = new Set<(signal: Signal) => void>();
  const warnOfDropped = atMostEvery(WARN_EVERY_MS, (reason) => log.warn({ event: "signals_dropped", reason }));
  const warnOfStrange = atMostEvery(WARN_EVERY_MS, (reason) => log.warn({ event: "signals_ignored", reason }));
  let waiting: Signal[] = [];
  let tickEnd: NodeJS.Immediate | undefined;
  let unanswered = 0;

  function enqueue(signal: Signal): void {
    if (signal.kind === "reached" || !link.isUp()) return;
    waiting.push(signal);
    if (waiting.length >= MAX_WAITING) flush();
    else tickEnd ??= setImmediate(flush);
  }

  function flush(): void {
    clearImmediate(tickEnd);
    tickEnd = undefined;
    const signals = waiting;
    waiting = [];
    let texts: string[] = [];
    let length = 0;
    for (const signal of signals) {
      // Not even written down any more: a frozen Redis shall cost no work either.
      if (unanswered + length > MAX_UNANSWERED) {
        warnOfDropped("Redis is slow");
        break;
      }
      const text = JSON.stringify(signal);
      if (text.length > MAX_MESSAGE) warnOfDropped("too long");
      else {
        if (length + text.length > MAX_MESSAGE) {
          send(texts, length);
          texts = [];
          length = 0;
        }
        texts.push(text);
        length += text.length;
      }
    }
    if (texts.length > 0) send(texts, length);
  }

  function send(texts: readonly string[], length: number): void {
    unanswered += length;
    link
      .send(["PUBLISH", channel, writeMessage(beginning, texts)])
      .catch(() => undefined)
      .finally(() => {
        unanswered -= length;
      });
  }

  link.onMessage((text) => {
    if (text.startsWith(beginning)) return;
    const { signals, hasStrange } = readMessage(text);
    if (hasStrange) warnOfStrange("not understood");
    for (const signal of signals) for (const listener of listeners) tell(listener, signal);
  });

  /** What came from outside must not stop what follows it, nor the connection that brought it. */
  function tell(listener: (signal: Signal) => void, signal: Signal): void {
    try {
      listener(signal);
    } catch (error) {
      log.error({ event: "signal_failed", kind: signal.kind, error: String(error) });
    }
  }

  return {
    publish(signal) {
      // First in line, so that what a listener publishes in turn comes after it elsewhere too.
      enqueue(signal);
      for (const listener of listeners) listener(signal);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      listeners.clear();
      flush();
    },
  };
}

function atMostEvery(ms: number, act: (reason: string) => void): (reason: string) => void {
  let actedAt = Number.NEGATIVE_INFINITY;
  return (reason) => {
    if (performance.now() - actedAt < ms) return;
    actedAt = performance.now();
    act(reason);
  };
}
