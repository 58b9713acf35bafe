import { describe, expect, onTestFinished, test } from "vitest";
import { askOnce, ENGINES, openShop } from "./bot-faults.fixtures.ts";

const MB = 1_000_000;
const CUSTOMERS = 12;

/** Of everything that the engine tries to send, which is 1,200 MB; the engine's double is in this process too. */
const ROOM = 250 * MB;

describe.each(ENGINES)("%s sends without an end", (_name, start) => {
  test.each(["huge_event", "huge_stream"] as const)(
    "[B22] %s: memory stays bounded, and the sending ends",
    async (kind) => {
      const shop = await openShop(await start());
      onTestFinished(() => shop.close());
      await askOnce(shop);
      shop.engine.misbehave(kind);
      const before = process.memoryUsage().rss;
      let most = before;
      const watching = setInterval(() => {
        most = Math.max(most, process.memoryUsage().rss);
      }, 5);
      await Promise.all(Array.from({ length: CUSTOMERS }, () => askOnce(shop)));
      await expect.poll(shop.engine.underWay, { timeout: 10_000 }).toBe(0);
      clearInterval(watching);
      expect(most - before).toBeLessThan(ROOM);
    },
  );
});
