import { argon2 } from "node:crypto";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { PasswordsBusy } from "../../ports/passwords.ts";
import { createArgon2Passwords, type Derive } from "./index.ts";

const CHEAP = { memoryKib: 8, passes: 1, parallelism: 1 };
const real = promisify(argon2);

/** The real argon2, with its calls written down, held back until `release` when `held`. */
function watched(options: { held?: boolean } = {}) {
  const calls: Parameters<Derive>[1][] = [];
  const waiting: (() => void)[] = [];
  let underway = 0;
  let most = 0;
  const derive = (async (algorithm: Parameters<Derive>[0], parameters: Parameters<Derive>[1]) => {
    calls.push(parameters);
    most = Math.max(most, ++underway);
    if (options.held) await new Promise<void>((resolve) => waiting.push(resolve));
    const result = await real(algorithm, parameters);
    underway -= 1;
    return result;
  }) as Derive;
  return { derive, calls, most: () => most, release: () => waiting.shift()?.() };
}

const textOf = (call: { message: unknown } | undefined): string =>
  call?.message instanceof Uint8Array ? Buffer.from(call.message).toString() : "";

describe("[A20] argon2id", () => {
  test("as shipped costs what OWASP asks for, and says so beside the hash", async () => {
    const stored = await createArgon2Passwords().hash("correct horse");
    expect(stored).toMatchObject({ algorithm: "argon2id", memoryKib: 19_456, passes: 2, parallelism: 1 });
    expect(await createArgon2Passwords().verify("correct horse", stored, false)).toEqual({
      matches: true,
      outdated: false,
    });
    expect((await createArgon2Passwords().verify("correct horsf", stored, false)).matches).toBe(false);
  });

  test("agrees with the reference implementation of RFC 9106", async () => {
    // echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32
    const stored = {
      algorithm: "argon2id" as const,
      memoryKib: 65_536,
      passes: 2,
      parallelism: 1,
      salt: Buffer.from("somesalt").toString("base64"),
      hash: Buffer.from("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7", "hex").toString("base64"),
    };
    expect((await createArgon2Passwords({ cost: CHEAP }).verify("password", stored, false)).matches).toBe(true);
  });

  test("salts differ, so equal passwords do not look equal", async () => {
    const passwords = createArgon2Passwords({ cost: CHEAP });
    const [one, other] = [await passwords.hash("correct horse"), await passwords.hash("correct horse")];
    expect(one.salt).not.toBe(other.salt);
    expect(one.hash).not.toBe(other.hash);
    expect(JSON.stringify([one, other])).not.toContain("horse");
  });

  test("typed through an input method it is the same password", async () => {
    const passwords = createArgon2Passwords({ cost: CHEAP });
    const stored = await passwords.hash("ｐａｓｓ１２３４é");
    expect((await passwords.verify("pass1234e\u0301", stored, false)).matches).toBe(true);
  });

  test("a weaker hash than today's is outdated, a stronger one is not", async () => {
    const weak = await createArgon2Passwords({ cost: CHEAP }).hash("correct horse");
    const strong = createArgon2Passwords({ cost: { memoryKib: 16, passes: 2, parallelism: 1 } });
    expect(await strong.verify("correct horse", weak, false)).toEqual({ matches: true, outdated: true });
    const better = await strong.hash("correct horse");
    expect(await createArgon2Passwords({ cost: CHEAP }).verify("correct horse", better, false)).toEqual({
      matches: true,
      outdated: false,
    });
  });
});

test("[A21] verifying nothing computes a hash of the same cost", async () => {
  const { derive, calls } = watched();
  const passwords = createArgon2Passwords({ cost: CHEAP, derive });
  await passwords.verify("correct horse", await passwords.hash("correct horse"), false);
  await passwords.verifyNothing("correct horse");
  expect(calls).toHaveLength(3);
  const cost = ({ memory, passes, parallelism, tagLength }: (typeof calls)[number]) => [
    memory,
    passes,
    parallelism,
    tagLength,
  ];
  expect(new Set(calls.map((call) => String(cost(call)))).size).toBe(1);
  expect(calls.every(({ message }) => textOf({ message }) === "correct horse")).toBe(true);
});

describe("[A25] how many at once", () => {
  test("two run, 32 wait, the next is refused at once", async () => {
    const { derive, most, release, calls } = watched({ held: true });
    const passwords = createArgon2Passwords({ cost: CHEAP, derive });
    const admitted = Array.from({ length: 34 }, () => passwords.verifyNothing("x"));
    await expect(passwords.verifyNothing("x")).rejects.toBeInstanceOf(PasswordsBusy);
    const all = Promise.all(admitted);
    let finished = false;
    void all.then(() => {
      finished = true;
    });
    while (!finished) {
      release();
      await new Promise(setImmediate);
    }
    expect(calls).toHaveLength(34);
    expect(most()).toBe(2);
    const after = passwords.verifyNothing("x");
    await new Promise(setImmediate);
    release();
    await after;
  });

  test("an urgent one goes before those that wait, and has places of its own", async () => {
    const { derive, calls, release } = watched({ held: true });
    const passwords = createArgon2Passwords({ cost: CHEAP, derive });
    const stored = { algorithm: "argon2id", ...CHEAP, salt: "c29tZXNhbHQ=", hash: "A".repeat(44) } as const;
    const strangers = Array.from({ length: 34 }, () => passwords.verifyNothing("stranger"));
    const owner = passwords.verify("owner", stored, true);
    let finished = false;
    void Promise.all([...strangers, owner]).then(() => {
      finished = true;
    });
    while (!finished) {
      release();
      await new Promise(setImmediate);
    }
    expect(textOf(calls[2])).toBe("owner");
  });

  test("a failure gives its place back", async () => {
    const broken = (async () => Promise.reject(new Error("out of memory"))) as unknown as Derive;
    const passwords = createArgon2Passwords({ cost: CHEAP, derive: broken });
    for (let attempt = 0; attempt < 50; attempt++) await expect(passwords.hash("x")).rejects.toThrow("out of memory");
  });
});

test("[A29] a generated password is legible, long and never the same", () => {
  const passwords = createArgon2Passwords({ cost: CHEAP });
  const generated = Array.from({ length: 200 }, () => passwords.generate());
  expect(new Set(generated).size).toBe(200);
  expect(
    generated.every((password) => /^([b-df-hj-km-np-tv-z2-9]{5}-){3}[b-df-hj-km-np-tv-z2-9]{5}$/.test(password)),
  ).toBe(true);
});
