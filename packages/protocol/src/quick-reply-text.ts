/** What a quick reply may leave open. */
export const QUICK_REPLY_VARIABLES = ["customer_name", "agent_name"] as const;
export type QuickReplyVariable = (typeof QUICK_REPLY_VARIABLES)[number];

/**
 * `{{customer_name}}`, or `{{customer_name|dear customer}}` with the words for when it is not known. Blanks are trimmed
 * afterwards: a pattern that did it would need seconds for a text of nothing else.
 */
const HOLE = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;

const isVariable = (name: string): name is QuickReplyVariable =>
  (QUICK_REPLY_VARIABLES as readonly string[]).includes(name);

/** What stands between double braces and is no variable: a misspelling that a customer would otherwise read. */
export function unknownVariables(text: string): string[] {
  return [...text.matchAll(HOLE)].map(([, name = ""]) => name.trim()).filter((name) => !isVariable(name));
}

/**
 * The text with its holes filled. A name is put in as it is and never read for holes itself; one that is not known
 * leaves the words after `|`, or nothing.
 */
export function fillQuickReply(text: string, known: Readonly<Partial<Record<QuickReplyVariable, string>>>): string {
  return text.replaceAll(HOLE, (hole, inside: string, otherwise: string | undefined) => {
    const name = inside.trim();
    return isVariable(name) ? (known[name] ?? otherwise?.trim() ?? "") : hole;
  });
}
