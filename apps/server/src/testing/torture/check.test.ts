import { beforeEach, describe, expect, test } from "vitest";
import { createLocalBus } from "../../adapters/bus-local/index.ts";
import { openMemoryStore } from "../../adapters/journal-memory/open.ts";
import { createRandomIds, createSystemClock } from "../../adapters/system/index.ts";
import { createSessionHandler } from "../../application/handle.ts";
import { verifyJournal } from "../../application/journal/verify.ts";
import { REGULATOR_DEFAULTS } from "../../domain/regulator/defaults.ts";
import type { Command } from "../../domain/session/commands.ts";
import type { StoredEvent } from "../../ports/journal.ts";
import { presentFrame } from "../../stream/present-frame.ts";
import { check } from "./check.ts";
import type { Evidence, SessionEvidence } from "./evidence.ts";
import type { Claim, ClientEntry, SubscriberEntry } from "./log.ts";

const STREAM = "default/session/s";
const TEXTS = ["first", "第二", "third"] as const;
const AGENT = { id: "agent_1", name: "Li" };
const STORY: Command[] = [
  { type: "open", lang: "en", profile: null },
  {
    type: "escalate",
    reason: "manual",
    requestedAs: "user_request",
    severity: "medium",
    details: null,
    lang: "en",
    operator: "user",
  },
  { type: "take_over", agent: AGENT },
  ...TEXTS.map((text): Command => ({ type: "agent_message", agent: AGENT, text, clientMessageId: null })),
];

/** A session as the server makes one, an agent who was told the truth about it, and a subscriber who saw all of it. */
async function honestEvidence(): Promise<Evidence> {
  const { journal } = openMemoryStore();
  const clock = createSystemClock();
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const settings = { waitNoticeMs: 60_000, waitGiveUpMs: 600_000, botDeadlineMs: 1_000, regulator: REGULATOR_DEFAULTS };
  const ids = createRandomIds(clock);
  const sessions = createSessionHandler({
    rulesOf: () => [],
    botAccepts: () => true,
    journal,
    bus: createLocalBus(),
    clock,
    ids,
    settings,
    log: quiet,
  });
  for (const command of STORY) {
    await sessions.handle({ tenant: "default", name: "s" }, command, { requestId: "test" });
  }
  const events = await journal.read(STREAM, { limit: 100 });
  const [row] = await journal.streams("", 1);
  if (row === undefined) throw new Error("the session has no row");
  return {
    sessions: [{ name: "s", row, events }],
    clients: [
      [
        { kind: "client", name: "li", session: "s", agentId: AGENT.id },
        { kind: "sent", n: 1, action: "takeover", keyed: true, text: null },
        acked(1, { state: { seq: 3, status: "manual_live", owner: AGENT.id } }),
        ...TEXTS.flatMap((text, index): ClientEntry[] => {
          const stored = events[3 + index];
          const message = { id: String(stored?.data["message_id"]), seq: stored?.seq ?? 0 };
          const n = index + 2;
          return [{ kind: "sent", n, action: "agent_message", keyed: true, text }, acked(n, { message })];
        }),
      ],
    ],
    subscribers: [
      [
        { kind: "subscriber", name: "reader", session: "s", whole: true },
        { kind: "begin", after: 0 },
        { kind: "connected", at: 0, by: "", after: 0 },
        ...events.flatMap((event): SubscriberEntry[] => {
          const frame = presentFrame(event);
          return frame === null ? [] : [{ kind: "frame", at: 0, id: event.seq, data: JSON.stringify(frame) }];
        }),
      ],
    ],
    verdict: await verifyJournal(journal),
  };
}

const acked = (n: number, claim: Partial<Claim>): ClientEntry => ({
  kind: "acked",
  n,
  at: 0,
  by: "",
  claim: { message: null, reply: null, state: null, ...claim },
});

let evidence: Evidence;
let session: SessionEvidence;
let client: ClientEntry[];
let subscriber: SubscriberEntry[];

beforeEach(async () => {
  evidence = await honestEvidence();
  const [only] = evidence.sessions;
  const [log] = evidence.clients;
  const [reader] = evidence.subscribers;
  if (only === undefined || log === undefined || reader === undefined) throw new Error("there is no evidence");
  session = only;
  client = log;
  subscriber = reader;
});

const broken = (): string[] => [...new Set(check(evidence).map(({ rule }) => rule))].toSorted();

/** The events as a store would have them that lost some. */
const withoutEvents = (lost: (event: StoredEvent) => boolean): StoredEvent[] =>
  session.events.filter((event) => !lost(event));

describe("the torture's checker", () => {
  test("finds nothing where everybody was told the truth", () => {
    expect(check(evidence)).toEqual([]);
  });

  test("finds acknowledged messages and frames that a lost tail took along", () => {
    session.events = withoutEvents(({ seq }) => seq >= 5);
    expect(broken()).toEqual(["frame", "lost", "state"]);
    expect(check(evidence).filter(({ rule }) => rule === "lost")).toHaveLength(2);
  });

  test("finds a change that was acknowledged and is gone", () => {
    session.events = withoutEvents(({ seq }) => seq >= 3);
    client.splice(3);
    subscriber.splice(4);
    expect(broken()).toEqual(["lost", "state"]);
  });

  test("finds a message that is stored twice", () => {
    const [message] = session.events.slice(-1);
    if (message !== undefined) session.events.push({ ...message, seq: message.seq + 1 });
    expect(broken()).toContain("doubled");
  });

  test("finds a client's messages in another order than it sent them in", () => {
    const [second, third] = session.events.slice(-2);
    if (second === undefined || third === undefined) throw new Error("the story has three messages");
    session.events.splice(-2, 2, { ...third, seq: second.seq }, { ...second, seq: third.seq });
    expect(broken()).toContain("reordered");
  });

  test("finds a message that was refused and is stored all the same", () => {
    client.splice(-1, 1, { kind: "refused", n: 4, code: "ALREADY_TAKEN" });
    expect(broken()).toEqual(["unasked"]);
  });

  test("finds no fault with what was stored late, when its client had given up waiting", () => {
    const [second, third] = session.events.slice(-2);
    if (second === undefined || third === undefined) throw new Error("the story has three messages");
    session.events.splice(-2, 2, { ...third, seq: second.seq }, { ...second, seq: third.seq });
    const tried = { kind: "tried", n: 3, at: 0, by: "", ms: 3_000, status: null } as const;
    client.splice(6, 1, { ...tried, gaveUp: false }, { kind: "unknown", n: 3 });
    expect(broken()).toContain("reordered");
    client.splice(6, 1, { ...tried, gaveUp: true });
    expect(broken()).not.toContain("reordered");
    client.splice(7, 1, { kind: "refused", n: 3, code: "NOT_IN_MANUAL" });
    expect(broken()).not.toContain("unasked");
    client.splice(6, 1);
    expect(broken()).toContain("unasked");
  });

  test("finds no fault with a message that nobody knows about, stored or not", () => {
    client.splice(-1, 1, { kind: "unknown", n: 4 });
    client.push({ kind: "sent", n: 5, action: "agent_message", keyed: false, text: "gone" }, { kind: "unknown", n: 5 });
    expect(broken()).toEqual([]);
  });

  test("finds answers that the journal does not bear out", () => {
    client.push(acked(1, { state: { seq: 3, status: "bot_active", owner: null } }));
    expect(broken()).toEqual(["answer"]);
    client.splice(2, 1);
    expect(broken()).toEqual(["answer"]);
  });

  test("finds a repeated request that was answered with another message", () => {
    client.push(acked(4, { message: { id: "msg_other", seq: 6 } }));
    expect(broken()).toEqual(["answer"]);
  });

  test("finds a bot's answer that is not in the journal", () => {
    client.splice(-1, 1, acked(4, { reply: "made up" }));
    expect(broken()).toEqual(["lost"]);
  });

  test("finds requests that were answered with an error or not at all", () => {
    client.push({ kind: "broken", n: 4, why: "answered 500" });
    expect(broken()).toEqual(["request"]);
  });

  test.each([
    ["a frame that was left out", "gap", () => subscriber.splice(4, 1)],
    ["frames missing at the end", "gap", () => subscriber.splice(-1, 1)],
    ["a frame that came twice", "repeat", () => subscriber.push(...subscriber.slice(-1))],
    ["an older frame after a newer one", "disorder", () => subscriber.push(...subscriber.splice(4, 1))],
    ["a frame of no event", "frame", () => subscriber.push({ kind: "frame", at: 0, id: 99, data: "{}" })],
    ["a reader told to begin anew", "stream", () => subscriber.push({ kind: "broken", why: "reset" })],
  ])("finds %s", (_what, rule, tamper) => {
    tamper();
    expect(broken()).toContain(rule);
  });

  test("finds a frame that says something else than its event", () => {
    subscriber.splice(-1, 1, { kind: "frame", at: 0, id: 6, data: '{"type":"manual_message"}' });
    expect(broken()).toEqual(["frame"]);
  });

  test("allows a reader who left to have seen only the beginning, but nothing twice", () => {
    subscriber.splice(0, 1, { kind: "subscriber", name: "reader", session: "s", whole: false });
    subscriber.push({ kind: "begin", after: 0 }, ...subscriber.slice(3, 5));
    expect(broken()).toEqual([]);
    subscriber.push(...subscriber.slice(3, 4));
    expect(broken()).toEqual(["repeat"]);
  });

  test("looks at the frames of a reader who comes back in the middle from there on", () => {
    subscriber.push({ kind: "begin", after: 4 }, ...subscriber.slice(-2));
    expect(broken()).toEqual([]);
    subscriber.splice(-2, 1);
    expect(broken()).toEqual(["gap"]);
  });

  test("finds a row that is not the fold of its events", () => {
    session.row = { ...session.row, status: "bot_active" };
    expect(broken()).toEqual(["state"]);
  });

  test("finds what the audit finds", () => {
    evidence.verdict.findings.push({ stream: STREAM, seq: 2, fault: "changed", detail: "its hash" });
    expect(broken()).toEqual(["chain"]);
  });

  test("finds a turn that never ended, and events that the states forbid", () => {
    const turn: StoredEvent = {
      ...(session.events.at(-1) as StoredEvent),
      type: "bot_turn_started",
      data: { turn: "turn_1", reply_id: "rep_1", after_seq: 0, upto_seq: 1, deadline: 1, attempt: 1 },
    };
    session.events = [session.events[0] as StoredEvent, { ...turn, seq: 2 }];
    expect(broken()).toContain("stuck");
    session.events.push({ ...turn, seq: 3 });
    expect(broken()).toContain("trail");
  });
});
