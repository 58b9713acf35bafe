import { parseArgs } from "node:util";

/** `cluster` is two instances of Baton; `baton` is one, on SQLite. */
export type ServerKind = "baton" | "cluster" | "peer";

export interface Options {
  servers: ServerKind[];
  /** Each count gets a fresh server, so that memory freed by one does not hide the need of the next. */
  streams: number[];
  ratesPerSecond: number[];
  secondsPerRate: number;
  warmUpMessages: number;
  /** Where the measured servers keep their data; its disk is the one whose fdatasync is measured. */
  parentDirectory: string | null;
  quick: boolean;
}

export const HELP = `npm run bench -- [options]

Sends agents' messages to Baton and to a comparison server (FastAPI, one asyncio.Queue a session, in memory) and
measures how long they take to reach the customers' streams, how long until they are acknowledged, and what a
stream costs in memory. Prints a table and writes bench/results/<date>.json. Takes about seven minutes.

With --cluster: two instances on one PostgreSQL and one Redis beside the single one on SQLite, without the comparison
server. Half of the sessions are read at one instance and written to at the other, the other half the other way
round. Takes about four minutes.

  --cluster             two instances; --streams 5000 then unless told otherwise
  --streams 1000,5000   open streams, one a session
  --rate 200,1000       messages a second, over all streams
  --seconds 20          how long each rate is measured
  --warm-up 20000       messages before anything is measured, on each server
  --only baton|peer     leave the other server out; with --cluster it is baton|cluster
  --dir <folder>        where to put the servers' data while they run (the system's temporary folder)
  --quick               200 streams, 200/s, 3 s: shows in some 20 s that it works; its figures mean little
  --help

Needs Python 3 with FastAPI and uvicorn for the comparison (Debian: python3-fastapi, python3-uvicorn;
BENCH_PYTHON names another interpreter), and at 5,000 streams a limit of open files above 5,200 (ulimit -n).
--cluster uses the PostgreSQL and Redis of this machine (BATON_TEST_POSTGRES_URL and BATON_TEST_REDIS_URL name others)
with a database and a key prefix of its own, or starts or installs them for the run, as npm test does.
`;

const FULL = { streams: "1000,5000", rate: "200,1000", seconds: "20", "warm-up": "20000" };
const CLUSTER = { ...FULL, streams: "5000" };
const QUICK = { streams: "200", rate: "200", seconds: "3", "warm-up": "500" };

/** The options, or "help". Throws a sentence for the person who typed them. */
export function parseOptions(args: string[]): Options | "help" {
  const { values } = parseArgs({
    args,
    options: {
      cluster: { type: "boolean", default: false },
      streams: { type: "string" },
      rate: { type: "string" },
      seconds: { type: "string" },
      "warm-up": { type: "string" },
      only: { type: "string" },
      dir: { type: "string" },
      quick: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const defaults = values.quick ? QUICK : values.cluster ? CLUSTER : FULL;
  return {
    servers: chosen(values.cluster ? ["baton", "cluster"] : ["baton", "peer"], values.only),
    streams: numbers("--streams", values.streams ?? defaults.streams, 1),
    ratesPerSecond: numbers("--rate", values.rate ?? defaults.rate, 1),
    secondsPerRate: number("--seconds", values.seconds ?? defaults.seconds, 1),
    warmUpMessages: number("--warm-up", values["warm-up"] ?? defaults["warm-up"], 0),
    parentDirectory: values.dir ?? null,
    quick: values.quick,
  };
}

function chosen(servers: ServerKind[], only: string | undefined): ServerKind[] {
  const left = servers.filter((kind) => only === undefined || kind === only);
  if (left.length === 0) throw new Error(`--only is ${servers.join(" or ")} here`);
  return left;
}

function numbers(name: string, list: string, least: number): number[] {
  return list.split(",").map((text) => number(name, text, least));
}

function number(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text.trim()) || value < least) throw new Error(`${name} takes whole numbers from ${least}`);
  return value;
}
