/**
 * The model-based test of sessions, for as long as one likes: `npm run model -- --runs 20000`.
 * `--journal memory|sqlite` takes only one of the two; `--seed <number> --lanes 1` tells one lane's stories again.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openMemoryStore } from "../apps/server/src/adapters/journal-memory/open.ts";
import { openSqliteStore } from "../apps/server/src/adapters/journal-sqlite/open.ts";
import type { Journal } from "../apps/server/src/ports/journal.ts";
import { runModel } from "../apps/server/src/testing/session-model-run.ts";
import { seconds } from "./run.ts";

/** A new store now and then: the time a story takes must not grow with the stories told before. */
const STORIES_A_STORE = 1_000;

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "20000" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    journal: { type: "string", default: "memory,sqlite" },
    lanes: { type: "string", default: "8" },
  },
});

interface OpenStore {
  journal: Journal;
  remove(): Promise<void>;
}

const OPEN: Record<string, () => Promise<OpenStore>> = {
  async memory() {
    const { journal } = openMemoryStore();
    return { journal, remove: () => journal.close() };
  },
  async sqlite() {
    const folder = await mkdtemp(join(tmpdir(), "baton-model-"));
    const { journal } = await openSqliteStore({ path: join(folder, "baton.db") });
    return {
      journal,
      async remove() {
        await journal.close();
        await rm(folder, { recursive: true });
      },
    };
  },
};

function wholeNumber(name: "runs" | "seed" | "lanes", least: number): number {
  const number = Number(values[name]);
  if (!Number.isSafeInteger(number) || number < least) throw new Error(`--${name} is a whole number from ${least} on`);
  return number;
}

const runs = wholeNumber("runs", 1);
const seed = wholeNumber("seed", 0);
const lanes = wholeNumber("lanes", 1);
const journals = values.journal.split(",");

console.log(`seed ${seed}: ${runs} stories over ${journals.join(" and ")}, ${lanes} lanes`);
const startedAt = performance.now();
for (const [index, name] of journals.entries()) {
  const open = OPEN[name];
  if (open === undefined) throw new Error(`--journal is one of ${Object.keys(OPEN).join(", ")}`);
  const share = Math.floor(runs / journals.length) + (index < runs % journals.length ? 1 : 0);
  for (let told = 0; told < share; told += STORIES_A_STORE) {
    const store = await open();
    try {
      await runModel({
        journal: store.journal,
        runs: Math.min(STORIES_A_STORE, share - told),
        // Each lane takes the next number: no two lanes of this run tell the same stories.
        seed: seed + (told / STORIES_A_STORE) * lanes,
        lanes,
      });
    } finally {
      await store.remove();
    }
  }
  console.log(`ok     ${share} stories over ${name}`);
}
console.log(`model: ${runs} stories passed in ${seconds(performance.now() - startedAt)}`);
