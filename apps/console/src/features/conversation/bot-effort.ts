import type { TranscriptMessage } from "@baton/client";

export interface BotEffort {
  /** Since a person last spoke, or since the beginning. */
  answers: number;
  /** There may have been more before the messages that are loaded. */
  atLeast: boolean;
  lastAnswer: string | null;
}

/**
 * What the bot did before a person was called.
 *
 * @param messages oldest first
 * @param until only messages said before this moment, UTC seconds
 */
export function botEffort(messages: readonly TranscriptMessage[], hasOlder: boolean, until: number): BotEffort {
  let answers = 0;
  let lastAnswer: string | null = null;
  for (const { role, content, timestamp } of messages.toReversed()) {
    if (timestamp > until) continue;
    if (role === "agent") return { answers, atLeast: false, lastAnswer };
    if (role !== "assistant") continue;
    answers++;
    lastAnswer ??= content;
  }
  return { answers, atLeast: hasOlder, lastAnswer };
}
