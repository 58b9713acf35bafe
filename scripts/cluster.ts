/** `npm run cluster`: several instances on this machine behind a small front, for trying them. See HELP. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { parseArgs, parseEnv } from "node:util";
import { buildPages } from "./build-pages.ts";
import { type Front, startFront } from "./cluster-front.ts";
import { type Instance, startInstance } from "./cluster-instance.ts";

const HELP = `npm run cluster -- [--instances 3] [--port 8000]

Starts instances of Baton on free ports of 127.0.0.1, against the PostgreSQL, Redis and RabbitMQ that DATABASE_URL,
REDIS_URL and AMQP_URL name, in the environment or in .env (RabbitMQ may be left out), and a front that gives each
request to the next instance in turn. Streams go through it too, so a customer's stream, the agent's and the calls
are on different instances. It prints each one's process: kill one and see that nothing stops.

  --instances N   how many, from 1 to 16 (default 3)
  --port N        where the front listens (default 8000; 0 for any free port)

It is for trying. For real use see docs/operations.md.
`;

interface Options {
  instances: number;
  port: number;
}

class UsageError extends Error {}

function readOptions(args: string[]): Options | "help" {
  let values: { help?: boolean; instances?: string; port?: string };
  try {
    ({ values } = parseArgs({
      args,
      options: { help: { type: "boolean" }, instances: { type: "string" }, port: { type: "string" } },
    }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return "help";
  return {
    instances: whole("--instances", values.instances ?? "3", 1, 16),
    port: whole("--port", values.port ?? "8000", 0, 65_535),
  };
}

function whole(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max)
    throw new UsageError(`${option} must be a whole number from ${min} to ${max}.`);
  return value;
}

/** What the instances will read: the environment, then `.env` in this folder. */
function settings(): Record<string, string | undefined> {
  const file = existsSync(".env") ? parseEnv(readFileSync(".env", "utf8")) : {};
  return { ...file, ...Object.fromEntries(Object.entries(process.env).filter(([, value]) => value)) };
}

const SHARED = [
  ["DATABASE_URL", "instances share a PostgreSQL", "postgres://postgres@127.0.0.1:5432/baton"],
  ["REDIS_URL", "instances tell each other through a Redis", "redis://127.0.0.1:6379"],
] as const;

function missing(given: Record<string, string | undefined>): string | undefined {
  const absent = SHARED.filter(([name]) => !given[name]);
  if (absent.length === 0) return undefined;
  const reasons = absent.map(([, why]) => why).join(", and ");
  const examples = absent.map(([name, , example]) => `${name}=${example}`).join(" and ");
  return `Missing: ${reasons}, so set ${examples} (or wherever yours is), in the environment or in .env.`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function startCluster({ instances, port }: Options): Promise<{ running: Instance[]; front: Front }> {
  const given = settings();
  const lacking = missing(given);
  if (lacking !== undefined) throw new UsageError(lacking);
  if (!(await buildPages())) throw new UsageError("The pages could not be built: what failed stands above.");

  const trusted = [given["BATON_TRUST_PROXY"], "loopback"].filter(Boolean).join(",");
  const env: NodeJS.ProcessEnv = { ...process.env, BATON_TRUST_PROXY: trusted };
  if (!given["BATON_SECRET"]) {
    env["BATON_SECRET"] = randomBytes(32).toString("hex");
    say(`BATON_SECRET=${env["BATON_SECRET"]}`);
    say("  was made for this run (shown this once): put it into .env, or everybody is signed out by the next start.");
  }
  const start = (number: number): Promise<Instance> => startInstance({ number, env, say });
  // The first one alone: it brings the database up to date and, in a new one, says the administrator's password.
  const first = await start(1);
  const others = await Promise.all(Array.from({ length: instances - 1 }, (_, index) => start(index + 2)));
  const running = [first, ...others];
  const front = await startFront({ port, instances: running.map((one) => one.port) });
  return { running, front };
}

/** @returns the exit code */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === "help") {
    process.stdout.write(HELP);
    return 0;
  }
  // Before anything is started: a Ctrl-C at any moment must leave nothing behind.
  let leave: () => void = () => process.exit(130);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => leave());

  const { running, front } = await startCluster(options);
  const told = new Promise<"told">((resolve) => {
    leave = () => resolve("told");
  });
  say("");
  say(`The cluster is ready at ${front.url}`);
  for (const { number, pid, port } of running) say(`  instance ${number}  http://127.0.0.1:${port}  process ${pid}`);
  say("Ctrl-C stops all of them; kill -9 of one process shows that the others go on.");

  let stopping = false;
  const ends = running.map(async ({ number, ended }) => {
    const how = await ended;
    if (!stopping) say(`Instance ${number} ended ${how}: the front passes it over.`);
  });
  const reason = await Promise.race([told, Promise.all(ends).then(() => "all ended" as const)]);
  stopping = true;
  // The front last: what the instances still answer has to get through it.
  await Promise.all(running.map((one) => one.stop()));
  await front.close();
  return reason === "told" ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
