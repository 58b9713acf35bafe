import type { AgentFrame, SessionListItem, Severity } from "@baton/protocol";
import { describe, expect, test } from "vitest";
import { type Desk, EMPTY_DESK, findOnDesk, foldDesk, placeOnDesk } from "./desk.ts";
import { listItem, ownedItem } from "./list-item.fixture.ts";

const ME = "agent_01";

const snapshot = (queue: SessionListItem[], mine: SessionListItem[], timestamp = 1_000): AgentFrame => ({
  type: "snapshot",
  queue,
  mine,
  timestamp,
});
const upserted = (session: SessionListItem): AgentFrame => ({ type: "session_upserted", session });
const names = (items: readonly SessionListItem[]) => items.map((item) => item.session_name);

const fold = (frames: AgentFrame[], from: Desk = EMPTY_DESK): Desk =>
  frames.reduce((desk, frame) => foldDesk(desk, frame, ME, 990), from);

const withSeverity = (severity: Severity): SessionListItem["escalation"] => ({
  reason: "keyword",
  details: null,
  severity,
  timestamp: 100,
  trigger_at: null,
});

describe("the agent's desk", () => {
  test("is not loaded before the first snapshot, and knows the server's clock after it", () => {
    expect(EMPTY_DESK.loaded).toBe(false);
    const desk = fold([snapshot([], [])]);
    expect(desk.loaded).toBe(true);
    expect(desk.clockAheadSeconds).toBe(10);
  });

  test("puts the more severe first, and of equals whoever has waited longer", () => {
    const desk = fold([
      snapshot(
        [
          listItem("late", { waiting_since: 300 }),
          listItem("early", { waiting_since: 200 }),
          listItem("urgent", { waiting_since: 400, escalation: withSeverity("high") }),
        ],
        [],
      ),
      upserted(listItem("middle", { waiting_since: 50, escalation: withSeverity("medium") })),
    ]);
    expect(names(desk.waiting)).toEqual(["urgent", "middle", "early", "late"]);
  });

  test("moves a session from waiting to mine when I take it, and off the desk when another does", () => {
    const before = fold([snapshot([listItem("a"), listItem("b")], [])]);
    const desk = fold(
      [upserted(ownedItem("a", ME, { seq: 6 })), upserted(ownedItem("b", "agent_02", { seq: 6 }))],
      before,
    );
    expect(names(desk.waiting)).toEqual([]);
    expect(names(desk.mine)).toEqual(["a"]);
  });

  test("moves a session of mine back to waiting when it returns to the queue", () => {
    const before = fold([snapshot([], [ownedItem("a", ME)])]);
    const desk = fold([upserted(listItem("a", { seq: 9 }))], before);
    expect(names(desk.mine)).toEqual([]);
    expect(names(desk.waiting)).toEqual(["a"]);
  });

  test("takes off what went back to the bot, and what was removed", () => {
    const before = fold([snapshot([listItem("a"), listItem("b")], [ownedItem("c", ME)])]);
    const desk = fold(
      [
        upserted(listItem("a", { status: "bot_active", waiting_since: null, seq: 7 })),
        { type: "session_removed", session_name: "c" },
      ],
      before,
    );
    expect(names(desk.waiting)).toEqual(["b"]);
    expect(names(desk.mine)).toEqual([]);
  });

  test("ignores a picture older than the known one: a claim's answer overtakes the stream", () => {
    const waiting = listItem("a", { seq: 5 });
    const claimed = placeOnDesk(fold([snapshot([waiting], [])]), ownedItem("a", ME, { seq: 7 }), ME);
    const desk = fold([upserted(listItem("a", { seq: 6 }))], claimed);
    expect(names(desk.mine)).toEqual(["a"]);
    expect(names(desk.waiting)).toEqual([]);
  });

  test("keeps known sessions of mine in their place, through changes and a new snapshot; new ones come on top", () => {
    const before = fold([snapshot([], [ownedItem("a", ME), ownedItem("b", ME), ownedItem("c", ME)])]);
    const changed = fold([upserted(ownedItem("b", ME, { seq: 8, last_message_preview: "news" }))], before);
    expect(names(changed.mine)).toEqual(["a", "b", "c"]);
    expect(findOnDesk(changed, "b")?.last_message_preview).toBe("news");
    const again = fold([snapshot([], [ownedItem("c", ME), ownedItem("new", ME), ownedItem("a", ME)])], changed);
    expect(names(again.mine)).toEqual(["new", "a", "c"]);
  });

  test("a snapshot replaces everything, also what a lost frame would have removed", () => {
    const before = fold([snapshot([listItem("gone")], [ownedItem("gone-too", ME)])]);
    const desk = fold([snapshot([listItem("here")], [])], before);
    expect(names(desk.waiting)).toEqual(["here"]);
    expect(names(desk.mine)).toEqual([]);
  });

  test("the same frame twice changes nothing", () => {
    const frame = upserted(listItem("a"));
    const once = fold([snapshot([], []), frame]);
    expect(fold([frame], once)).toEqual(once);
  });
});
