/**
 * Provides what tests need beyond npm: what runs or is installed is used, otherwise it is installed where that is
 * possible without asking (as root on Debian and its kin), otherwise it is reported as missing.
 *
 * `node scripts/setup-services.ts [need …]` does it for the needs named, all of them by default.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { isCi, type Need, type NeedName, needs, type Way } from "./needs.ts";

/** What the set-up may do to this machine. */
export type Machine = {
  ci: boolean;
  log: (line: string) => void;
  /** Why `way` cannot be taken here, or undefined when it can. */
  obstacle: (way: Way) => string | undefined;
  /** Takes `way`; false when that failed. */
  take: (way: Way) => boolean;
};

export type Provided = { env: Record<string, string>; missing: { name: string; what: string; why: string }[] };

export function setUp(wanted: Record<string, Need>, machine: Machine): Provided {
  const provided: Provided = { env: {}, missing: [] };
  for (const [name, need] of Object.entries(wanted)) {
    const { place, why } = provide(name, need, machine);
    // An empty variable says "looked for and not there", so that the tests do not look again.
    provided.env[need.variable] = place ?? "";
    if (place === undefined) provided.missing.push({ name, what: need.what, why });
  }
  return provided;
}

function provide(name: string, need: Need, machine: Machine): { place: string | undefined; why: string } {
  const place = need.find();
  if (place !== undefined) return { place, why: "" };
  const reasons: string[] = [];
  for (const way of need.ways) {
    const obstacle = machine.obstacle(way);
    if (obstacle !== undefined) {
      reasons.push(obstacle);
      continue;
    }
    machine.log(`Installing ${way.packages.join(", ")} with apt-get (${need.what}) …`);
    if (!machine.take(way)) {
      reasons.push("installing it failed");
      continue;
    }
    const found = need.find();
    if (found !== undefined) return { place: found, why: "" };
    reasons.push(`${name} was installed but does not work`);
  }
  return { place: undefined, why: reasons.join("; ") };
}

function aptGet(...args: string[]): boolean {
  // Another apt-get may be at work: wait for it rather than fail. Nothing may ask a question: there is nobody to answer.
  const { status } = spawnSync("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...args], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return status === 0;
}

function thisMachine(): Machine {
  let listsAreFresh = false;
  return {
    ci: isCi(),
    log: console.log,
    obstacle: ({ packages }) => {
      const byHand = `install it by hand (Debian: apt-get install ${packages.join(" ")})`;
      if (!existsSync("/usr/bin/apt-get")) return `there is no apt-get here; ${byHand}`;
      if (process.getuid?.() !== 0) return `only root may install packages; ${byHand}`;
      return undefined;
    },
    take: ({ packages }) => {
      if (!listsAreFresh) listsAreFresh = aptGet("update", "-q");
      return aptGet("install", "-y", "-q", "--no-install-recommends", ...packages);
    },
  };
}

/** Provides `names` on this machine, says what is missing, and tells whether a run may go on: not so under CI. */
export function setUpServices(names: NeedName[]): Provided & { ok: boolean } {
  const machine = thisMachine();
  const provided = setUp(Object.fromEntries(names.map((name) => [name, needs[name]])), machine);
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
  const { env, missing } = setUpServices(asked.length === 0 ? known : known.filter((name) => asked.includes(name)));
  for (const [variable, place] of Object.entries(env)) console.log(`${variable}=${place}`);
  process.exitCode = missing.length === 0 ? 0 : 1;
}
