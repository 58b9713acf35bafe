import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../../ports/log.ts";
import { type Connection, openConnection, requireAddress } from "./connection.ts";
import { TooLate, within } from "./within.ts";

const ECHO_EVERY_MS = 1_000;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 2_000;

/** A connection that broke sooner was none: the next attempt waits longer, not shorter. */
const LASTING_MS = 5_000;

/** There is no connection, or Redis has just left somebody without an answer. */
class RedisAway extends Error {
  override name = "RedisAway";
}

/** The way to Redis: there, or away and looked for until it is closed. */
export interface Link {
  isUp(): boolean;
  /** Why it is away, in a word; null while it is there. */
  awayBecause(): string | null;
  /** Told each time when it is there, again or for the first time. */
  onUp(listener: () => void): void;
  /** What any instance, this one too, says on the shared channel. */
  onMessage(listener: (text: string) => void): void;
  /** Settles always; rejects at once while Redis is away. */
  send(args: readonly string[]): Promise<unknown>;
  /** @throws RedisAway | TooLate after `ms` at the latest, and at once until Redis has answered again */
  ask(args: readonly string[], ms: number): Promise<unknown>;
  close(): void;
}

/** @throws TypeError when the address cannot be read */
export function keepLink(options: { url: string; shared: string; own: string; log: Log }): Link {
  const { url, shared, own, log } = options;
  const closing = new AbortController();
  const upListeners: (() => void)[] = [];
  const messageListeners: ((text: string) => void)[] = [];
  let up: Connection | null = null;
  let reason: string | null = "not yet connected";
  let isSlow = false;
  let isToldAway = false;
  let giveUp: (reason: string) => void = () => undefined;

  /** @returns when the connection is lost, or could not be made */
  async function connectOnce(): Promise<void> {
    const lost = Promise.withResolvers<void>();
    let isLost = false;
    const connection = openConnection({
      url,
      shared,
      own,
      onMessage(text) {
        for (const listener of messageListeners) listener(text);
      },
      onLost(because) {
        isLost = true;
        up = null;
        reason = because;
        if (!isToldAway && !closing.signal.aborted) log.warn({ event: "redis_away", reason });
        isToldAway = true;
        lost.resolve();
      },
    });
    giveUp = connection.giveUp;
    await connection.opened;
    // In the very moment in which it had been made.
    if (isLost) return;
    up = connection;
    reason = null;
    isSlow = false;
    isToldAway = false;
    log.info({ event: "redis_up" });
    for (const listener of upListeners) tell(listener);
    void keepAsking(connection);
    await lost.promise;
  }

  /** Whatever goes wrong with what somebody does now, the connection is there. */
  function tell(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      log.error({ event: "redis_up_failed", error: String(error) });
    }
  }

  async function keepAsking(connection: Connection): Promise<void> {
    try {
      while (up === connection) {
        await pause(ECHO_EVERY_MS, undefined, { signal: closing.signal });
        await connection.echo();
        isSlow = false;
      }
    } catch {
      // Lost, and said so, or closed.
    }
  }

  async function keepConnecting(): Promise<void> {
    let failures = 0;
    while (!closing.signal.aborted) {
      const startedAt = performance.now();
      await connectOnce().catch(() => undefined);
      failures = performance.now() - startedAt > LASTING_MS ? 1 : failures + 1;
      // Instances that lost it together shall not come back in the same moment.
      const delay = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS) * (0.5 + Math.random() / 2);
      await pause(delay, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  async function send(args: readonly string[]): Promise<unknown> {
    if (up === null) throw new RedisAway("Redis is away");
    return up.send(args);
  }

  // Now or never: what is thrown here would otherwise be thrown away at each attempt.
  requireAddress(url);
  void keepConnecting();
  return {
    isUp: () => up !== null,
    awayBecause: () => reason,
    onUp: (listener) => void upListeners.push(listener),
    onMessage: (listener) => void messageListeners.push(listener),
    send,
    async ask(args, ms) {
      // One caller has waited in vain: the others need not, until the next echo shows that it was a hiccup.
      if (isSlow) throw new RedisAway("Redis does not answer");
      try {
        return await within(send(args), ms);
      } catch (error) {
        if (error instanceof TooLate) isSlow = true;
        throw error;
      }
    },
    close() {
      closing.abort();
      giveUp("closed");
    },
  };
}
