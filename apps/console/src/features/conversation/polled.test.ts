import { applySnapshot, EMPTY_TRANSCRIPT, type Transcript } from "@baton/client";
import type { Session } from "@baton/protocol";
import { expect, test } from "vitest";
import { applyPolled } from "./polled.ts";

/** With the newest fifty of all messages, as the service answers. */
function snapshot(seq: number): Session {
  const all = Array.from({ length: seq }, (_, place) => ({
    id: `msg_${place + 1}`,
    seq: place + 1,
    role: "user" as const,
    content: `${place + 1}`,
    timestamp: place,
  }));
  return {
    session_name: "ses_01",
    status: "manual_live",
    user_profile: { name: "Emma" },
    conversation_id: null,
    history: all.slice(-50),
    escalation: null,
    assigned_agent: { id: "agent_01", name: "Li" },
    ai_fail_count: 0,
    tags: [],
    priority: null,
    vip: false,
    opened_at: 0,
    updated_at: seq,
    seq,
  } as unknown as Session;
}
const seqs = ({ messages }: Transcript) => messages.map(({ seq }) => seq);
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, place) => from + place);
const first = (seq: number) => applySnapshot(EMPTY_TRANSCRIPT, snapshot(seq));

test("[D47] when more came than a snapshot holds, no hole stays that nothing would fill", () => {
  const after = applyPolled(first(30), snapshot(81), snapshot(30));
  expect(seqs(after)).toEqual(upTo(32, 81));
  expect(after.hasOlder).toBe(true);
});

test("[D47] as long as snapshots meet, nothing that is known is forgotten", () => {
  const after = applyPolled(first(30), snapshot(80), snapshot(30));
  expect(seqs(after)).toEqual(upTo(1, 80));
  expect(after.hasOlder).toBe(false);
  expect(seqs(applyPolled(after, snapshot(120), snapshot(80)))).toEqual(upTo(1, 120));
});

test("[D47] an older answer that comes late takes nothing away", () => {
  const now = first(120);
  expect(seqs(applyPolled(now, snapshot(110), snapshot(120)))).toEqual(upTo(61, 120));
});
