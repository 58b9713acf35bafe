import { expect, test } from "vitest";
import { createOpaqueTokens } from "./opaque-tokens.ts";

const tokens = createOpaqueTokens("a root secret for tests, long enough");

test("[A13] 256 random bits in 43 characters, never twice", () => {
  const minted = Array.from({ length: 1_000 }, tokens.mint);
  expect(new Set(minted).size).toBe(1_000);
  expect(minted.every((token) => /^[A-Za-z0-9_-]{43}$/.test(token))).toBe(true);
});

test("[A15] a successor is a function of both parts, and looks like any other token", () => {
  const [token, nonce] = [tokens.mint(), tokens.mint()];
  expect(tokens.successor(token, nonce)).toBe(tokens.successor(token, nonce));
  expect(tokens.successor(tokens.mint(), nonce)).not.toBe(tokens.successor(token, nonce));
  expect(tokens.successor(token, tokens.mint())).not.toBe(tokens.successor(token, nonce));
  expect(tokens.successor(token, nonce)).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test("[A23] a mark says nothing without the root secret", () => {
  expect(tokens.mark("192.0.2.7")).toBe(tokens.mark("192.0.2.7"));
  expect(tokens.mark("192.0.2.8")).not.toBe(tokens.mark("192.0.2.7"));
  expect(createOpaqueTokens("another root secret for tests, long").mark("192.0.2.7")).not.toBe(
    tokens.mark("192.0.2.7"),
  );
});
