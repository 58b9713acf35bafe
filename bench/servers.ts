import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort, ServerProcess } from "./server-process.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);

/** What is measured at a time: one server, or several instances that are one service. */
export interface StartedService {
  instances: ServerProcess[];
  /** Null where nobody signs in. */
  adminPassword: string | null;
  /** What exactly was measured, for the report. */
  description: string;
  /** Stops the instances and removes what they kept elsewhere. */
  stop(): Promise<void>;
}

export async function startBaton(directory: string): Promise<StartedService> {
  const adminPassword = newPassword();
  const server = await startInstance(directory, { BATON_ADMIN_PASSWORD: adminPassword });
  return {
    instances: [server],
    adminPassword,
    description: `Baton, Node ${process.version}, SQLite, durable, token mode`,
    stop: () => server.stop(),
  };
}

export const newPassword = (): string => randomBytes(18).toString("base64url");

/**
 * Baton as `npm start` runs it, in token mode: the defaults, but for the rate limits and `settings`. Without any it
 * keeps everything in a durable SQLite file of its own.
 */
export async function startInstance(directory: string, settings: NodeJS.ProcessEnv): Promise<ServerProcess> {
  mkdirSync(directory, { recursive: true });
  const port = await freePort();
  const { server } = await ServerProcess.start({
    command: process.execPath,
    args: [
      "--max-semi-space-size=32",
      "--expose-gc",
      "--disable-warning=ExperimentalWarning",
      "--import",
      new URL("gc-on-signal.ts", import.meta.url).href,
      join(root, "apps/server/src/main.ts"),
    ],
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      PORT: String(port),
      HOST: "127.0.0.1",
      BATON_DATA_DIR: join(directory, "data"),
      BATON_RATE_SESSIONS_PER_MINUTE: "0",
      BATON_RATE_MESSAGES_PER_MINUTE: "0",
      ...settings,
    },
    // An `.env` in the project's folder belongs to whoever develops here, not to what is measured.
    cwd: directory,
    logFile: join(directory, "server.log"),
    readyLine: "Baton is ready",
    port,
  });
  return server;
}

export async function startPeer(directory: string): Promise<StartedService> {
  mkdirSync(directory, { recursive: true });
  const port = await freePort();
  const { server, readyLine } = await ServerProcess.start({
    command: await findPython(),
    args: [fileURLToPath(new URL("peer/fastapi_server.py", import.meta.url))],
    env: { PATH: process.env.PATH, PYTHONPATH: process.env.PYTHONPATH, PORT: String(port) },
    cwd: directory,
    logFile: join(directory, "server.log"),
    readyLine: "Peer is ready",
    port,
  });
  return {
    instances: [server],
    adminPassword: null,
    description: readyLine.replace(/^Peer is ready \((.*)\)$/, "$1, in memory"),
    stop: () => server.stop(),
  };
}

/** The first interpreter that has FastAPI: the `python3` of a version manager often hides the system's one. */
export async function findPython(): Promise<string> {
  const named = process.env.BENCH_PYTHON;
  for (const python of named === undefined ? ["python3", "/usr/bin/python3"] : [named]) {
    try {
      await run(python, ["-c", "import fastapi, uvicorn"]);
      return python;
    } catch {
      // This one has it not: the next one may.
    }
  }
  throw new Error(
    "the comparison server needs Python 3 with FastAPI and uvicorn (Debian: apt-get install python3-fastapi " +
      "python3-uvicorn); BENCH_PYTHON names the interpreter, --only baton leaves the comparison out",
  );
}
