import type { Evidence } from "../evidence.ts";
import type { Action, ClientEntry, SubscriberEntry } from "../log.ts";
import type { Violation } from "../violation.ts";
import type { PausesWithin } from "./pauses.ts";

/** In milliseconds; null where a fault makes it impossible. */
export interface Limits {
  /** Of any answer, without what the call itself waits for. */
  answer: number | null;
  /** From an answer by one instance to the frame at a subscriber of another. */
  frame: number | null;
  /** From a stream's end to the next one. */
  resume: number | null;
}

/** How long a message to the bot may wait for its answer: as long as three turns of the bot (application/chat.ts). */
const BOT_WAIT_MS = 30_000;
const OWN_DEADLINE_MS: Partial<Record<Action, number>> = { chat: BOT_WAIT_MS, chat_stream: BOT_WAIT_MS };

/**
 * Whether an instance had just been started at that moment: a cold process serves its share at once, on cores that it
 * shares with all the others.
 */
export type IsCold = (url: string, at: number) => boolean;

const COLD_MS = 5_000;
/** It listens a little before it says so. */
const BEFORE_READY_MS = 500;

export function coldAfter(starts: ReadonlyMap<string, readonly number[]>): IsCold {
  return (url, at) =>
    (starts.get(url) ?? []).some((readyAt) => at >= readyAt - BEFORE_READY_MS && at <= readyAt + COLD_MS);
}

export interface Times {
  /** From an answer by one instance to the frame at each subscriber that another instance served meanwhile. */
  frames: number[];
  /** From the end of a stream to the next one, of the subscribers that are to see everything. */
  resumes: number[];
  /** Of all answers but those that wait for a bot. */
  answers: number[];
}

export function checkTimes(
  evidence: Pick<Evidence, "clients" | "subscribers">,
  limits: Limits,
  isCold: IsCold,
  pausesWithin: PausesWithin,
): { times: Times; violations: Violation[] } {
  const violations: Violation[] = [];
  /** @param ownMs of the time until `at`, what the call itself may wait for */
  const judge = (
    rule: Violation["rule"],
    limit: number | null,
    { ms, at, ownMs = 0 }: { ms: number; at: number; ownMs?: number },
    what: string,
  ): void => {
    if (limit === null || ms - ownMs <= limit) return;
    const late = ms - ownMs - pausesWithin(at - ms, at);
    if (late > limit) violations.push({ rule, detail: `${what} after ${late} ms` });
  };
  const answers = evidence.clients.flatMap((entries) =>
    answersOf(entries).map(({ name, action, ms, by, at }) => {
      const ownMs = OWN_DEADLINE_MS[action] ?? 0;
      judge(
        "late",
        isCold(by, at - ms) ? null : limits.answer,
        { ms, at, ownMs },
        `${name}: ${action} was answered${ownMs > 0 ? ` ${ownMs} ms and` : ""}`,
      );
      return ownMs > 0 ? null : ms;
    }),
  );
  const acked = ackedMessages(evidence.clients);
  const frames = evidence.subscribers.flatMap((entries) => {
    const who = nameOf(entries);
    return framesOf(entries, acked).flatMap(({ seq, ms, isLive, by, at }) => {
      judge(
        "slow",
        isCold(by, at - ms) ? null : limits.frame,
        { ms, at },
        `${who} saw event ${seq}, answered by another instance,`,
      );
      return isLive ? [ms] : [];
    });
  });
  const resumes = evidence.subscribers.flatMap((entries) =>
    resumesOf(entries).map((resume) => {
      judge("resume", limits.resume, resume, `${nameOf(entries)} had its stream again`);
      return resume.ms;
    }),
  );
  return { times: { frames, resumes, answers: answers.filter((ms) => ms !== null) }, violations };
}

function answersOf(
  entries: readonly ClientEntry[],
): { name: string; action: Action; ms: number; by: string; at: number }[] {
  const [first] = entries;
  const actions = new Map<number, Action>();
  return entries.flatMap((entry) => {
    if (entry.kind === "sent") actions.set(entry.n, entry.action);
    const action = entry.kind === "tried" && entry.status !== null ? actions.get(entry.n) : undefined;
    if (entry.kind !== "tried" || action === undefined) return [];
    return [
      {
        name: `${first?.kind === "client" ? first.name : ""}#${entry.n}`,
        action,
        ms: entry.ms,
        by: entry.by,
        at: entry.at,
      },
    ];
  });
}

/** When, and by which instance, each message between people was first acknowledged; by session and event. */
function ackedMessages(clients: readonly ClientEntry[][]): Map<string, { at: number; by: string }> {
  const acked = new Map<string, { at: number; by: string }>();
  for (const entries of clients) {
    const [first] = entries;
    for (const entry of entries) {
      if (entry.kind !== "acked" || entry.claim.message === null || first?.kind !== "client") continue;
      const key = `${first.session} ${entry.claim.message.seq}`;
      if (!acked.has(key)) acked.set(key, { at: entry.at, by: entry.by });
    }
  }
  return acked;
}

/** Counted from when its stream was there, if that was later. */
function framesOf(
  entries: readonly SubscriberEntry[],
  acked: ReadonlyMap<string, { at: number; by: string }>,
): { seq: number; ms: number; isLive: boolean; by: string; at: number }[] {
  const [first] = entries;
  if (first?.kind !== "subscriber") return [];
  let open = { at: 0, by: "" };
  return entries.flatMap((entry) => {
    if (entry.kind === "connected") open = { at: entry.at, by: entry.by };
    if (entry.kind !== "frame") return [];
    const message = acked.get(`${first.session} ${entry.id}`);
    if (message === undefined || message.by === open.by) return [];
    const ms = Math.max(0, entry.at - Math.max(message.at, open.at));
    return [{ seq: entry.id, ms, isLive: message.at >= open.at, by: open.by, at: entry.at }];
  });
}

function resumesOf(entries: readonly SubscriberEntry[]): { ms: number; at: number }[] {
  const [first] = entries;
  if (first?.kind !== "subscriber" || !first.whole) return [];
  let ended: number | null = null;
  return entries.flatMap((entry) => {
    if (entry.kind === "ended") ended ??= entry.at;
    if (entry.kind !== "connected" || ended === null) return [];
    const { at } = entry;
    const ms = at - ended;
    ended = null;
    return [{ ms, at }];
  });
}

const nameOf = ([first]: readonly SubscriberEntry[]): string => (first?.kind === "subscriber" ? first.name : "");
