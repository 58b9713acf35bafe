import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createBackground } from "./background.ts";
import { eventually } from "./testing/chat-world.ts";

type Page = ReturnType<typeof createBackground> & { name: string };

let locks = 0;
let pages: Page[];
let rests: string[];
let turns: string[];

/** The tabs of one browser. */
function open(count: number, afterMs = 20): void {
  const lockName = `pages-${++locks}`;
  pages = ["a", "b", "c"].slice(0, count).map((name) => ({
    name,
    ...createBackground({ lockName, afterMs, onRest: () => rests.push(name), onTurn: () => turns.push(name) }),
  }));
}
const pause = () => new Promise((resolve) => setTimeout(resolve, 150));

beforeEach(() => {
  vi.stubGlobal("document", new EventTarget());
  [rests, turns] = [[], []];
});
afterEach(() => {
  for (const page of pages) page.shown();
  vi.unstubAllGlobals();
});

describe("[K6] pages that are hidden", () => {
  test("rest, all but one, and another takes over when that one is shown or closed", async () => {
    open(3);
    for (const page of pages) page.hidden();
    await eventually(() => rests).toHaveLength(2);
    const holder = pages.find(({ name }) => !rests.includes(name));
    expect(turns).toEqual([]);
    holder?.shown();
    await eventually(() => turns).toHaveLength(1);
    expect(rests).toContain(turns[0]);
    holder?.hidden();
    await eventually(() => rests).toEqual([...rests.slice(0, 2), holder?.name]);
    for (const page of pages) if (page.name === turns[0]) page.shown();
    await eventually(() => turns).toHaveLength(2);
    expect(new Set([...turns, holder?.name]).size).toBe(3);
  });

  test("alone keep what they have", async () => {
    open(1);
    pages[0]?.hidden();
    await pause();
    expect(rests).toEqual([]);
  });

  test("for a moment only do not rest, nor do pages that were shown before their turn come back to one", async () => {
    open(2, 80);
    for (const page of pages) page.hidden();
    for (const page of pages) page.shown();
    await pause();
    expect(rests).toEqual([]);
    for (const page of pages) page.hidden();
    await eventually(() => rests).toHaveLength(1);
    const [resting, holder] = pages.toSorted(({ name }) => (rests.includes(name) ? -1 : 1));
    resting?.shown();
    holder?.shown();
    await pause();
    expect(turns).toEqual([]);
  });

  test.each([
    ["has no locks", {}],
    ["gives this page none", { locks: { request: () => Promise.reject(new DOMException("no", "SecurityError")) } }],
  ])("never rest where the browser %s", async (_, navigator) => {
    vi.stubGlobal("navigator", navigator);
    open(2);
    for (const page of pages) page.hidden();
    await pause();
    expect(rests).toEqual([]);
  });

  test("are pages: what runs in Node, which has locks, never rests", async () => {
    vi.stubGlobal("document", undefined);
    open(2);
    for (const page of pages) page.hidden();
    await pause();
    expect(rests).toEqual([]);
  });
});
