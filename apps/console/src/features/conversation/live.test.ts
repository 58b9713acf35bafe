import { applyFrame, applySnapshot, EMPTY_TRANSCRIPT, type Transcript } from "@baton/client";
import type { Session, SessionFrame } from "@baton/protocol";
import { expect, test } from "vitest";
import { forgetPeople, forgetPieces } from "./live.ts";

const told = (...frames: SessionFrame[]): Transcript =>
  frames.reduce((known, frame, place) => applyFrame(known, frame, place + 1, 0), EMPTY_TRANSCRIPT);

test("[D33] when nobody tells any more, nobody is there and nobody types; what was said stays", () => {
  const known = told(
    { type: "user_message", role: "user", content: "Hello?", timestamp: 1, message_id: "m1" },
    { type: "presence", role: "user", is_here: true },
    { type: "typing", role: "user" },
    { type: "message", content: "Half a", reply_id: "r1", offset: 0 },
  );
  expect([known.present.length, known.typing === null]).toEqual([1, false]);
  const alone = forgetPeople(known);
  expect(alone).toMatchObject({ present: [], typing: null, seq: known.seq });
  // A stream that comes back tells how the reply ends.
  expect([alone.messages, alone.partials]).toEqual([known.messages, known.partials]);
});

test("[D47] a conversation that is asked for every few seconds shows a finished reply once", () => {
  const half = told({ type: "message", content: "Half ", reply_id: "r1", offset: 0 });
  const polled = applySnapshot(forgetPieces(half), {
    ...({ session_name: "a", status: "bot_active", escalation: null, assigned_agent: null, seq: 9 } as Session),
    history: [{ id: "m2", seq: 8, role: "assistant", content: "Half a reply", timestamp: 2 }],
  });
  expect(polled.partials).toEqual([]);
  expect(polled.messages.map(({ content }) => content)).toEqual(["Half a reply"]);
});
