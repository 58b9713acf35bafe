import { describe, expect, test } from "vitest";
import { createTabs, type TabMessage, type Tabs } from "./tabs.ts";

/** Tabs of one browser, on a clock that the test moves. */
function browser(count: number) {
  let nowMs = 0;
  let sleepers: { atMs: number; wake: () => void }[] = [];
  const tabs: Tabs[] = [];
  for (let number = 0; number < count; number++) {
    const post = (message: TabMessage) => {
      for (const other of tabs) if (other !== tabs[number]) other.hear(structuredClone(message));
    };
    const wait = (delayMs: number) =>
      new Promise<void>((wake) => {
        sleepers.push({ atMs: nowMs + delayMs, wake });
      });
    tabs.push(createTabs({ tab: `${number}`, post, wait, nowMs: () => nowMs }));
  }
  return {
    tabs: tabs as [Tabs, Tabs, ...Tabs[]],
    async pass(ms: number) {
      nowMs += ms;
      const due = sleepers.filter(({ atMs }) => atMs <= nowMs);
      sleepers = sleepers.filter(({ atMs }) => atMs > nowMs);
      for (const { wake } of due) {
        wake();
        for (let turn = 0; turn < 4; turn++) await Promise.resolve();
      }
    },
  };
}

describe("[N4] of several tabs", () => {
  test("the best placed notifies, and only it", async () => {
    const { tabs, pass } = browser(3);
    const claims = tabs.map((tab, number) => tab.claim(["a", "b"], [0.5, 0.2, 0.9][number] ?? 1));
    await pass(200);
    expect(await Promise.all(claims)).toEqual([[], ["a", "b"], []]);
  });

  test("a single one notifies, once", async () => {
    const { tabs, pass } = browser(1);
    const first = tabs[0].claim(["a"], 0.5);
    await pass(200);
    expect(await first).toEqual(["a"]);
    expect(await tabs[0].claim(["a"], 0.5)).toEqual([]);
  });

  test("one that learns of it late does not notify again, however well placed it is", async () => {
    const { tabs, pass } = browser(2);
    const first = tabs[1].claim(["a"], 0.9);
    await pass(200);
    expect(await first).toEqual(["a"]);
    expect(await tabs[0].claim(["a"], 0.1)).toEqual([]);
  });

  test("one that was opened later is told what was done before it came", () => {
    const heard: TabMessage[] = [];
    const tab = createTabs({ tab: "old", post: (said) => heard.push(said), wait: async () => {}, nowMs: () => 0 });
    tab.hear({ type: "done", keys: ["a"] });
    tab.hear({ type: "claim", keys: ["a", "b"], rank: 0.1 });
    expect(heard).toEqual([{ type: "done", keys: ["a"] }]);
  });

  test("they know what the others have on the screen, until they close it or fall silent", async () => {
    const { tabs, pass } = browser(2);
    tabs[0].say(["x", "y"]);
    expect(tabs[1].readElsewhere()).toEqual(["x", "y"]);
    expect(tabs[0].readElsewhere()).toEqual([]);
    tabs[0].say(["y"]);
    expect(tabs[1].readElsewhere()).toEqual(["y"]);
    await pass(12_001);
    expect(tabs[1].readElsewhere()).toEqual([]);
  });
});
