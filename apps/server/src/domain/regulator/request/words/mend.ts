import type { Clause } from "./clauses.ts";
import type { Compiled, Role } from "./lexicon.ts";
import { oneSlipApart } from "./typos.ts";
import type { Unit } from "./units.ts";

const LEAST_LETTERS = 4;
const LEAST_LETTERS_OF_PERSON = 5;
const PEOPLE: readonly Role[] = ["person", "someone"];
const VERBS: readonly Role[] = ["talk"];

/**
 * Where a clause says to talk and not to whom, or to whom and not what, an unknown word that is one slip away from such
 * a word is read as it ("speak to a eprson", "taok to an agent"). Only there: elsewhere a slip makes other words.
 */
export function mended(clause: Clause, language: Compiled): Clause {
  const { units } = clause;
  const talks = units.some((unit) => unit.role === "talk" || unit.role === "pass");
  const someone = units.some((unit) => unit.role === "person" || unit.role === "someone");
  if (talks === someone || !units.some((unit) => unit.role === "other")) return clause;
  const roles = talks ? PEOPLE : VERBS;
  const least = talks ? LEAST_LETTERS_OF_PERSON : LEAST_LETTERS;
  return { ...clause, units: units.map((unit, index) => mend(unit, units[index + 1], roles, least, language)) };
}

function mend(unit: Unit, next: Unit | undefined, roles: readonly Role[], least: number, language: Compiled): Unit {
  const key = unit.tokens[0]?.key ?? "";
  if (unit.role !== "other" || key.length < least) return unit;
  // A verb is one only before "to" or "with": else "tall person" would be talk.
  if (roles === VERBS && next?.role !== "light") return unit;
  for (const role of roles) {
    if (language.singles(role).some((word) => word.length >= least && similar(word, key))) return { ...unit, role };
  }
  return unit;
}

/** A slip that changes both the first letter and the length makes another word ("gents", "agents"). */
const similar = (word: string, key: string): boolean =>
  (word[0] === key[0] || word.length === key.length) && oneSlipApart(word, key);
