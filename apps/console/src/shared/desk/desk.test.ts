import type { AgentFrame, SessionListItem, Severity } from "@baton/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Desk, EMPTY_DESK, foldDesk, placeOnDesk } from "./desk.ts";
import { listItem, ownedItem } from "./list-item.fixture.ts";
import { byUrgency } from "./urgency.ts";

const ME = "agent_01";

const snapshot = (queue: SessionListItem[], mine: SessionListItem[], waitingTotal = queue.length): AgentFrame => ({
  type: "snapshot",
  queue,
  waiting_total: waitingTotal,
  mine,
  timestamp: 1_000,
});
const upserted = (session: SessionListItem): AgentFrame => ({ type: "session_upserted", session });
const names = (items: readonly SessionListItem[]) => items.map((item) => item.session_name);

const fold = (frames: AgentFrame[], from: Desk = EMPTY_DESK): Desk => foldDesk(from, frames, ME, 990);

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

  test("[D1] goes by what a rule said before how severe the reason is, as the service does", () => {
    const desk = fold([
      snapshot(
        [
          listItem("severe", { waiting_since: 100, escalation: withSeverity("high") }),
          listItem("urgent", { waiting_since: 400, priority: "urgent" }),
          listItem("lowered", { waiting_since: 50, priority: "low", escalation: withSeverity("high") }),
        ],
        [],
      ),
    ]);
    expect(names(desk.waiting)).toEqual(["urgent", "severe", "lowered"]);
  });

  test("knows how many wait besides those that the service lists", () => {
    expect(fold([snapshot([listItem("a")], [], 6_000)]).waitingUnlisted).toBe(5_999);
  });

  test("is the same desk while nothing on it changes, and so are the sessions that did not change", () => {
    const before = fold([snapshot([listItem("a"), listItem("b")], [ownedItem("c", ME)])]);
    const typing: AgentFrame = {
      type: "session_event",
      session_name: "c",
      seq: null,
      event: { type: "typing", role: "user" },
    };
    expect(fold([typing, { type: "session_removed", session_name: "unknown" }], before)).toBe(before);
    const after = fold([upserted(listItem("b", { seq: 6 }))], before);
    expect(after.waiting[0]).toBe(before.waiting[0]);
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
    expect(changed.items.get("b")?.last_message_preview).toBe("news");
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

  test("a snapshot that is older than a claim's answer does not bring the session back", () => {
    const claimed = placeOnDesk(fold([snapshot([listItem("a")], [])]), ownedItem("a", ME, { seq: 7 }), ME);
    const desk = fold([snapshot([listItem("a", { seq: 5 })], [])], claimed);
    expect(names(desk.waiting)).toEqual([]);
    expect(names(desk.mine)).toEqual(["a"]);
  });

  test("[D2] whatever comes, in batches or one by one, the desk is what its sessions' newest pictures say", () => {
    const name = fc.constantFrom("a", "b", "c", "d", "e");
    const picture = fc.record({
      name,
      seq: fc.integer({ min: 1, max: 9 }),
      place: fc.constantFrom("waiting", "mine", "other", "bot"),
      since: fc.integer({ min: 1, max: 4 }),
      priority: fc.constantFrom(null, "low", "high", "urgent" as const),
    });
    const item = ({ name, seq, place, since, priority }: typeof picture extends fc.Arbitrary<infer P> ? P : never) =>
      place === "waiting"
        ? listItem(name, { seq, waiting_since: since, priority: priority as SessionListItem["priority"] })
        : place === "bot"
          ? listItem(name, { seq, status: "bot_active", waiting_since: null })
          : ownedItem(name, place === "mine" ? ME : "agent_02", { seq });
    const frame = fc.oneof(
      { weight: 6, arbitrary: picture.map((one) => upserted(item(one))) },
      { weight: 2, arbitrary: name.map((session_name): AgentFrame => ({ type: "session_removed", session_name })) },
      {
        weight: 1,
        arbitrary: fc.uniqueArray(picture, { selector: (one) => one.name }).map((list) => {
          const items = list.map(item);
          return snapshot(
            items.filter(({ status }) => status === "pending_manual"),
            items.filter(({ assigned_agent }) => assigned_agent?.id === ME),
          );
        }),
      },
    );
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 30 }), (frames) => {
        let desk = EMPTY_DESK;
        for (const one of frames) {
          const before = desk;
          desk = fold([one], desk);
          if (one.type === "session_upserted") {
            const known = before.items.get(one.session.session_name);
            if (known !== undefined && known.seq > one.session.seq) expect(desk).toBe(before);
          }
          const all = [...desk.items.values()];
          const waiting = all.filter(({ status }) => status === "pending_manual");
          expect(desk.waiting).toEqual(waiting.toSorted(byUrgency));
          expect(names(desk.mine).toSorted()).toEqual(
            names(all.filter(({ status }) => status === "manual_live")).toSorted(),
          );
        }
        expect(fold(frames)).toEqual(desk);
      }),
    );
  });
});
