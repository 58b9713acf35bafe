import { createHmac, generateKeyPairSync, hkdfSync } from "node:crypto";
import fc from "fast-check";
import { SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import type { SignedTokens } from "../../ports/tokens.ts";
import { createSignedTokens } from "./signed-tokens.ts";

const ROOT = "a root secret for tests, long enough";
const IDENTITY = "the host site's secret, long enough";
const NOW = 1_767_225_600_000;
const HOUR = 3_600_000;

const tokens = await createSignedTokens({ root: ROOT, identity: IDENTITY });
const claims = { sub: "s1", tenant: "default" };
const window = { issuedAtMs: NOW, expiresAtMs: NOW + HOUR };
const good = await tokens.sign("session", claims, window);

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const keyOf = (audience: string) => new Uint8Array(hkdfSync("sha256", ROOT, "baton", `baton/v1/${audience}`, 32));
/** A token with any header and payload, truly signed with the key of `audience`. */
function forge(header: object, payload: object, audience = "session", hash = "sha256"): string {
  const text = `${base64url(header)}.${base64url(payload)}`;
  return `${text}.${createHmac(hash, keyOf(audience)).update(text).digest("base64url")}`;
}
const payload = { ...claims, aud: "session", iat: NOW / 1000, exp: (NOW + HOUR) / 1000 };
const header = { alg: "HS256", typ: "JWT" };

describe("[A5] a signed token", () => {
  test("carries its claims", async () => {
    const found = await tokens.verify("session", good, NOW);
    expect(found).toMatchObject({ claims: { ...claims, aud: "session" }, expiresAtMs: NOW + HOUR });
    expect(tokens.audienceOf(good)).toBe("session");
  });

  test("forged with the right key it is good: the forgeries below fail for their own reason", async () => {
    expect(await tokens.verify("session", forge(header, payload), NOW)).not.toBeNull();
  });

  test("is good until the second it expires", async () => {
    expect(await tokens.verify("session", good, NOW + HOUR - 1)).not.toBeNull();
    expect(await tokens.verify("session", good, NOW + HOUR)).toBeNull();
  });

  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const without = (name: string) => Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name));
  const refused: [string, string | Promise<string>][] = [
    ["the algorithm none, no signature", `${base64url({ alg: "none" })}.${base64url(payload)}.`],
    ["the algorithm none, signed all the same", forge({ alg: "none" }, payload)],
    ["HS512", forge({ alg: "HS512" }, payload, "session", "sha512")],
    ["RS256", new SignJWT(payload).setProtectedHeader({ alg: "RS256" }).sign(rsa.privateKey)],
    ["RS256 in the header of an HMAC", forge({ alg: "RS256" }, payload)],
    ["no algorithm", forge({ typ: "JWT" }, payload)],
    ["a critical extension nobody knows", forge({ ...header, crit: ["x"], x: 1 }, payload)],
    ["unencoded payload", forge({ ...header, crit: ["b64"], b64: false }, payload)],
    ["another key", new SignJWT(payload).setProtectedHeader({ alg: "HS256" }).sign(keyOf("agent"))],
    ["a foreign audience", forge(header, { ...payload, aud: "agent" })],
    ["no audience", forge(header, without("aud"))],
    ["no expiry", forge(header, without("exp"))],
    ["an expiry that is no number", forge(header, { ...payload, exp: "tomorrow" })],
    ["no subject", forge(header, without("sub"))],
    ["not yet", forge(header, { ...payload, nbf: NOW / 1000 + 1 })],
    ["a payload that is no object", forge(header, ["s1"])],
    ["nothing", ""],
    ["two parts", good.split(".").slice(0, 2).join(".")],
    ["four parts", `${good}.x`],
    ["a megabyte", `${"a".repeat(1_000_000)}.b.${good.split(".")[2]}`],
    ["a megabyte of dots", ".".repeat(1_000_000)],
    ["a blank after it", `${good} `],
    ["a line break", `${good}\n`],
    ["NUL", "\u0000"],
  ];
  test.each(refused)("is refused: %s", async (_, token) => {
    expect(await tokens.verify("session", await token, NOW)).toBeNull();
    expect(await tokens.verify("session", await token, NOW, Number.POSITIVE_INFINITY)).toBeNull();
  });

  test("one changed character spoils it, wherever and whatever it is", async () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ é";
    const place = fc.nat(good.length - 1);
    const change = fc
      .tuple(place, fc.constantFrom(...alphabet.split("")))
      .filter(([at, character]) => good[at] !== character);
    await fc.assert(
      fc.asyncProperty(change, async ([at, character]) => {
        const changed = good.slice(0, at) + character + good.slice(at + 1);
        expect(await tokens.verify("session", changed, NOW)).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  test("every other spelling of the last character spoils it, though it may stand for the same bytes", async () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const others = alphabet.split("").filter((character) => character !== good.at(-1));
    const found = await Promise.all(others.map((last) => tokens.verify("session", good.slice(0, -1) + last, NOW)));
    expect(found.every((one) => one === null)).toBe(true);
  });

  test("a cut or lengthened one is refused, and no text makes it throw", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.string({ minLength: 1 }), async (at, more) => {
        expect(await tokens.verify("session", good.slice(0, at), NOW)).toBeNull();
        expect(await tokens.verify("session", good + more, NOW)).toBeNull();
        expect(await tokens.verify("session", more, NOW)).toBeNull();
        expect(tokens.audienceOf(more)).toBeNull();
      }),
    );
  });
});

describe("[A6] keys", () => {
  test("a token of one audience is not good for the other, in either direction", async () => {
    const agent = await tokens.sign("agent", claims, window);
    expect(await tokens.verify("agent", agent, NOW)).not.toBeNull();
    expect(await tokens.verify("session", agent, NOW)).toBeNull();
    expect(await tokens.verify("agent", good, NOW)).toBeNull();
    // Not by the claim alone: signed with the other audience's key, the right `aud` does not help.
    expect(await tokens.verify("agent", forge(header, { ...payload, aud: "agent" }, "session"), NOW)).toBeNull();
    expect(await tokens.verifyIdentity(good, NOW)).toBeNull();
  });

  test("another root secret's token is refused", async () => {
    const other = await createSignedTokens({ root: `${ROOT}!`, identity: null });
    expect(await other.verify("session", good, NOW)).toBeNull();
  });

  test("a short secret is refused with a sentence", async () => {
    await expect(createSignedTokens({ root: "short", identity: null })).rejects.toThrow(/BATON_SECRET.*32/);
    await expect(createSignedTokens({ root: ROOT, identity: "short" })).rejects.toThrow(/BATON_IDENTITY_SECRET.*32/);
  });
});

test("[A8] the same arguments give the same token; another millisecond gives another", async () => {
  expect(await tokens.sign("session", claims, window)).toBe(good);
  const again = await createSignedTokens({ root: ROOT, identity: null });
  expect(await again.sign("session", claims, window)).toBe(good);
  expect(await tokens.sign("session", claims, { ...window, issuedAtMs: NOW + 1 })).not.toBe(good);
});

describe("[A9] an expired token", () => {
  test("is good as long after as the caller allows", async () => {
    const at = (agoMs: number, allowedMs: number) => tokens.verify("session", good, NOW + HOUR + agoMs, allowedMs);
    expect(await at(999, 1_000)).toMatchObject({ claims });
    expect(await at(1_000, 1_000)).toBeNull();
    expect(await at(1e12, Number.POSITIVE_INFINITY)).toMatchObject({ claims });
  });

  test("must be good in every other way", async () => {
    const expired = { ...payload, exp: NOW / 1000 - 10 };
    const later = (token: string) => tokens.verify("session", token, NOW, Number.POSITIVE_INFINITY);
    expect(await later(forge(header, expired))).not.toBeNull();
    expect(await later(forge(header, { ...expired, aud: "agent" }))).toBeNull();
    expect(await later(forge(header, { ...expired, nbf: NOW / 1000 + 10 }))).toBeNull();
    expect(await later(forge(header, expired, "agent"))).toBeNull();
  });
});

describe("[A12] an identity token", () => {
  const seconds = NOW / 1000;
  const identity = { sub: "customer-1", aud: "baton-identity", exp: seconds + 3_600 };
  const signed = (body: object, secret = IDENTITY) =>
    new SignJWT({ ...body }).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(secret));

  test("is made with any JWT library and the plain secret", async () => {
    expect(await tokens.verifyIdentity(await signed(identity), NOW)).toMatchObject({ claims: { sub: "customer-1" } });
  });

  test.each([
    ["issued 60 s ahead of our clock", { iat: seconds + 60 }, true],
    ["issued further ahead", { iat: seconds + 61 }, false],
    ["issued a day and 60 s ago", { iat: seconds - 86_460 }, true],
    ["issued longer ago", { iat: seconds - 86_461 }, false],
    ["good for a day and 60 s", { exp: seconds + 86_460 }, true],
    ["good for longer", { exp: seconds + 86_461 }, false],
    ["expired within the skew", { exp: seconds - 59 }, true],
    ["expired before", { exp: seconds - 60 }, false],
    ["not yet, within the skew", { nbf: seconds + 60 }, true],
    ["not yet", { nbf: seconds + 61 }, false],
    ["no expiry", { exp: undefined }, false],
    ["no subject", { sub: undefined }, false],
    ["a foreign audience", { aud: "shop" }, false],
    ["several audiences, ours among them", { aud: ["shop", "baton-identity"] }, true],
  ])("%s: %j is good: %j", async (_, change, isGood) => {
    const found = await tokens.verifyIdentity(await signed({ ...identity, ...change }), NOW);
    expect(found !== null).toBe(isGood);
  });

  test("of another secret is refused, and every one without a secret", async () => {
    const without = await createSignedTokens({ root: ROOT, identity: null });
    expect(await tokens.verifyIdentity(await signed(identity, `${IDENTITY}!`), NOW)).toBeNull();
    expect(await without.verifyIdentity(await signed(identity), NOW)).toBeNull();
  });
});

test("[A5] which audience a token names is read without trusting it", () => {
  const unsigned = (aud: unknown) => `${base64url(header)}.${base64url({ aud })}.${"A".repeat(43)}`;
  const audienceOf: SignedTokens["audienceOf"] = tokens.audienceOf;
  expect(audienceOf(unsigned("agent"))).toBe("agent");
  expect(audienceOf(unsigned("baton-identity"))).toBeNull();
  expect(audienceOf(unsigned(["agent"]))).toBeNull();
  expect(audienceOf(unsigned("__proto__"))).toBeNull();
  expect(audienceOf(`x.%%%.${"A".repeat(43)}`)).toBeNull();
  expect(audienceOf(`x.e30.${"A".repeat(43)}`)).toBeNull();
});
