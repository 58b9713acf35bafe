import { JournalUnavailable } from "../../ports/journal.ts";

/** How an error travels between threads: classes and codes do not survive the copy. */
export interface Failure {
  kind: "unavailable" | "refused" | "broken";
  message: string;
}

/** The file cannot be used by this code at all, and waiting does not help; the message says what to do. */
export class JournalRefused extends Error {
  override name = "JournalRefused";
}

/** Primary result codes of SQLite that say something about the disk, the file or another process, not about us. */
const UNAVAILABLE = new Map([
  [5, "another process holds the journal's lock"],
  [6, "the journal's file is locked"],
  [7, "the journal ran out of memory"],
  [8, "the journal's file is read-only"],
  [10, "the journal's disk reported an error"],
  [11, "the journal's file is damaged"],
  [13, "the journal's disk is full"],
  [14, "the journal's file cannot be opened"],
  [22, "the journal's file has reached the largest size of its file system"],
  [26, "the journal's file is not a database"],
]);

const BUSY = 5;

/** SQLite's primary result code; null for an error that is not SQLite's. */
function resultCode(error: unknown): number | null {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return null;
  return error.errcode & 0xff;
}

export const isBusy = (error: unknown): boolean => resultCode(error) === BUSY;

/** Never the engine's own message for what is expected to happen: it may hold a path. */
export function toFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof JournalUnavailable) return { kind: "unavailable", message };
  if (error instanceof JournalRefused) return { kind: "refused", message };
  const code = resultCode(error);
  const reason = code === null ? undefined : UNAVAILABLE.get(code);
  if (reason === undefined) return { kind: "broken", message };
  return { kind: "unavailable", message: `Nothing was written: ${reason} (SQLite ${code}).` };
}

export function toError({ kind, message }: Failure): Error {
  if (kind === "unavailable") return new JournalUnavailable(message);
  return kind === "refused" ? new JournalRefused(message) : new Error(message);
}
