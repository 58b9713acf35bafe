import {
  ApiError,
  addPending,
  backoffMs,
  CONNECTION_RULES,
  failPending,
  randomKey,
  settlePending,
  type Transcript,
} from "@baton/client";
import type { Agent } from "@baton/protocol";
import { api } from "../../shared/account.ts";

interface OutboxOptions {
  name: string;
  agent: Agent;
  fold: (change: (transcript: Transcript) => Transcript) => void;
}

/** A few seconds of trouble pass unseen; after that the agent should know, and decide. */
const MAX_ATTEMPTS = 4;

/**
 * Sends an agent's messages of one session in the order they were written. Each has a key for all its attempts, so
 * that one whose answer was lost is not posted twice.
 */
export function createOutbox({ name, agent, fold }: OutboxOptions) {
  let sending: Promise<void> = Promise.resolve();

  async function post(key: string, content: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const place = await api.postManualMessage({
          session_name: name,
          role: "agent",
          content,
          client_message_id: key,
          agent_info: { agent_id: agent.id, agent_name: agent.name },
        });
        return fold((known) =>
          settlePending(known, key, place, { role: "agent", agent_id: agent.id, agent_name: agent.name }),
        );
      } catch (error) {
        const again = error instanceof ApiError && error.isTransient && attempt < MAX_ATTEMPTS;
        if (!again || !navigator.onLine) {
          const code = error instanceof ApiError ? error.code : "UNEXPECTED";
          return fold((known) => failPending(known, key, code));
        }
        const delayMs = Math.max(backoffMs(attempt, Math.random(), CONNECTION_RULES), error.retryAfterMs ?? 0);
        await new Promise((resolve) => setTimeout(resolve, delayMs));
      }
    }
  }

  function deliver(key: string, content: string): void {
    sending = sending.then(() => post(key, content));
  }

  return {
    send(content: string): void {
      const key = randomKey();
      fold((known) => addPending(known, { key, content, timestamp: Date.now() / 1000 }));
      deliver(key, content);
    },
    deliver,
  };
}
