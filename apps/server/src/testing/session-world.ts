import { isDeepStrictEqual } from "node:util";
import { asSessionEvent, createSessionHandler, type SessionHandler } from "../application/handle.ts";
import { hashEvent } from "../application/journal/chain.ts";
import { Refusal } from "../application/refusal.ts";
import type { SessionRef } from "../application/session-ref.ts";
import { sessionStream } from "../application/session-ref.ts";
import type { Command } from "../domain/session/commands.ts";
import { fold } from "../domain/session/evolve.ts";
import { type Deadline, deadlineOf, type SessionState } from "../domain/session/state.ts";
import { summarize } from "../domain/session/summary.ts";
import { GENESIS_HASH, type Journal, JournalUnavailable, type StoredEvent } from "../ports/journal.ts";
import type { Answer } from "./session-model.ts";
import { SAMPLE_RULES, SETTINGS, START } from "./session-samples.ts";
import { checkTrail } from "./session-trail.ts";

/** One session in a real journal, and two instances of the real application that both serve it. */
export interface World {
  readonly ref: SessionRef;
  readonly journal: Journal;
  readonly clock: { ms: number };
  readonly instances: [Instance, Instance];
  /** What its events have shown so far, oldest first. */
  readonly seen: { turns: string[]; deadlines: Deadline[]; seq: number };
}

export interface Instance {
  readonly handler: SessionHandler;
  /** So many of its next appends fail, as on a full disk; so many rounds of the event loop its next loads take. */
  readonly disk: { failures: number; loadRounds: number[] };
  /** The last event that it was told is stored. */
  committedSeq: number;
}

export type Via = 0 | 1;

export function createWorld(journal: Journal, name: string): World {
  const clock = { ms: START };
  return {
    ref: { tenant: name, name: "session" },
    journal,
    clock,
    instances: [startInstance(journal, clock), startInstance(journal, clock)],
    seen: { turns: [], deadlines: [], seq: 0 },
  };
}

let lastId = 0;

/** An instance that knows nothing yet: what a restart gives. */
export function startInstance(journal: Journal, clock: { ms: number }): Instance {
  const disk: Instance["disk"] = { failures: 0, loadRounds: [] };
  const nextId = (prefix: string) => {
    lastId += 1;
    return `${prefix}_${lastId}`;
  };
  const handler = createSessionHandler({
    rulesOf: () => SAMPLE_RULES,
    botAccepts: () => true,
    journal: {
      ...journal,
      async append(writes, receipt) {
        if (disk.failures > 0) {
          disk.failures -= 1;
          throw new JournalUnavailable("no room left");
        }
        return journal.append(writes, receipt);
      },
      async load(stream) {
        const loaded = await journal.load(stream);
        for (let rounds = disk.loadRounds.shift() ?? 0; rounds > 0; rounds--) await new Promise(setImmediate);
        return loaded;
      },
    },
    bus: { publish: () => undefined, subscribe: () => () => undefined, close: async () => undefined },
    clock: { now: () => clock.ms },
    ids: { name: nextId, guard: nextId },
    settings: SETTINGS,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  return { handler, disk, committedSeq: 0 };
}

export interface Outcome {
  command: Command;
  answer: Answer | "unavailable";
  events: readonly StoredEvent[];
  state: SessionState | null;
}

export async function send(world: World, via: Via, command: Command): Promise<Outcome> {
  const instance = world.instances[via];
  try {
    const handled = await instance.handler.handle(world.ref, command, { requestId: "model" });
    if (handled.repeated !== null) throw new Error("nothing was sent with a key");
    const { events, state } = handled;
    instance.committedSeq = Math.max(instance.committedSeq, events.at(-1)?.seq ?? 0);
    return { command, answer: events.length === 0 ? "unchanged" : "changed", events, state };
  } catch (error) {
    if (error instanceof JournalUnavailable) return { command, answer: "unavailable", events: [], state: null };
    if (error instanceof Refusal) return { command, answer: error.code as Answer, events: [], state: null };
    throw error;
  }
}

/** The session's row; null before there is one. */
export async function rowOf({ journal, ref }: World) {
  const { streams, total } = await journal.find({
    tenant: ref.tenant,
    kind: "session",
    order: "key",
    offset: 0,
    limit: 2,
  });
  assert(total <= 1 && streams.length === total, `a session has one row, not ${total}`);
  return streams[0] ?? null;
}

/** Everything that must hold of the stored session, whatever happened to it. */
export async function checkStored(world: World): Promise<void> {
  const stream = sessionStream(world.ref);
  const stored = await world.journal.read(stream, { limit: 100_000 });
  let hash = GENESIS_HASH;
  for (const event of stored) {
    assert(event.hash === hashEvent(stream, hash, event), `event ${event.seq} is not chained to the one before`);
    hash = event.hash;
  }
  checkTrail(stored.map((event) => ({ seq: event.seq, event: asSessionEvent(event) })));

  const replayed = fold(stored.map(asSessionEvent));
  const row = await rowOf(world);
  if (row === null) {
    assert(stored.length === 0, "there are events without a row");
    return;
  }
  assert(row.head.seq === stored.length && row.head.hash === hash, "the row's head is not the last event");
  assert(isDeepStrictEqual(row.state, replayed), "replaying the journal does not give the stored state");
  const { status, agentId, deadlineAt, priority, waitingSince, updatedAt } = row;
  assert(
    isDeepStrictEqual({ status, agentId, deadlineAt, priority, waitingSince, updatedAt }, summarize(replayed)),
    "the row does not list the stored state",
  );
  const isWaiting = row.status === "pending_manual" || row.status === "manual_live";
  assert(!isWaiting || row.deadlineAt !== null, "somebody waits without a deadline");
}

export function look(world: World, state: SessionState, events: readonly StoredEvent[]): void {
  world.seen.turns.push(...turnsBegunIn(events));
  const deadline = deadlineOf(state);
  if (deadline !== null) world.seen.deadlines.push(deadline);
}

export const turnsBegunIn = (events: readonly StoredEvent[]): string[] =>
  events.map(asSessionEvent).flatMap((event) => (event.type === "bot_turn_started" ? [event.data.turn] : []));

export function assert(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}
