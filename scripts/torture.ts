/** Is unkind to the real server and compares what everybody was told with the journal (docs/torture.md). */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { FAULTS } from "../apps/server/src/testing/torture/cluster/faults.ts";
import { clusterTable } from "../apps/server/src/testing/torture/cluster/table.ts";
import { tortureCluster } from "../apps/server/src/testing/torture/cluster/torture-cluster.ts";
import { report } from "../apps/server/src/testing/torture/report.ts";
import { torture } from "../apps/server/src/testing/torture/torture.ts";
import { seconds } from "./run.ts";

const HELP = `npm run torture [-- options]

One server on SQLite, killed under load, its readers cut off:
  --form kill,cut    which forms: kill, cut, both (kill,cut)
  --kills 10         how often the server is killed
  --cuts 300         how often readers are cut off, at least
  --sessions 12      how many sessions are played

Several instances on PostgreSQL, Redis and RabbitMQ of their own, each fault in turn:
  --cluster
  --short            each fault a few times only, as in the tests
  --fault <name>     this fault only; more than once for several
  --instances 3      how many instances

Both:
  --seed <number>    chooses again what was chosen
  --keep             keeps the data and everybody's logs of a good run too
  --help

The faults of the cluster:
${FAULTS.map(({ name, what, times }) => `  ${name.padEnd(18)} ${what}; ${times.long} times, short ${times.short}`).join("\n")}
`;

const { values } = parseArgs({
  options: {
    form: { type: "string", default: "kill,cut" },
    kills: { type: "string", default: "10" },
    cuts: { type: "string", default: "300" },
    sessions: { type: "string", default: "12" },
    cluster: { type: "boolean", default: false },
    short: { type: "boolean", default: false },
    fault: { type: "string", multiple: true },
    instances: { type: "string", default: "3" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

function wholeNumber(name: "kills" | "cuts" | "sessions" | "seed" | "instances", least: number): number {
  const number = Number(values[name]);
  if (!Number.isSafeInteger(number) || number < least) throw new Error(`--${name} is a whole number from ${least} on`);
  return number;
}

const seed = wholeNumber("seed", 0);

/** Runs in a folder of its own, which is kept when something was found. @returns how many violations there were */
async function inFolder(title: string, run: (folder: string) => Promise<{ text: string; violations: number }>) {
  console.log(title);
  const startedAt = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "baton-torture-"));
  const { text, violations } = await run(folder);
  console.log(`${text}\nTook ${seconds(performance.now() - startedAt)}\n`);
  if (values.keep || violations > 0) console.log(`The logs and the data are in ${folder}\n`);
  else await rm(folder, { recursive: true });
  return violations;
}

async function tortureOne(): Promise<number> {
  const kills = wholeNumber("kills", 1);
  const cuts = wholeNumber("cuts", 1);
  const sessions = wholeNumber("sessions", 1);
  const forms: Record<string, { what: string; kills: number; cuts: number }> = {
    kill: { what: `${kills} kills`, kills, cuts: 0 },
    cut: { what: `${cuts} cuts`, kills: 0, cuts },
    both: { what: `${kills} kills and ${cuts} cuts at once`, kills, cuts },
  };
  let violations = 0;
  for (const name of values.form.split(",")) {
    const form = forms[name];
    if (form === undefined) throw new Error(`--form is one or more of ${Object.keys(forms).join(",")}`);
    const title = `torture, form ${name}: ${form.what}, ${sessions} sessions, seed ${seed}`;
    violations += await inFolder(title, async (folder) => {
      const result = await torture({ ...form, seed, sessions, folder, say: console.log });
      return { text: report(result), violations: result.violations.length };
    });
  }
  return violations;
}

function tortureSeveral(): Promise<number> {
  const { fault: faults, short } = values;
  const instances = wholeNumber("instances", 2);
  const unknown = faults?.find((wanted) => FAULTS.every(({ name }) => name !== wanted));
  if (unknown !== undefined) throw new Error(`There is no fault ${unknown}: --help names them all`);
  const title = `torture of a cluster: ${instances} instances, seed ${seed}`;
  return inFolder(title, async (folder) => {
    const options = { seed, folder, instances, short, ...(faults && { faults }) };
    const results = await tortureCluster({ ...options, say: console.log });
    return { text: clusterTable(results), violations: results.flatMap((one) => one.violations).length };
  });
}

if (values.help) {
  console.log(HELP);
} else {
  const violations = await (values.cluster ? tortureSeveral() : tortureOne());
  process.exitCode = violations === 0 ? 0 : 1;
}
