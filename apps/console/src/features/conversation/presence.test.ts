import type { Present } from "@baton/client";
import { describe, expect, test } from "vitest";
import { customerPresence, follow, othersLooking, type Watch } from "./presence.ts";

const customer: Present = { role: "user", agentId: undefined, name: undefined, atMs: 0 };
const agent = (agentId: string): Present => ({ role: "agent", agentId, name: agentId, atMs: 0 });
const opened: Watch = { sinceMs: 50_000, leftAt: null };

describe("whether the customer is there", () => {
  test("[D33] is not claimed while the stream is down, nor before it can have told", () => {
    expect(customerPresence([customer], null, 99_000)).toEqual({ kind: "unknown" });
    expect(customerPresence([], opened, 51_000)).toEqual({ kind: "unknown" });
  });

  test("[D33] follows from what the stream tells", () => {
    expect(customerPresence([customer], opened, 50_001)).toEqual({ kind: "here" });
    expect(customerPresence([agent("a")], opened, 54_000)).toEqual({ kind: "away", since: null });
  });

  test("[D33] since when they are away is the moment at which they were seen leaving, and over when they are back", () => {
    const left = follow(opened, [customer, agent("a")], [agent("a")], 51);
    expect(customerPresence([agent("a")], left, 51_000)).toEqual({ kind: "away", since: 51 });
    expect(follow(left, [agent("a")], [], 52)).toBe(left);
    const back = follow(left, [], [customer], 60);
    expect(customerPresence([customer], back, 60_000)).toEqual({ kind: "here" });
    expect(back.leftAt).toBeNull();
  });
});

test("[D32] others who look are the agents but oneself", () => {
  expect(othersLooking([customer, agent("me"), agent("other")], "me")).toEqual([agent("other")]);
});
