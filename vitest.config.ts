import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const DEFAULT_TIMEOUT_MS = 20_000;
const STORY_TIMEOUT_MS = 60_000;
const ignored = ["**/node_modules/**", "**/dist/**"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: ["{packages,apps,scripts}/**/*.test.ts"],
          exclude: ignored,
          // Worker processes, not threads: they start the same Node that started Vitest, and a test of the SQLite
          // adapter may start worker threads of its own.
          pool: "forks",
          maxWorkers: Math.max(2, availableParallelism() - 1),
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
          include: ["{e2e,bench}/**/*.test.ts"],
          exclude: ignored,
          pool: "forks",
          fileParallelism: false,
          testTimeout: STORY_TIMEOUT_MS,
          hookTimeout: STORY_TIMEOUT_MS,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
