import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type TestDatabase, testDatabase } from "../apps/server/src/testing/postgres.fixtures.ts";
import { removeKeys } from "../apps/server/src/testing/redis.fixtures.ts";
import type { ClusterServices } from "./cluster-services.ts";
import type { ServerProcess } from "./server-process.ts";
import { newPassword, type StartedService, startInstance } from "./servers.ts";

const INSTANCES = 2;
const HEARD_WITHIN_MS = 10_000;
const POLL_MS = 25;

/** Two instances on a database and a prefix that nobody else has, both gone afterwards. */
export async function startCluster(directory: string, services: ClusterServices): Promise<StartedService> {
  const database = await testDatabase(services.postgresUrl);
  const prefix = `baton-bench-${randomUUID()}`;
  const adminPassword = newPassword();
  const settings = {
    BATON_ADMIN_PASSWORD: adminPassword,
    BATON_SECRET: newPassword() + newPassword(),
    DATABASE_URL: database.url,
    REDIS_URL: services.redisUrl,
    BATON_REDIS_PREFIX: prefix,
  };
  const instances: ServerProcess[] = [];
  const stopAndRemove = async (): Promise<void> => {
    await Promise.all(instances.map((instance) => instance.stop()));
    await removeTraces(database, services.redisUrl, prefix);
  };
  let stopped: Promise<void> | null = null;
  // Twice when the bench is interrupted: by the signal, and by the measurement that fails of it.
  const stop = (): Promise<void> => {
    stopped ??= stopAndRemove();
    return stopped;
  };
  try {
    for (let number = 1; number <= INSTANCES; number += 1) {
      instances.push(await startInstance(join(directory, `instance-${number}`), settings));
    }
    await Promise.all(instances.map(untilHeard));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    instances,
    adminPassword,
    description: `${INSTANCES} instances of Baton, Node ${process.version}, ${services.description}, token mode`,
    stop,
  };
}

/** An instance starts without waiting for Redis, and is slow, not wrong, without it: that is not what is measured. */
async function untilHeard({ port }: ServerProcess): Promise<void> {
  const end = performance.now() + HEARD_WITHIN_MS;
  while (!(await isHeard(port))) {
    if (performance.now() > end) throw new Error(`an instance had no Redis ${HEARD_WITHIN_MS} ms after its start`);
    await delay(POLL_MS);
  }
}

async function isHeard(port: number): Promise<boolean> {
  const health = (await (await fetch(`http://127.0.0.1:${port}/api/health`)).json()) as {
    parts: Record<string, { status: string } | undefined>;
  };
  return health.parts["redis"]?.status === "up";
}

async function removeTraces(database: TestDatabase, redisUrl: string, prefix: string): Promise<void> {
  await removeKeys(redisUrl, prefix);
  await database[Symbol.asyncDispose]();
}
