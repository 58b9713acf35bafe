import type { TranscriptMessage } from "@baton/client";
import { expect, test } from "vitest";
import { botEffort } from "./bot-effort.ts";

const said = (...roles: TranscriptMessage["role"][]): TranscriptMessage[] =>
  roles.map((role, index) => ({
    id: `m${index}`,
    seq: index + 1,
    role,
    content: `${role} ${index}`,
    timestamp: index,
  }));

test("[D31] counts the bot's answers since a person last spoke, and keeps the last one", () => {
  const messages = said("user", "assistant", "agent", "user", "assistant", "assistant", "user");
  expect(botEffort(messages, true, 10)).toEqual({ answers: 2, atLeast: false, lastAnswer: "assistant 5" });
});

test("[D31] does not count what it said after the call, and says when there may be more", () => {
  const messages = said("user", "assistant", "user", "assistant");
  expect(botEffort(messages, true, 2)).toEqual({ answers: 1, atLeast: true, lastAnswer: "assistant 1" });
  expect(botEffort(said("user"), false, 9)).toEqual({ answers: 0, atLeast: false, lastAnswer: null });
});
