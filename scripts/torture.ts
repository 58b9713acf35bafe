/**
 * Kills the server under load, and cuts its readers off (docs/torture.md): `npm run torture`.
 * `--kills 200` for a long run, `--cuts 2000`, `--form kill|cut|both`, `--seed <number>` to choose again what was
 * chosen, `--keep` to keep the data and everybody's logs.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { report } from "../apps/server/src/testing/torture/report.ts";
import { torture } from "../apps/server/src/testing/torture/torture.ts";
import { seconds } from "./run.ts";

const { values } = parseArgs({
  options: {
    form: { type: "string", default: "kill,cut" },
    kills: { type: "string", default: "10" },
    cuts: { type: "string", default: "300" },
    sessions: { type: "string", default: "12" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    keep: { type: "boolean", default: false },
  },
});

function wholeNumber(name: "kills" | "cuts" | "sessions" | "seed", least: number): number {
  const number = Number(values[name]);
  if (!Number.isSafeInteger(number) || number < least) throw new Error(`--${name} is a whole number from ${least} on`);
  return number;
}

const kills = wholeNumber("kills", 1);
const cuts = wholeNumber("cuts", 1);
const sessions = wholeNumber("sessions", 1);
const seed = wholeNumber("seed", 0);

const FORMS: Record<string, { what: string; kills: number; cuts: number }> = {
  kill: { what: `${kills} kills`, kills, cuts: 0 },
  cut: { what: `${cuts} cuts`, kills: 0, cuts },
  both: { what: `${kills} kills and ${cuts} cuts at once`, kills, cuts },
};

let failed = 0;
for (const name of values.form.split(",")) {
  const form = FORMS[name];
  if (form === undefined) throw new Error(`--form is one or more of ${Object.keys(FORMS).join(",")}`);
  console.log(`torture, form ${name}: ${form.what}, ${sessions} sessions, seed ${seed}`);
  const startedAt = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "baton-torture-"));
  const result = await torture({ ...form, seed, sessions, folder, say: console.log });
  console.log(report(result));
  console.log(`form ${name} took ${seconds(performance.now() - startedAt)}\n`);
  failed += result.violations.length;
  if (values.keep || result.violations.length > 0) console.log(`The logs and the data are in ${folder}\n`);
  else await rm(folder, { recursive: true });
}
process.exitCode = failed === 0 ? 0 : 1;
