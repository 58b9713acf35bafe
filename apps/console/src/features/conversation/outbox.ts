import {
  ApiError,
  addPending,
  backoffMs,
  CONNECTION_RULES,
  failPending,
  type PendingMessage,
  randomKey,
  settlePending,
  type Transcript,
} from "@baton/client";
import type { Agent } from "@baton/protocol";
import { BEHIND, failedTogether } from "./failures.ts";

interface OutboxOptions {
  agent: Pick<Agent, "id" | "name">;
  /** One attempt; throws `ApiError`. */
  post: (key: string, content: string) => Promise<{ message_id: string; seq: number; timestamp: number }>;
  fold: (change: (transcript: Transcript) => Transcript) => void;
}

type Waiting = Pick<PendingMessage, "key" | "content">;

/** A few seconds of trouble pass unseen; after that the agent should know, and decide. */
const MAX_ATTEMPTS = 4;

/**
 * Sends an agent's messages of one session in the order they were written: when one fails, so do those behind it, or
 * the customer would read an answer without its beginning. Each has a key for all its attempts, so that one whose
 * answer was lost is not posted twice.
 */
export function createOutbox({ agent, post, fold }: OutboxOptions) {
  /** The first one is under way. */
  const queue: Waiting[] = [];

  /** @returns the code of what went wrong; null when the service has it */
  async function attempts({ key, content }: Waiting): Promise<string | null> {
    for (let attempt = 1; ; attempt++) {
      try {
        const place = await post(key, content);
        fold((known) =>
          settlePending(known, key, place, { role: "agent", agent_id: agent.id, agent_name: agent.name }),
        );
        return null;
      } catch (error) {
        const again = error instanceof ApiError && error.isTransient && attempt < MAX_ATTEMPTS;
        if (!again || !navigator.onLine) return error instanceof ApiError ? error.code : "UNEXPECTED";
        const delayMs = Math.max(backoffMs(attempt, Math.random(), CONNECTION_RULES), error.retryAfterMs ?? 0);
        await new Promise((resolve) => setTimeout(resolve, delayMs));
      }
    }
  }

  async function work(): Promise<void> {
    for (let first = queue[0]; first !== undefined; first = queue[0]) {
      const code = await attempts(first);
      if (code === null) queue.shift();
      else {
        const failed = queue.splice(0);
        fold((known) =>
          failed.reduce((now, { key }, place) => failPending(now, key, place === 0 ? code : BEHIND), known),
        );
      }
    }
  }

  function deliver(messages: readonly Waiting[]): void {
    const idle = queue.length === 0;
    queue.push(...messages);
    if (idle) void work();
  }

  return {
    send(content: string): void {
      const message = { key: randomKey(), content, timestamp: Date.now() / 1000 };
      fold((known) => addPending(known, message));
      deliver([message]);
    },
    /** Sends again what failed, and what failed with it, in the order it was written. */
    retry(pending: readonly PendingMessage[], key: string): void {
      const messages = failedTogether(pending, key);
      fold((known) => messages.reduce(addPending, known));
      deliver(messages);
    },
  };
}
