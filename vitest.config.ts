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

const serverStories = ["bench/**/*.test.ts", "e2e/{cluster,nginx,real-clients,torture,torture-cluster}.test.ts"];

/** After the unit tests, so that what they measure is not the other tests' load. */
const oneByOne = {
  environment: "node" as const,
  pool: "forks" as const,
  fileParallelism: false,
  expect: expectation,
  testTimeout: STORY_TIMEOUT_MS,
  hookTimeout: STORY_TIMEOUT_MS,
};

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
          ...oneByOne,
          // Whole servers, SIGKILL, torture: what fails here once has failed.
          name: "servers",
          include: serverStories,
          exclude: ignored,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...oneByOne,
          name: "stories",
          include: ["e2e/**/*.test.ts", browserTests],
          exclude: [...ignored, ...serverStories],
          // A browser loses frames and keys on a machine that is busy elsewhere. What passes at its second try only is
          // named at the end; more than a few of them fail the run. At one's desk the first failure is the one to see.
          retry: process.env["CI"] === undefined ? 0 : 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
