import { describe, expect, test } from "vitest";
import { type AccountCommand, type AccountState, decideAccount, evolveAccount } from "./account.ts";

const create: AccountCommand = {
  type: "create",
  id: "agent_1",
  username: "wang",
  name: "小王",
  role: "agent",
  maxSessions: 5,
  avatarUrl: null,
};
const enabled: AccountState = { id: "agent_1", username: "wang", role: "agent", maxSessions: 5, enabled: true };
const disabled: AccountState = { ...enabled, enabled: false };
const operator = "agent_0";

describe("[A27] every state × command of an account", () => {
  test.each([
    ["absent", null, create, ["account_created"]],
    ["absent", null, { type: "disable", operator }, "ACCOUNT_NOT_FOUND"],
    ["absent", null, { type: "enable", operator }, "ACCOUNT_NOT_FOUND"],
    ["absent", null, { type: "change_password", operator }, "ACCOUNT_NOT_FOUND"],
    ["enabled", enabled, create, "ACCOUNT_EXISTS"],
    ["enabled", enabled, { type: "disable", operator }, ["account_disabled"]],
    ["enabled", enabled, { type: "enable", operator }, []],
    ["enabled", enabled, { type: "change_password", operator }, ["password_changed"]],
    ["disabled", disabled, create, "ACCOUNT_EXISTS"],
    ["disabled", disabled, { type: "disable", operator }, []],
    ["disabled", disabled, { type: "enable", operator }, ["account_enabled"]],
    ["disabled", disabled, { type: "change_password", operator }, ["password_changed"]],
  ] as const)("%s: %#", (_, state, command, expected) => {
    const decision = decideAccount(state, command);
    if ("refused" in decision) expect(decision.refused).toBe(expected);
    else expect(decision.events.map((event) => event.type)).toEqual(expected);
  });

  test("the fold holds no name, and follows the events", () => {
    const decision = decideAccount(null, create);
    if ("refused" in decision) throw new Error(decision.refused);
    const state = decision.events.reduce(evolveAccount, null as AccountState | null);
    expect(state).toEqual(enabled);
    expect(JSON.stringify(state)).not.toContain("小王");
    const off = evolveAccount(state, { type: "account_disabled", data: { operator }, personal: null });
    expect(off).toEqual(disabled);
    expect(evolveAccount(off, { type: "password_changed", data: { operator }, personal: null })).toEqual(disabled);
    expect(evolveAccount(off, { type: "account_enabled", data: { operator }, personal: null })).toEqual(enabled);
  });

  test("a stream that does not begin with its making is damaged", () => {
    expect(() => evolveAccount(null, { type: "account_enabled", data: { operator }, personal: null })).toThrow();
  });
});
