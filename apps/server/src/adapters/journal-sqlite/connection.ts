import { DatabaseSync } from "node:sqlite";
import { isBusy } from "./failure.ts";

/** SQLite's own waiting for another process; short, because its pauses grow with the length of one wait. */
const BUSY_TIMEOUT_MS = 100;
/** After this long the call fails: a caller would rather hear 503 than wait for a lock that nobody gives back. */
const BUSY_GIVE_UP_MS = 3_000;
/** Some locks are refused at once instead of waited for. */
const BUSY_PAUSE_MS = 5;

export type Role = "write" | "read";

/**
 * What each connection must have. `synchronous=FULL`: a commit is on the disk when it returns, the promise of every
 * acknowledgement. `secure_delete`: what is erased is overwritten with zeros, not merely forgotten. `temp_store`:
 * sorting never writes a person's data to a file beside.
 */
export function openConnection(path: string, role: Role): DatabaseSync {
  const db = new DatabaseSync(path, {
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: true,
    returnArrays: true,
  });
  try {
    // They look at the file, which another process may be turning to WAL or recovering at this moment.
    retryWhileBusy(() => db.exec("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY"));
    if (role === "read") db.exec("PRAGMA query_only = ON");
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

export function retryWhileBusy<Result>(attempt: () => Result): Result {
  const giveUpAt = performance.now() + BUSY_GIVE_UP_MS;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
      Atomics.wait(PAUSE, 0, 0, BUSY_PAUSE_MS);
    }
  }
}

/** Nobody ever wakes it: waiting on it is a sleep, which a thread of its own may do. */
const PAUSE = new Int32Array(new SharedArrayBuffer(4));
