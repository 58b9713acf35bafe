import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { redisUrl } from "../../../../e2e/support/needs.ts";
import { redisWorld, SOON } from "../testing/redis.fixtures.ts";
import { createHeartbeat } from "./heartbeat.ts";
import { createViewers } from "./viewers.ts";

const url = redisUrl() ?? "";

/** Long enough for the other one's word, on whatever machine. */
const LEAVE_DELAY_MS = 2_000;

const S1 = "default/session/s1";

describe.skipIf(url === "")("[T22] two instances over Redis (needs Redis)", () => {
  let world: ReturnType<typeof redisWorld>;
  const heartbeats: { stop(): void }[] = [];
  beforeEach(() => {
    world = redisWorld(url);
  });
  afterEach(async () => {
    for (const heartbeat of heartbeats.splice(0)) heartbeat.stop();
    await world.end();
  });

  function start() {
    const instance = world.start();
    const heartbeat = createHeartbeat();
    heartbeats.push(heartbeat);
    return { ...instance, viewers: createViewers({ bus: instance.bus, heartbeat, leaveDelayMs: LEAVE_DELAY_MS }) };
  }

  async function startTwo() {
    const [one, two] = [start(), start()];
    await expect.poll(() => one.isUp() && two.isUp(), SOON).toBe(true);
    const seen: string[] = [];
    const watch = () =>
      one.viewers.watch(S1, "agt_wang", (frame) => {
        if (frame.type === "presence") seen.push(`${frame.agent_id ?? frame.role} ${frame.is_here ? "here" : "left"}`);
      });
    return { one, two, seen, watch };
  }

  test("an agent on one sees who was on the other before, who comes and who goes", async () => {
    const { two, seen, watch } = await startTwo();
    const leave = two.viewers.enter(S1, { role: "user" });
    watch();
    await expect.poll(() => seen, SOON).toEqual(["user here"]);
    two.viewers.enter(S1, { role: "agent", id: "agt_li", name: "小李" });
    await expect.poll(() => seen, SOON).toEqual(["user here", "agt_li here"]);
    leave();
    // Asked whether they are elsewhere, the other one tells of the one who stays.
    await expect.poll(() => seen.at(-1), SOON).toBe("user left");
  });

  test("[T23] who moves from one to the other, or has a tab on each, has not left", async () => {
    const { one, two, seen, watch } = await startTwo();
    const leaves = [one.viewers.enter(S1, { role: "user" }), two.viewers.enter(S1, { role: "user" })];
    watch();
    await expect.poll(() => seen, SOON).toEqual(["user here", "user here"]);
    leaves[1]?.();
    // Asked whether they are elsewhere, the first one has said so.
    await expect.poll(() => seen.length, SOON).toBeGreaterThan(2);
    await new Promise((resolve) => setTimeout(resolve, LEAVE_DELAY_MS + 500));
    expect(seen).not.toContain("user left");
    leaves[0]?.();
    await expect.poll(() => seen.at(-1), SOON).toBe("user left");
  });
});
