import type { Part, PartHealth } from "../ports/part.ts";

/** Looking costs a commit: however many ask, it is done at most once in this time. */
const KEPT_MS = 1_000;

/** How each part is, for health and for metrics. */
export type PartsHealth = () => Promise<readonly { part: Part; health: PartHealth }[]>;

export function createPartsHealth(parts: readonly Part[], now: () => number): PartsHealth {
  let looked: { atMs: number; parts: ReturnType<PartsHealth> } | null = null;
  return () => {
    const atMs = now();
    if (looked === null || atMs - looked.atMs >= KEPT_MS) {
      looked = { atMs, parts: Promise.all(parts.map(async (part) => ({ part, health: await part.check() }))) };
    }
    return looked.parts;
  };
}
