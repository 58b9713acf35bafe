import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { root } from "../../scripts/run.ts";

/** Who is there from the first start on. */
export const ADMIN: Account = { username: "admin", password: "a password for the browser tests", name: "admin" };

const READY_WITHIN_MS = 30_000;

export interface Baton {
  url: string;
  dataDir: string;
  /** SIGKILL: no goodbye to anybody. Resolves once the process is gone. */
  kill(): Promise<void>;
  /** The same service again, after `kill`: same port, same folder of data. */
  restart(): Promise<void>;
  /** The same where it was killed, and nothing otherwise: for after a test that may have failed in between. */
  restartIfKilled(): Promise<void>;
  /** Ends it as an operator would, and removes its data. */
  stop(): Promise<void>;
}

/** Only what is written here reaches the server: neither this machine's settings nor a developer's `.env`. */
function environment(settings: Record<string, string>): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"], BATON_ADMIN_PASSWORD: ADMIN.password, BATON_LOG_LEVEL: "warn", ...settings };
}

/** A server as operators run it: a process of its own, with a folder of data of its own. */
export async function startBaton(settings: Record<string, string> = {}): Promise<Baton> {
  const dataDir = await mkdtemp(join(tmpdir(), "baton-e2e-"));
  let running = await launch(dataDir, { ...settings, PORT: "0" });
  const { url } = running;
  let isKilled = false;
  async function restart(): Promise<void> {
    running = await launch(dataDir, { ...settings, PORT: new URL(url).port });
    isKilled = false;
  }
  return {
    url,
    dataDir,
    async kill() {
      isKilled = true;
      await running.end("SIGKILL");
    },
    restart,
    async restartIfKilled() {
      if (isKilled) await restart();
    },
    async stop() {
      await running.end("SIGTERM");
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function launch(dataDir: string, settings: Record<string, string>) {
  const main = join(root, "apps/server/src/main.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main], {
    cwd: dataDir,
    env: environment({ ...settings, BATON_DATA_DIR: dataDir }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A test run that is interrupted must not leave a server behind.
  const killNow = () => child.kill("SIGKILL");
  process.once("exit", killNow);
  const exited = once(child, "exit").finally(() => process.off("exit", killNow));
  let output = "";
  const ready = new Promise<string>((resolve) => {
    const hear = (text: string) => {
      output += text;
      const url = /^Baton is ready at (\S+)$/m.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);
  });
  const tooLate = new AbortController();
  const url = await Promise.race([
    ready,
    exited.then(() => undefined),
    delay(READY_WITHIN_MS, undefined, { signal: tooLate.signal, ref: false }).catch(() => undefined),
  ]);
  tooLate.abort();
  if (url === undefined) {
    killNow();
    throw new Error(`The server did not become ready:\n${output}`);
  }
  return {
    url,
    async end(signal: NodeJS.Signals) {
      child.kill(signal);
      await exited;
    },
  };
}

/** An agent's account, made as an operator makes it: by the command line. */
export async function addAgent({ dataDir }: Baton, username: string, name: string): Promise<Account> {
  const cli = join(root, "apps/server/src/cli/agent.ts");
  const password = `the password of ${username}`;
  const child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      cli,
      "add",
      username,
      "--name",
      name,
      "--password-stdin",
      "--data",
      dataDir,
    ],
    { cwd: dataDir, env: environment({}), stdio: ["pipe", "ignore", "pipe"] },
  );
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  child.stdin.end(password);
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`The account ${username} could not be made:\n${complaint}`);
  return { username, password, name };
}

export interface Account {
  username: string;
  password: string;
  /** What customers see. */
  name: string;
}
