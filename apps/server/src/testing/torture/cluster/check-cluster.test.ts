import { describe, expect, test } from "vitest";
import type { SessionEvidence } from "../evidence.ts";
import type { ClientEntry, SubscriberEntry } from "../log.ts";
import { checkDeliveries, repeatsIn } from "./check-deliveries.ts";
import { checkTimes, coldAfter } from "./check-times.ts";
import type { Delivery } from "./consumer.ts";
import type { PausesWithin } from "./pauses.ts";

const LIMITS = { answer: 2_000, frame: 3_000, resume: 5_000 };

const session = {
  name: "s",
  events: [1, 2, 3].map((seq) => ({
    id: `evt_${seq}`,
    seq,
    position: seq * 10,
    type: "system_message",
    data: { message_id: `msg_${seq}` },
    personal: { content: "words" },
  })),
} as unknown as SessionEvidence;

const delivery = (seq: number, change: Partial<Delivery> = {}): Delivery => {
  const { id, ...event } = session.events[seq - 1] ?? { id: "evt_other" };
  const body = { version: 1, tenant: "default", session_name: "s", timestamp: 1, id, ...event };
  return { at: 0, messageId: id, redelivered: false, body: body as unknown as Delivery["body"], ...change };
};

const found = (...deliveries: Delivery[]): string[] =>
  checkDeliveries(deliveries, [session]).map(({ detail }) => detail);

describe("the check of what the broker got", () => {
  test("[C16] finds nothing when each event came, in order, some of them again", () => {
    expect(found(delivery(1), delivery(2), delivery(1), delivery(2), delivery(3))).toEqual([]);
    expect(repeatsIn([delivery(1), delivery(2), delivery(1)])).toHaveLength(1);
  });

  test("[C15] finds an event that did not come", () => {
    expect(found(delivery(1), delivery(3))).toEqual(["s: event 2 (system_message) did not come"]);
  });

  test("[C16] finds events out of their order", () => {
    expect(found(delivery(1), delivery(3), delivery(2))).toEqual(["s: event 2 came after event 3"]);
  });

  test("[C15] finds an event that came again under another id", () => {
    const again = found(delivery(1), delivery(2), delivery(2, { messageId: "evt_new" }), delivery(3));
    expect(again).toEqual(["s: the message evt_new (event 2) is no event of the journal"]);
  });

  test("[C15] finds a message that says something else than its event", () => {
    const { body } = delivery(2);
    const changed = delivery(2, { body: { ...body, personal: { content: "other words" } } as Delivery["body"] });
    expect(found(delivery(1), changed, delivery(3))).toEqual(["s: the message evt_2 says something else than event 2"]);
  });
});

const client = (...entries: ClientEntry[]): ClientEntry[] => [
  { kind: "client", name: "c", session: "s", agentId: null },
  ...entries,
];
const tried = (n: number, action: "chat" | "manual", ms: number, status: number | null): ClientEntry[] => [
  { kind: "sent", n, action, keyed: true, text: null },
  { kind: "tried", n, at: 0, by: "a", ms, status, gaveUp: false },
];
const acked: ClientEntry = {
  kind: "acked",
  n: 1,
  at: 10_000,
  by: "a",
  claim: { message: { id: "m", seq: 7 }, reply: null, state: null },
};
const reader = (...entries: SubscriberEntry[]): SubscriberEntry[] => [
  { kind: "subscriber", name: "r", session: "s", whole: true },
  ...entries,
];
const connected = (at: number, by: string): SubscriberEntry => ({ kind: "connected", at, by, after: 0 });
const frame = (at: number): SubscriberEntry => ({ kind: "frame", at, id: 7, data: "{}" });
const NEVER: PausesWithin = () => 0;
const judge = (
  clients: ClientEntry[][],
  subscribers: SubscriberEntry[][],
  { starts = [], pausesWithin = NEVER }: { starts?: [string, number[]][]; pausesWithin?: PausesWithin } = {},
) => checkTimes({ clients, subscribers }, LIMITS, coldAfter(new Map(starts)), pausesWithin);
const rules = (...given: Parameters<typeof judge>): string[] => judge(...given).violations.map(({ rule }) => rule);

describe("the check of times", () => {
  test("[C3] finds an answer that came too late, whatever it says; not one that never came", () => {
    expect(rules([client(...tried(1, "manual", 2_001, 503))], [])).toEqual(["late"]);
    expect(rules([client(...tried(1, "manual", 2_000, 200), ...tried(2, "manual", 9_000, null))], [])).toEqual([]);
  });

  test("[C3] gives a message to the bot the time that it waits for its answer", () => {
    expect(rules([client(...tried(1, "chat", 32_000, 200))], [])).toEqual([]);
    expect(rules([client(...tried(1, "chat", 32_001, 200))], [])).toEqual(["late"]);
  });

  test("exempts what was asked of an instance in the first 5 seconds after it was started", () => {
    // Sent at -2,001 and answered at 0 by a.
    const late = client(...tried(1, "manual", 2_001, 200));
    expect(rules([late], [], { starts: [["a", [-7_001]]] })).toEqual([]);
    expect(rules([late], [], { starts: [["a", [-7_002]]] })).toEqual(["late"]);
    expect(rules([late], [], { starts: [["a", [-1_000]]] })).toEqual(["late"]);
    expect(rules([late], [], { starts: [["b", [-7_001]]] })).toEqual(["late"]);
    const slow = (start: number) =>
      rules([client(acked)], [reader(connected(0, "b"), frame(13_001))], { starts: [["b", [start]]] });
    expect([slow(5_000), slow(4_999)]).toEqual([[], ["slow"]]);
  });

  test("[C10] finds a frame that reached another instance's reader too late, counted from when its stream was there", () => {
    expect(rules([client(acked)], [reader(connected(0, "b"), frame(13_001))])).toEqual(["slow"]);
    expect(rules([client(acked)], [reader(connected(0, "b"), frame(13_000))])).toEqual([]);
    expect(rules([client(acked)], [reader(connected(0, "a"), frame(99_000))])).toEqual([]);
    expect(rules([client(acked)], [reader(connected(20_000, "b"), frame(23_000))])).toEqual([]);
    expect(rules([client(acked)], [reader(connected(20_000, "b"), frame(23_001))])).toEqual(["slow"]);
  });

  test("takes off what this process stood still meanwhile, and no more", () => {
    const answered = client(...tried(1, "manual", 2_100, 200));
    const seen = reader(connected(0, "b"), frame(13_100));
    const resumed = reader(connected(0, "a"), { kind: "ended", at: 1_000, why: "" }, connected(6_100, "b"));
    const paused = (ms: number) => {
      const asked: [number, number][] = [];
      const pausesWithin: PausesWithin = (from, to) => {
        asked.push([from, to]);
        return ms;
      };
      return { asked, found: rules([answered, client(acked)], [seen, resumed], { pausesWithin }) };
    };
    expect(paused(99).found).toEqual(["late", "slow", "resume"]);
    const { asked, found: none } = paused(100);
    expect(none).toEqual([]);
    expect(asked).toEqual([
      [-2_100, 0],
      [10_000, 13_100],
      [1_000, 6_100],
    ]);
  });

  test("[C10] measures only frames that came live", () => {
    const live = judge([client(acked)], [reader(connected(0, "b"), frame(10_040))]);
    const replayed = judge([client(acked)], [reader(connected(20_000, "b"), frame(20_040))]);
    expect([live.times.frames, replayed.times.frames]).toEqual([[40], []]);
  });

  test("[T10] finds a stream that was not there again in time, whatever was tried meanwhile", () => {
    const ended = (at: number): SubscriberEntry => ({ kind: "ended", at, why: "" });
    expect(rules([], [reader(connected(0, "a"), ended(1_000), ended(2_000), connected(6_001, "b"))])).toEqual([
      "resume",
    ]);
    expect(rules([], [reader(connected(0, "a"), ended(1_000), ended(2_000), connected(6_000, "b"))])).toEqual([]);
  });
});
