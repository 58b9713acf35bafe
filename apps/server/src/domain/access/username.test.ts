import { expect, test } from "vitest";
import { addressGroup } from "./address.ts";
import { mayRenewSession, RENEWABLE_AFTER_END_MS } from "./renewal.ts";
import { normalizeUsername, passwordIsAcceptable } from "./username.ts";

test.each([
  ["wang", "wang"],
  ["  Wang ", "wang"],
  ["ｗａｎｇ．１", "wang.1"],
  ["a".repeat(64), "a".repeat(64)],
  ["a".repeat(65), null],
  ["", null],
  ["小王", null],
  [".wang", null],
  ["wang/../admin", null],
  ["wang@example.com", null],
  ["wa\u0000ng", null],
  ["wang\n", "wang"],
  ["wa ng", null],
  ["wаng", null], // a Cyrillic а
])("[A27] the user name %j is %j", (typed, stored) => {
  expect(normalizeUsername(typed)).toBe(stored);
});

test.each([
  ["12345678", true],
  ["1234567", false],
  ["一二三四五六七八", true],
  ["        ", false],
  ["𠮷𠮷𠮷𠮷", false], // four characters, eight UTF-16 units
  ["x".repeat(1_024), true],
  ["x".repeat(1_025), false],
])("[A20] the password %j is acceptable: %j", (password, acceptable) => {
  expect(passwordIsAcceptable(password)).toBe(acceptable);
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::9", "2001:db8:0:0::/64"],
  ["2001:0db8:0000:0000:ffff::", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
])("[A22] %s counts as %s", (address, group) => {
  expect(addressGroup(address)).toBe(group);
});

test("[A9] a session's token can be renewed until 30 days after the session ended", () => {
  expect(mayRenewSession(null, 1e15)).toBe(true);
  expect(mayRenewSession(1_000, 1_000 + RENEWABLE_AFTER_END_MS)).toBe(true);
  expect(mayRenewSession(1_000, 1_001 + RENEWABLE_AFTER_END_MS)).toBe(false);
});
