import type { QuickReply, QuickReplyScope } from "@baton/protocol";
import { QUICK_REPLY_VARIABLES, unknownVariables } from "@baton/protocol/quick-reply-text";
import { plain } from "../../shared/plain.ts";

/** The contract's limits (protocol: QuickReplyDraft; not imported, it would bring zod along). */
export const MAX_SHORTCUT = 40;
export const MAX_TEXT = 4_000;

export interface Written {
  id: string;
  scope: QuickReplyScope;
  shortcut: string;
  text: string;
}

/** A message of the language files, with its parameters. */
export interface Complaint {
  key: string;
  params: Record<string, string | number>;
}

/**
 * What is wrong with what has been written so far; the service checks the same, this says so while one types.
 *
 * @param others all quick replies; the one that is being written may be among them
 */
export function checkShortcut({ id, scope, shortcut }: Written, others: readonly QuickReply[]): Complaint | null {
  const wanted = shortcut.trim();
  if (wanted === "") return { key: "quickReplies.shortcutMissing", params: {} };
  if (!/^[\p{L}\p{N}_-]+$/u.test(wanted)) return { key: "quickReplies.shortcutSigns", params: {} };
  const isTaken = others.some(
    (other) => other.scope === scope && other.id !== id && plain(other.shortcut) === plain(wanted),
  );
  return isTaken ? { key: "quickReplies.shortcutTaken", params: {} } : null;
}

export function checkText({ text }: Written): Complaint | null {
  const length = text.trim().length;
  if (length === 0) return { key: "quickReplies.textMissing", params: {} };
  if (length > MAX_TEXT) return { key: "quickReplies.textTooLong", params: { n: length - MAX_TEXT } };
  const [unknown] = unknownVariables(text);
  if (unknown === undefined) return null;
  const known = QUICK_REPLY_VARIABLES.map((name) => `{{${name}}}`).join(" ");
  return { key: "quickReplies.unknownVariable", params: { name: `{{${unknown}}}`, known } };
}
