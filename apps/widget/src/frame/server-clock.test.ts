import { afterEach, expect, test, vi } from "vitest";
import { fetchNotingTime, serverNow } from "./server-clock.ts";

const NOON = Date.UTC(2026, 4, 4, 12);

/** The service answers at noon, by its own clock, after `tookMs`. */
async function ask(customersClock: number, tookMs = 200): Promise<number> {
  vi.useFakeTimers({ now: customersClock });
  vi.stubGlobal("fetch", async () => {
    vi.setSystemTime(customersClock + tookMs);
    return new Response(null, { headers: { date: new Date(NOON).toUTCString() } });
  });
  await fetchNotingTime("/api/config");
  return serverNow() - NOON;
}
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ["right", 0, 200],
  ["right, and the answer slow", -30_000, 30_000],
  ["three minutes ahead", 180_000, 0],
  ["an hour behind", -3_600_000, 0],
])("[W20] the service's time is known to seconds: the customer's clock is %s", async (_, off, least) => {
  const off1 = await ask(NOON + off, Math.max(200, least));
  expect(off1).toBeGreaterThanOrEqual(0);
  expect(off1).toBeLessThan(Math.max(5_000, least + 1));
});

test("[W20] an answer that names no time changes nothing", async () => {
  const before = await ask(NOON + 180_000);
  vi.stubGlobal("fetch", async () => new Response(null));
  await fetchNotingTime("/api/config");
  expect(serverNow() - NOON).toBe(before);
});
