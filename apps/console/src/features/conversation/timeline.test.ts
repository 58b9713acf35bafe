import { addPending, applyFrame, applySnapshot, EMPTY_TRANSCRIPT, type Transcript } from "@baton/client";
import type { AuditEntry, Session, SessionFrame } from "@baton/protocol";
import { describe, expect, test } from "vitest";
import { confirmedRows, openRows, type TimelineRow } from "./timeline.ts";

const ME = "agent_01";
const NOON = Date.UTC(2025, 5, 1, 12) / 1000;

const user = (timestamp: number, seq: number): [SessionFrame, number] => [
  { type: "user_message", role: "user", content: `u${seq}`, timestamp, message_id: `m${seq}` },
  seq,
];
const agent = (content: string, seq: number, timestamp = NOON): [SessionFrame, number] => [
  { type: "manual_message", role: "agent", content, timestamp, message_id: `m${seq}`, agent_id: ME, agent_name: "Me" },
  seq,
];
const transcriptOf = (...frames: [SessionFrame, number][]): Transcript =>
  frames.reduce<Transcript>((known, [frame, seq]) => applyFrame(known, frame, seq, 0), EMPTY_TRANSCRIPT);

const change = (seq: number, from: AuditEntry["status_from"], to: AuditEntry["status_to"]): AuditEntry => ({
  seq,
  event: "x",
  status_from: from,
  status_to: to,
  operator: "user",
  reason: null,
  timestamp: NOON,
});

function timeline(transcript: Transcript, trail: readonly AuditEntry[], ownAgentId: string): TimelineRow[] {
  const confirmed = confirmedRows(transcript.messages, transcript.hasOlder, trail);
  return [...confirmed, ...openRows(confirmed, transcript.partials, transcript.pending, ownAgentId)];
}

const kinds = (transcript: Transcript, trail: AuditEntry[] = []) =>
  timeline(transcript, trail, ME).map((row) => {
    if (row.kind === "message") return `${row.leads ? "+" : ""}${row.message.content}`;
    return row.kind === "marker" ? row.entry.status_to : row.kind;
  });

describe("the message list", () => {
  test("puts changes of state where they happened, and leaves out what changed nothing", () => {
    const trail = [
      change(1, null, "bot_active"),
      change(3, "bot_active", "pending_manual"),
      change(4, "pending_manual", "pending_manual"),
      change(5, "pending_manual", "manual_live"),
    ];
    expect(kinds(transcriptOf(user(NOON, 2), user(NOON, 4)), trail)).toEqual([
      "day",
      "+u2",
      "pending_manual",
      "+u4",
      "manual_live",
    ]);
  });

  test("does not heap up changes from before the loaded messages", () => {
    const page = {
      session_name: "s",
      status: "bot_active",
      history: [],
      escalation: null,
      assigned_agent: null,
      seq: 90,
    };
    const history = Array.from({ length: 50 }, (_, index) => ({
      id: `m${index}`,
      seq: 40 + index,
      role: "user" as const,
      content: "x",
      timestamp: NOON,
    }));
    const transcript = applySnapshot(EMPTY_TRANSCRIPT, { ...page, history } as unknown as Session);
    expect(transcript.hasOlder).toBe(true);
    expect(kinds(transcript, [change(3, "bot_active", "pending_manual")])).not.toContain("pending_manual");
  });

  test("says the author once in a run, and again after five minutes of silence", () => {
    expect(kinds(transcriptOf(user(NOON, 2), user(NOON + 299, 3), user(NOON + 600, 4)))).toEqual([
      "day",
      "+u2",
      "u3",
      "+u4",
    ]);
  });

  test("separates days", () => {
    expect(kinds(transcriptOf(user(NOON, 2), user(NOON + 86_400, 3)))).toEqual(["day", "+u2", "day", "+u3"]);
  });

  test("shows what is on its way last, each row under a key of its own", () => {
    const sending = addPending(transcriptOf(user(NOON, 2)), { key: "k1", content: "soon", timestamp: NOON });
    const rows = timeline(sending, [], ME);
    expect(rows.at(-1)).toMatchObject({ kind: "pending", key: "k1", leads: true });
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });

  test("a finished reply keeps the key of its pieces", () => {
    const piece: SessionFrame = { type: "message", content: "hel", reply_id: "r1", offset: 0 };
    const whole: SessionFrame = {
      type: "bot_message",
      content: "hello",
      reply_id: "r1",
      message_id: "m3",
      timestamp: NOON,
    };
    const during = applyFrame(transcriptOf(user(NOON, 2)), piece, undefined, 0);
    expect(timeline(during, [], ME).at(-1)).toMatchObject({ kind: "partial", key: "r1" });
    expect(timeline(applyFrame(during, whole, 3, 0), [], ME).at(-1)).toMatchObject({ kind: "message", key: "r1" });
  });
});

test("one's own message under way is one of a run of one's own", () => {
  const [frame, seq] = agent("said", 3);
  const sending = addPending(applyFrame(transcriptOf(user(NOON, 2)), frame, seq, 0), {
    key: "k1",
    content: "soon",
    timestamp: NOON,
  });
  expect(timeline(sending, [], ME).at(-1)).toMatchObject({ kind: "pending", leads: false });
  expect(timeline(sending, [], "agent_02").at(-1)).toMatchObject({ kind: "pending", leads: true });
});

test("one's own message that the stream brings before the answer takes the place of the one under way", () => {
  const sending = addPending(EMPTY_TRANSCRIPT, { key: "k1", content: "same words", timestamp: NOON });
  const [frame, seq] = agent("same words", 3);
  const told = applyFrame(sending, { ...frame, client_message_id: "k1" } as SessionFrame, seq, 0);
  expect(timeline(told, [], ME).map(({ key }) => key)).toEqual([expect.stringContaining("day"), "k1"]);
});
