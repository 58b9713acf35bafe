import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../../ports/log.ts";
import { type Connection, makeClient, openConnection } from "./connection.ts";
import { TooLate, within } from "./within.ts";

const ECHO_EVERY_MS = 1_000;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 2_000;

/** A connection that broke sooner was none: the next attempt waits longer, not shorter. */
const LASTING_MS = 5_000;

/** There is no connection, or Redis has just left somebody without an answer. */
export class RedisAway extends Error {
  override name = "RedisAway";
}

/** The way to Redis: there, or away and looked for until it is closed. */
export interface Link {
  isUp(): boolean;
  /** Milliseconds since 1970 from which on it has been there without a break; null while it is away. */
  upSince(): number | null;
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
export function keepLink(options: {
  url: string;
  shared: string;
  own: string;
  now(): number;
  log: Pick<Log, "info" | "warn">;
}): Link {
  const { url, shared, own, now, log } = options;
  const closing = new AbortController();
  const upListeners: (() => void)[] = [];
  const messageListeners: ((text: string) => void)[] = [];
  let up: { connection: Connection; since: number } | null = null;
  let reason: string | null = "not yet connected";
  let isSlow = false;
  let isToldAway = false;
  let giveUp: (reason: string) => void = () => undefined;

  /** @returns when the connection is lost, or could not be made */
  async function connectOnce(): Promise<void> {
    const lost = Promise.withResolvers<void>();
    const connection = openConnection({
      url,
      shared,
      own,
      onMessage(text) {
        for (const listener of messageListeners) listener(text);
      },
      onLost(because) {
        up = null;
        reason = because;
        if (!isToldAway && !closing.signal.aborted) log.warn({ event: "redis_away", reason });
        isToldAway = true;
        lost.resolve();
      },
    });
    giveUp = connection.giveUp;
    await connection.opened;
    up = { connection, since: now() };
    reason = null;
    isSlow = false;
    isToldAway = false;
    log.info({ event: "redis_up" });
    for (const listener of upListeners) listener();
    void keepAsking(connection);
    await lost.promise;
  }

  async function keepAsking(connection: Connection): Promise<void> {
    try {
      while (up?.connection === connection) {
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
    return up.connection.send(args);
  }

  // Now or never: what is thrown here would otherwise be thrown away at each attempt.
  makeClient(url).destroy();
  void keepConnecting();
  return {
    isUp: () => up !== null,
    upSince: () => up?.since ?? null,
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
