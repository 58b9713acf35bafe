import type { Content } from "./content.ts";

/** Each has something the other lacks: "the city bike" and "the mountain bike" are two questions. */
const OTHER_MATTER = 0.75;
/** An order number, a model or an amount that was not named before makes it another text. */
const NEW_FACT = 0.4;
/** Who shortens a question still asks it. */
const SHORTENED = 0.8;

/** From 0 (nothing in common) to 1: how far the later question asks again what the earlier one asked. */
export function askedAgain(earlier: Content, later: Content): number {
  const common = shared(earlier.fine, later.fine);
  const isShorter = common === later.fine.size && common >= 2;
  const bothDiffer = common < earlier.fine.size && common < later.fine.size;
  const overlap = Math.max(overlapOf(earlier, later), isShorter ? SHORTENED : 0);
  return overlap * (bothDiffer ? OTHER_MATTER : 1) * novelty(earlier, later);
}

/** From 0 to 1: how far the later reply says what the earlier one said. */
export const saidAgain = (earlier: Content, later: Content): number =>
  overlapOf(earlier, later) * novelty(earlier, later);

const overlapOf = (a: Content, b: Content): number => (dice(a.fine, b.fine) + dice(a.coarse, b.coarse)) / 2;

function novelty(earlier: Content, later: Content): number {
  return shared(later.facts, earlier.facts) === later.facts.size ? 1 : NEW_FACT;
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const item of a) if (b.has(item)) count++;
  return count;
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const size = a.size + b.size;
  return size === 0 ? 0 : (2 * shared(a, b)) / size;
}
