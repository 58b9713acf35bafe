import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_PANES, parseRoute, routeHash } from "./route-hash.ts";

describe("[D40] the address", () => {
  test.each([
    ["#/mine", { tab: "mine", panes: [], session: null }],
    ["#/all/web-1:a.b_c", { tab: "all", panes: ["web-1:a.b_c"], session: "web-1:a.b_c" }],
    ["#/mine/a+b", { tab: "mine", panes: ["a", "b"], session: "a" }],
    ["#/mine/a+b+c/3", { tab: "mine", panes: ["a", "b", "c"], session: "c" }],
  ] as const)("%s leads there and back", (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(routeHash(route)).toBe(hash);
  });

  test.each(["", "#", "#/", "#/nowhere", "#//x"])("%o leads to the waiting list", (hash) => {
    expect(parseRoute(hash).tab).toBe("waiting");
  });

  test.each(["#/mine/<img>", "#/mine/-x", `#/mine/${"a".repeat(129)}`, "#/mine/%2e%2e", "#/mine/+", "#/mine//2"])(
    "%o opens nothing",
    (hash) => {
      expect(parseRoute(hash)).toEqual({ tab: "mine", panes: [], session: null });
    },
  );

  test.each([
    ["#/mine/a+<b>+c/3", ["a", "c"], "c"],
    ["#/mine/a+a+b/3", ["a", "b"], "b"],
    ["#/mine/a+b+c+d/4", ["a", "b", "c"], "a"],
    ["#/mine/a+b/9", ["a", "b"], "a"],
    ["#/mine/a+b/x/y", ["a", "b"], "a"],
  ])("%o opens what can be opened of it", (hash, panes, session) => {
    expect(parseRoute(hash)).toEqual({ tab: "mine", panes, session });
  });

  test("of one conversation needs no panes", () => {
    expect(routeHash({ tab: "waiting", session: "a" })).toBe("#/waiting/a");
  });

  test("never throws, and what it leads to leads back to itself", () => {
    const pieces = fc.array(fc.constantFrom("#", "/", "+", "a", "b-1", "mine", "all", "2", "3", "%", "<", "é"));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((some) => some.join("")),
        ),
        (hash) => {
          const route = parseRoute(hash);
          expect(route.panes.length).toBeLessThanOrEqual(MAX_PANES);
          expect(route.session === null).toBe(route.panes.length === 0);
          expect(parseRoute(routeHash(route))).toEqual(route);
        },
      ),
    );
  });
});
