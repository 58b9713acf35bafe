import { closeSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

/**
 * What clients and subscribers saw, one file each, one JSON object a line. A line is written before its writer does
 * anything else, so that nothing is known to a client that its log does not say. `at` is in milliseconds since 1970;
 * `by` is the address of the instance.
 */
export type Action =
  | "chat"
  | "chat_stream"
  | "manual"
  | "agent_message"
  | "escalate"
  | "cancel"
  | "takeover"
  | "release"
  | "close";

/** What an answer claimed. */
export interface Claim {
  /** Of a message between people. */
  message: { id: string; seq: number } | null;
  /** What a customer's message to the bot was answered. */
  reply: string | null;
  /** What a change of the session was answered. */
  state: { seq: number; status: string; owner: string | null } | null;
}

/** `n` counts a client's orders; a client has one under way at a time. */
export type ClientEntry =
  | { kind: "client"; name: string; session: string; agentId: string | null }
  | { kind: "sent"; n: number; action: Action; keyed: boolean; text: string | null }
  /**
   * One request of an order. `status` is that of the answer; null: there was none. `gaveUp`: the client did not wait
   * longer, and the request may still be carried out at any time.
   */
  | { kind: "tried"; n: number; at: number; by: string; ms: number; status: number | null; gaveUp: boolean }
  /** There was no answer that says whether it happened, and the same request is sent again with its key. */
  | { kind: "retried"; n: number }
  /** A second one for the same `n` is the answer to a request repeated on purpose. */
  | { kind: "acked"; n: number; at: number; by: string; claim: Claim }
  | { kind: "refused"; n: number; code: string }
  /** Without a key nobody may ask again: it happened once or never. */
  | { kind: "unknown"; n: number }
  /** What no request may be answered, whatever happens to the server. */
  | { kind: "broken"; n: number; why: string };

export type SubscriberEntry =
  /** `whole`: it is to reach the end of the session; the others leave at some point. */
  | { kind: "subscriber"; name: string; session: string; whole: boolean }
  /** Reads on from this event, 0 for the session's start, as a reader who has seen nothing after it. */
  | { kind: "begin"; after: number }
  | { kind: "connected"; at: number; by: string; after: number }
  | { kind: "frame"; at: number; id: number; data: string }
  | { kind: "ended"; at: number; why: string }
  | { kind: "broken"; why: string };

export interface Log<Entry> {
  write(entry: Entry): void;
  close(): void;
}

export function openLog<Entry extends ClientEntry | SubscriberEntry>(folder: string, first: Entry): Log<Entry> {
  const name = "name" in first ? first.name : first.kind;
  const file = openSync(join(folder, `${first.kind}-${name}.jsonl`), "a");
  const write = (entry: Entry): void => void writeSync(file, `${JSON.stringify(entry)}\n`);
  write(first);
  return { write, close: () => closeSync(file) };
}

export function readLogs(folder: string): { clients: ClientEntry[][]; subscribers: SubscriberEntry[][] } {
  const logs = (kind: string): unknown[][] =>
    readdirSync(folder)
      .filter((file) => file.startsWith(`${kind}-`))
      .toSorted()
      .map((file) => readFileSync(join(folder, file), "utf8").trimEnd().split("\n"))
      .map((lines) => lines.map((line): unknown => JSON.parse(line)));
  return { clients: logs("client") as ClientEntry[][], subscribers: logs("subscriber") as SubscriberEntry[][] };
}
