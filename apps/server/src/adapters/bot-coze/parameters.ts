/** The workflow's own inputs: the question, and the name of the conversation, which would lead into another one. */
const RESERVED = new Set(["USER_INPUT", "CONVERSATION_NAME"]);

/** Of all parameters together as JSON, in UTF-16 code units. */
const MAX_LENGTH = 16_384;

/**
 * The caller's parameters for a workflow, and the question. Reserved names are not the caller's; what does not fit is
 * left out, the first ones are kept.
 */
export function workflowParameters(
  given: Readonly<Record<string, unknown>>,
  userInput: string,
  maxLength = MAX_LENGTH,
): Record<string, unknown> {
  let left = maxLength;
  const taken = Object.entries(given).filter(([name, value]) => {
    if (RESERVED.has(name)) return false;
    const length = name.length + (JSON.stringify(value) ?? "").length;
    if (length > left) return false;
    left -= length;
    return true;
  });
  return { ...Object.fromEntries(taken), USER_INPUT: userInput };
}
