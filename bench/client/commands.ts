import type { Distribution } from "./statistics.ts";

/** What the bench tells its load client, one command at a time, over the channel of `child_process.fork`. */
export type Command =
  | { do: "prepare"; ports: number[]; sessions: number; adminPassword: string | null }
  | { do: "open"; streams: number }
  | { do: "close" }
  | { do: "warm-up"; messages: number }
  | { do: "load"; ratePerSecond: number; seconds: number };

export interface LoadResult {
  messages: number;
  /** From the moment a message was due to the moment its frame arrived. */
  pushFromDue: Distribution;
  /** From the moment just before the POST was written to the moment its frame arrived. */
  pushFromSend: Distribution;
  ackFromDue: Distribution;
  ackFromSend: Distribution;
  /** How late the client itself was: from due to written. */
  sendLateness: Distribution;
  connectionsUsed: number;
  /** Sent to the last arrival, over the time it took: below the asked rate means that the server fell behind. */
  achievedPerSecond: number;
}

export type Reply = { ok: true; result: LoadResult | null } | { ok: false; error: string };
