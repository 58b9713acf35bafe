import type { AgentFrame } from "@baton/protocol";
import { describe, expect, test } from "vitest";
import { ownedItem } from "./list-item.fixture.ts";
import { foldUnread, markRead, NOTHING_UNREAD, totalUnread } from "./unread.ts";

const ME = "agent_01";

const said = (name: string, role: "user" | "agent", seq = 9): AgentFrame => ({
  type: "session_event",
  session_name: name,
  seq,
  event:
    role === "user"
      ? { type: "user_message", role, content: "hi", timestamp: 1, message_id: `m${seq}` }
      : { type: "manual_message", role, content: "hi", timestamp: 1, message_id: `m${seq}`, agent_id: ME },
});
const snapshot = (...mine: ReturnType<typeof ownedItem>[]): AgentFrame => ({
  type: "snapshot",
  queue: [],
  mine,
  timestamp: 1,
});

describe("unread messages", () => {
  test("count what customers write, not what agents write, nor that somebody types", () => {
    let unread = foldUnread(NOTHING_UNREAD, said("a", "user", 6), null);
    unread = foldUnread(unread, said("a", "user", 7), null);
    unread = foldUnread(unread, said("a", "agent", 8), null);
    const typing: AgentFrame = {
      type: "session_event",
      session_name: "a",
      seq: null,
      event: { type: "typing", role: "user" },
    };
    unread = foldUnread(unread, typing, null);
    expect(unread.counts).toEqual({ a: 2 });
    expect(totalUnread(foldUnread(unread, said("b", "user"), null))).toBe(3);
  });

  test("do not count in the session that is being read", () => {
    expect(foldUnread(NOTHING_UNREAD, said("a", "user"), "a").counts).toEqual({});
  });

  test("are over once the session is read", () => {
    const unread = foldUnread(NOTHING_UNREAD, said("a", "user"), null);
    expect(totalUnread(markRead(unread, ownedItem("a", ME)))).toBe(0);
  });

  test("a snapshot reveals what came while the stream was down", () => {
    const read = markRead(NOTHING_UNREAD, ownedItem("a", ME, { seq: 5, last_message_preview: "old" }));
    const silent = foldUnread(read, snapshot(ownedItem("a", ME, { seq: 5, last_message_preview: "old" })), null);
    expect(silent.counts["a"]).toBe(0);
    const news = foldUnread(read, snapshot(ownedItem("a", ME, { seq: 8, last_message_preview: "new" })), null);
    expect(news.counts["a"]).toBe(1);
  });

  test("a higher number alone is no news: events without words count too", () => {
    const read = markRead(NOTHING_UNREAD, ownedItem("a", ME, { seq: 5, last_message_preview: "old" }));
    expect(
      foldUnread(read, snapshot(ownedItem("a", ME, { seq: 6, last_message_preview: "old" })), null).counts["a"],
    ).toBe(0);
  });

  test("a picture from before the reading does not make it unread again", () => {
    const read = markRead(NOTHING_UNREAD, ownedItem("a", ME, { seq: 8, last_message_preview: "new" }));
    const late = foldUnread(read, snapshot(ownedItem("a", ME, { seq: 5, last_message_preview: "old" })), null);
    expect(late.counts["a"]).toBe(0);
  });

  test("a snapshot keeps a count it cannot improve on, and nothing is unread where the agent spoke last", () => {
    let unread = foldUnread(NOTHING_UNREAD, said("a", "user", 6), null);
    unread = foldUnread(unread, said("a", "user", 7), null);
    unread = foldUnread(unread, snapshot(ownedItem("a", ME), ownedItem("b", ME, { last_message_role: "agent" })), null);
    expect(unread.counts).toEqual({ a: 2, b: 0 });
  });

  test("leave with the session", () => {
    const unread = foldUnread(NOTHING_UNREAD, said("a", "user"), null);
    const removed = foldUnread(unread, { type: "session_removed", session_name: "a" }, null);
    expect(totalUnread(removed)).toBe(0);
  });
});
