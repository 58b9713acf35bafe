import { SignJWT } from "jose";
import { describe, expect, test, vi } from "vitest";
import {
  addAgent,
  IDENTITY_SECRET,
  instance,
  START_MS,
  signInRequest,
  TENANT,
  world,
} from "../../testing/access-fixture.ts";
import { readAgentClaims } from "./agent-token.ts";

const REFUSED = { name: "AccessError", code: "UNAUTHENTICATED", message: "UNAUTHENTICATED" };
const DAY = 24 * 3_600_000;
const session = { tenant: TENANT, sessionName: "ses-1", issuedAtMs: START_MS + 250 };

describe("a session token", () => {
  test("[A8] opens its session for 24 hours, and can be built again", async () => {
    const { access } = await instance(world());
    const issued = await access.issueSessionToken(session);
    expect(issued).toMatchObject({ expiresInSeconds: 86_400, expiresAtMs: START_MS + DAY });
    expect(await access.authenticate({ tenant: TENANT, token: issued.token })).toEqual({
      kind: "customer",
      tenant: TENANT,
      sessionName: "ses-1",
      expiresAtMs: START_MS + DAY,
    });
    const elsewhere = await instance(world());
    expect(await elsewhere.access.issueSessionToken(session)).toEqual(issued);
  });

  test("[A5] [A11] is refused the moment it expires, though it was remembered", async () => {
    const { access, clock } = await instance(world());
    const { token } = await access.issueSessionToken(session);
    await access.authenticate({ tenant: TENANT, token });
    clock.pass(DAY - 1);
    await expect(access.authenticate({ tenant: TENANT, token })).resolves.toBeDefined();
    clock.pass(1);
    await expect(access.authenticate({ tenant: TENANT, token })).rejects.toMatchObject(REFUSED);
    await expect(access.authenticate({ tenant: TENANT, token })).rejects.toMatchObject(REFUSED);
  });

  test("[A7] of another tenant is refused, remembered or not", async () => {
    const { access } = await instance(world());
    const { token } = await access.issueSessionToken({ ...session, tenant: "other" });
    await expect(access.authenticate({ tenant: TENANT, token })).rejects.toMatchObject(REFUSED);
    await expect(access.authenticate({ tenant: "other", token })).resolves.toBeDefined();
    await expect(access.authenticate({ tenant: TENANT, token })).rejects.toMatchObject(REFUSED);
  });

  test("[A9] expired, it is still known for what it was", async () => {
    const { access, clock } = await instance(world());
    const { token } = await access.issueSessionToken(session);
    clock.pass(31 * DAY);
    const request = { tenant: TENANT, token };
    await expect(access.verifySessionToken(request)).rejects.toMatchObject(REFUSED);
    await expect(access.verifySessionToken({ ...request, expiredForMs: DAY })).rejects.toMatchObject(REFUSED);
    const found = await access.verifySessionToken({ ...request, expiredForMs: Number.POSITIVE_INFINITY });
    expect(found).toEqual({ tenant: TENANT, sessionName: "ses-1", expiresAtMs: START_MS + DAY });
    await expect(
      access.verifySessionToken({ tenant: "other", token, expiredForMs: Number.POSITIVE_INFINITY }),
    ).rejects.toMatchObject(REFUSED);
  });

  test("whose name cannot be a session's is refused", async () => {
    const { access, signedTokens } = await instance(world());
    const window = { issuedAtMs: START_MS, expiresAtMs: START_MS + DAY };
    const token = await signedTokens.sign("session", { sub: "../admin", tenant: TENANT }, window);
    await expect(access.authenticate({ tenant: TENANT, token })).rejects.toMatchObject(REFUSED);
  });
});

describe("an agent token", () => {
  test("[A10] lasts an hour", async () => {
    const { access, clock, ...app } = await instance(world());
    await addAgent({ ...app, access, clock });
    const { token } = await access.signIn(signInRequest());
    clock.pass(3_600_000 - 1);
    const caller = await access.authenticate({ tenant: TENANT, token });
    if (caller.kind !== "agent") throw new Error("not an agent");
    expect(await access.isLive(caller)).toBe(true);
    clock.pass(1);
    expect(await access.isLive(caller)).toBe(false);
    await expect(access.authenticate({ tenant: TENANT, token })).rejects.toMatchObject(REFUSED);
  });

  test("[A6] [A7] is not a session's, and is of one tenant", async () => {
    const app = await instance(world());
    await addAgent(app);
    const { token } = await app.access.signIn(signInRequest());
    await expect(app.access.verifySessionToken({ tenant: TENANT, token })).rejects.toMatchObject(REFUSED);
    await expect(app.access.authenticate({ tenant: "other", token })).rejects.toMatchObject(REFUSED);
    const signed = await app.signedTokens.verify("agent", token, START_MS);
    expect(signed && readAgentClaims(TENANT, signed)).toMatchObject({ username: "wang" });
    expect(signed && readAgentClaims("other", signed)).toBeNull();
  });

  test("[A10] names an account that exists, with that id", async () => {
    const app = await instance(world());
    await addAgent(app);
    const { token, refreshToken } = await app.access.signIn(signInRequest());
    const [family = ""] = refreshToken.split(":");
    const window = { issuedAtMs: START_MS, expiresAtMs: START_MS + 1_000_000 };
    const claims = { username: "wang", role: "admin", tenant: TENANT, family };
    const otherId = await app.signedTokens.sign("agent", { ...claims, sub: "agent_other" }, window);
    await expect(app.access.authenticate({ tenant: TENANT, token: otherId })).rejects.toMatchObject(REFUSED);
    const incomplete = await app.signedTokens.sign("agent", { sub: "agent_other", tenant: TENANT }, window);
    await expect(app.access.authenticate({ tenant: TENANT, token: incomplete })).rejects.toMatchObject(REFUSED);
    // The claim says admin, the account does not.
    const real = await app.access.authenticate({ tenant: TENANT, token });
    if (real.kind !== "agent") throw new Error("not an agent");
    const boast = await app.signedTokens.sign("agent", { ...claims, sub: real.id }, window);
    expect(await app.access.authenticate({ tenant: TENANT, token: boast })).toMatchObject({ role: "agent" });
  });
});

test("[A11] a token that comes a thousand times is verified once", async () => {
  const { access, signedTokens } = await instance(world());
  const verify = vi.spyOn(signedTokens, "verify");
  const { token } = await access.issueSessionToken(session);
  for (let count = 0; count < 1_000; count++) await access.authenticate({ tenant: TENANT, token });
  expect(verify).toHaveBeenCalledTimes(1);
});

test("[A5] nonsense is refused", async () => {
  const { access } = await instance(world());
  for (const token of ["", "x", "a.b.c", "null", "\u0000", "a".repeat(1_000_000), ".".repeat(10_000)]) {
    await expect(access.authenticate({ tenant: TENANT, token })).rejects.toMatchObject(REFUSED);
    await expect(access.verifySessionToken({ tenant: TENANT, token })).rejects.toMatchObject(REFUSED);
    await expect(access.verifyIdentityToken({ tenant: TENANT, token })).rejects.toMatchObject(REFUSED);
  }
});

describe("[A12] an identity token", () => {
  const claims = { sub: "customer-1", aud: "baton-identity", exp: START_MS / 1000 + 3_600 };
  const signed = (body: object, secret = IDENTITY_SECRET) =>
    new SignJWT({ ...body }).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(secret));
  async function verify(body: object, secret?: string) {
    const { access } = await instance(world());
    return access.verifyIdentityToken({ tenant: TENANT, token: await signed(body, secret) });
  }

  test("gives the facts that the host site signed for", async () => {
    expect(await verify({ ...claims, email: " li@example.com ", name: "李女士", vip: true, tenant: TENANT })).toEqual({
      customerId: "customer-1",
      email: "li@example.com",
      name: "李女士",
      vip: true,
    });
    expect(await verify(claims)).toEqual({ customerId: "customer-1", email: null, name: null, vip: false });
    expect(await verify({ ...claims, email: null, name: "" })).toMatchObject({ email: null, name: null });
  });

  test.each([
    ["a vip that is no boolean", { vip: "true" }],
    ["a name that is no text", { name: { first: "李" } }],
    ["a name of 201 characters", { name: "x".repeat(201) }],
    ["an e-mail address of 321 characters", { email: "x".repeat(321) }],
    ["a name with a line break", { name: "a\nb" }],
    ["a name with half a character", { name: "a\ud800" }],
    ["another tenant", { tenant: "other" }],
    ["a subject of 201 characters", { sub: "x".repeat(201) }],
    ["a blank subject", { sub: "  " }],
    ["a foreign audience", { aud: "session" }],
    ["no expiry", { exp: undefined }],
  ])("is refused with %s", async (_, change) => {
    await expect(verify({ ...claims, ...change })).rejects.toMatchObject(REFUSED);
  });

  test("is refused when another secret signed it", async () => {
    await expect(verify(claims, "a secret that somebody else has, long")).rejects.toMatchObject(REFUSED);
  });
});
