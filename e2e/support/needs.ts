import { isCi, type NeedName, needs } from "../../scripts/needs.ts";

/**
 * Where Chromium is, or undefined where it cannot be had. Under CI that is an error instead: a test that CI skips
 * would say nothing for ever.
 *
 *     const chromium = chromiumPath();
 *     describe.skipIf(chromium === undefined)("… (needs Chromium)", () => { … });
 */
export function chromiumPath(): string | undefined {
  return place("chromium");
}

/** Where a working strace is; as `chromiumPath`. */
export function stracePath(): string | undefined {
  return place("strace");
}

/** `npm test` has looked already and says so in the variable; a bare `vitest run` has not. */
function place(name: NeedName): string | undefined {
  const { variable, what, find } = needs[name];
  const told = process.env[variable];
  const found = told === undefined ? find() : told || undefined;
  if (found === undefined && isCi()) throw new Error(`This test needs ${what}; under CI it may not be skipped.`);
  return found;
}
