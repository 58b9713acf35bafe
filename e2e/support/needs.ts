import { isCi, type NeedName, needs } from "../../scripts/needs.ts";

/**
 * Where Chromium is, or undefined where it cannot be had. Under CI that is an error instead: a test that CI skips
 * would say nothing for ever.
 *
 *     const chromium = chromiumPath();
 *     describe.skipIf(chromium === undefined)("… (needs Chromium)", () => { … });
 */
export function chromiumPath(): string | undefined {
  return place("chromium");
}

/** Where a working strace is; as `chromiumPath`. */
export function stracePath(): string | undefined {
  return place("strace");
}

/**
 * A superuser's address of a PostgreSQL server that other tests use too: make a database of your own there and remove
 * it. As `chromiumPath`.
 */
export function postgresUrl(): string | undefined {
  return place("postgres");
}

/** The address of a Redis server that other tests use too: take a key prefix of your own. As `chromiumPath`. */
export function redisUrl(): string | undefined {
  return place("redis");
}

/** The address of a RabbitMQ server that other tests use too: take names of your own. As `chromiumPath`. */
export function amqpUrl(): string | undefined {
  return place("rabbitmq");
}

/** The folder of initdb, postgres and pg_ctl, for servers of a test's own; as `chromiumPath`. */
export function postgresPrograms(): string | undefined {
  return place("postgresPrograms");
}

/** The program redis-server, for servers of a test's own; as `chromiumPath`. */
export function redisServerPath(): string | undefined {
  return place("redisServer");
}

/** The script rabbitmq-server, for servers of a test's own; as `chromiumPath`. */
export function rabbitmqServerPath(): string | undefined {
  return place("rabbitmqServer");
}

/** Where nginx is; as `chromiumPath`. */
export function nginxPath(): string | undefined {
  return place("nginx");
}

/** `npm test` has looked already and says so in the variable; a bare `vitest run` has not. */
function place(name: NeedName): string | undefined {
  const { variable, what, find } = needs[name];
  const told = process.env[variable];
  const found = told === undefined ? find() : told || undefined;
  if (found === undefined && isCi()) throw new Error(`This test needs ${what}; under CI it may not be skipped.`);
  return found;
}
