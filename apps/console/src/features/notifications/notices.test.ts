import type { AgentFrame } from "@baton/protocol";
import { describe, expect, test } from "vitest";
import { EMPTY_DESK, foldDesk } from "../../shared/desk/desk.ts";
import { listItem, ownedItem } from "../../shared/desk/list-item.fixture.ts";
import { foldUnread, markRead, NOTHING_UNREAD } from "../../shared/desk/unread.ts";
import { nextWarningAt, noticesOf, type Picture } from "./notices.ts";

const ME = "agent_01";
const NOBODY = new Set<string>();

const snapshot = (queue = [listItem("old")], mine = [ownedItem("own", ME)]): AgentFrame => ({
  type: "snapshot",
  queue,
  waiting_total: queue.length,
  mine,
  timestamp: 200,
});
const said = (name: string, seq: number, content = "hello"): AgentFrame => ({
  type: "session_event",
  session_name: name,
  seq,
  event: { type: "user_message", role: "user", content, timestamp: 1, message_id: `m${seq}` },
});
const upserted = (session: ReturnType<typeof listItem>): AgentFrame => ({ type: "session_upserted", session });

const NOTHING: Picture = { desk: EMPTY_DESK, unread: NOTHING_UNREAD, nowSeconds: 200 };
const after = (picture: Picture, frames: AgentFrame[], nowSeconds = picture.nowSeconds): Picture => ({
  desk: foldDesk(picture.desk, frames, ME, 200),
  unread: frames.reduce((unread, frame) => foldUnread(unread, frame, null), picture.unread),
  nowSeconds,
});
const START = after(NOTHING, [snapshot()]);
const brief = (before: Picture, now: Picture, reading: ReadonlySet<string> = NOBODY) =>
  noticesOf(before, now, reading).map(({ kind, item }) => `${kind} ${item.session_name}`);

describe("[N1] what deserves a notification", () => {
  test("nothing that was there when the agent came", () => {
    expect(brief(NOTHING, after(NOTHING, [snapshot()]))).toEqual([]);
  });

  test("a customer who begins to wait, once", () => {
    const now = after(START, [upserted(listItem("new"))]);
    expect(brief(START, now)).toEqual(["waiting new"]);
    const later = after(now, [upserted(listItem("new", { seq: 9, last_message_preview: "more" }))]);
    expect(brief(now, later)).toEqual([]);
  });

  test("who began to wait while the connection was down", () => {
    expect(brief(START, after(START, [snapshot([listItem("old"), listItem("new")])]))).toEqual(["waiting new"]);
  });

  test("a customer of mine who waits again, because I was away", () => {
    expect(brief(START, after(START, [upserted(listItem("own", { seq: 9 }))]))).toEqual(["waiting own"]);
  });

  test("nobody who stops waiting, and nobody whom I or another took", () => {
    const gone = after(START, [{ type: "session_removed", session_name: "old" }]);
    expect(brief(START, gone)).toEqual([]);
    expect(brief(START, after(START, [upserted(ownedItem("old", ME, { seq: 8 }))]))).toEqual([]);
  });

  test("each time the same customer begins to wait is an occasion of its own, the same one in every tab", () => {
    const first = after(START, [upserted(listItem("new", { waiting_since: 300 }))]);
    const away = after(first, [{ type: "session_removed", session_name: "new" }]);
    const again = after(away, [upserted(listItem("new", { waiting_since: 400, seq: 9 }))]);
    const keys = [noticesOf(START, first, NOBODY), noticesOf(away, again, NOBODY)].flat().map(({ key }) => key);
    expect(keys).toEqual(["waiting new 300", "waiting new 400"]);
  });
});

describe("[N2] a message in one of mine", () => {
  test("is told with its text, and so is the next", () => {
    const now = after(START, [said("own", 8, "one")]);
    expect(noticesOf(START, now, NOBODY)).toMatchObject([{ kind: "message", key: "message own 8", text: "one" }]);
    expect(noticesOf(now, after(now, [said("own", 9, "two")]), NOBODY)).toMatchObject([{ text: "two" }]);
  });

  test("several at once are one notice", () => {
    expect(brief(START, after(START, [said("own", 8), said("own", 9)]))).toEqual(["message own"]);
  });

  test("is not told while that conversation is on a visible screen, in whichever tab", () => {
    expect(brief(START, after(START, [said("own", 8)]), new Set(["own"]))).toEqual([]);
  });

  test("is not told again when other things are read or happen", () => {
    const now = after(START, [said("own", 8)]);
    const read: Picture = { ...now, unread: markRead(now.unread, ownedItem("own", ME, { seq: 8 })) };
    expect(brief(now, read)).toEqual([]);
    expect(brief(now, after(now, [snapshot()]))).toEqual([]);
  });

  test("that came while the connection was down is told", () => {
    const missed = snapshot([listItem("old")], [ownedItem("own", ME, { seq: 9, last_message_preview: "news" })]);
    const read: Picture = { ...START, unread: markRead(START.unread, ownedItem("own", ME)) };
    expect(noticesOf(read, after(read, [missed]), NOBODY)).toMatchObject([{ kind: "message", text: "news" }]);
  });
});

describe("[N3] a deadline", () => {
  test("is told when a minute is left, once", () => {
    const early = { ...START, nowSeconds: 639 };
    expect(brief(START, early)).toEqual([]);
    const near = { ...START, nowSeconds: 640 };
    expect(brief(early, near)).toEqual(["deadline old"]);
    expect(brief(near, { ...START, nowSeconds: 641 })).toEqual([]);
  });

  test("is told although the clock leapt, but not once it has passed", () => {
    expect(brief(START, { ...START, nowSeconds: 690 })).toEqual(["deadline old"]);
    expect(brief(START, { ...START, nowSeconds: 701 })).toEqual([]);
  });

  test("falls due a minute before the first wait that is given up, and is not told twice", () => {
    const { desk } = after(NOTHING, [
      snapshot([
        listItem("a", { waiting_until: 700 }),
        listItem("b", { waiting_until: 500 }),
        listItem("c", { waiting_until: null }),
      ]),
    ]);
    expect(nextWarningAt(desk, 200)).toBe(440);
    expect(nextWarningAt(desk, 440)).toBe(640);
    expect(nextWarningAt(desk, 640)).toBeNull();
    expect(nextWarningAt(EMPTY_DESK, 200)).toBeNull();
  });

  test("that moved is another one", () => {
    const near = { ...START, nowSeconds: 650 };
    const moved = after(near, [upserted(listItem("old", { seq: 9, waiting_until: 900 }))]);
    expect(noticesOf(moved, { ...moved, nowSeconds: 850 }, NOBODY)).toMatchObject([{ key: "deadline old 900" }]);
  });

  test("of somebody who has only just come is no second notice", () => {
    const hurried = listItem("new", { waiting_since: 650, waiting_until: 700 });
    const near = { ...START, nowSeconds: 650 };
    expect(brief(near, after(near, [upserted(hurried)], 651))).toEqual(["waiting new"]);
  });
});
