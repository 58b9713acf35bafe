import type { Journal } from "../../ports/journal.ts";
import type { Vault } from "../../ports/vault.ts";
import { memoryJournal } from "./journal.ts";
import { memoryVault } from "./vault.ts";

/** A journal and a vault that share one fate: closing the journal closes both. */
export function openMemoryStore(): { journal: Journal; vault: Vault } {
  const doors = { open: true };
  return { journal: memoryJournal(doors), vault: memoryVault(doors) };
}
