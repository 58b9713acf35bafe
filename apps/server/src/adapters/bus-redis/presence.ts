import type { Presence } from "../../ports/presence.ts";
import type { Link } from "./link.ts";
import { ONLINE, SEEN, TELL } from "./presence-scripts.ts";

const TICK_MS = 1_000;
const TICKS_TO_REFRESH = 5;

/** An open stream counts this long after it was last told: an instance that died is forgotten by then. */
const STREAM_MS = 15_000;

/** Longer than anybody waits for an agent. What is older is of no use. */
const SEEN_MS = 60 * 60_000;

const ANSWER_MS = 200;

/**
 * Which agents are there, on whatever instance. Each tells Redis what it holds, again and again, so that a Redis that
 * lost everything knows it again after seconds; all times there are Redis's own, so that no two clocks are compared.
 *
 * Nobody is taken for absent on half a knowledge: while Redis is away, and until the others have had the time to tell
 * it anew, everybody may be there.
 */
export function createRedisPresence(options: {
  link: Pick<Link, "ask" | "onUp">;
  prefix: string;
  instance: string;
  now(): number;
}): Presence & { close(): Promise<void> } {
  const { link, prefix, instance, now } = options;
  const keys = ["2", `${prefix}:streams`, `${prefix}:seen`] as const;
  const memberOf = (agentId: string): string => `${instance} ${agentId}`;

  const streams = new Map<string, number>();
  const seenAt = new Map<string, number>();
  /** Seen since Redis was last told. */
  const unsaid = new Set<string>();
  /** Whose streams were opened or closed since. */
  const changed = new Set<string>();
  /** Since when Redis has been told everything that happens here; null when it may lack something. */
  let completeSince: number | null = null;
  let soon: NodeJS.Immediate | undefined;
  let ticks = 0;

  const timer = setInterval(() => {
    void tell(++ticks % TICKS_TO_REFRESH === 0 ? "everything" : "news");
  }, TICK_MS);

  link.onUp(() => {
    completeSince = null;
    void tell("everything");
  });

  /** `streams`: which were opened or closed. `news`: who was seen, too. `everything`: what it may have lost, too. */
  async function tell(what: "streams" | "news" | "everything"): Promise<void> {
    clearImmediate(soon);
    soon = undefined;
    const at = now();
    const lacks = completeSince === null;
    if (what === "everything") refresh(at);
    const isOpen = (agentId: string): boolean => streams.has(agentId);
    const opened = what === "everything" ? [...streams.keys()] : [...changed].filter(isOpen);
    const closed = [...changed].filter((agentId) => !isOpen(agentId));
    const news = what === "streams" ? [] : what === "everything" && lacks ? seenAt.keys() : unsaid;
    const seen = [...new Set([...news, ...opened, ...closed])];
    changed.clear();
    if (what !== "streams") unsaid.clear();
    if (seen.length === 0 && !lacks) return;
    try {
      await link.ask(
        [
          ...["EVAL", TELL, ...keys, String(STREAM_MS), String(SEEN_MS), String(opened.length), String(closed.length)],
          ...[...opened, ...closed].map(memberOf),
          ...seen.flatMap((agentId) => [agentId, String(Math.max(0, at - (seenAt.get(agentId) ?? at)))]),
        ],
        ANSWER_MS,
      );
      if (what === "everything" && lacks) completeSince ??= at;
    } catch {
      completeSince = null;
    }
  }

  function refresh(at: number): void {
    // Were this instance to die now, its agents were here until now.
    for (const agentId of streams.keys()) seenAt.set(agentId, at);
    for (const [agentId, ms] of seenAt) if (ms < at - SEEN_MS) seenAt.delete(agentId);
  }

  function change(agentId: string): void {
    changed.add(agentId);
    soon ??= setImmediate(() => void tell("streams"));
  }

  function seen(agentId: string, atMs: number): void {
    seenAt.set(agentId, Math.max(atMs, seenAt.get(agentId) ?? 0));
    unsaid.add(agentId);
  }

  return {
    seen,
    streamOpened(agentId) {
      streams.set(agentId, (streams.get(agentId) ?? 0) + 1);
      change(agentId);
    },
    streamClosed(agentId, atMs) {
      const left = (streams.get(agentId) ?? 1) - 1;
      if (left > 0) streams.set(agentId, left);
      else streams.delete(agentId);
      seen(agentId, atMs);
      change(agentId);
    },
    async lastSeenAt(agentId, nowMs) {
      if (streams.has(agentId) || completeSince === null) return nowMs;
      // By then every other instance that is alive has found Redis too, and told it.
      const knownFrom = completeSince + STREAM_MS;
      if (nowMs <= knownFrom) return nowMs;
      const elsewhere = await seenElsewhere(agentId);
      return Math.min(nowMs, Math.max(knownFrom, seenAt.get(agentId) ?? 0, elsewhere ?? nowMs));
    },
    async online() {
      const everywhere = await link.ask(["EVAL", ONLINE, ...keys], ANSWER_MS).catch(() => null);
      const members = Array.isArray(everywhere) ? everywhere.map(String) : [];
      return [...new Set([...streams.keys(), ...members.map((member) => member.slice(member.indexOf(" ") + 1))])];
    },
    /** Takes leave: nobody waits 15 seconds for the agents of an instance that stopped. */
    async close() {
      clearInterval(timer);
      for (const agentId of streams.keys()) {
        seen(agentId, now());
        changed.add(agentId);
      }
      streams.clear();
      await tell("news");
    },
  };

  /** Null when nobody can say. */
  async function seenElsewhere(agentId: string): Promise<number | null> {
    const reply = await link.ask(["EVAL", SEEN, ...keys, agentId], ANSWER_MS).catch(() => null);
    if (!Array.isArray(reply)) return null;
    const [isHere, agoMs] = reply.map(Number);
    if (isHere === 1 || agoMs === undefined) return null;
    return agoMs < 0 ? 0 : now() - agoMs;
  }
}
