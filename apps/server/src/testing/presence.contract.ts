import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Presence } from "../ports/presence.ts";

/** Waiting for something is no test of how long it takes. */
const SOON = { timeout: 15_000 };

/** A moment so late that who is not there has been away for long, whatever this presence does not know. */
const LATER_MS = 60 * 60_000;

/** What the queue and the deadlines expect of whatever knows which agents are there. */
export function presenceContract(
  name: string,
  open: () => Promise<{ presence: Presence; close(): Promise<void> }>,
): void {
  describe(`[C12] presence: ${name}`, () => {
    let presence: Presence;
    let close: () => Promise<void>;
    beforeEach(async () => {
      ({ presence, close } = await open());
    });
    afterEach(() => close());

    test("an agent is there as long as one stream is open", async () => {
      presence.streamOpened("agt_1");
      presence.streamOpened("agt_1");
      presence.streamOpened("agt two");
      expect([...(await presence.online())].sort()).toEqual(["agt two", "agt_1"]);
      const later = Date.now() + LATER_MS;
      expect(await presence.lastSeenAt("agt_1", later)).toBe(later);
      const closedAt = Date.now();
      presence.streamClosed("agt_1", closedAt);
      presence.streamClosed("agt two", closedAt);
      expect(await presence.online()).toContain("agt_1");
      expect(await presence.lastSeenAt("agt_1", later)).toBe(later);
      presence.streamClosed("agt_1", closedAt);
      await expect.poll(() => presence.online(), SOON).toEqual([]);
      const seenAt = await presence.lastSeenAt("agt_1", later);
      expect(seenAt).toBeGreaterThanOrEqual(closedAt);
      expect(seenAt).toBeLessThan(later);
    });

    test("what an agent did counts, and opens no stream", async () => {
      const later = Date.now() + LATER_MS;
      presence.seen("agt_1", later - 1_000);
      expect(await presence.lastSeenAt("agt_1", later)).toBe(later - 1_000);
      expect(await presence.online()).toEqual([]);
    });

    test("whoever was never there is not said to have been there after this began to know", async () => {
      const later = Date.now() + LATER_MS;
      const seenAt = await presence.lastSeenAt("agt_9", later);
      expect(seenAt).toBeLessThan(Date.now() + LATER_MS / 2);
    });
  });
}
