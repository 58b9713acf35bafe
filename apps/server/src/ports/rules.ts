import type { StoredRule } from "@baton/protocol";
import type { Rule } from "../domain/regulator/rules.ts";
import type { StreamKey } from "./journal.ts";

/** The operator's rules, ready to be asked (docs/spec/rules.md). */
export interface LiveRules {
  /** Those of a tenant that are enabled and can be used: the greatest priority first, then the smallest id. */
  of(tenant: string): readonly Rule[];
  /** Resolves when `of` gives what was committed before the call; when the journal is away, when that is known. */
  refreshed(tenant: string): Promise<void>;
}

/** The fold of the stream of a tenant's rules, as its row carries it. */
export interface RuleBook {
  /** By id. */
  rules: readonly StoredRule[];
}

export const rulesStream = (tenant: string): StreamKey => `${tenant}/rules/all`;
