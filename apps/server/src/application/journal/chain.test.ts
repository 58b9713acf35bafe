import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GENESIS_HASH, type JsonObject, type JsonValue } from "../../ports/journal.ts";
import { canonicalJson } from "./canonical.ts";
import { chain, digestPersonal, hashEvent } from "./chain.ts";

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const SALT = "00112233445566778899aabbccddeeff";
const STREAM = "default/session/ses_1";
const HEAD = { seq: 0, hash: GENESIS_HASH };
const greeting = {
  id: "evt_1",
  type: "customer_message",
  time: 1763605000123,
  data: { b: 1, a: "é" },
  personal: { content: "你好" },
};
const opened = { id: "evt_2", type: "session_opened", time: 1763605000124, data: {}, personal: null };

describe("the hash chain", () => {
  test("[J33] the hashes are those of the bytes that the specification writes out", () => {
    const [first, second] = chain(STREAM, HEAD, [greeting, opened], () => SALT);
    const digest = sha256(`${SALT}{"content":"你好"}`);
    expect(first).toEqual({
      ...greeting,
      seq: 1,
      salt: SALT,
      personalDigest: digest,
      hash: sha256(
        `["${GENESIS_HASH}","default/session/ses_1",1,"evt_1","customer_message",1763605000123,{"a":"é","b":1},"${digest}"]`,
      ),
    });
    expect(second?.hash).toBe(
      sha256(`["${first?.hash}","default/session/ses_1",2,"evt_2","session_opened",1763605000124,{},null]`),
    );
    // The worked example of docs/spec/journal.md: whoever changes it breaks every journal that there is.
    expect(first?.hash).toBe("88a0a5aa0224cb7bf8bb62bf3f4e0f33674b1e3ca3daefc6804472efc35dc7a8");
  });

  test("[J3] numbers go on from the head, and no events leave nothing", () => {
    expect(chain(STREAM, { seq: 41, hash: "f".repeat(64) }, [opened, opened]).map(({ seq }) => seq)).toEqual([42, 43]);
    expect(chain(STREAM, HEAD, [])).toEqual([]);
  });

  test("[J33] salts are 128 random bits, each event's own; what has no words has none", () => {
    const many = chain(
      STREAM,
      HEAD,
      Array.from({ length: 1000 }, () => greeting),
    );
    expect(new Set(many.map(({ salt }) => salt)).size).toBe(1000);
    const events = chain(STREAM, HEAD, [greeting, greeting, opened]);
    expect(events[0]?.salt).toMatch(/^[0-9a-f]{32}$/);
    expect(events[0]?.salt).not.toBe(events[1]?.salt);
    expect(events[0]?.personalDigest).not.toBe(events[1]?.personalDigest);
    expect(events[2]).toMatchObject({ salt: null, personalDigest: null });
  });

  test("[J33] every part that is hashed changes the hash; the words do by their digest only", () => {
    const [event] = chain(STREAM, HEAD, [greeting]);
    if (event === undefined) throw new Error("One event was chained.");
    const changed = [
      { seq: 2 },
      { id: "evt_3" },
      { type: "x" },
      { time: 1 },
      { data: { a: "é", b: 2 } },
      { data: { a: "é", b: 1, c: null } },
      { personalDigest: null },
    ].map((part) => hashEvent(STREAM, GENESIS_HASH, { ...event, ...part }));
    changed.push(hashEvent("default/session/ses_2", GENESIS_HASH, event), hashEvent(STREAM, "1".repeat(64), event));
    expect(new Set([event.hash, ...changed]).size).toBe(changed.length + 1);
    expect(hashEvent(STREAM, GENESIS_HASH, { ...event, personal: null, salt: null })).toBe(event.hash);
    expect(digestPersonal(SALT, { content: "a" })).not.toBe(digestPersonal(SALT, { content: "b" }));
  });
});

describe("canonical JSON", () => {
  test("[J34] keys in the order of their code units, no blanks, undefined left out", () => {
    const value = { b: [1, { d: null, c: true }], a: "x", "\ue000": 1, "😀": 2, "10": 3, "9": 4, gone: undefined };
    expect(canonicalJson(value as unknown as JsonValue)).toBe(
      '{"10":3,"9":4,"a":"x","b":[1,{"c":true,"d":null}],"😀":2,"\ue000":1}',
    );
    expect(canonicalJson(JSON.parse('{"__proto__":{"x":1},"a":-0}') as JsonValue)).toBe('{"__proto__":{"x":1},"a":0}');
    expect(canonicalJson("\ud800\u2028\u0000")).toBe('"\\ud800\u2028\\u0000"');
  });

  test("[J34] what JSON cannot hold is refused instead of hashed as something else", () => {
    for (const value of [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1n,
      Symbol("s"),
      () => 1,
      undefined,
      new Date(),
      new Map(),
    ]) {
      expect(() => canonicalJson({ value: [value] } as unknown as JsonObject)).toThrow(TypeError);
    }
  });

  test("[J34] any value has one spelling: through JSON and back, and whatever order its keys came in", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const spelled = canonicalJson(value as JsonValue);
        expect(canonicalJson(JSON.parse(JSON.stringify(value)) as JsonValue)).toBe(spelled);
        expect(canonicalJson(reversed(value as JsonValue))).toBe(spelled);
        expect(JSON.parse(spelled)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  );
}
