import { type ChatState, EMPTY_TRANSCRIPT, type TranscriptMessage } from "@baton/client";
import { expect, test } from "vitest";
import { arrivals } from "./arrivals.ts";

const message = (seq: number, role: TranscriptMessage["role"]): TranscriptMessage => ({
  id: `m${seq}`,
  seq,
  role,
  content: "x",
  timestamp: seq,
});
const all = [message(2, "user"), message(3, "assistant"), message(4, "system"), message(5, "agent")];
const state = (count: number, more: Partial<ChatState> = {}): ChatState => ({
  phase: "ready",
  sessionName: "s",
  connection: { name: "idle" },
  online: true,
  lastError: undefined,
  transcript: { ...EMPTY_TRANSCRIPT, messages: all.slice(0, count), seq: count === 0 ? 0 : count + 1 },
  ...more,
});
const seqs = (previous: ChatState, next: ChatState, readSeq?: number) =>
  arrivals(previous, next, readSeq).map(({ seq }) => seq);

test("[W31] what others say is news, once", () => {
  expect(seqs(state(1), state(4))).toEqual([3, 4, 5]);
  expect(seqs(state(3), state(4))).toEqual([5]);
  expect(seqs(state(4), state(4))).toEqual([]);
});

test("[W31] what a snapshot brought is no news again when its frame comes", () => {
  const before = state(2);
  const snapshot = { ...state(4), transcript: { ...state(4).transcript, seq: before.transcript.seq } };
  expect(seqs(before, snapshot)).toEqual([4, 5]);
  expect(seqs(snapshot, { ...snapshot, lastError: "NETWORK" })).toEqual([]);
  expect(seqs(snapshot, state(4))).toEqual([]);
});

test("[W31] so is the first answer of a conversation, however fast it comes", () => {
  expect(seqs(state(0, { sessionName: undefined }), state(2))).toEqual([3]);
});

test("[W31] what a load brings back is not, also when it comes late", () => {
  expect(seqs(state(0, { phase: "starting" }), state(4))).toEqual([]);
  expect(seqs(state(0), state(4))).toEqual([]);
});

test("[W31] nor is what a stream replays after an outage, as far as it had been read before", () => {
  expect(seqs(state(1), state(3), 4)).toEqual([]);
  expect(seqs(state(1), state(4), 4)).toEqual([5]);
});

test("[W31] what others said in a gap is news, also when a message of the customer's own has come before it", () => {
  const own = [message(2, "user"), message(3, "assistant"), message(6, "user")];
  const settled = state(2, { transcript: { ...EMPTY_TRANSCRIPT, messages: own, seq: 3 } });
  const replayed = state(2, { transcript: { ...EMPTY_TRANSCRIPT, messages: [...own, message(5, "agent")], seq: 5 } });
  expect(seqs(settled, replayed)).toEqual([5]);
});
