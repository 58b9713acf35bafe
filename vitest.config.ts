import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const DEFAULT_TIMEOUT_MS = 20_000;
/** Ends only what hangs: a story may wait for a service that was away several times, by chance half a minute each. */
const STORY_TIMEOUT_MS = 180_000;
/** What must come true, however busy the machine is. */
const expectation = { poll: { timeout: 15_000 } };
const ignored = ["**/node_modules/**", "**/dist/**"];
/** They stand beside the code that they test, and want a browser and a machine to themselves. */
const browserTests = "apps/*/src/**/*.browser.test.ts";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: ["{packages,apps,scripts}/**/*.test.ts"],
          exclude: [...ignored, browserTests],
          // Worker processes, not threads: they start the same Node that started Vitest, and a test of the SQLite
          // adapter may start worker threads of its own.
          pool: "forks",
          maxWorkers: Math.max(2, availableParallelism() - 1),
          expect: expectation,
          testTimeout: DEFAULT_TIMEOUT_MS,
          hookTimeout: DEFAULT_TIMEOUT_MS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          // Whole servers, a browser, SIGKILL: one file at a time and after the unit tests, so that what they
          // measure is not the other tests' load.
          name: "stories",
          environment: "node",
          include: ["{e2e,bench}/**/*.test.ts", browserTests],
          exclude: ignored,
          pool: "forks",
          fileParallelism: false,
          expect: expectation,
          testTimeout: STORY_TIMEOUT_MS,
          hookTimeout: STORY_TIMEOUT_MS,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
