import type { Compiled, Role } from "./lexicon.ts";
import type { Token } from "./tokens.ts";

/**
 * One item of the lexicon in the text, one word that it does not know (role "other"), or somebody named by where they
 * work (role "member").
 */
export interface Unit {
  role: Role | "other" | "member";
  tokens: readonly Token[];
}

export function unitsOf(tokens: readonly Token[], language: Compiled): Unit[] {
  const keys = tokens.map((token) => token.key);
  const units: Unit[] = [];
  for (let at = 0; at < tokens.length; ) {
    const match = language.at(keys, at);
    const length = match?.length ?? 1;
    units.push({ role: match?.role ?? "other", tokens: tokens.slice(at, at + length) });
    at += length;
  }
  return units;
}
