import { describe, expect, test } from "vitest";
import { createLocalBus } from "../../adapters/bus-local/index.ts";
import { AccountError } from "../../domain/access/account-error.ts";
import { GENESIS_HASH, JournalUnavailable } from "../../ports/journal.ts";
import {
  addAgent,
  type Instance,
  instance,
  PASSWORD,
  signInRequest,
  TENANT,
  world,
} from "../../testing/access-fixture.ts";
import { hashEvent } from "../journal/chain.ts";
import { accountStream } from "./account-stream.ts";
import { changePassword } from "./change-password.ts";
import type { NewAccount } from "./create-account.ts";
import { updateCredentials } from "./credentials.ts";
import { ADMIN_USERNAME, type EnsuredAdmin, ensureAdmin } from "./ensure-admin.ts";
import { setAccountEnabled } from "./set-account-enabled.ts";

const liveFamilies = { revoked: () => undefined };
const refusal = (code: string) => ({ name: "AccountError", code });
const setEnabled = (app: Instance, enabled: boolean, username = "wang") =>
  setAccountEnabled({ ...app, liveFamilies }, { tenant: TENANT, username, enabled, operator: "cli" });

describe("[A27] making an account", () => {
  test("is one event, chained, with the name where it can be erased", async () => {
    const app = await instance(world());
    const heard: unknown[] = [];
    app.bus.subscribe((signal) => heard.push(signal));
    const account = await addAgent(app, { username: "Wang", maxSessions: 3, avatarUrl: "https://shop.example/w.png" });
    expect(account).toEqual({
      id: expect.stringMatching(/^agent_/) as unknown,
      username: "wang",
      role: "agent",
      maxSessions: 3,
      enabled: true,
    });
    const stream = accountStream(TENANT, "wang");
    const stored = await app.journal.read(stream, { limit: 10 });
    expect(stored).toMatchObject([
      {
        type: "account_created",
        data: { account_id: account.id, username: "wang", role: "agent", max_sessions: 3 },
        personal: { name: "小王", avatar_url: "https://shop.example/w.png" },
      },
    ]);
    expect(stored[0]?.hash).toBe(stored[0] && hashEvent(stream, GENESIS_HASH, stored[0]));
    expect(heard).toEqual([{ kind: "committed", stream, priorSeq: 0, events: stored }]);
    const { state } = await app.journal.load(stream);
    expect(JSON.stringify(state)).not.toContain("小王");
  });

  test.each<[string, Partial<NewAccount>, string]>([
    ["a user name with a slash", { username: "a/b" }, "INVALID_USERNAME"],
    ["no name", { name: "  " }, "INVALID_NAME"],
    ["a name of 201 characters", { name: "x".repeat(201) }, "INVALID_NAME"],
    ["a name with a line break", { name: "a\nb" }, "INVALID_NAME"],
    ["no sessions", { maxSessions: 0 }, "INVALID_MAX_SESSIONS"],
    ["half a session", { maxSessions: 1.5 }, "INVALID_MAX_SESSIONS"],
    ["too many sessions", { maxSessions: 1_001 }, "INVALID_MAX_SESSIONS"],
    ["a short password", { password: "1234567" }, "UNACCEPTABLE_PASSWORD"],
  ])("is refused with %s, and nothing is stored", async (_, overrides, code) => {
    const app = await instance(world());
    await expect(addAgent(app, overrides)).rejects.toMatchObject(refusal(code));
    expect(await app.journal.readAll(0, 10)).toEqual([]);
  });

  test("twice, even at once on two instances, makes one, with the winner's password", async () => {
    const place = world();
    const [one, other] = [await instance(place), await instance(place)];
    const passwords = ["first password", "second password"];
    const made = await Promise.allSettled([
      addAgent(one, { password: passwords[0] ?? "" }),
      addAgent(other, { password: passwords[1] ?? "" }),
    ]);
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const winner = passwords[made.findIndex(({ status }) => status === "fulfilled")] ?? "";
    expect(made.find(({ status }) => status === "rejected")).toMatchObject({ reason: refusal("ACCOUNT_EXISTS") });
    await expect(one.access.signIn(signInRequest({ password: winner }))).resolves.toBeDefined();
  });
});

describe("[A19] changing an account", () => {
  test("a new password is the only one, and is written down as an event by whom", async () => {
    const app = await instance(world());
    await addAgent(app);
    const change = { tenant: TENANT, username: "wang", password: "another password", operator: "cli" };
    await changePassword({ ...app, liveFamilies }, change);
    await expect(app.access.signIn(signInRequest())).rejects.toMatchObject({ code: "BAD_CREDENTIALS" });
    await expect(app.access.signIn(signInRequest({ password: "another password" }))).resolves.toBeDefined();
    const events = await app.journal.read(accountStream(TENANT, "wang"), { limit: 10 });
    expect(events.map(({ type, data }) => [type, data])).toContainEqual(["password_changed", { operator: "cli" }]);
    expect(JSON.stringify(events)).not.toContain("another password");
  });

  test("a disabled account cannot sign in until it is enabled; doing it twice changes nothing", async () => {
    const app = await instance(world());
    await addAgent(app);
    expect(await setEnabled(app, false)).toBe(true);
    expect(await setEnabled(app, false)).toBe(false);
    await expect(app.access.signIn(signInRequest())).rejects.toMatchObject({ code: "BAD_CREDENTIALS" });
    expect(await setEnabled(app, true)).toBe(true);
    expect(await setEnabled(app, true)).toBe(false);
    await expect(app.access.signIn(signInRequest())).resolves.toBeDefined();
    const events = await app.journal.read(accountStream(TENANT, "wang"), { limit: 10 });
    expect(events.map(({ type }) => type)).toEqual(["account_created", "account_disabled", "account_enabled"]);
  });

  test("that does not exist is refused", async () => {
    const app = await instance(world());
    await expect(setEnabled(app, false, "nobody")).rejects.toMatchObject(refusal("ACCOUNT_NOT_FOUND"));
    const change = { tenant: TENANT, username: "nobody", password: PASSWORD, operator: "cli" };
    await expect(changePassword({ ...app, liveFamilies }, change)).rejects.toMatchObject(refusal("ACCOUNT_NOT_FOUND"));
    expect(await app.vault.get("account", "default/nobody")).toBeNull();
  });

  test("many changes at once all arrive, one after the other", async () => {
    const app = await instance(world());
    await addAgent(app);
    const change = (index: number) =>
      changePassword(
        { ...app, liveFamilies },
        { tenant: TENANT, username: "wang", password: `password ${index}`, operator: "cli" },
      );
    await Promise.all(Array.from({ length: 8 }, (_, index) => change(index)));
    const events = await app.journal.read(accountStream(TENANT, "wang"), { limit: 20 });
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

test("a store that never takes a write is unavailable, not an endless loop", async () => {
  const app = await instance(world());
  const stuck = { ...app.vault, put: async () => false };
  const change = updateCredentials(stuck, TENANT, "wang", (there) => ({
    next: there ?? {
      password: { algorithm: "argon2id", memoryKib: 8, passes: 1, parallelism: 1, salt: "", hash: "" },
      passwordVersion: 1,
      families: [],
      usualAddresses: [],
    },
    result: undefined,
  }));
  await expect(change).rejects.toBeInstanceOf(JournalUnavailable);
  const journal = {
    ...app.journal,
    append: async () => ({ ok: false, moved: accountStream(TENANT, "wang") }) as const,
  };
  await expect(addAgent({ ...app, journal })).rejects.toBeInstanceOf(JournalUnavailable);
});

describe("[A29] the first start", () => {
  const ensure = (app: Instance, password?: string) =>
    ensureAdmin(app, { tenant: TENANT, ...(password === undefined ? {} : { password }) });
  const signIn = (app: Instance, password: string) =>
    app.access.signIn(signInRequest({ username: ADMIN_USERNAME, password }));

  test("makes an administrator with a password that is shown once", async () => {
    const app = await instance(world());
    const made = await ensure(app);
    if (!made.created || made.generatedPassword === null) throw new Error("no password");
    expect(made.username).toBe("admin");
    expect((await signIn(app, made.generatedPassword)).account).toMatchObject({ role: "admin", username: "admin" });
    expect(await ensure(app)).toEqual({ created: false });
  });

  test("takes the operator's password, and later ignores it", async () => {
    const app = await instance(world());
    expect(await ensure(app, "the operator's")).toEqual({ created: true, username: "admin", generatedPassword: null });
    expect(await ensure(app, "changed in the file")).toEqual({ created: false });
    await expect(signIn(app, "the operator's")).resolves.toBeDefined();
  });

  test("refuses a password that is too short, before anything is made", async () => {
    const app = await instance(world());
    await expect(ensure(app, "short")).rejects.toBeInstanceOf(AccountError);
    expect(await app.journal.readAll(0, 10)).toEqual([]);
  });

  test("of several instances at once makes one, and shows the one password that is right", async () => {
    for (let round = 0; round < 10; round++) {
      const place = world();
      const instances = await Promise.all(Array.from({ length: 4 }, () => instance(place, { bus: createLocalBus() })));
      const made = await Promise.all(instances.map((app) => ensure(app)));
      const shown = made.flatMap((one) => (one.created ? [one.generatedPassword ?? ""] : []));
      expect(shown).toHaveLength(1);
      await expect(signIn(instances[0] as Instance, shown[0] ?? "")).resolves.toBeDefined();
    }
  });

  test("shows nothing when another instance gave the new account its password in between", async () => {
    const place = world();
    const other = await instance(place, { bus: createLocalBus() });
    let others: EnsuredAdmin | null = null;
    const vault = {
      ...place.store.vault,
      put: async (...args: Parameters<typeof place.store.vault.put>) => {
        others ??= await ensure(other);
        return place.store.vault.put(...args);
      },
    };
    const app = await instance(place, { vault });
    expect(await ensure(app)).toEqual({ created: false });
    if (others === null) throw new Error("the other instance did nothing");
    const { created, generatedPassword } = others as Extract<EnsuredAdmin, { created: true }>;
    expect(created).toBe(true);
    await expect(signIn(app, generatedPassword ?? "")).resolves.toBeDefined();
    await expect(
      addAgent(await instance(world(), { vault: place.store.vault }), { username: "admin" }),
    ).rejects.toMatchObject(refusal("ACCOUNT_EXISTS"));
  });

  test("that died half-way is finished by the next one", async () => {
    const place = world();
    const dying = await instance(place, {
      vault: { ...place.store.vault, put: () => Promise.reject(new Error("killed")) },
    });
    await expect(ensure(dying)).rejects.toThrow("killed");
    const app = await instance(place);
    const made = await ensure(app);
    if (!made.created || made.generatedPassword === null) throw new Error("no password");
    await expect(signIn(app, made.generatedPassword)).resolves.toBeDefined();
  });
});
