import type { Fault } from "./fault.ts";
import { claimAtOnce } from "./faults/claim-at-once.ts";
import { freezeInstance } from "./faults/freeze-instance.ts";
import { holdTransaction } from "./faults/hold-transaction.ts";
import { killInstance } from "./faults/kill-instance.ts";
import { freezePostgres, stopPostgres } from "./faults/postgres.ts";
import { killRabbitmq, killSender } from "./faults/rabbitmq.ts";
import { cutOffRedis, freezeRedis, killRedis, restartRedis, stallRedis } from "./faults/redis.ts";
import { rollingRestart } from "./faults/rolling-restart.ts";

/** In the order in which they are played. */
export const FAULTS: readonly Fault[] = [
  killInstance,
  stopPostgres,
  freezePostgres,
  killRedis,
  restartRedis,
  freezeRedis,
  cutOffRedis,
  stallRedis,
  killRabbitmq,
  killSender,
  claimAtOnce,
  freezeInstance,
  rollingRestart,
  holdTransaction,
];
