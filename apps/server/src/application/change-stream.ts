import type { Bus } from "../ports/bus.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import {
  type Journal,
  JournalUnavailable,
  type JsonObject,
  type Receipt,
  type StreamKey,
  type StreamSummary,
} from "../ports/journal.ts";
import { chain } from "./journal/chain.ts";
import type { Call } from "./session-ref.ts";

export interface StreamDeps {
  journal: Journal;
  bus: Pick<Bus, "publish">;
  clock: Clock;
  ids: Ids;
}

/** What a stream's row says, whole: `seq` is that of its last event, 0 when there is none. */
export interface Stored<State> {
  state: State | null;
  seq: number;
}

export interface Change<State> {
  /** None: accepted, and nothing changes. */
  events: readonly { type: string; data: object; personal: object | null }[];
  state: State;
}

export type Changed<State> =
  | { repeated: null; state: State; changed: boolean }
  /** This request was handled before: the answer is to be rebuilt from the journal. */
  | { repeated: Receipt };

type Decide<State> = (before: Stored<State>, time: number) => Change<State>;
type Row = Pick<StreamSummary, "status" | "agentId">;

/** People change rules, quick replies and accounts one at a time; beyond this the store misbehaves. */
const MAX_ATTEMPTS = 20;

/**
 * Load → decide → append for a stream that is changed seldom and whose row holds its whole fold; again when the stream
 * moved on meanwhile.
 * @param decide throws what refuses; `time` is the moment that its events get
 * @param options `call.receipt` is kept with the events: a change without any needs none
 * @throws what `decide` throws, JournalUnavailable
 */
export async function changeStream<State extends object>(
  { journal, bus, clock, ids }: StreamDeps,
  stream: StreamKey,
  decide: Decide<State>,
  { rowOf = NO_ROW, call = {} }: { rowOf?: (state: State) => Row; call?: Pick<Call, "receipt" | "patience"> } = {},
): Promise<Changed<State>> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { head, state: before } = await journal.load(stream, call.patience);
    const time = clock.now();
    // Rows of such a stream are written here alone.
    const change = decide({ state: before as State | null, seq: head.seq }, time);
    const { state } = change;
    if (change.events.length === 0) return { repeated: null, state, changed: false };

    const newEvents = change.events.map(({ type, data, personal }) => ({
      id: ids.name("evt"),
      type,
      time,
      data: data as JsonObject,
      personal: personal as JsonObject | null,
    }));
    const events = chain(stream, head, newEvents);
    const summary: StreamSummary = {
      updatedAt: time,
      deadlineAt: null,
      priority: 0,
      waitingSince: null,
      state: state as JsonObject,
      ...rowOf(state),
    };
    const receipt = call.receipt && { ...call.receipt, stream, fromSeq: head.seq, toSeq: head.seq + events.length };
    const write = { stream, expectedSeq: head.seq, events, summary };
    const result = await journal.append([write], receipt, call.patience);
    if (!result.ok) {
      if ("repeated" in result) return { repeated: result.repeated };
      continue;
    }
    const positions = result.positions[0] ?? [];
    const stored = events.map((event, index) => ({ ...event, stream, position: positions[index] ?? 0 }));
    bus.publish({ kind: "committed", stream, priorSeq: head.seq, events: stored });
    return { repeated: null, state, changed: true };
  }
  throw new JournalUnavailable(`the stream ${stream} would not hold still`);
}

const NO_ROW = (): Row => ({ status: null, agentId: null });

/** @returns what a call without a key came to */
export function unrepeated<State>(changed: Changed<State>): { state: State; changed: boolean } {
  if (changed.repeated !== null) throw new Error("a request without a key cannot be a repeated one");
  return changed;
}
