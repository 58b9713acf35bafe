import type { StoredEvent, StreamKey } from "./journal.ts";

/**
 * Tells every instance what happened on any. It may lose, repeat or delay: whoever needs certainty compares `seq`
 * with what it has and reads the journal.
 */
export interface Bus {
  publish(signal: Signal): void;
  /** @returns a function that ends the subscription */
  subscribe(listener: (signal: Signal) => void): () => void;
  close(): Promise<void>;
}

export type Signal =
  /** The stream has reached the last event's `seq`. `priorSeq` is the head before the first one. */
  | { kind: "committed"; stream: StreamKey; priorSeq: number; events: readonly StoredEvent[] }
  /** A piece of a bot's reply: live only. `offset` counts UTF-16 code units of the reply before it. */
  | { kind: "piece"; stream: StreamKey; replyId: string; offset: number; text: string }
  | { kind: "typing"; stream: StreamKey; role: "user" | "agent"; agentId?: string; agentName?: string }
  /** Somebody has the session on a screen, or has left it: said only where an agent asked lately. */
  | {
      kind: "presence";
      stream: StreamKey;
      role: "user" | "agent";
      agentId?: string;
      agentName?: string;
      isHere: boolean;
    }
  /** An agent looks at the session: whoever has readers of it says who they are. */
  | { kind: "presence_asked"; stream: StreamKey }
  /** Nobody said so, the journal shows it: the stream has reached `seq`. Never leaves the process. */
  | { kind: "reached"; stream: StreamKey; seq: number }
  /** Tokens of this family are no longer good: streams opened with them end. */
  | { kind: "revoked"; family: string };
