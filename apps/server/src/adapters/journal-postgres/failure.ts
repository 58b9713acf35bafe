import { DatabaseError } from "pg";
import { JournalUnavailable } from "../../ports/journal.ts";

/** The database cannot be used by this code at all, and waiting does not help; the message says what to do. */
export class JournalRefused extends Error {
  override name = "JournalRefused";
}

/** There is not even a connection. `code` is a SQLSTATE or a code of the system. */
export class NotConnected extends JournalUnavailable {
  readonly code: string;

  constructor(code: string) {
    super(`Nothing was written: there is no connection to the database (${code}).`);
    this.code = code;
  }
}

/** Raised by the functions of our own schema: the statement came later than its caller waited. */
const TOO_LATE = "BT001";

/**
 * SQLSTATEs, or their first two characters, that say something about the server, its disk or other connections, not
 * about us.
 */
const UNAVAILABLE = new Map([
  ["08", "the connection to the database broke"],
  ["53", "the database is out of connections, memory or disk"],
  ["57", "the database is shutting down, starting up or cancelled the statement"],
  ["58", "the database's disk reported an error"],
  ["25006", "the database is read-only"],
  ["40001", "the database asked for the statement again"],
  ["40P01", "the database ended a deadlock"],
  ["55P03", "another connection holds a lock of the journal"],
  ["XX001", "the database's files are damaged"],
  ["XX002", "the database's files are damaged"],
  [TOO_LATE, "the statement reached the database too late"],
]);

/** After these the connection is as good as before: the server answered, and only this statement failed. */
const CONNECTION_STAYS = /^(22|23|42|40|54|55|57014|BT)/;

const sqlState = (error: unknown): string | null =>
  error instanceof DatabaseError && error.code !== undefined ? error.code : null;

export const isTooLate = (error: unknown): boolean => sqlState(error) === TOO_LATE;

/** The user lacks a privilege. */
export const isDenied = (error: unknown): boolean => sqlState(error) === "42501";

export function breaksConnection(error: unknown): boolean {
  const code = sqlState(error);
  return code === null || !CONNECTION_STAYS.test(code);
}

/** After these, and after a connection that broke without a word, the commit may have been through already. */
const OPEN = /^(08|57P)/;

/** What became of a statement; never the engine's own message for a value, which may quote it. */
export function toError(error: unknown): Error {
  if (error instanceof JournalUnavailable || error instanceof JournalRefused || error instanceof TypeError)
    return error;
  const code = sqlState(error);
  const reason = code === null ? "the connection to the database broke" : reasonFor(code);
  if (reason !== undefined) {
    const outcome = code === null || OPEN.test(code) ? "Whether a write happened is open" : "Nothing was written";
    return new JournalUnavailable(`${outcome}: ${reason} (${code ?? connectCode(error)}).`);
  }
  const message = code?.startsWith("42") && error instanceof Error ? `: ${error.message}` : ".";
  return new Error(`PostgreSQL refused the statement (SQLSTATE ${code})${message}`);
}

const reasonFor = (code: string): string | undefined => UNAVAILABLE.get(code) ?? UNAVAILABLE.get(code.slice(0, 2));

/** Why there is no connection: whatever it is, this side can only try again. */
export const toConnectError = (error: unknown): JournalUnavailable =>
  error instanceof JournalUnavailable ? error : new NotConnected(connectCode(error));

/** A short word on why a connection failed: a SQLSTATE or a code of the system; never an address. */
export function connectCode(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "no answer";
}
