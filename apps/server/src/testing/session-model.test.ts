import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "vitest";
import { openMemoryStore } from "../adapters/journal-memory/open.ts";
import { openSqliteStore } from "../adapters/journal-sqlite/open.ts";
import { runModel } from "./session-model-run.ts";

/** 1,000 in all. A story over SQLite takes some ten times as long. */
const RUNS = { memory: 700, sqlite: 300 };
const TIMEOUT_MS = 60_000;

/** Another one each time; a failure prints it. */
const seed = Math.floor(Math.random() * 2 ** 31);

describe("[S2] [S3] [S5] [S6] [S7] [S8] [S9] [S20] [S23] [S25] the model agrees with two instances", () => {
  test(
    "over the journal in memory",
    async () => {
      const { journal } = openMemoryStore();
      await runModel({ journal, runs: RUNS.memory, seed, lanes: 1 });
    },
    TIMEOUT_MS,
  );

  test(
    "over the journal in SQLite",
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "baton-model-"));
      const { journal } = await openSqliteStore({ path: join(folder, "baton.db") });
      try {
        await runModel({ journal, runs: RUNS.sqlite, seed, lanes: 8 });
      } finally {
        await journal.close();
        await rm(folder, { recursive: true });
      }
    },
    TIMEOUT_MS,
  );
});
