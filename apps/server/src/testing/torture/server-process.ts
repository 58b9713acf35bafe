import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { untilState } from "../services/own-process.ts";

const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 20_000;
/** pino's number of the level `error`. */
const LEVEL_ERROR = 50;

export const PRODUCT = join(import.meta.dirname, "../../main.ts");

export interface Launch {
  /** The server's entry file. */
  entry: string;
  dataDir: string;
  port: number;
  env: Record<string, string>;
  /** Everything it writes is added here, too. */
  logFile?: string;
}

/** A server as an operator starts it: a process of its own, that can be killed at any moment. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #exit: Promise<number | null>;
  #output = "";
  #isToEnd = false;
  /** Lines of its log that say that something went wrong inside, and an end that nobody asked for. */
  readonly errors: string[] = [];
  readonly ready: Promise<void>;

  constructor({ entry, dataDir, port, env, logFile }: Launch) {
    this.#child = spawn(
      process.execPath,
      ["--max-semi-space-size=32", "--disable-warning=ExperimentalWarning", entry],
      {
        // Without a `.env` that a developer keeps in the repository.
        cwd: dataDir,
        env: {
          PATH: process.env["PATH"] ?? "",
          PORT: String(port),
          BATON_DATA_DIR: dataDir,
          BATON_LOG_LEVEL: "warn",
          BATON_RATE_SESSIONS_PER_MINUTE: "0",
          BATON_RATE_MESSAGES_PER_MINUTE: "0",
          ...env,
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    if (logFile !== undefined) {
      const log = createWriteStream(logFile, { flags: "a" });
      log.write(`--- ${new Date().toISOString()} started as ${this.#child.pid}\n`);
      for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.pipe(log, { end: false });
      this.#child.once("close", () => log.end());
    }
    const kill = (): void => void this.#child.kill("SIGKILL");
    process.once("exit", kill);
    this.#exit = new Promise((resolve) => {
      this.#child.once("exit", (code, signal) => {
        process.off("exit", kill);
        if (!this.#isToEnd)
          this.errors.push(`it ended by itself with ${code ?? signal}: ${this.#output.slice(-1_000)}`);
        resolve(code);
      });
    });
    this.ready = this.#untilReady();
    // Whoever kills it before it is ready does not wait for it.
    this.ready.catch(() => undefined);
  }

  /** As `kill -9`. */
  async kill(): Promise<void> {
    this.#isToEnd = true;
    this.#child.kill("SIGKILL");
    await this.#exit;
  }

  /** As an operator stops it. @returns the exit code; null when it had to be killed */
  async stop(): Promise<number | null> {
    this.#isToEnd = true;
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), STOPPED_WITHIN_MS);
    const code = await this.#exit;
    clearTimeout(timer);
    return code;
  }

  /** As SIGSTOP: its connections stay, and nothing answers. */
  async freeze(): Promise<void> {
    this.#child.kill("SIGSTOP");
    if (this.#child.pid !== undefined) await untilState([this.#child.pid], "T");
  }

  thaw(): void {
    this.#child.kill("SIGCONT");
  }

  #untilReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (what: string) => () => reject(new Error(`The server ${what}: ${this.#output.slice(-2_000)}`));
      const timer = setTimeout(fail(`was not ready within ${READY_WITHIN_MS} ms`), READY_WITHIN_MS);
      void this.#exit.then(fail("ended")).finally(() => clearTimeout(timer));
      this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
      });
      let rest = "";
      this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        const lines = (rest + text).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          this.#output = `${this.#output}${line}\n`.slice(-10_000);
          if (line.startsWith("Baton is ready")) resolve();
          else if (isError(line)) this.errors.push(line);
        }
      });
    });
  }
}

function isError(line: string): boolean {
  if (!line.startsWith("{")) return false;
  try {
    return (JSON.parse(line) as { level: number }).level >= LEVEL_ERROR;
  } catch {
    return false;
  }
}
