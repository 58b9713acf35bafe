import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

const READY_WITHIN_MS = 60_000;
const COLLECTED_WITHIN_MS = 30_000;
const STOPPED_WITHIN_MS = 15_000;
const POLL_MS = 25;

export interface Launch {
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Standard output goes to a file, as a service's log does; the bench itself reads none of it while it measures. */
  logFile: string;
  readyLine: string;
  port: number;
}

/** A measured server: a process of its own, watched through /proc so that watching costs it nothing. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #launch: Launch;
  #standardError = "";
  readonly pid: number;
  readonly port: number;

  /** Resolves with the server that printed its ready line; its `readyMs` counts from the spawn. */
  static async start(launch: Launch): Promise<{ server: ServerProcess; readyLine: string }> {
    const server = new ServerProcess(launch);
    try {
      return { server, readyLine: await server.#ready() };
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  private constructor(launch: Launch) {
    const log = openSync(launch.logFile, "a");
    this.#child = spawn(launch.command, launch.args, {
      cwd: launch.cwd,
      env: launch.env,
      stdio: ["ignore", log, "pipe"],
    });
    closeSync(log);
    this.#launch = launch;
    // A bench that is interrupted must not leave a server behind.
    const kill = (): boolean => this.#child.kill("SIGKILL");
    process.once("exit", kill);
    this.#child.once("exit", () => process.off("exit", kill));
    this.#child.on("error", (error) => {
      this.#standardError += error.message;
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#standardError += text;
    });
    this.pid = this.#child.pid ?? -1;
    this.port = launch.port;
  }

  /** Proportional set size: what this process adds to the machine's memory, shared pages counted by their share. */
  pssBytes(): number {
    const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.pid}/smaps_rollup`, "utf8"))?.[1];
    return Number(kilobytes) * 1024;
  }

  openFiles(): number {
    return readdirSync(`/proc/${this.pid}/fd`).length;
  }

  fileLimit(): number {
    return fileLimitOf(this.pid);
  }

  async collectGarbage(): Promise<void> {
    const before = this.#standardError.length;
    this.#child.kill("SIGUSR2");
    await this.#until(COLLECTED_WITHIN_MS, "did not finish a garbage collection", () =>
      this.#standardError.includes("gc done\n", before) ? true : null,
    );
  }

  /** Until the server has noticed that the streams of a client are gone. */
  async untilOpenFilesAtMost(count: number): Promise<void> {
    await this.#until(COLLECTED_WITHIN_MS, `still has more than ${count} files open`, () =>
      this.openFiles() <= count ? true : null,
    );
  }

  async stop(): Promise<void> {
    if (this.#exited()) return;
    const exit = new Promise<void>((resolve) => this.#child.once("exit", () => resolve()));
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), STOPPED_WITHIN_MS);
    await exit;
    clearTimeout(timer);
  }

  #ready(): Promise<string> {
    const { readyLine, logFile } = this.#launch;
    return this.#until(READY_WITHIN_MS, `did not print "${readyLine}"`, () => {
      const lines = readFileSync(logFile, "utf8").split("\n");
      return lines.slice(0, -1).find((line) => line.startsWith(readyLine)) ?? null;
    });
  }

  async #until<T>(limitMs: number, complaint: string, look: () => T | null): Promise<T> {
    const end = performance.now() + limitMs;
    for (;;) {
      if (this.#exited()) throw new Error(`the server ended: ${this.#lastWords()}`);
      const found = look();
      if (found !== null) return found;
      if (performance.now() > end)
        throw new Error(`the server ${complaint} within ${limitMs} ms: ${this.#lastWords()}`);
      await delay(POLL_MS);
    }
  }

  #exited(): boolean {
    return this.pid === -1 || this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  #lastWords(): string {
    return `${readFileSync(this.#launch.logFile, "utf8").slice(-1500)}\n${this.#standardError.slice(-1500)}`.trim();
  }
}

/** Processor time used so far by all threads, in ms; the kernel counts it in hundredths of a second. */
export function processorTimeMs(pid: number): number {
  const [user = 0, system = 0] = timesOf(pid);
  return (user + system) * 10;
}

/** That of all processes of these names, in ms, with their children that have ended: a connection's process may. */
export function programsProcessorTimeMs(names: readonly string[]): number {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => timesIfNamed(Number(pid), names))
    .reduce((sum, time) => sum + time * 10, 0);
}

/** User and system time, then those of the children that have ended, in hundredths of a second. */
function timesOf(pid: number): number[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.slice(11, 15).map(Number);
}

function timesIfNamed(pid: number, names: readonly string[]): number[] {
  try {
    return names.includes(readFileSync(`/proc/${pid}/comm`, "utf8").trim()) ? timesOf(pid) : [];
  } catch {
    // It has just ended.
    return [];
  }
}

/** Processor time that anything on this machine has used so far, all cores together, in ms. */
export function machineProcessorTimeMs(): number {
  const line = readFileSync("/proc/stat", "utf8").split("\n", 1)[0] ?? "";
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0, stolen = 0] = line
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + interrupts + softInterrupts + stolen) * 10;
}

/** The soft limit of open files: a stream takes one on each side. */
export function fileLimitOf(pid: number): number {
  const limit = /^Max open files\s+(\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, "utf8"))?.[1];
  return limit === "unlimited" ? Number.POSITIVE_INFINITY : Number(limit);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === "object" && address !== null) resolve(address.port);
        else reject(new Error("no free port"));
      });
    });
  });
}
