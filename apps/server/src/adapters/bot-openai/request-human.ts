import type { Lang } from "@baton/protocol";
import type { ChatCompletionFunctionTool } from "openai/resources/chat/completions";
import { PHRASES } from "./phrases.ts";

export const REQUEST_HUMAN = "request_human";

const MOST_OF_REASON = 300;

/** The only thing that a model can do besides speaking. */
export const requestHumanTool = (lang: Lang): ChatCompletionFunctionTool => ({
  type: "function",
  function: {
    name: REQUEST_HUMAN,
    description: PHRASES[lang].tool,
    parameters: {
      type: "object",
      properties: { reason: { type: "string", description: PHRASES[lang].toolReason } },
      required: ["reason"],
      additionalProperties: false,
    },
  },
});

/**
 * @param json the call's arguments as the model wrote them: often not what was asked for
 * @returns one line of at most 300 characters
 */
export function readReason(json: string, lang: Lang): string {
  const reason = reasonIn(json)
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, MOST_OF_REASON)
    .toWellFormed()
    .trim();
  return reason === "" ? PHRASES[lang].defaultReason : reason;
}

function reasonIn(json: string): string {
  try {
    const given: unknown = JSON.parse(json);
    const reason = typeof given === "object" && given !== null && "reason" in given ? given.reason : undefined;
    return typeof reason === "string" ? reason : "";
  } catch {
    return "";
  }
}
