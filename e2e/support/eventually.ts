import { expect } from "vitest";

/** On a machine that does much else at the same time, a page may take this long to show what it was told. */
const WITHIN_MS = 15_000;

/** After a few failures a client waits up to 30 s before it tries again; then the page still has to show it. */
export const BACK_WITHIN_MS = 45_000;

/** `expect` for what a page is going to show: reads again and again until the expectation holds. */
export const eventually = <T>(read: () => T | Promise<T>, withinMs = WITHIN_MS) =>
  expect.poll(read, { timeout: withinMs, interval: 40 });
