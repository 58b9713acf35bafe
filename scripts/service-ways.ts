/** Servers for one run: started from what is installed, or as a container, and gone afterwards however the run ends. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type ServiceKind, shakeHands } from "../apps/server/src/testing/services/handshake.ts";
import { startPostgres } from "../apps/server/src/testing/services/postgres-process.ts";
import { startRabbitmq } from "../apps/server/src/testing/services/rabbitmq-process.ts";
import { startRedis } from "../apps/server/src/testing/services/redis-process.ts";
import { type NeedName, needs, type Way } from "./needs.ts";

export type Started = { place: string; stop: () => Promise<void> };

const CONTAINER_READY_WITHIN_MS = 60_000;

const programs: Record<ServiceKind, NeedName> = {
  postgres: "postgresPrograms",
  redis: "redisServer",
  rabbitmq: "rabbitmqServer",
};

export const isInstalled = (service: ServiceKind): boolean => needs[programs[service]].find() !== undefined;

export const dockerAnswers = (): boolean =>
  spawnSync("docker", ["version"], { stdio: "ignore", timeout: 20_000 }).status === 0;

/** @param isDurable whether its commits wait for the disk */
export async function startOwn(service: ServiceKind, isDurable: boolean): Promise<Started> {
  const program = needs[programs[service]].find();
  const top = mkdtempSync(join(tmpdir(), `baton-${service}-run-`));
  const remove = (): void => rmSync(top, { recursive: true, force: true });
  process.once("exit", remove);
  const folder = join(top, "server");
  const start = {
    postgres: () => startPostgres({ folder, programs: program, isDurable }),
    redis: () => startRedis({ folder, program }),
    rabbitmq: () => startRabbitmq({ folder, program }),
  };
  const { url, stop } = await start[service]();
  return {
    place: url,
    async stop() {
      await stop();
      process.off("exit", remove);
      remove();
    },
  };
}

/** Docker chooses the port, at 127.0.0.1. The image is fetched when it is not there, which Docker shows. */
export async function startContainer(way: Extract<Way, { kind: "docker" }>): Promise<Started | undefined> {
  const id = docker(
    ...["run", "--detach", "--rm", "--publish", `127.0.0.1::${way.port}`],
    ...way.env.flatMap((setting) => ["--env", setting]),
    way.image,
  );
  if (id === undefined) return undefined;
  const remove = (): void => void docker("rm", "--force", "--volumes", id);
  process.once("exit", remove);
  const port = docker("port", id, String(way.port))?.split("\n")[0]?.split(":").at(-1);
  const place = way.url(port ?? "");
  const stop = async (): Promise<void> => {
    process.off("exit", remove);
    remove();
  };
  const giveUpAt = performance.now() + CONTAINER_READY_WITHIN_MS;
  while (performance.now() < giveUpAt) {
    const answers = await shakeHands(way.service, place).then(
      () => true,
      () => false,
    );
    if (answers) return { place, stop };
    await delay(200);
  }
  await stop();
  return undefined;
}

/** What the command printed; undefined when it failed. */
function docker(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync("docker", args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return status === 0 ? stdout.trim() : undefined;
}
