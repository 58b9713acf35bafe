import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { rabbitmqServerPath } from "../../../../../e2e/support/needs.ts";
import { freePort } from "./free-port.ts";
import { OwnProcess, type ServiceProcess } from "./own-process.ts";

export interface RabbitmqProcess extends ServiceProcess {
  /** Whether a queue is on the disk, and so is whatever was made before it. */
  isWritten(queue: string): boolean;
}

/**
 * A RabbitMQ server of one's own, at 127.0.0.1 only, with a node name, a cookie, a port mapper and data of its own: no
 * other broker on this machine hears of it. What was confirmed is there again after `kill` and `start`, in queues that
 * were not made in the very moment before: their names reach the disk some milliseconds later, as `isWritten` tells.
 *
 * @param options.folder becomes its own: made when missing, removed by `stop`
 * @param options.program the script `rabbitmq-server`; the installed one when left out
 */
export async function startRabbitmq(options: {
  folder: string;
  port?: number;
  program?: string | undefined;
}): Promise<RabbitmqProcess> {
  const folder = resolve(options.folder);
  const program = options.program ?? rabbitmqServerPath();
  if (program === undefined) throw new Error("RabbitMQ is not installed.");
  const port = options.port ?? (await freePort());
  const url = `amqp://guest:guest@127.0.0.1:${port}`;

  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (name: string, text: string, mode = 0o600): string => {
    const file = join(folder, name);
    writeFileSync(file, text, { mode });
    return file;
  };
  write(".erlang.cookie", randomBytes(20).toString("hex"), 0o400);
  const tables = join(folder, "mnesia");
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    LANG: "C.UTF-8",
    ERL_EPMD_ADDRESS: "127.0.0.1",
    ERL_EPMD_PORT: String(await freePort()),
    RABBITMQ_NODENAME: `baton-test-${port}@localhost`,
    RABBITMQ_DIST_PORT: String(await freePort()),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "-kernel inet_dist_use_interface {127,0,0,1}",
    RABBITMQ_MNESIA_BASE: tables,
    RABBITMQ_GENERATED_CONFIG_DIR: join(folder, "config"),
    RABBITMQ_SCHEMA_DIR: join(folder, "schema"),
    RABBITMQ_LOG_BASE: join(folder, "log"),
    RABBITMQ_LOGS: "-",
    RABBITMQ_PID_FILE: join(folder, "pid"),
    // Files that are there: with a missing one it would read this machine's own.
    RABBITMQ_CONF_ENV_FILE: write("rabbitmq-env.conf", ""),
    RABBITMQ_CONFIG_FILE: write("rabbitmq.conf", `listeners.tcp.1 = 127.0.0.1:${port}\n`),
    RABBITMQ_ADVANCED_CONFIG_FILE: write("advanced.config", "[].\n"),
    RABBITMQ_ENABLED_PLUGINS_FILE: write("enabled_plugins", "[].\n"),
  };
  // Started here, because the one that Erlang starts by itself is nobody's child and stays.
  const portMapper = new OwnProcess("epmd", [], { cwd: folder, env });
  const launch = async (): Promise<OwnProcess> => {
    const launched = new OwnProcess(program, [], { cwd: folder, env });
    await launched.untilItAnswers("rabbitmq", url);
    return launched;
  };
  let server: OwnProcess;
  try {
    server = await launch();
  } catch (error) {
    await portMapper.kill();
    throw error;
  }
  return {
    url,
    port,
    get pid() {
      return server.pid;
    },
    kill: () => server.kill(),
    freeze: () => server.freeze(),
    thaw: () => server.thaw(),
    async start() {
      server = await launch();
    },
    isWritten: (queue) =>
      readdirSync(tables, { withFileTypes: true, recursive: true })
        .filter((file) => file.isFile() && /\.(LOG|DCD|DCL)$/.test(file.name))
        .some((file) => readFileSync(join(file.parentPath, file.name)).includes(queue)),
    async stop() {
      // It keeps nothing that anybody wants: a farewell would take seconds.
      await server.kill();
      await portMapper.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
