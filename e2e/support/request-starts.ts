import type { Page } from "playwright-core";

/** When a page made its requests to a path that ends like this, in milliseconds by its own clock: the answered ones. */
export const requestStarts = (page: Page, pathEnd: string): Promise<number[]> =>
  page.evaluate(`
    performance.getEntriesByType("resource")
      .filter(({ name }) => new URL(name).pathname.endsWith(${JSON.stringify(pathEnd)}))
      .map(({ startTime }) => startTime)
      .toSorted((one, other) => one - other)
  `);

/** How long after the one before each was made. */
export const gapsMs = (starts: readonly number[]): number[] =>
  starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
