import { mkdirSync, rmSync } from "node:fs";
import { redisServerPath } from "../../../../../e2e/support/needs.ts";
import { freePort } from "./free-port.ts";
import { OwnProcess, type ServiceProcess } from "./own-process.ts";

/**
 * A Redis server of one's own, at 127.0.0.1 only. It keeps nothing: started again, it is empty.
 *
 * @param options.folder becomes its own: made when missing, removed by `stop`
 * @param options.program `redis-server`; the installed one when left out
 */
export async function startRedis(options: {
  folder: string;
  port?: number;
  program?: string | undefined;
}): Promise<ServiceProcess> {
  const { folder } = options;
  const program = options.program ?? redisServerPath();
  if (program === undefined) throw new Error("Redis is not installed.");
  const port = options.port ?? (await freePort());
  const url = `redis://127.0.0.1:${port}`;
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const launch = async (): Promise<OwnProcess> => {
    const launched = new OwnProcess(program, args, { cwd: folder, env: { PATH: process.env["PATH"] } });
    await launched.untilItAnswers("redis", url);
    return launched;
  };
  let server = await launch();
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
    async stop() {
      await server.end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
