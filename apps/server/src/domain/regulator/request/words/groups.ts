import type { Unit } from "./units.ts";

const PLACES = new Set<Unit["role"]>(["place", "desk", "someone", "person"]);
const WAY = new Set<Unit["role"]>(["light", "other"]);
/** "From the credit card team": a preposition, an article, and what the department is called. */
const LONGEST_WAY = 4;

/**
 * Who is named by where they work is one of the staff: "somebody from the spa", "a colleague in your loans department"
 * become one unit.
 */
export function grouped(units: Unit[]): Unit[] {
  if (!units.some((unit) => unit.role === "someone")) return units;
  const found: Unit[] = [];
  for (let at = 0; at < units.length; ) {
    const unit = units[at];
    const end = unit?.role === "someone" ? endOfGroup(units, at) : at;
    if (unit !== undefined) {
      const tokens = units.slice(at, end + 1).flatMap((part) => part.tokens);
      found.push(end === at ? unit : { role: "member", tokens });
    }
    at = end + 1;
  }
  return found;
}

function endOfGroup(units: readonly Unit[], at: number): number {
  if (units[at + 1]?.role !== "light") return at;
  for (let end = at + 2; end <= at + LONGEST_WAY + 1; end += 1) {
    const role = units[end]?.role ?? "bot";
    if (PLACES.has(role)) return end;
    if (!WAY.has(role)) return at;
  }
  return at;
}
