/**
 * Provides what tests need beyond npm: what is named in a variable, runs or is installed is used; a server that does not
 * run is started for this run, from what is installed or as a container. Otherwise it is installed where that is
 * possible without asking (as root on Debian and its kin), otherwise it is reported as missing.
 *
 * `node scripts/setup-services.ts [need …]` does it for the needs named, all of them by default.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { isCi, type Need, type NeedName, needs, type Way } from "./needs.ts";
import { dockerAnswers, isInstalled, startContainer, startOwn } from "./service-ways.ts";

/** What the set-up may do to this machine. */
export type Machine = {
  ci: boolean;
  log: (line: string) => void;
  /** What a person, or a CI with services of its own, has put into a need's variable. */
  told: (variable: string) => string | undefined;
  /** Why `way` cannot be taken here, or undefined when it can. */
  obstacle: (way: Way) => string | undefined;
  /** Takes `way`; undefined when that failed. */
  take: (way: Way) => Promise<Had | undefined>;
};

/** What a way led to. Without a place the need has to be looked for again. */
export type Had = { place?: string; stop?: () => Promise<void> };

export type Provided = {
  env: Record<string, string>;
  missing: { name: string; what: string; why: string }[];
  /** What was started for this run. */
  started: string[];
  /** Ends what was started. */
  stop: () => Promise<void>;
};

export async function setUp(wanted: Record<string, Need>, machine: Machine): Promise<Provided> {
  const env: Provided["env"] = {};
  const missing: Provided["missing"] = [];
  const running = new Map<string, () => Promise<void>>();
  for (const [name, need] of Object.entries(wanted)) {
    const { place, why, stop } = await provide(name, need, machine);
    // An empty variable says "looked for and not there", so that the tests do not look again.
    env[need.variable] = place ?? "";
    if (place === undefined) missing.push({ name, what: need.what, why });
    if (stop !== undefined) running.set(name, stop);
  }
  return {
    env,
    missing,
    started: [...running.keys()],
    stop: async () => void (await Promise.all([...running.values()].map((stop) => stop()))),
  };
}

type Outcome = { place: string | undefined; why: string; stop?: (() => Promise<void>) | undefined };

async function provide(name: string, need: Need, machine: Machine): Promise<Outcome> {
  const told = machine.told(need.variable);
  if (told !== undefined) return { place: told, why: "" };
  const place = need.find();
  if (place !== undefined) return { why: "", ...(need.ownPart?.(place) ?? { place }) };
  // One way may be tried twice: before and after something was installed.
  const reasons = new Set<string>();
  for (const way of need.ways) {
    const obstacle = machine.obstacle(way);
    if (obstacle !== undefined) {
      reasons.add(obstacle);
      continue;
    }
    machine.log(`${describe(way)} (${need.what}) …`);
    const had = await machine.take(way);
    if (had === undefined) {
      reasons.add(FAILED[way.kind]);
      continue;
    }
    const found = had.place ?? need.find();
    if (found !== undefined) return { place: found, why: "", stop: had.stop };
    reasons.add(`${name} was installed but does not work`);
  }
  return { place: undefined, why: [...reasons].join("; ") };
}

function describe(way: Way): string {
  if (way.kind === "apt") return `Installing ${way.packages.join(", ")} with apt-get`;
  if (way.kind === "docker") return `Starting ${way.image} with Docker`;
  return `Starting a ${way.service} server for this run`;
}

const FAILED: Record<Way["kind"], string> = {
  apt: "installing it failed",
  docker: "its container did not start",
  own: "what is installed did not start",
};

function aptGet(...args: string[]): boolean {
  // Another apt-get may be at work: wait for it rather than fail. Nothing may ask a question: there is nobody to answer.
  const { status } = spawnSync("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...args], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return status === 0;
}

function thisMachine(isDurable: boolean): Machine {
  let listsAreFresh = false;
  let hooked = false;
  const install = (packages: string[]): Had | undefined => {
    if (!listsAreFresh) listsAreFresh = aptGet("update", "-q");
    return aptGet("install", "-y", "-q", "--no-install-recommends", ...packages) ? {} : undefined;
  };
  const startOrSay = async (start: () => Promise<Had | undefined>): Promise<Had | undefined> => {
    // A Ctrl-C would otherwise end this process without its exit hooks, which end what was started.
    if (!hooked) for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
    hooked = true;
    return start().catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error));
      return undefined;
    });
  };
  return {
    ci: isCi(),
    log: console.log,
    told: (variable) => process.env[variable] || undefined,
    obstacle: (way) => {
      if (way.kind === "own") return isInstalled(way.service) ? undefined : `${way.service} is not installed`;
      if (way.kind === "docker") return dockerAnswers() ? undefined : "no Docker engine answers";
      const byHand = `install it by hand (Debian: apt-get install ${way.packages.join(" ")})`;
      if (!existsSync("/usr/bin/apt-get")) return `there is no apt-get here; ${byHand}`;
      if (process.getuid?.() !== 0) return `only root may install packages; ${byHand}`;
      return undefined;
    },
    take: async (way) => {
      if (way.kind === "apt") return install(way.packages);
      return startOrSay(() => (way.kind === "own" ? startOwn(way.service, isDurable) : startContainer(way)));
    },
  };
}

/**
 * Provides `names` on this machine, says what is missing, and tells whether a run may go on: not so under CI.
 *
 * @param options.isDurable false: nobody asks what is started for this run whether the disk has it, so that it need not
 *   wait for a disk that others keep busy
 */
export async function setUpServices(
  names: NeedName[],
  { isDurable = true }: { isDurable?: boolean } = {},
): Promise<Provided & { ok: boolean }> {
  const machine = thisMachine(isDurable);
  const provided = await setUp(Object.fromEntries(names.map((name) => [name, needs[name]])), machine);
  for (const { what, why } of provided.missing) machine.log(`Not available: ${what}: ${why}.`);
  return { ...provided, ok: provided.missing.length === 0 || !machine.ci };
}

if (import.meta.main) {
  const asked = process.argv.slice(2);
  const known = Object.keys(needs) as NeedName[];
  const unknown = asked.filter((name) => !(known as string[]).includes(name));
  if (unknown.length > 0) {
    console.error(`no such need: ${unknown.join(", ")}; there are: ${known.join(", ")}`);
    process.exit(2);
  }
  const wanted = asked.length === 0 ? known : known.filter((name) => asked.includes(name));
  const { env, missing, started, stop } = await setUpServices(wanted);
  for (const [variable, place] of Object.entries(env)) console.log(`${variable}=${place}`);
  await stop();
  if (started.length > 0) console.log(`Made to see that it works, and taken away again: ${started.join(", ")}.`);
  process.exitCode = missing.length === 0 ? 0 : 1;
}
