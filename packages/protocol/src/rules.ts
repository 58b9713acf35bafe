import { z } from "zod";
import { SessionName } from "./ids.ts";
import { Priority, Severity, Timestamp } from "./views.ts";

/** The operator's rules: docs/spec/rules.md. */

export const RuleId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, "1 to 63 of a-z, 0-9, - and _, beginning with a letter or a digit");

/** Nothing that one of the stores could not keep. */
const clean = z
  .string()
  .refine((value) => !value.includes("\u0000") && value.isWellFormed(), "must be text without the character NUL");

const line = (most: number) =>
  clean
    .trim()
    .min(1)
    .max(most)
    .refine((value) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value), "must be one line");

export const RuleAction = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("escalate"),
    reason: line(200).describe("what the agent reads as the reason"),
    severity: Severity,
  }),
  z.object({ kind: z.literal("tag"), tag: line(50) }),
  z.object({ kind: z.literal("set_priority"), priority: Priority }),
]);

const MONTH_SECONDS = 30 * 24 * 3_600;

const draft = {
  name: line(100),
  expression: clean.describe("CEL over the facts of docs/spec/rules.md, at most 1,000 characters"),
  priority: z.number().int().min(-1_000).max(1_000).default(0).describe("the greater is asked first"),
  action: RuleAction,
  cool_down_seconds: z
    .number()
    .int()
    .min(0)
    .max(MONTH_SECONDS)
    .default(3_600)
    .describe("for so long after it fired in a session it is not asked there again"),
  enabled: z.boolean().default(true),
};

/** What an operator writes. */
export const RuleDraft = z.object(draft);
export type RuleDraft = z.infer<typeof RuleDraft>;

/** A rule as it is kept. */
export const StoredRule = z.object({
  id: RuleId,
  version: z.number().int().positive().describe("grows with every change, and is never used again for this name"),
  ...draft,
  updated_at: Timestamp,
  updated_by: z.string().describe("an agent's id"),
});
export type StoredRule = z.infer<typeof StoredRule>;

/** `at` counts UTF-16 code units of the expression from 0. */
export const RuleProblem = z.object({ message: z.string(), at: z.number().int().nonnegative() });

export const RuleParams = z.object({ id: RuleId });

export const SaveRuleRequest = z.object({
  ...draft,
  version: z.number().int().positive().optional().describe("of the rule that is replaced; absent for a new one"),
});
export const RemoveRuleQuery = z.object({ version: z.coerce.number().int().positive().optional() });
export const CheckRuleRequest = z.object({ expression: clean });
export const TryRuleRequest = z.object({
  rule: RuleDraft,
  limit: z.number().int().min(1).max(1_000).default(200).describe("sessions, the newest first"),
});

const Rule = StoredRule.extend({
  problems: z.array(RuleProblem).describe("why it is not asked although it is enabled: written for an older version"),
});

export const RuleResponse = z.object({ success: z.literal(true), data: z.object({ rule: Rule }) });
export const RuleListResponse = z.object({
  success: z.literal(true),
  data: z.object({ rules: z.array(Rule).describe("in the order in which they are asked") }),
});
export const RuleCheckResponse = z.object({
  success: z.literal(true),
  data: z.object({ problems: z.array(RuleProblem).describe("empty when the expression can be used") }),
});
export const RuleTryResponse = z.object({
  success: z.literal(true),
  data: z.object({
    sessions_read: z.number().int().nonnegative(),
    is_complete: z.boolean().describe("false when the time was over before all sessions were read"),
    fired: z.number().int().nonnegative().describe("sessions in which the rule would have fired"),
    escalated_anyway: z.number().int().nonnegative().describe("of these, a person was called there or later"),
    sessions: z.array(
      z.object({
        session_name: SessionName,
        seq: z.number().int().positive().describe("of the message or reply at which it would have fired first"),
        moment: z.enum(["message", "reply"]),
        timestamp: Timestamp,
        times: z.number().int().positive(),
        escalated_anyway: z.boolean(),
      }),
    ),
  }),
});

/** What the journal keeps of them: one stream a tenant. Nothing in it is a customer's. */
export const RuleEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("rule_saved"),
    data: z.object({ rule_id: RuleId, version: z.number().int().positive(), rule: RuleDraft, operator: z.string() }),
    personal: z.null(),
  }),
  z.object({
    type: z.literal("rule_removed"),
    data: z.object({ rule_id: RuleId, operator: z.string() }),
    personal: z.null(),
  }),
]);
export type RuleEvent = z.infer<typeof RuleEvent>;
