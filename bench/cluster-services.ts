import { testDatabase } from "../apps/server/src/testing/postgres.fixtures.ts";
import { withRedis } from "../apps/server/src/testing/redis.fixtures.ts";
import { shakeHands } from "../apps/server/src/testing/services/handshake.ts";
import { needs } from "../scripts/needs.ts";
import { setUpServices } from "../scripts/setup-services.ts";

/** The PostgreSQL and the Redis that several instances are measured on. */
export interface ClusterServices {
  postgresUrl: string;
  redisUrl: string;
  /** Versions, and the settings on which durability rests. */
  description: string;
  /** Ends what was started for this run. */
  stop(): Promise<void>;
}

/** Those that tests use; what is not there is started or installed, as for `npm test`. @throws when that fails */
export async function findServices(): Promise<ClusterServices> {
  const provided = await setUpServices(["postgres", "redis"]);
  try {
    const [missing] = provided.missing;
    if (missing !== undefined) throw new Error(`--cluster needs PostgreSQL and Redis: ${missing.what}: ${missing.why}`);
    const postgresUrl = provided.env[needs.postgres.variable] ?? "";
    const redisUrl = provided.env[needs.redis.variable] ?? "";
    for (const kind of ["postgres", "redis"] as const)
      await assertAnswers(kind, provided.env[needs[kind].variable] ?? "");
    const description = `${await describePostgres(postgresUrl)}, ${await describeRedis(redisUrl)}`;
    return { postgresUrl, redisUrl, description, stop: provided.stop };
  } catch (error) {
    await provided.stop();
    throw error;
  }
}

/** What a variable names is believed until here. */
async function assertAnswers(kind: "postgres" | "redis", url: string): Promise<void> {
  await shakeHands(kind, url).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`what ${needs[kind].variable} names does not answer (${why}): start it, or correct the variable`);
  });
}

const SETTINGS = ["server_version", "fsync", "synchronous_commit", "full_page_writes", "wal_sync_method"] as const;
export type PostgresSettings = Record<(typeof SETTINGS)[number], string>;

/** @throws when a commit is answered before the disk has it: such figures would say nothing */
export function describeSettings(settings: PostgresSettings): string {
  const unsafe = (["fsync", "synchronous_commit", "full_page_writes"] as const).filter(
    (name) => settings[name] === "off",
  );
  if (unsafe.length > 0) {
    throw new Error(`PostgreSQL runs with ${unsafe.join(" and ")} off: set it to on, or measure on another server`);
  }
  const { server_version, fsync, synchronous_commit, wal_sync_method } = settings;
  const [version = server_version] = server_version.split(" ");
  return `PostgreSQL ${version} (fsync ${fsync} by ${wal_sync_method}, synchronous_commit ${synchronous_commit})`;
}

async function describePostgres(url: string): Promise<string> {
  await using database = await testDatabase(url);
  const shown = await Promise.all(
    SETTINGS.map(async (name) => {
      const [row] = await database.run("SELECT current_setting($1) AS value", [name]);
      return [name, String(row?.["value"])];
    }),
  );
  return describeSettings(Object.fromEntries(shown));
}

async function describeRedis(url: string): Promise<string> {
  const info = await withRedis(url, (client) => client.info("server"));
  return `Redis ${/^redis_version:(\S+)/m.exec(info)?.[1] ?? "of an unknown version"}`;
}
