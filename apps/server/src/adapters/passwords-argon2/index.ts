import { argon2, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { type PasswordHash, type Passwords, PasswordsBusy } from "../../ports/passwords.ts";
import { createLimit } from "./limit.ts";

export interface Argon2Cost {
  memoryKib: number;
  passes: number;
  parallelism: number;
}

/** OWASP's first choice for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes. */
const COST: Argon2Cost = { memoryKib: 19_456, passes: 2, parallelism: 1 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Two of the thread pool's four threads, so that files and names are still read while people sign in. */
const RUNNING = 2;
/** At some 70 ms each, whoever waits last waits for about a second. */
const WAITING = 32;

/** Without 0/o, 1/l/i and vowels' look-alikes: read out over the telephone and typed in. 20 of 28 are 96 bits. */
const LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789".replace(/[aeu]/g, "");
const GENERATED_GROUPS = 4;
const GENERATED_GROUP_LENGTH = 5;

const argon2Async = promisify(argon2);
export type Derive = typeof argon2Async;

/** @param options for tests: a lower cost, and a `derive` that can be watched */
export function createArgon2Passwords(options: { cost?: Argon2Cost; derive?: Derive } = {}): Passwords {
  const cost = options.cost ?? COST;
  const derive = options.derive ?? argon2Async;
  const limit = createLimit({
    running: RUNNING,
    waiting: WAITING,
    refuse: () => new PasswordsBusy("too many passwords are being checked"),
  });

  const compute = (password: string, salt: Buffer, at: Argon2Cost, tagLength: number): Promise<Buffer> =>
    derive("argon2id", {
      // A full-width or composed character typed through an input method is the same password as the plain one.
      message: Buffer.from(password.normalize("NFKC")),
      nonce: salt,
      memory: at.memoryKib,
      passes: at.passes,
      parallelism: at.parallelism,
      tagLength,
    });

  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const hash = await limit.run(() => compute(password, salt, cost, HASH_BYTES), true);
      return { algorithm: "argon2id", ...cost, salt: salt.toString("base64"), hash: hash.toString("base64") };
    },

    async verify(password, stored, urgent) {
      const expected = Buffer.from(stored.hash, "base64");
      const salt = Buffer.from(stored.salt, "base64");
      const actual = await limit.run(() => compute(password, salt, stored, expected.length), urgent);
      return { matches: timingSafeEqual(actual, expected), outdated: isOutdated(stored, cost) };
    },

    async verifyNothing(password) {
      const salt = randomBytes(SALT_BYTES);
      await limit.run(() => compute(password, salt, cost, HASH_BYTES), false);
    },

    generate: generatePassword,
  };
}

/** Only ever upwards: an instance with a lower cost must not weaken what another has stored. */
function isOutdated(stored: PasswordHash, cost: Argon2Cost): boolean {
  return (
    stored.memoryKib * stored.passes < cost.memoryKib * cost.passes ||
    stored.memoryKib < cost.memoryKib ||
    Buffer.from(stored.hash, "base64").length < HASH_BYTES
  );
}

function generatePassword(): string {
  const group = () =>
    Array.from({ length: GENERATED_GROUP_LENGTH }, () => LEGIBLE.charAt(randomInt(LEGIBLE.length))).join("");
  return Array.from({ length: GENERATED_GROUPS }, group).join("-");
}
