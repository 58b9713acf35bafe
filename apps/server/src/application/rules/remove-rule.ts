import { handleRules, type RuleDeps } from "./rule-stream.ts";

/**
 * @param removal `version` null: whichever it has
 * @throws InvalidInput, Refusal NOT_FOUND, JournalUnavailable
 */
export async function removeRule(
  deps: RuleDeps,
  removal: { tenant: string; id: string; version: number | null; operator: string },
): Promise<void> {
  await handleRules(deps, removal.tenant, { type: "remove", ...removal });
}
