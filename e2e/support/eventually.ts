import { expect } from "vitest";
import { WITHIN_MS } from "./patience.ts";

/** `expect` for what a page is going to show: reads again and again until the expectation holds. */
export const eventually = <T>(read: () => T | Promise<T>, withinMs = WITHIN_MS) =>
  expect.poll(read, { timeout: withinMs, interval: 40 });
