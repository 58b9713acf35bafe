import type { SessionListItem } from "@baton/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listItem } from "../../shared/desk/list-item.fixture.ts";
import { held, settled } from "./held-list.ts";

const list = (...names: string[]) => names.map((name) => listItem(name));
const names = (items: readonly SessionListItem[]) => items.map((item) => item.session_name);
const nowhere = () => undefined;

describe("a list under the pointer", () => {
  const before = settled(list("a", "b", "c"));

  test("[D10] is the live list while nobody points at it", () => {
    const live = list("b", "a");
    expect(settled(live)).toEqual({ items: live, gone: new Set(), fresh: 0 });
  });

  test("[D11] keeps every row in its place, with its newest content", () => {
    const news = listItem("b", { last_message_preview: "news", seq: 9 });
    const now = held(before, [...list("c"), news, ...list("a")], nowhere, null);
    expect(names(now.items)).toEqual(["a", "b", "c"]);
    expect(now.items[1]).toBe(news);
    expect(now.fresh).toBe(0);
  });

  test("[D12] keeps a row that goes, marked, and knows it again when it comes back", () => {
    const without = held(before, list("a", "c"), nowhere, null);
    expect(names(without.items)).toEqual(["a", "b", "c"]);
    expect(without.gone).toEqual(new Set(["b"]));
    const back = held(without, list("b", "a", "c"), nowhere, null);
    expect(names(back.items)).toEqual(["a", "b", "c"]);
    expect(back.gone.size).toBe(0);
    expect(back.fresh).toBe(0);
  });

  test("[D12] a row that only does not match the filter any more has not gone", () => {
    const calmer = listItem("b", { seq: 9 });
    const now = held(before, list("a", "c"), (known) => (known.session_name === "b" ? calmer : undefined), null);
    expect(now.items[1]).toBe(calmer);
    expect(now.gone.size).toBe(0);
  });

  test("[D12] a row whose last picture still holds, as one's that another page has, has not gone", () => {
    const news = held(before, [listItem("a", { seq: 9 })], (known) => known, null);
    const now = held(news, list("c"), (known) => known, null);
    expect([names(now.items), now.items[0]?.seq, now.gone.size]).toEqual([["a", "b", "c"], 9, 0]);
  });

  test("[D13] counts new ones that would push rows down, and does not show them", () => {
    const now = held(before, list("new", "a", "newer", "b", "c"), nowhere, null);
    expect(names(now.items)).toEqual(["a", "b", "c"]);
    expect(now.fresh).toBe(2);
  });

  test("[D13] shows new ones that come after all others: they push nothing", () => {
    const now = held(before, list("first", "a", "b", "c", "last", "very-last"), nowhere, null);
    expect(names(now.items)).toEqual(["a", "b", "c", "last", "very-last"]);
    expect(now.fresh).toBe(1);
  });

  test("[D13] an empty list, and one of which all have gone, hold nothing back", () => {
    expect(names(held(settled([]), list("a", "b"), nowhere, null).items)).toEqual(["a", "b"]);
    expect(names(held(before, list("new"), nowhere, null).items)).toEqual(["a", "b", "c", "new"]);
  });

  test("[D14] never holds back what the agent has opened or taken just now", () => {
    const live = list("new", "a", "b", "c");
    expect(held(before, live, nowhere, "new")).toEqual(settled(live));
    expect(held(before, live, nowhere, "elsewhere").fresh).toBe(1);
  });

  test("[D11] [D13] whatever happens, no row moves, none is shown twice, none is lost", () => {
    const some = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f", "g"));
    fc.assert(
      fc.property(some, fc.array(some, { minLength: 1 }), (first, steps) => {
        let now = settled(list(...first));
        for (const step of steps) {
          const shown = names(now.items);
          now = held(now, list(...step), nowhere, null);
          expect(names(now.items).slice(0, shown.length)).toEqual(shown);
          expect(new Set(names(now.items)).size).toBe(now.items.length);
          const living = names(now.items).filter((name) => !now.gone.has(name));
          expect(living.length + now.fresh).toBe(step.length);
          expect(step).toEqual(expect.arrayContaining(living));
        }
      }),
    );
  });
});
