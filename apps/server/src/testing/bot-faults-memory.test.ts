import { describe, expect, onTestFinished, test } from "vitest";
import { askOnce, ENGINES, openShop } from "./bot-faults.fixtures.ts";
import { expectToFit } from "./memory.ts";

const MB = 1_000_000;
const CUSTOMERS = 12;

/** Of everything that the engine tries to send, which is 1,200 MB; the engine's double is in this process too. */
const ROOM = 100 * MB;

describe.each(ENGINES)("%s sends without an end", (_name, start) => {
  test.each(["huge_event", "huge_stream"] as const)(
    "[B22] %s: memory stays bounded, and the sending ends",
    async (kind) => {
      const shop = await openShop(await start());
      onTestFinished(() => shop.close());
      await askOnce(shop);
      shop.engine.misbehave(kind);
      await expectToFit(ROOM, async () => {
        await Promise.all(Array.from({ length: CUSTOMERS }, () => askOnce(shop)));
        await expect.poll(shop.engine.underWay).toBe(0);
      });
    },
    60_000,
  );
});
