import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createLocalBus } from "../../adapters/bus-local/index.ts";
import { openSqliteStore } from "../../adapters/journal-sqlite/open.ts";
import { REFRESH_LIFETIME_MS, REUSE_GRACE_MS } from "../../domain/access/refresh-family.ts";
import type { Signal } from "../../ports/bus.ts";
import { addAgent, type Instance, instance, signInRequest, TENANT, world } from "../../testing/access-fixture.ts";
import { changePassword } from "../accounts/change-password.ts";
import { setAccountEnabled } from "../accounts/set-account-enabled.ts";
import { createLiveFamilies } from "./live-families.ts";

const REFUSED = { name: "AccessError", code: "UNAUTHENTICATED", message: "UNAUTHENTICATED" };
const refresh = (app: Instance, refreshToken: string) => app.access.refresh({ tenant: TENANT, refreshToken });
const authenticate = (app: Instance, token: string) => app.access.authenticate({ tenant: TENANT, token });

async function signedIn() {
  const app = await instance(world());
  await addAgent(app);
  return { app, first: await app.access.signIn(signInRequest()) };
}

describe("refreshing", () => {
  test("[A13] [A14] gives a new pair again and again, each good for seven days", async () => {
    const { app, first } = await signedIn();
    let current = first;
    for (let count = 0; count < 5; count++) {
      app.clock.pass(REFRESH_LIFETIME_MS - 1);
      const next = await refresh(app, current.refreshToken);
      expect(next.refreshToken).not.toBe(current.refreshToken);
      expect(next.account).toEqual(first.account);
      await expect(authenticate(app, next.token)).resolves.toMatchObject({ kind: "agent", username: "wang" });
      current = next;
    }
    app.clock.pass(REFRESH_LIFETIME_MS);
    await expect(refresh(app, current.refreshToken)).rejects.toMatchObject(REFUSED);
  });

  test("[A15] a retry after a lost answer gets the same successor, and nobody is signed out", async () => {
    const { app, first } = await signedIn();
    const lost = await refresh(app, first.refreshToken);
    app.clock.pass(REUSE_GRACE_MS);
    const again = await refresh(app, first.refreshToken);
    expect(again.refreshToken).toBe(lost.refreshToken);
    const next = await refresh(app, again.refreshToken);
    await expect(authenticate(app, next.token)).resolves.toBeDefined();
  });

  test("[A15] two tabs at once, ten at once, on two instances: one successor", async () => {
    const place = world();
    const [one, other] = [await instance(place), await instance(place)];
    await addAgent(one);
    const { refreshToken } = await one.access.signIn(signInRequest());
    const racing = Array.from({ length: 10 }, (_, index) => refresh(index % 2 === 0 ? one : other, refreshToken));
    const successors = new Set((await Promise.all(racing)).map((issued) => issued.refreshToken));
    expect(successors.size).toBe(1);
    await expect(refresh(other, [...successors][0] ?? "")).resolves.toBeDefined();
  });

  test("[A14] an old token revokes the family: the thief's and the agent's tokens end", async () => {
    const { app, first } = await signedIn();
    const second = await refresh(app, first.refreshToken);
    app.clock.pass(REUSE_GRACE_MS + 1);
    await expect(refresh(app, first.refreshToken)).rejects.toMatchObject(REFUSED);
    await expect(refresh(app, second.refreshToken)).rejects.toMatchObject(REFUSED);
    await expect(authenticate(app, second.token)).rejects.toMatchObject(REFUSED);
    await expect(authenticate(app, first.token)).rejects.toMatchObject(REFUSED);
  });

  test("[A15] a thief within the grace holds the agent's successor, and the next rotation exposes one of them", async () => {
    const { app, first } = await signedIn();
    const agents = await refresh(app, first.refreshToken);
    const thiefs = await refresh(app, first.refreshToken);
    expect(thiefs.refreshToken).toBe(agents.refreshToken);
    app.clock.pass(3_600_000);
    const next = await refresh(app, thiefs.refreshToken);
    app.clock.pass(60_000);
    await expect(refresh(app, agents.refreshToken)).rejects.toMatchObject(REFUSED);
    await expect(refresh(app, next.refreshToken)).rejects.toMatchObject(REFUSED);
  });

  test("[A14] two generations back is reuse even within the grace", async () => {
    const { app, first } = await signedIn();
    const second = await refresh(app, first.refreshToken);
    const third = await refresh(app, second.refreshToken);
    await expect(refresh(app, first.refreshToken)).rejects.toMatchObject(REFUSED);
    await expect(refresh(app, third.refreshToken)).rejects.toMatchObject(REFUSED);
  });

  test("[A14] one browser's reuse leaves the other browsers alone", async () => {
    const { app, first } = await signedIn();
    const elsewhere = await app.access.signIn(signInRequest());
    await refresh(app, first.refreshToken);
    app.clock.pass(REUSE_GRACE_MS + 1);
    await expect(refresh(app, first.refreshToken)).rejects.toMatchObject(REFUSED);
    await expect(refresh(app, elsewhere.refreshToken)).resolves.toBeDefined();
  });

  test("[A13] what is no refresh token is refused, and harms nobody", async () => {
    const { app, first } = await signedIn();
    const [family = "", username = "", secret = ""] = first.refreshToken.split(":");
    const hostile = [
      "",
      ":",
      first.token,
      secret,
      `${family}:${username}`,
      `${family}:nobody:${secret}`,
      `${family}:../${username}:${secret}`,
      `${family}:WANG:${secret}`,
      `fam_unknown:${username}:${secret}`,
      `__proto__:${username}:${secret}`,
      `${first.refreshToken}x`,
      `${first.refreshToken}\n`,
      "a".repeat(1_000_000),
    ];
    for (const token of hostile) await expect(refresh(app, token)).rejects.toMatchObject(REFUSED);
    await expect(refresh(app, first.refreshToken)).resolves.toBeDefined();
  });

  test("[A7] another tenant's token is refused", async () => {
    const { app, first } = await signedIn();
    const foreign = app.access.refresh({ tenant: "other", refreshToken: first.refreshToken });
    await expect(foreign).rejects.toMatchObject(REFUSED);
  });
});

describe("[A18] signing out", () => {
  test("by the access token ends the family, with its refresh token, at once", async () => {
    const { app, first } = await signedIn();
    const other = await app.access.signIn(signInRequest());
    const caller = await authenticate(app, first.token);
    if (caller.kind !== "agent") throw new Error("not an agent");
    expect(await app.access.isLive(caller)).toBe(true);
    await app.access.signOut({ tenant: TENANT, caller });
    expect(await app.access.isLive(caller)).toBe(false);
    await expect(authenticate(app, first.token)).rejects.toMatchObject(REFUSED);
    await expect(refresh(app, first.refreshToken)).rejects.toMatchObject(REFUSED);
    await expect(authenticate(app, other.token)).resolves.toBeDefined();
  });

  test("by the refresh token does, too, and twice is no error", async () => {
    const { app, first } = await signedIn();
    await authenticate(app, first.token);
    const request = { tenant: TENANT, refreshToken: first.refreshToken };
    await app.access.signOut(request);
    await app.access.signOut(request);
    await expect(authenticate(app, first.token)).rejects.toMatchObject(REFUSED);
  });

  test("without a token, or with a foreign one, changes nothing", async () => {
    const { app, first } = await signedIn();
    await app.access.signOut({ tenant: TENANT });
    await app.access.signOut({ tenant: TENANT, refreshToken: "nonsense" });
    await app.access.signOut({ tenant: "other", refreshToken: first.refreshToken });
    await expect(authenticate(app, first.token)).resolves.toBeDefined();
  });

  test("says on the bus which streams must end", async () => {
    const { app, first } = await signedIn();
    const heard: Signal[] = [];
    app.bus.subscribe((signal) => heard.push(signal));
    await app.access.signOut({ tenant: TENANT, refreshToken: first.refreshToken });
    expect(heard).toEqual([{ kind: "revoked", family: first.refreshToken.split(":")[0] }]);
  });
});

describe("[A17] on another instance", () => {
  async function two(bus: "shared" | "apart") {
    const place = world();
    const shared = createLocalBus();
    const one = await instance(place, { bus: shared });
    const other = await instance(place, { bus: bus === "shared" ? shared : createLocalBus() });
    await addAgent(one);
    const issued = await one.access.signIn(signInRequest());
    await authenticate(other, issued.token);
    return { one, other, issued };
  }

  test("a revoked family is refused as soon as the bus says so", async () => {
    const { one, other, issued } = await two("shared");
    await one.access.signOut({ tenant: TENANT, refreshToken: issued.refreshToken });
    await expect(authenticate(other, issued.token)).rejects.toMatchObject(REFUSED);
  });

  test("after two seconds when the bus says nothing", async () => {
    const { one, other, issued } = await two("apart");
    await one.access.signOut({ tenant: TENANT, refreshToken: issued.refreshToken });
    other.clock.pass(1_999);
    await expect(authenticate(other, issued.token)).resolves.toBeDefined();
    other.clock.pass(1);
    await expect(authenticate(other, issued.token)).rejects.toMatchObject(REFUSED);
  });

  test("a family opened there is good here at once", async () => {
    const { one, other } = await two("apart");
    const issued = await one.access.signIn(signInRequest());
    await expect(authenticate(other, issued.token)).resolves.toBeDefined();
  });
});

describe("[A17] the cache of live families", () => {
  test("a thousand requests read the vault once in two seconds, and together once", async () => {
    const { app, first } = await signedIn();
    const username = "wang";
    const [family = ""] = first.refreshToken.split(":");
    const reads = vi.spyOn(app.vault, "get");
    const live = createLiveFamilies(app);
    const ask = () => live.isLive({ tenant: TENANT, username, family });
    expect(new Set(await Promise.all(Array.from({ length: 500 }, ask)))).toEqual(new Set([true]));
    for (let count = 0; count < 500; count++) await ask();
    expect(reads).toHaveBeenCalledTimes(1);
    app.clock.pass(2_000);
    await ask();
    expect(reads).toHaveBeenCalledTimes(2);
    live.close();
  });

  test("a family revoked while its entry was being read stays revoked", async () => {
    const { app, first } = await signedIn();
    const [family = ""] = first.refreshToken.split(":");
    const arrived = Promise.withResolvers<void>();
    const vault = {
      ...app.vault,
      get: async (...args: Parameters<typeof app.vault.get>) => {
        const entry = await app.vault.get(...args);
        await arrived.promise;
        return entry;
      },
    };
    const live = createLiveFamilies({ vault, bus: app.bus, clock: app.clock });
    const ask = () => live.isLive({ tenant: TENANT, username: "wang", family });
    const answer = ask();
    live.revoked([family]);
    arrived.resolve();
    expect(await answer).toBe(false);
    expect(await ask()).toBe(false);
    live.close();
  });
});

describe("[A19] every family of the account ends when", () => {
  const changes: [string, (app: Instance, liveFamilies: ReturnType<typeof createLiveFamilies>) => Promise<unknown>][] =
    [
      [
        "its password changes",
        (app, liveFamilies) =>
          changePassword(
            { ...app, liveFamilies },
            { tenant: TENANT, username: "wang", password: "another password", operator: "system" },
          ),
      ],
      [
        "it is disabled",
        (app, liveFamilies) =>
          setAccountEnabled(
            { ...app, liveFamilies },
            { tenant: TENANT, username: "wang", enabled: false, operator: "system" },
          ),
      ],
    ];
  test.each(changes)("%s", async (_, change) => {
    const { app, first } = await signedIn();
    const second = await app.access.signIn(signInRequest());
    const liveFamilies = createLiveFamilies(app);
    for (const { token } of [first, second]) await authenticate(app, token);
    await change(app, liveFamilies);
    for (const issued of [first, second]) {
      await expect(authenticate(app, issued.token)).rejects.toMatchObject(REFUSED);
      await expect(refresh(app, issued.refreshToken)).rejects.toMatchObject(REFUSED);
    }
    liveFamilies.close();
  });

  test("it is enabled again: what a half-made disabling left behind does not come back", async () => {
    const { app, first } = await signedIn();
    const off = { tenant: TENANT, username: "wang", enabled: false, operator: "system" };
    // Dies after the event and before the families are ended.
    const dying = { ...app.vault, get: () => Promise.reject(new Error("killed")) };
    const liveFamilies = createLiveFamilies(app);
    await expect(setAccountEnabled({ ...app, vault: dying, liveFamilies }, off)).rejects.toThrow("killed");
    await expect(refresh(app, first.refreshToken)).rejects.toMatchObject(REFUSED);
    await expect(authenticate(app, first.token)).rejects.toMatchObject(REFUSED);
    await setAccountEnabled({ ...app, liveFamilies }, { ...off, enabled: true });
    await expect(authenticate(app, first.token)).rejects.toMatchObject(REFUSED);
    await expect(app.access.signIn(signInRequest())).resolves.toBeDefined();
    liveFamilies.close();
  });
});

test("[A28] accounts, passwords and families outlive a restart on SQLite", async () => {
  const folder = await mkdtemp(join(tmpdir(), "baton-access-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "baton.sqlite");

  const before = world(await openSqliteStore({ path }));
  const app = await instance(before);
  await addAgent(app);
  const kept = await app.access.signIn(signInRequest());
  const ended = await app.access.signIn(signInRequest());
  await app.access.signOut({ tenant: TENANT, refreshToken: ended.refreshToken });
  await before.store.journal.close();

  const after = world(await openSqliteStore({ path }));
  onTestFinished(() => after.store.journal.close());
  const again = await instance(after);
  await expect(authenticate(again, kept.token)).resolves.toMatchObject({ username: "wang", name: "小王" });
  await expect(authenticate(again, ended.token)).rejects.toMatchObject(REFUSED);
  const next = await refresh(again, kept.refreshToken);
  expect((await refresh(again, kept.refreshToken)).refreshToken).toBe(next.refreshToken);
  const racing = await Promise.all([refresh(again, next.refreshToken), refresh(again, next.refreshToken)]);
  expect(racing[0].refreshToken).toBe(racing[1].refreshToken);
  await expect(again.access.signIn(signInRequest())).resolves.toBeDefined();
});
