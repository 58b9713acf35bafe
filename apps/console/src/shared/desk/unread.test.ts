import type { AgentFrame } from "@baton/protocol";
import { describe, expect, test } from "vitest";
import { ownedItem } from "./list-item.fixture.ts";
import { foldUnread, learnRead, markRead, NOTHING_UNREAD, totalUnread } from "./unread.ts";

const ME = "agent_01";

const said = (name: string, role: "user" | "agent", seq = 9, content = "hi"): AgentFrame => ({
  type: "session_event",
  session_name: name,
  seq,
  event:
    role === "user"
      ? { type: "user_message", role, content, timestamp: 1, message_id: `m${seq}` }
      : { type: "manual_message", role, content, timestamp: 1, message_id: `m${seq}`, agent_id: ME },
});
const snapshot = (...mine: ReturnType<typeof ownedItem>[]): AgentFrame => ({
  type: "snapshot",
  queue: [],
  waiting_total: 0,
  mine,
  timestamp: 1,
});

describe("unread messages", () => {
  test("count what customers write, not what agents write, nor that somebody types", () => {
    let unread = foldUnread(NOTHING_UNREAD, said("a", "agent", 5), null);
    unread = foldUnread(unread, said("a", "user", 6), null);
    unread = foldUnread(unread, said("a", "user", 7), null);
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
    const seen = ownedItem("a", ME, { seq: 9, last_message_preview: "hi" });
    unread = foldUnread(unread, snapshot(seen, ownedItem("b", ME, { last_message_role: "agent" })), null);
    expect(unread.counts).toEqual({ a: 2, b: 0 });
    expect(unread.latest).toEqual({ a: { seq: 7, text: "hi" } });
  });

  test("[N2] one that came while the stream was down counts beside those that are unread, and is the newest", () => {
    const long = `Where\nis my   order? ${"It was due on Monday. ".repeat(9)}`;
    const known = foldUnread(NOTHING_UNREAD, said("a", "user", 6, long), null);
    const cut = `${long.replace(/\s+/g, " ").slice(0, 120)}…`;
    const same = foldUnread(known, snapshot(ownedItem("a", ME, { seq: 8, last_message_preview: cut })), null);
    expect([same.counts, same.latest]).toEqual([{ a: 1 }, known.latest]);
    const news = foldUnread(known, snapshot(ownedItem("a", ME, { seq: 8, last_message_preview: "Hello?" })), null);
    expect([news.counts, news.latest]).toEqual([{ a: 2 }, { a: { seq: 8, text: "Hello?" } }]);
  });

  test("[D46] are over once the agent has answered, in whichever window, also while the stream was down", () => {
    const unread = foldUnread(NOTHING_UNREAD, said("a", "user", 6), null);
    expect(totalUnread(foldUnread(unread, said("a", "agent", 7), null))).toBe(0);
    const answered = ownedItem("a", ME, { seq: 7, last_message_role: "agent", last_message_preview: "Yes" });
    expect(totalUnread(foldUnread(unread, snapshot(answered), null))).toBe(0);
  });

  test("[D46] are over once another window has read them, but not what came after that", () => {
    const unread = foldUnread(foldUnread(NOTHING_UNREAD, said("a", "user", 6), null), said("b", "user", 3), null);
    const { read } = markRead(unread, ownedItem("a", ME, { seq: 6 }));
    const learnt = learnRead(unread, { ...read, elsewhere: { seq: 9, preview: null } });
    expect(learnt.counts).toEqual({ a: 0, b: 1 });
    expect(learnRead(learnt, read)).toBe(learnt);
    const later = learnRead(foldUnread(unread, said("a", "user", 7), null), read);
    expect(later.counts["a"]).toBe(2);
    expect(Object.keys(learnt.read)).toEqual(["a"]);
  });

  test("[D46] what another window has read is not counted when the stream brings it later, of a new session neither", () => {
    const here = foldUnread(NOTHING_UNREAD, snapshot(ownedItem("a", ME, { last_message_role: "agent" })), null);
    const marks = { a: { seq: 9, preview: "hi" }, taken: { seq: 4, preview: "hi" } };
    const learnt = learnRead(here, marks);
    expect(learnRead(learnt, marks)).toBe(learnt);
    const late = [said("a", "user", 8), said("a", "user", 9), said("taken", "user", 4)];
    const after = late.reduce((now, frame) => foldUnread(now, frame, null), learnt);
    expect(totalUnread(after)).toBe(0);
    expect(foldUnread(after, said("a", "user", 10), null).counts["a"]).toBe(1);
    expect(foldUnread(after, said("taken", "user", 5), null).counts["taken"]).toBe(1);
    const item = ownedItem("taken", ME, { seq: 4, last_message_preview: "hi" });
    expect(totalUnread(foldUnread(learnt, snapshot(item), null))).toBe(0);
  });

  test("[D46] a late word of the agent's own does not make unread again what was read after it", () => {
    const read = markRead(NOTHING_UNREAD, ownedItem("a", ME, { seq: 8, last_message_preview: "new" }));
    const late = foldUnread(read, said("a", "agent", 7, "own"), null);
    expect(totalUnread(foldUnread(late, said("a", "user", 8, "new"), null))).toBe(0);
  });

  test("what other windows read of sessions that are never heard of here is not kept without end", () => {
    let unread = NOTHING_UNREAD;
    for (let n = 1; n <= 1_000; n++) unread = learnRead(unread, { [`s${n}`]: { seq: n, preview: null } });
    expect(Object.keys(unread.readElsewhere).length).toBeLessThan(100);
    expect(unread.readElsewhere["s1000"]).toEqual({ seq: 1_000, preview: null });
    expect(
      foldUnread(unread, { type: "session_removed", session_name: "s1000" }, null).readElsewhere,
    ).not.toHaveProperty("s1000");
  });

  test("what was read is forgotten with a session that is not the agent's any more", () => {
    const read = markRead(NOTHING_UNREAD, ownedItem("a", ME));
    expect(foldUnread(read, snapshot(ownedItem("b", ME)), null).read).toEqual({});
  });

  test("leave with the session", () => {
    const unread = foldUnread(NOTHING_UNREAD, said("a", "user"), null);
    const removed = foldUnread(unread, { type: "session_removed", session_name: "a" }, null);
    expect(totalUnread(removed)).toBe(0);
  });
});
