import type { Reading } from "./tags/reading.ts";

/**
 * Baton tells English customers to write "human agent", and its demo shop to add their order's number. So a message that
 * begins with these words asks, whatever follows them, unless they are what a sentence is about.
 */
const ADVERTISED =
  /^["']?human agent["']?(?!\s*(?:'|s\b|is|are|was|were|said|says|told|did|does|do|has|had|have|who|that|which|can|could|will|would|should|may|might|must|just|never|already|called|hours?|phone|number\??$|costs?|fees?|jobs?|or|vs|and)\b)/;

export function advertisedScore(read: string): Reading {
  return ADVERTISED.test(read) ? { score: 0.75, evidence: ["human agent"] } : { score: 0, evidence: [] };
}
