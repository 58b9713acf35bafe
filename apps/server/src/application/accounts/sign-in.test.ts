import { describe, expect, test } from "vitest";
import { createArgon2Passwords } from "../../adapters/passwords-argon2/index.ts";
import { AccessError } from "../../domain/access/access-error.ts";
import { MAX_FAMILIES } from "../../domain/access/refresh-family.ts";
import { JournalUnavailable } from "../../ports/journal.ts";
import { type Passwords, PasswordsBusy } from "../../ports/passwords.ts";
import {
  addAgent,
  CHEAP,
  DESK,
  type Instance,
  instance,
  PASSWORD,
  signInRequest,
  TENANT,
  world,
} from "../../testing/access-fixture.ts";
import { changePassword } from "./change-password.ts";
import { readCredentials } from "./credentials.ts";
import { setAccountEnabled } from "./set-account-enabled.ts";

const MINUTE = 60_000;
const silent = { revoked: () => undefined };

async function codeOf(promise: Promise<unknown>): Promise<AccessError> {
  const error = await promise.then(
    () => new Error("was not refused"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof AccessError) return error;
  throw error;
}

/** The real thing, with what was asked of it written down. */
function counting() {
  const real = createArgon2Passwords({ cost: CHEAP });
  const calls: string[] = [];
  const passwords: Passwords = {
    hash(password) {
      calls.push("hash");
      return real.hash(password);
    },
    verify(password, stored, urgent) {
      calls.push(urgent ? "verify urgently" : "verify");
      return real.verify(password, stored, urgent);
    },
    verifyNothing(password) {
      calls.push("verifyNothing");
      return real.verifyNothing(password);
    },
    generate: real.generate,
  };
  return { passwords, calls };
}

describe("signing in", () => {
  test("gives tokens that work, and the account", async () => {
    const app = await instance(world());
    const { id } = await addAgent(app);
    const issued = await app.access.signIn(signInRequest());
    expect(issued).toMatchObject({
      expiresInSeconds: 3_600,
      account: { id, username: "wang", name: "小王", role: "agent", maxSessions: 5, avatarUrl: null, enabled: true },
    });
    expect(await app.access.authenticate({ tenant: TENANT, token: issued.token })).toEqual({
      kind: "agent",
      tenant: TENANT,
      id,
      username: "wang",
      name: "小王",
      role: "agent",
      family: expect.stringMatching(/^fam_/) as unknown,
      expiresAtMs: app.clock.now() + 3_600_000,
    });
  });

  test("[A27] takes the name however it is typed", async () => {
    const app = await instance(world());
    await addAgent(app);
    await expect(app.access.signIn(signInRequest({ username: " Ｗang " }))).resolves.toBeDefined();
  });

  test("[A13] [A28] no token and no password reaches the store", async () => {
    const app = await instance(world());
    await addAgent(app);
    const issued = await app.access.signIn(signInRequest());
    const { token: _, refreshToken } = issued;
    const kept = JSON.stringify(await readCredentials(app.vault, TENANT, "wang"));
    const events = JSON.stringify(await app.journal.readAll(0, 100));
    for (const secret of [refreshToken.split(":")[2] ?? "", PASSWORD, issued.token, DESK]) {
      expect(kept).not.toContain(secret);
      expect(events).not.toContain(secret);
    }
  });
});

describe("[A21] one answer and one amount of work for", () => {
  const cases: [string, (app: Instance) => Promise<unknown>, object, string][] = [
    ["an unknown user", async () => undefined, { username: "nobody" }, "verifyNothing"],
    ["a name that cannot be one", async () => undefined, { username: "../小王" }, "verifyNothing"],
    ["a wrong password", async () => undefined, { password: "wrong" }, "verify"],
    [
      "a disabled account, with its right password",
      (app) =>
        setAccountEnabled(
          { ...app, liveFamilies: silent },
          { tenant: TENANT, username: "wang", enabled: false, operator: "system" },
        ),
      {},
      "verify",
    ],
    ["an account without a password", (app) => app.vault.delete("account", "default/wang"), {}, "verifyNothing"],
  ];
  test.each(cases)("%s", async (_, prepare, overrides, work) => {
    const { passwords, calls } = counting();
    const app = await instance(world(), { passwords });
    await addAgent(app);
    await prepare(app);
    calls.length = 0;
    const refused = await codeOf(app.access.signIn(signInRequest(overrides)));
    expect(refused).toMatchObject({ code: "BAD_CREDENTIALS", message: "BAD_CREDENTIALS", retryAfterSeconds: null });
    expect(calls).toEqual([work]);
  });
});

test("[A20] a hash with weaker parameters is replaced at sign-in, and nobody is signed out", async () => {
  const place = world();
  const weak = await instance(place);
  await addAgent(weak);
  const first = await weak.access.signIn(signInRequest());
  const strong = await instance(place, {
    passwords: createArgon2Passwords({ cost: { memoryKib: 16, passes: 2, parallelism: 1 } }),
  });
  await strong.access.signIn(signInRequest());
  expect((await readCredentials(strong.vault, TENANT, "wang"))?.password).toMatchObject({ memoryKib: 16, passes: 2 });
  await expect(strong.access.authenticate({ tenant: TENANT, token: first.token })).resolves.toBeDefined();
  await expect(strong.access.signIn(signInRequest())).resolves.toBeDefined();
});

describe("[A22] [A23] throttling", () => {
  test("the sixth failure in a row is refused with the time to wait, without any work", async () => {
    const { passwords, calls } = counting();
    const app = await instance(world(), { passwords });
    await addAgent(app);
    for (let count = 0; count < 5; count++) {
      expect((await codeOf(app.access.signIn(signInRequest({ password: "wrong" })))).code).toBe("BAD_CREDENTIALS");
    }
    calls.length = 0;
    expect(await codeOf(app.access.signIn(signInRequest()))).toMatchObject({
      code: "RATE_LIMITED",
      retryAfterSeconds: 2,
    });
    expect(calls).toEqual([]);
    app.clock.pass(2_000);
    await expect(app.access.signIn(signInRequest())).resolves.toBeDefined();
  });

  test("an unknown user is throttled alike", async () => {
    const app = await instance(world());
    for (let count = 0; count < 5; count++) await codeOf(app.access.signIn(signInRequest({ username: "nobody" })));
    expect((await codeOf(app.access.signIn(signInRequest({ username: "NOBODY " })))).code).toBe("RATE_LIMITED");
  });

  test("a flood from elsewhere does not lock the owner out of their desk, even after a restart", async () => {
    const place = world();
    const before = await instance(place);
    await addAgent(before);
    await before.access.signIn(signInRequest());

    const { passwords, calls } = counting();
    const app = await instance(place, { passwords });
    for (let count = 0; count < 25; count++) {
      await codeOf(app.access.signIn(signInRequest({ password: "guess", address: `198.51.100.${count}` })));
    }
    const elsewhere = signInRequest({ address: "203.0.113.1" });
    expect((await codeOf(app.access.signIn(elsewhere))).code).toBe("RATE_LIMITED");
    calls.length = 0;
    await expect(app.access.signIn(signInRequest())).resolves.toBeDefined();
    expect(calls).toEqual(["verify urgently"]);
    app.clock.pass(15 * MINUTE);
    await expect(app.access.signIn(elsewhere)).resolves.toBeDefined();
  });

  test("only the last five addresses are usual", async () => {
    const app = await instance(world());
    await addAgent(app);
    for (let count = 0; count < 7; count++) await app.access.signIn(signInRequest({ address: `192.0.2.${count}` }));
    expect((await readCredentials(app.vault, TENANT, "wang"))?.usualAddresses).toHaveLength(5);
  });
});

describe("[A24] [A25] an attempt that could not be checked", () => {
  test("is told to come back when too many wait, and does not count", async () => {
    const busy: Passwords = {
      ...createArgon2Passwords({ cost: CHEAP }),
      verify: () => Promise.reject(new PasswordsBusy("full")),
    };
    const place = world();
    await addAgent(await instance(place));
    const app = await instance(place, { passwords: busy });
    for (let count = 0; count < 10; count++) {
      expect(await codeOf(app.access.signIn(signInRequest()))).toMatchObject({
        code: "RATE_LIMITED",
        retryAfterSeconds: 1,
      });
    }
  });

  test("fails as the store does, and does not count", async () => {
    const place = world();
    await addAgent(await instance(place));
    let broken = true;
    const vault = {
      ...place.store.vault,
      put: (...args: Parameters<typeof place.store.vault.put>) =>
        broken ? Promise.reject(new JournalUnavailable("disk full")) : place.store.vault.put(...args),
    };
    const app = await instance(place, { vault });
    for (let count = 0; count < 10; count++) {
      await expect(app.access.signIn(signInRequest())).rejects.toBeInstanceOf(JournalUnavailable);
    }
    broken = false;
    await expect(app.access.signIn(signInRequest())).resolves.toBeDefined();
  });
});

describe("[A19] a sign-in under way while", () => {
  /** Holds a verification back until `release`, once it has been done. */
  function held() {
    const real = createArgon2Passwords({ cost: CHEAP });
    const verified = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const passwords: Passwords = {
      ...real,
      verify: async (...args) => {
        const result = await real.verify(...args);
        verified.resolve();
        await release.promise;
        return result;
      },
    };
    return { passwords, verified: verified.promise, release: () => release.resolve() };
  }

  test("the password changes gets nothing", async () => {
    const { passwords, verified, release } = held();
    const app = await instance(world(), { passwords });
    await addAgent(app);
    const late = codeOf(app.access.signIn(signInRequest()));
    await verified;
    await changePassword(
      { ...app, liveFamilies: silent },
      { tenant: TENANT, username: "wang", password: "another password", operator: "system" },
    );
    release();
    expect((await late).code).toBe("BAD_CREDENTIALS");
    expect((await readCredentials(app.vault, TENANT, "wang"))?.families).toEqual([]);
  });

  test("the account is disabled gets nothing", async () => {
    const { passwords, verified, release } = held();
    const app = await instance(world(), { passwords });
    await addAgent(app);
    const late = codeOf(app.access.signIn(signInRequest()));
    await verified;
    const off = { tenant: TENANT, username: "wang", enabled: false, operator: "system" };
    await setAccountEnabled({ ...app, liveFamilies: silent }, off);
    release();
    expect((await late).code).toBe("BAD_CREDENTIALS");
  });
});

test("[A16] the browser idle longest is signed out by the twenty-first", async () => {
  const app = await instance(world());
  await addAgent(app);
  const first = await app.access.signIn(signInRequest());
  app.clock.pass(1);
  const second = await app.access.signIn(signInRequest());
  for (let count = 2; count < MAX_FAMILIES + 1; count++) {
    app.clock.pass(1);
    await expect(app.access.authenticate({ tenant: TENANT, token: first.token })).resolves.toBeDefined();
    await app.access.signIn(signInRequest());
  }
  expect((await codeOf(app.access.authenticate({ tenant: TENANT, token: first.token }))).code).toBe("UNAUTHENTICATED");
  await expect(app.access.authenticate({ tenant: TENANT, token: second.token })).resolves.toBeDefined();
});

test("twenty sign-ins of one account at once all succeed", async () => {
  const app = await instance(world());
  await addAgent(app);
  const attempts = Array.from({ length: 20 }, (_, index) =>
    app.access.signIn(signInRequest({ address: `192.0.2.${index}` })),
  );
  expect(new Set((await Promise.all(attempts)).map(({ refreshToken }) => refreshToken)).size).toBe(20);
});
