import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openJournal } from "../../compose/journal.ts";
import type { SessionState } from "../../domain/session/state.ts";
import { presentFrame } from "../../stream/present-frame.ts";
import { check } from "./check.ts";
import { type Cuts, startCuttingProxy } from "./cutting-proxy.ts";
import { type Evidence, readEvidence, readSessionRows } from "./evidence.ts";
import { createGate, type Gate } from "./gate.ts";
import { type Load, startLoad } from "./load.ts";
import { ADMIN_PASSWORD, enter, makeAccounts } from "./people.ts";
import { createRandom, type Random } from "./random.ts";
import { freePort, type Launch, PRODUCT, ServerProcess } from "./server-process.ts";
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

const AGENTS = ["ann", "bob", "cui"] as const;
/** A server lives so long under load, at most, before it is killed. */
const LONGEST_LIFE_MS = 1_000;
/** The first bytes of the load, so that each kill hits something. */
const SHORTEST_LIFE_MS = 50;
/** So often the server is killed while it starts. */
const KILLED_AT_START = 0.1;
/** Longer than a bot's turn may take: what has no end by then has none. */
const SETTLED_WITHIN_MS = 25_000;
const POLL_MS = 100;

/** Loads a real server, kills it and cuts its subscribers off, and compares what everybody saw with the journal. */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const { seed, kills, folder, say = () => undefined } = options;
  const random = createRandom(seed);
  const dataDir = join(folder, "data");
  const logFolder = join(folder, "logs");
  await mkdir(dataDir, { recursive: true });
  await mkdir(logFolder, { recursive: true });
  await makeAccounts(dataDir, AGENTS);

  const port = await freePort(random);
  const env = { BATON_ADMIN_PASSWORD: ADMIN_PASSWORD, ...options.env };
  const server = new Servers({ entry: options.entry ?? PRODUCT, dataDir, port, env }, createGate());
  const proxy = options.cuts > 0 ? await startCuttingProxy(port, random.child("proxy")) : null;
  const url = `http://127.0.0.1:${port}`;
  try {
    await server.start();
    const people = await enter(url, AGENTS, options.sessions);
    const { gate } = server;
    const load = startLoad({
      people,
      url,
      streamUrl: proxy?.url ?? url,
      gate,
      random: random.child("load"),
      logFolder,
    });
    await killRepeatedly(server, kills, random.child("kills"), say);
    while (proxy !== null && proxy.cuts.all < options.cuts) await delay(POLL_MS);
    proxy?.calm();
    const violations = await finish(load, server, dataDir);
    const evidence = await readEvidence(dataDir, logFolder);
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
async function finish(load: Load, server: Servers, dataDir: string): Promise<Violation[]> {
  const violations: Violation[] = [];
  await load.end();
  await until(async () => (await readSessionRows(dataDir)).every(({ state }) => !isAnswering(state)));
  const last = await lastFrames(dataDir);
  await until(() => Promise.resolve(load.seen().every(({ session, lastId }) => lastId >= (last.get(session) ?? 0))));
  await load.stopReading();
  const code = await server.stop();
  if (code !== 0) violations.push({ rule: "server", detail: `it ended with ${code ?? "SIGKILL"} on SIGTERM` });
  for (const line of server.errors) violations.push({ rule: "server", detail: line });
  return violations;
}

const isAnswering = (stored: object): boolean => {
  const state = stored as SessionState;
  return state.status === "bot_active" && state.turn !== null;
};

async function lastFrames(dataDir: string): Promise<Map<string, number>> {
  const journal = await openJournal(dataDir);
  try {
    const last = new Map<string, number>();
    for (let after = 0; ; ) {
      const page = await journal.readAll(after, 500);
      for (const event of page) {
        const [, kind, name = ""] = event.stream.split("/");
        if (kind === "session" && presentFrame(event) !== null) last.set(name, event.seq);
      }
      const end = page.at(-1);
      if (end === undefined) return last;
      after = end.position;
    }
  } finally {
    await journal.close();
  }
}

/** Waits no longer than sense makes; the checker says what is missing. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + SETTLED_WITHIN_MS;
  while (!(await holds()) && performance.now() < end) await delay(POLL_MS);
}
