/**
 * How long anything may take. What the server does by itself ends before the longest time that a caller has, so that
 * hardly anything it still works on was answered 503 already; what comes later than its caller waited, it refuses.
 */

/** Every call that a request waits for. Beneath the 2 seconds of the specification by what a busy process adds. */
export const CALL_LIMIT_MS = 1_800;
/** Of which waiting for what is before it, or connecting, may take so much: what is left would not do for more. */
export const WAIT_LIMIT_MS = 1_500;
/** With less than this, nothing is begun: a short limit would be that of the whole group. */
export const LEAST_LEFT_MS = 200;
/** Calls that look at every row, or erase: no other call waits behind them. */
export const SCAN_LIMIT_MS = 10_000;
/** Of which waiting for one another may take so much. */
export const SCAN_WAIT_MS = 6_000;
/** Looking, at the start, which database it is; of which connecting may take so much. */
export const LOOK_LIMIT_MS = 5_000;
export const START_CONNECT_MS = 4_000;
/** Bringing the schema up to date, or waiting for another instance that does. */
export const MIGRATION_LIMIT_MS = 60_000;

const LOCK_TIMEOUT_MS = 1_000;

/** SQL for the connection that brings the schema up to date: it waits long for other instances, and never for ever. */
export const MIGRATION_SET_UP = [
  `SET lock_timeout = ${MIGRATION_LIMIT_MS - 5_000}`,
  `SET idle_in_transaction_session_timeout = ${MIGRATION_LIMIT_MS}`,
  "SET search_path = ''",
  "SET client_min_messages = error",
].join("; ");

/** SQL for a new connection that serves calls of `limitMs`. `role` is quoted already. */
export function connectionSetUp(role: string, limitMs: number): string {
  return [
    `SET ROLE ${role}`,
    `SET lock_timeout = ${LOCK_TIMEOUT_MS}`,
    `SET statement_timeout = ${limitMs - 100}`,
    "SET idle_in_transaction_session_timeout = 2000",
    // Whatever the database's or the role's defaults are: the append looks anew after waiting for its locks.
    "SET default_transaction_isolation = 'read committed'",
    // Every name is written with its schema, so that nobody can put a table or a function in front of ours.
    "SET search_path = ''",
    "SET jit = off",
    "SET client_min_messages = error",
    // An acknowledgement means that the commit is on the disk. Stricter settings of the operator stay.
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
  ].join("; ");
}

/**
 * For connections whose statements all have an index: before the first ANALYZE a table looks small to the planner, and
 * a prepared statement that reads it from end to end would go on doing so while it grows.
 */
export const BY_INDEX = "; SET enable_seqscan = off";
