import type { EscalationReason, Severity } from "@baton/protocol";

/** Why a person is needed. */
export interface Finding {
  /** One of Baton's own, or `rule:<id>`. */
  rule: string;
  /** Of the operator's rule. */
  ruleVersion?: number;
  reason: EscalationReason;
  severity: Severity;
  /** The words, turns or count that fired it, for the agent. */
  evidence: string;
}
