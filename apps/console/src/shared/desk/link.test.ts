import type { ConnectionState } from "@baton/client";
import { describe, expect, test } from "vitest";
import { describeLink } from "./link.ts";

const NOW = 1_000_000;
const open = (lastByteAtMs: number): ConnectionState => ({ name: "open", attempt: 0, openedAtMs: 0, lastByteAtMs });
const waiting = (retryAtMs: number): ConnectionState => ({
  name: "waiting",
  attempt: 1,
  retryAtMs,
  asked: false,
});
const describe_ = (state: ConnectionState, facts: { offlineSinceMs?: number; freshAtMs?: number | null } = {}) =>
  describeLink({ state, offlineSinceMs: facts.offlineSinceMs ?? null, freshAtMs: facts.freshAtMs ?? null, nowMs: NOW });

describe("[N20] the connection light", () => {
  test("is live only while the service gives signs of life", () => {
    expect(describe_(open(NOW - 15_000), { freshAtMs: NOW - 15_000 })).toEqual({ kind: "live", ageSeconds: 15 });
    expect(describe_(open(NOW - 21_000), { freshAtMs: NOW - 21_000 })).toEqual({ kind: "quiet", ageSeconds: 21 });
  });

  test("an open connection without a snapshot is still connecting", () => {
    expect(describe_(open(NOW))).toEqual({ kind: "connecting" });
    expect(describe_({ name: "idle" })).toEqual({ kind: "connecting" });
  });

  test("counts down to the next attempt, and says how old the screen is", () => {
    expect(describe_(waiting(NOW + 2_100), { freshAtMs: NOW - 12_900 })).toEqual({
      kind: "reconnecting",
      inSeconds: 3,
      ageSeconds: 12,
    });
    expect(describe_(waiting(NOW - 50))).toEqual({ kind: "reconnecting", inSeconds: 0, ageSeconds: null });
    expect(
      describe_({ name: "connecting", attempt: 2, refreshed: false, sinceMs: 0 }, { freshAtMs: NOW - 5_000 }),
    ).toEqual({
      kind: "reconnecting",
      inSeconds: 0,
      ageSeconds: 5,
    });
  });

  test("is offline when the browser says so, unless something arrived since", () => {
    const facts = { offlineSinceMs: NOW - 4_000, freshAtMs: NOW - 6_000 };
    expect(describe_(open(NOW - 6_000), facts)).toEqual({ kind: "offline", ageSeconds: 6 });
    expect(describe_(waiting(NOW + 1), facts)).toEqual({ kind: "offline", ageSeconds: 6 });
    expect(describe_(open(NOW - 1_000), { ...facts, freshAtMs: NOW - 1_000 })).toEqual({
      kind: "live",
      ageSeconds: 1,
    });
  });

  test("says why it stopped", () => {
    const refused: ConnectionState = { name: "stopped", reason: { cause: "refused", status: 403, code: "FORBIDDEN" } };
    expect(describe_(refused)).toEqual({ kind: "stopped", code: "FORBIDDEN", ageSeconds: null });
    expect(describe_({ name: "stopped", reason: { cause: "unauthenticated" } })).toMatchObject({
      code: "unauthenticated",
    });
  });
});
