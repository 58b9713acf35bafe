import { BotFailureKind } from "@baton/protocol";
import { BotError, type BotOutcome } from "../../ports/bot.ts";

/** Of an error that is not the engine's own only the class is kept: its message may hold what a customer wrote. */
export function asBotError(error: unknown): BotError {
  if (error instanceof BotError) return error;
  const name = error instanceof Error ? error.name : typeof error;
  return new BotError("crashed", `the adapter threw: ${name}`, { cause: error });
}

/** @throws BotError when a generator returned something else */
export function asOutcome(value: unknown): BotOutcome {
  if (typeof value === "object" && value !== null && "kind" in value) {
    if (value.kind === "answered" || value.kind === "unknown") return { kind: value.kind };
    if (value.kind === "asks_for_person" && "reason" in value && typeof value.reason === "string") {
      return { kind: value.kind, reason: value.reason };
    }
    if (value.kind === "failed" && "failure" in value) {
      const failure = BotFailureKind.safeParse(value.failure);
      if (failure.success) return { kind: value.kind, failure: failure.data };
    }
  }
  throw new BotError("crashed", "the adapter ended with something that is no outcome");
}
