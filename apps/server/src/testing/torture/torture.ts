import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { StorePlace } from "../../compose/store.ts";
import { freePort } from "../services/free-port.ts";
import { check } from "./check.ts";
import { type Cuts, startCuttingProxy } from "./cutting-proxy.ts";
import { type Evidence, readEvidence, withJournal } from "./evidence.ts";
import { createGate, type Gate } from "./gate.ts";
import { onlyOne } from "./instances.ts";
import { type Load, startLoad } from "./load.ts";
import { ADMIN_PASSWORD, makeAccounts, openSessions, signIn } from "./people.ts";
import { createRandom, type Random } from "./random.ts";
import { type Launch, PRODUCT, ServerProcess } from "./server-process.ts";
import { settle } from "./settle.ts";
import type { Violation } from "./violation.ts";

export interface TortureOptions {
  seed: number;
  /** How often the server is killed. */
  kills: number;
  /** How often subscribers are cut off, at least; 0 for no proxy between them and the server. */
  cuts: number;
  sessions: number;
  /** An empty folder: holds the server's data and everybody's logs. */
  folder: string;
  /** The server's entry file; the product's by default. */
  entry?: string;
  env?: Record<string, string>;
  /** Told how far it is. */
  say?: (line: string) => void;
}

export interface TortureResult {
  seed: number;
  kills: number;
  cuts: Cuts;
  evidence: Evidence;
  violations: Violation[];
}

const SESSIONS = "torture";
const AGENTS = ["ann", "bob", "cui"] as const;
/** A server lives so long under load, at most, before it is killed. */
const LONGEST_LIFE_MS = 1_000;
/** The first bytes of the load, so that each kill hits something. */
const SHORTEST_LIFE_MS = 50;
/** So often the server is killed while it starts. */
const KILLED_AT_START = 0.1;
const POLL_MS = 100;
/** Between two requests of one client, at most. */
const REST_MS = 25;
const RESTLESS_MS = 700;
/** Longer than a bot's turn may take: then something hangs. */
const PATIENCE = { ms: 30_000, afterwards: "broken" } as const;

/** Loads a real server, kills it and cuts its subscribers off, and compares what everybody saw with the journal. */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const { seed, kills, folder, say = () => undefined } = options;
  const random = createRandom(seed);
  const dataDir = join(folder, "data");
  const logFolder = join(folder, "logs");
  await mkdir(dataDir, { recursive: true });
  await mkdir(logFolder, { recursive: true });
  const place = { kind: "file", dataDir } as const;
  await makeAccounts(place, AGENTS);

  const port = await freePort();
  const env = { BATON_ADMIN_PASSWORD: ADMIN_PASSWORD, ...options.env };
  const server = new Servers({ entry: options.entry ?? PRODUCT, dataDir, port, env }, createGate());
  const proxy = options.cuts > 0 ? await startCuttingProxy(port, random.child("proxy")) : null;
  const url = `http://127.0.0.1:${port}`;
  try {
    await server.start();
    const agents = await signIn(url, AGENTS);
    const people = { agents, sessions: await openSessions(url, SESSIONS, options.sessions) };
    const { gate } = server;
    const load = startLoad({
      people,
      commands: onlyOne(url, gate),
      streams: onlyOne(proxy?.url ?? url, gate),
      restMs: REST_MS,
      restlessMs: RESTLESS_MS,
      patience: PATIENCE,
      random: random.child("load"),
      logFolder,
    });
    await killRepeatedly(server, kills, random.child("kills"), say);
    while (proxy !== null && proxy.cuts.all < options.cuts) await delay(POLL_MS);
    proxy?.calm();
    const violations = await finish(load, server, place);
    const evidence = await withJournal(place, (journal) => readEvidence(journal, SESSIONS, logFolder));
    violations.push(...check(evidence));
    return { seed, kills, cuts: proxy?.cuts ?? { all: 0, inCharacter: 0, inFrame: 0 }, evidence, violations };
  } finally {
    await server.kill();
    await proxy?.close();
  }
}

/** The same server, again and again: one data folder, one port. */
class Servers {
  readonly #launch: Launch;
  readonly gate: Gate;
  readonly errors: string[] = [];
  #current: ServerProcess | null = null;

  constructor(launch: Launch, gate: Gate) {
    this.#launch = launch;
    this.gate = gate;
  }

  spawn(): ServerProcess {
    this.#current = new ServerProcess(this.#launch);
    return this.#current;
  }

  async start(): Promise<void> {
    await this.spawn().ready;
    this.gate.open();
  }

  async kill(): Promise<void> {
    this.gate.shut();
    this.errors.push(...(this.#current?.errors ?? []));
    await this.#current?.kill();
    this.#current = null;
  }

  async stop(): Promise<number | null> {
    this.gate.shut();
    const code = (await this.#current?.stop()) ?? null;
    this.errors.push(...(this.#current?.errors ?? []));
    this.#current = null;
    return code;
  }
}

async function killRepeatedly(
  server: Servers,
  kills: number,
  random: Random,
  say: (line: string) => void,
): Promise<void> {
  for (let killed = 1; killed <= kills; killed++) {
    await delay(random.whole(SHORTEST_LIFE_MS, LONGEST_LIFE_MS));
    await server.kill();
    if (killed < kills && random.chance(KILLED_AT_START)) {
      server.spawn();
      await delay(random.whole(50, 800));
      await server.kill();
      killed += 1;
    }
    await server.start();
    if (killed % 10 === 0) say(`killed ${killed} of ${kills} times`);
  }
}

/** The load ends, turns come to their end, subscribers reach theirs, the server stops as an operator stops it. */
async function finish(load: Load, server: Servers, place: StorePlace): Promise<Violation[]> {
  const violations: Violation[] = [];
  await load.end();
  await withJournal(place, (journal) => settle(load, journal, SESSIONS));
  await load.stopReading();
  const code = await server.stop();
  if (code !== 0) violations.push({ rule: "server", detail: `it ended with ${code ?? "SIGKILL"} on SIGTERM` });
  for (const line of server.errors) violations.push({ rule: "server", detail: line });
  return violations;
}
