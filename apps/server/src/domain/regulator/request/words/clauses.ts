import { grouped } from "./groups.ts";
import type { Compiled } from "./lexicon.ts";
import type { Stretch } from "./tokens.ts";
import { type Unit, unitsOf } from "./units.ts";

/** Units that are understood together: a negation in one says nothing about the next. */
export interface Clause {
  units: Unit[];
  /** The punctuation mark that ends it; "" within a sentence and at the end of the text. */
  mark: string;
}

const GOVERNS = new Set<Unit["role"]>(["neg", "needless", "cancel", "condition", "report", "identity", "stop"]);
const CONTENT = new Set<Unit["role"]>([
  "other",
  "plain",
  "mention",
  "person",
  "someone",
  "member",
  "desk",
  "place",
  "bot",
  "assist",
]);
const BEGINS = new Set<Unit["role"]>(["ask", "want", "pass", "connect", "fetch", "polite", "again"]);

/** Nobody says so much in one breath; it bounds what a text made to be slow can cost. */
const LONGEST = 40;

export function clausesOf(stretches: readonly Stretch[], language: Compiled): Clause[] {
  return stretches.flatMap((stretch) => {
    const parts = parted(grouped(unitsOf(stretch.tokens, language)));
    return parts.map((units, index) => ({ units, mark: index === parts.length - 1 ? stretch.mark : "" }));
  });
}

/**
 * People leave out full stops: "i dont want this bot give me a human". A negation (or an "if", a "he said") that has
 * got its object ends where a new verb begins.
 */
function parted(units: readonly Unit[]): Unit[][] {
  const parts: Unit[][] = [];
  let part: Unit[] = [];
  let governed = false;
  let filled = false;
  const next = () => {
    if (part.length > 0) parts.push(part);
    part = [];
    governed = false;
    filled = false;
  };
  for (const [index, unit] of units.entries()) {
    const joins = unit.role === "join" && BEGINS.has(units[index + 1]?.role ?? "other");
    if (unit.role === "split" || joins) {
      next();
      continue;
    }
    if (part.length === LONGEST || (governed && filled && BEGINS.has(unit.role))) next();
    part.push(unit);
    if (GOVERNS.has(unit.role)) governed = true;
    else if (governed && CONTENT.has(unit.role)) filled = true;
  }
  next();
  return parts;
}
