import { describe, expect, test } from "vitest";
import { parseRoute, routeHash } from "./route-hash.ts";

describe("the address", () => {
  test.each([
    ["#/mine", { tab: "mine", session: null }],
    ["#/all/web-1:a.b_c", { tab: "all", session: "web-1:a.b_c" }],
  ] as const)("%s leads there and back", (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(routeHash(route)).toBe(hash);
  });

  test.each(["", "#", "#/", "#/nowhere", "#//x"])("%o leads to the waiting list", (hash) => {
    expect(parseRoute(hash).tab).toBe("waiting");
  });

  test.each(["#/mine/<img>", "#/mine/-x", `#/mine/${"a".repeat(129)}`, "#/mine/%2e%2e"])("%o opens nothing", (hash) => {
    expect(parseRoute(hash)).toEqual({ tab: "mine", session: null });
  });
});
