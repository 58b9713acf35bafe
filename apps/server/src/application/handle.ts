import type { SessionEvent } from "@baton/protocol";
import type { Rule } from "../domain/regulator/rules.ts";
import type { Command, Env, SessionSettings } from "../domain/session/commands.ts";
import { decide } from "../domain/session/decide.ts";
import { evolve } from "../domain/session/evolve.ts";
import { ABSENT, completed, type SessionState, type TimedEvent } from "../domain/session/state.ts";
import { summarize } from "../domain/session/summary.ts";
import type { Bus } from "../ports/bus.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import {
  type Head,
  type Journal,
  JournalUnavailable,
  type JsonObject,
  type Patience,
  type Receipt,
  type StoredEvent,
  type StreamKey,
} from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";
import { commandLine } from "./command-line.ts";
import { chain } from "./journal/chain.ts";
import { Refusal } from "./refusal.ts";
import { type Call, type SessionRef, sessionStream } from "./session-ref.ts";
import { createStateCache } from "./state-cache.ts";

/**
 * Every change of a session goes through here: load → decide → append, again when the stream moved on meanwhile.
 * Commands on one session queue in this process, so that they do not race each other; between instances the expected
 * sequence number decides.
 */
export interface SessionHandler {
  /** @throws Refusal, JournalUnavailable */
  handle(ref: SessionRef, command: Command, call: Call): Promise<Handled>;
  /** As the journal has it: another instance may have moved it on since this one looked. @throws JournalUnavailable */
  load(ref: SessionRef): Promise<SessionState>;
  /** Called in this process, in order for each session, for what this process committed. */
  onCommitted(listener: (committed: Committed) => void): void;
}

export type Handled =
  | { repeated: null; before: SessionState; state: SessionState; events: readonly StoredEvent[] }
  /** This request was handled before: the answer is to be rebuilt from the journal. */
  | { repeated: Receipt };

export interface Committed {
  ref: SessionRef;
  state: SessionState;
  events: readonly StoredEvent[];
}

export interface HandlerDeps {
  journal: Journal;
  bus: Bus;
  clock: Clock;
  ids: Ids;
  settings: SessionSettings;
  /** The operator's rules of a tenant, by priority. */
  rulesOf(tenant: string): readonly Rule[];
  /** Whether the bot takes a question of this session now. */
  botAccepts(sessionName: string): boolean;
  log: Log;
}

/** A session that moves on this often between load and append is under attack or the store misbehaves. */
const MAX_ATTEMPTS = 50;

export function createSessionHandler(deps: HandlerDeps): SessionHandler {
  const { journal, bus, clock, ids, settings, log } = deps;
  const cache = createStateCache();
  /** The last command of each session, and how it failed when the journal was away. */
  const queues = new Map<StreamKey, Promise<JournalUnavailable | null>>();
  const listeners: ((committed: Committed) => void)[] = [];

  async function loadStored(stream: StreamKey, patience?: Patience): Promise<{ head: Head; state: SessionState }> {
    const { head, state } = await journal.load(stream, patience);
    const loaded = { head, state: state === null ? ABSENT : completed(state as unknown as SessionState) };
    if (state !== null) cache.set(stream, loaded);
    return loaded;
  }

  async function attempt(ref: SessionRef, command: Command, call: Call, isFirst: boolean): Promise<Handled | "moved"> {
    const stream = sessionStream(ref);
    const cached = isFirst ? cache.get(stream) : undefined;
    const { head, state: before } = cached ?? (await loadStored(stream, call.patience));
    const now = clock.now();
    const env: Env = {
      now,
      ids: freshIds(ids),
      settings,
      rules: deps.rulesOf(ref.tenant),
      botAccepts: deps.botAccepts(ref.name),
    };
    const decision = decide(before, command, env);
    // Without an append nothing would show that another instance has moved the session on: the journal must be asked.
    if (cached !== undefined && ("refused" in decision || decision.events.length === 0)) return "moved";
    if ("refused" in decision) {
      throw new Refusal(decision.refused, before.status === "absent" ? null : before.status);
    }
    const drafts = decision.events.map((event) => ({ ...event, time: now }));
    const state = drafts.reduce<SessionState>((folded, event) => evolve(folded, event), before);
    if (drafts.length === 0 && call.receipt === undefined) {
      log.info(commandLine({ ref, command, before, state, events: [], now, requestId: call.requestId }));
      return { repeated: null, before, state, events: [] };
    }
    const events = chain(
      stream,
      head,
      drafts.map((draft) => toNewEvent(draft, ids)),
    );
    const receipt = call.receipt && { ...call.receipt, stream, fromSeq: head.seq, toSeq: head.seq + events.length };
    const summary = { ...summarize(state), state: state as unknown as JsonObject };
    const result = await journal.append([{ stream, expectedSeq: head.seq, events, summary }], receipt, call.patience);
    if (!result.ok) {
      cache.delete(stream);
      return "repeated" in result ? { repeated: result.repeated } : "moved";
    }
    const last = events.at(-1);
    const positions = result.positions[0] ?? [];
    const stored = events.map((event, index) => ({ ...event, stream, position: positions[index] ?? 0 }));
    if (last !== undefined) {
      cache.set(stream, { head: { seq: last.seq, hash: last.hash }, state });
      bus.publish({ kind: "committed", stream, priorSeq: head.seq, events: stored });
    }
    log.info(commandLine({ ref, command, before, state, events: drafts, now, requestId: call.requestId }));
    for (const listener of listeners) listener({ ref, state, events: stored });
    return { repeated: null, before, state, events: stored };
  }

  async function handleNow(ref: SessionRef, command: Command, call: Call): Promise<Handled> {
    try {
      for (let tries = 0; tries < MAX_ATTEMPTS; tries++) {
        const handled = await attempt(ref, command, call, tries === 0);
        if (handled !== "moved") return handled;
      }
    } catch (error) {
      // After a failed append nobody knows what is stored: the next command must look.
      if (!(error instanceof Refusal)) cache.delete(sessionStream(ref));
      throw error;
    }
    throw new JournalUnavailable(`the session moved on ${MAX_ATTEMPTS} times`);
  }

  return {
    handle(ref, command, call) {
      const stream = sessionStream(ref);
      const before = queues.get(stream) ?? Promise.resolve(null);
      const queuedAtMs = performance.now();
      const mine = before.then((failure) => {
        // It waited for a journal that does not answer: to wait for it once more would take the caller twice as long.
        if (failure !== null) throw failure;
        if (call.patience !== undefined) call.patience.leftMs -= performance.now() - queuedAtMs;
        return handleNow(ref, command, call);
      });
      const settled = mine.then(
        () => null,
        (error: unknown) => (error instanceof JournalUnavailable ? error : null),
      );
      queues.set(stream, settled);
      void settled.then(() => {
        if (queues.get(stream) === settled) queues.delete(stream);
      });
      return mine;
    },
    load: async (ref) => (await loadStored(sessionStream(ref))).state,
    onCommitted: (listener) => void listeners.push(listener),
  };
}

const freshIds = (ids: Ids): Env["ids"] => ({
  message: ids.name("msg"),
  notice: ids.name("msg"),
  turn: ids.name("turn"),
  reply: ids.name("rep"),
});

const toNewEvent = (draft: SessionEvent & { time: number }, ids: Ids) => ({
  id: ids.name("evt"),
  type: draft.type,
  time: draft.time,
  data: draft.data as JsonObject,
  personal: draft.personal as JsonObject | null,
});

/** A stored event as the domain knows it. What is in the journal was written by `decide`, so its shape is known. */
export const asSessionEvent = (event: StoredEvent): TimedEvent =>
  ({ type: event.type, data: event.data, personal: event.personal, time: event.time }) as unknown as TimedEvent;
