import { z } from "zod";
import { Timestamp } from "./views.ts";

/** Sentences that agents use again and again: docs/spec/quick-replies.md. */

export const QuickReplyId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, "1 to 63 of a-z, 0-9, - and _, beginning with a letter or a digit");

/** Nothing that one of the stores could not keep. */
const clean = z
  .string()
  .refine((value) => !value.includes("\u0000") && value.isWellFormed(), "must be text without the character NUL");

/** Whose it is: every agent's, or the one's who wrote it. */
export const QuickReplyScope = z.enum(["shared", "own"]);
export type QuickReplyScope = z.infer<typeof QuickReplyScope>;

const draft = {
  shortcut: clean
    .trim()
    .min(1)
    .max(40)
    .refine((value) => /^[\p{L}\p{N}_-]+$/u.test(value), "letters, digits, - and _ only")
    .describe("what an agent types after `/`"),
  text: clean.trim().min(1).max(4_000).describe("may hold {{customer_name}} and {{agent_name}}"),
};

/** What an agent writes. */
export const QuickReplyDraft = z.object(draft);
export type QuickReplyDraft = z.infer<typeof QuickReplyDraft>;

/** A quick reply as it is kept. */
export const QuickReply = z.object({
  id: QuickReplyId,
  scope: QuickReplyScope,
  version: z.number().int().positive().describe("grows with every change"),
  ...draft,
  updated_at: Timestamp,
  updated_by: z.string().describe("an agent's id"),
});
export type QuickReply = z.infer<typeof QuickReply>;

export const QuickReplyParams = z.object({ scope: QuickReplyScope, id: QuickReplyId });

export const SaveQuickReplyRequest = z.object({
  ...draft,
  version: z.number().int().positive().optional().describe("of the one that is replaced; absent for a new one"),
});
export const RemoveQuickReplyQuery = z.object({ version: z.coerce.number().int().positive().optional() });

export const QuickReplyResponse = z.object({ success: z.literal(true), data: z.object({ quick_reply: QuickReply }) });
export const QuickReplyListResponse = z.object({
  success: z.literal(true),
  data: z.object({ quick_replies: z.array(QuickReply).describe("shared ones and the caller's own, by shortcut") }),
});

/** What the journal keeps of them: one stream for the shared ones, one for each agent's own. Nothing in it is a customer's. */
export const QuickReplyEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("quick_reply_saved"),
    data: z.object({
      quick_reply_id: QuickReplyId,
      version: z.number().int().positive(),
      quick_reply: QuickReplyDraft,
      operator: z.string(),
    }),
    personal: z.null(),
  }),
  z.object({
    type: z.literal("quick_reply_removed"),
    data: z.object({ quick_reply_id: QuickReplyId, operator: z.string() }),
    personal: z.null(),
  }),
]);
export type QuickReplyEvent = z.infer<typeof QuickReplyEvent>;
