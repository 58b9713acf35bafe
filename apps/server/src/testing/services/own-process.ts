import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { type ServiceKind, shakeHands } from "./handshake.ts";

/** A server that a test started itself and may do anything to. Every promise ends when the thing is done. */
export interface ServiceProcess {
  readonly url: string;
  readonly port: number;
  /** Of the present process: another one after `start`. */
  readonly pid: number;
  /** As `kill -9` of the server and all its helpers. */
  kill(): Promise<void>;
  /** As SIGSTOP: connections stay open, the kernel accepts new ones, nothing answers. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Starts it again after it ended, at the same port; resolves once it answers. */
  start(): Promise<void>;
  /** Ends it, in whatever state it is, and removes its folder. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 10_000;
const POLL_MS = 20;
const OUTPUT_KEPT = 10_000;

/** Kills the group when its own standard input ends, which is when this process ends, in whatever way. */
const GUARD = 'read -r line; kill -s KILL -- "-$1"';

/** A child process in a group of its own: no Ctrl-C reaches it, and it never outlives this process. */
export class OwnProcess {
  readonly #child: ChildProcess;
  readonly #guard: ChildProcess;
  readonly #exit: Promise<void>;
  #output = "";
  #ended = false;
  readonly pid: number;

  constructor(
    program: string,
    args: string[],
    options: { cwd: string; env: NodeJS.ProcessEnv; user?: { uid: number; gid: number } | undefined },
  ) {
    const { cwd, env, user } = options;
    this.#child = spawn(program, args, { cwd, env, ...user, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    if (this.#child.pid === undefined) {
      this.#child.on("error", () => undefined);
      throw new Error(`${program} cannot be started.`);
    }
    this.pid = this.#child.pid;
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output = (this.#output + text).slice(-OUTPUT_KEPT);
      });
    }
    this.#guard = spawn("/bin/sh", ["-c", GUARD, "guard", String(this.pid)], {
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
    });
    this.#guard.unref();
    const killNow = (): void => this.signal("SIGKILL");
    process.once("exit", killNow);
    this.#exit = new Promise((resolve) => {
      this.#child.once("exit", () => {
        this.#ended = true;
        process.off("exit", killNow);
        // Before its standard input ends: the number may be another group's by then.
        this.#guard.kill("SIGKILL");
        resolve();
      });
    });
  }

  /** Sends it to the whole group; one that has ended gets nothing. */
  signal(name: NodeJS.Signals): void {
    if (this.#ended) return;
    try {
      process.kill(-this.pid, name);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }

  /** Resolves when the whole group is gone: what is behind a script lets go of its port a little later than that. */
  async kill(): Promise<void> {
    const members = this.#ended ? [] : membersOf(this.pid);
    this.signal("SIGKILL");
    await this.#exit;
    await untilState(members, "Z");
  }

  async freeze(): Promise<void> {
    this.signal("SIGSTOP");
    await untilState([this.pid], "T");
  }

  async thaw(): Promise<void> {
    this.signal("SIGCONT");
  }

  /** Asks it to end by `signal`; kills it when it does not within 10 seconds. */
  async end(signal: NodeJS.Signals): Promise<void> {
    this.signal("SIGCONT");
    this.signal(signal);
    const timer = setTimeout(() => this.signal("SIGKILL"), STOPPED_WITHIN_MS);
    await this.#exit;
    clearTimeout(timer);
  }

  /** From then on its number may be another process's. */
  get ended(): boolean {
    return this.#ended;
  }

  exited(): Promise<void> {
    return this.#exit;
  }

  /** @throws when it ends before it answers, or does not answer within a minute, with the last it wrote */
  async untilItAnswers(kind: ServiceKind, url: string): Promise<void> {
    const giveUpAt = performance.now() + READY_WITHIN_MS;
    for (;;) {
      const refusal = await shakeHands(kind, url).then(
        () => undefined,
        (error: unknown) => String(error),
      );
      if (this.#ended) throw new Error(`The ${kind} server ended at once:\n${this.#output}`);
      if (refusal === undefined) return;
      if (performance.now() > giveUpAt) {
        await this.kill();
        throw new Error(`The ${kind} server does not answer (${refusal}):\n${this.#output}`);
      }
      await delay(POLL_MS);
    }
  }
}

/**
 * Waits until every process is in one of these states, letters of /proc: T stopped, Z ended but not buried (a stopped
 * parent buries nobody), all its threads with it: the port is open until the last of them has ended. One that is gone
 * is in any state; where there is no /proc, a signal is trusted to have worked.
 */
export async function untilState(pids: number[], states: string): Promise<void> {
  for (const pid of pids) {
    while (threadStates(pid).some((state) => !states.includes(state))) await delay(POLL_MS);
  }
}

function threadStates(pid: number): string[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.flatMap((thread) => read(`${pid}/task/${thread}`)?.state ?? []);
  } catch {
    return [];
  }
}

function membersOf(group: number): number[] {
  if (!existsSync("/proc")) return [];
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => read(pid)?.group === group).map(Number);
}

/** @param task its place under /proc */
function read(task: string): { state: string; group: number } | undefined {
  try {
    // The name before it stands in brackets and may hold anything.
    const words = /^.*\) (?<state>\w) \d+ (?<group>\d+)/s.exec(readFileSync(`/proc/${task}/stat`, "utf8"))?.groups;
    return words && { state: words["state"] ?? "", group: Number(words["group"]) };
  } catch {
    return undefined;
  }
}
