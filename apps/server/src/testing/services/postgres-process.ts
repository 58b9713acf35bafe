import { execFile, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { postgresPrograms } from "../../../../../e2e/support/needs.ts";
import { freePort } from "./free-port.ts";
import { OwnProcess, type ServiceProcess, untilState } from "./own-process.ts";

const run = promisify(execFile);

export interface PostgresProcess extends ServiceProcess {
  /** A superuser's address, of the database `postgres`. */
  readonly url: string;
  /** As `pg_ctl stop -m immediate`: no farewell, no checkpoint; the next start recovers from the log. */
  stopImmediate(): Promise<void>;
}

/**
 * A PostgreSQL server of one's own, at 127.0.0.1 only, with fsync on as in production.
 *
 * @param options.folder becomes its own: made when missing, removed by `stop`
 * @param options.programs the folder of initdb and postgres; the installed ones when left out
 * @param options.isDurable false: it never waits for the disk, and what it has is lost when the machine ends
 */
export async function startPostgres(options: {
  folder: string;
  port?: number;
  programs?: string | undefined;
  isDurable?: boolean;
}): Promise<PostgresProcess> {
  const folder = resolve(options.folder);
  const programs = options.programs ?? postgresPrograms();
  if (programs === undefined) throw new Error("PostgreSQL's programs are not installed.");
  const port = options.port ?? (await freePort());
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const data = join(folder, "data");
  const env = { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", TZ: "UTC" };

  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const user = otherUser();
  if (user !== undefined) giveTo(user, folder);
  await run(
    join(programs, "initdb"),
    ["-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
    { cwd: folder, env, ...user },
  );

  const settings = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    ...(options.isDurable === false ? { fsync: "off", full_page_writes: "off" } : {}),
  };
  const args = ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const launch = async (): Promise<OwnProcess> => {
    const launched = new OwnProcess(join(programs, "postgres"), args, { cwd: folder, env, user });
    await launched.untilItAnswers("postgres", url);
    return launched;
  };
  let server = await launch();

  /** Stopped first, the first process cannot start another one meanwhile. Its children are in groups of their own. */
  const freeze = async (): Promise<number[]> => {
    await server.freeze();
    const children = childrenOf(server);
    for (const pid of children) send(pid, "SIGSTOP");
    await untilState(children, "TZ");
    return children;
  };
  const thaw = async (): Promise<void> => {
    for (const pid of childrenOf(server)) send(pid, "SIGCONT");
    await server.thaw();
  };

  return {
    url,
    port,
    get pid() {
      return server.pid;
    },
    async stopImmediate() {
      await thaw();
      // To the first process alone: it tells its children and waits for them.
      if (!server.ended) send(server.pid, "SIGQUIT");
      await server.exited();
    },
    async kill() {
      const children = await freeze();
      for (const pid of children) send(pid, "SIGKILL");
      await server.kill();
      // One that still has the shared memory would keep the next server from starting.
      await untilState(children, "Z");
    },
    async freeze() {
      await freeze();
    },
    thaw,
    async start() {
      server = await launch();
    },
    async stop() {
      await thaw();
      await server.end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function childrenOf({ pid, ended }: OwnProcess): number[] {
  if (ended) return [];
  try {
    const words = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ");
    return words.filter((word) => word !== "").map(Number);
  } catch {
    return [];
  }
}

interface User {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root: undefined for anybody else. */
function otherUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error("PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody.");
}

/** The folders above it that a test made are its maker's alone: others have to get through, though not to look in. */
function giveTo({ uid, gid }: User, folder: string): void {
  chownSync(folder, uid, gid);
  const top = `${resolve(tmpdir())}${sep}`;
  for (let above = dirname(folder); above.startsWith(top); above = dirname(above)) {
    chmodSync(above, statSync(above).mode | 0o011);
  }
}
