import { join } from "node:path";
import { Client } from "pg";
import type { ServiceProcess } from "../../services/own-process.ts";
import { type PostgresProcess, startPostgres } from "../../services/postgres-process.ts";
import { startRabbitmq } from "../../services/rabbitmq-process.ts";
import { startRedis } from "../../services/redis-process.ts";

/** What the instances stand on: servers of the torture's own, to be killed and frozen at will. */
export interface Services {
  postgres: PostgresProcess;
  redis: ServiceProcess;
  rabbitmq: ServiceProcess;
  /** Of the instances: a user who owns nothing. */
  databaseUrl: string;
  ownerUrl: string;
  stop(): Promise<void>;
}

const DATABASE = "baton";
const LOGIN = "baton_login";

export async function startServices(folder: string): Promise<Services> {
  const starting = await Promise.allSettled([
    startPostgres({ folder: join(folder, "postgres") }),
    startRedis({ folder: join(folder, "redis") }),
    startRabbitmq({ folder: join(folder, "rabbitmq") }),
  ]);
  const started = starting.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((service) => service.stop()));
  };
  const [postgres, redis, rabbitmq] = starting;
  if (postgres.status === "rejected" || redis.status === "rejected" || rabbitmq.status === "rejected") {
    await stop();
    throw starting.find((one) => one.status === "rejected")?.reason;
  }
  await makeDatabase(postgres.value.url);
  const address = (user: string): string => {
    const url = new URL(postgres.value.url);
    url.username = user;
    url.pathname = `/${DATABASE}`;
    return url.href;
  };
  return {
    postgres: postgres.value,
    redis: redis.value,
    rabbitmq: rabbitmq.value,
    databaseUrl: address(LOGIN),
    ownerUrl: address("postgres"),
    stop,
  };
}

async function makeDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE ROLE ${LOGIN} LOGIN`);
  await client.query(`CREATE DATABASE ${DATABASE}`);
  await client.end();
}
