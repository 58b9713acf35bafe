import { customersWords } from "./customers-words.ts";

/** The workflow's own inputs: the question, and the name of the conversation, which would lead into another one. */
const RESERVED = new Set(["USER_INPUT", "CONVERSATION_NAME"]);

/** Of all parameters together as JSON, in UTF-16 code units. */
const MAX_LENGTH = 16_384;

/**
 * The caller's parameters for a workflow, and the question. Reserved names are not the caller's; what does not fit is
 * left out, the first ones are kept. No text in them carries a mark of ours.
 */
export function workflowParameters(
  given: Readonly<Record<string, unknown>>,
  userInput: string,
  maxLength = MAX_LENGTH,
): Record<string, unknown> {
  let left = maxLength;
  const taken = Object.entries(given).flatMap(([name, value]) => {
    const json = JSON.stringify(value);
    if (RESERVED.has(name) || json === undefined || name.length + json.length > left) return [];
    left -= name.length + json.length;
    return [[name, JSON.parse(json, withCustomersWords)] as const];
  });
  return { ...Object.fromEntries(taken), USER_INPUT: userInput };
}

/** A page passes on what its customer typed. */
const withCustomersWords = (_: string, value: unknown): unknown =>
  typeof value === "string" ? customersWords(value) : value;
