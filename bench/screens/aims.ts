import type { Distribution } from "../client/statistics.ts";
import type { FrameRate } from "./frames.ts";
import type { ListChanges } from "./list-changes.ts";

export interface Echo {
  what: string;
  ms: Distribution;
}

export interface Case extends FrameRate {
  /** Of the queue's list; the page beside which the console is measured has none. */
  list?: ListChanges;
}

/** A glance at the other screen follows the key: what takes longer is felt as waiting. */
export const ECHO_P99_MS = 200;
/** Of 60: what a scrolling eye still takes for one movement. */
export const FRAMES_PER_SECOND = 50;
/**
 * A queue of which half of the changes are on screen has to show them. The service gathers what changes for 250 ms, so
 * there are never more than four a second.
 */
export const CHANGED_PICTURES_PER_SECOND = 3;

/** Each aim that was missed, as a sentence. */
export function missedAims(echoes: readonly Echo[], cases: readonly Case[]): string[] {
  return [
    ...echoes
      .filter(({ ms }) => !(ms.p99 <= ECHO_P99_MS))
      .map(({ what, ms }) => `${what}: p99 is ${ms.p99.toFixed(0)} ms, not within ${ECHO_P99_MS} ms`),
    ...cases.flatMap(missedByCase),
  ];
}

function missedByCase({ what, seconds, mean, worstSecond, list }: Case): string[] {
  const frames = Math.min(mean, worstSecond);
  return [
    ...(frames >= FRAMES_PER_SECOND
      ? []
      : [`${what}: ${mean.toFixed(1)} frames a second, ${worstSecond} in the worst, not ${FRAMES_PER_SECOND}`]),
    ...(list === undefined || list.pictures >= seconds * CHANGED_PICTURES_PER_SECOND
      ? []
      : [`${what}: the list changed in ${list.pictures} frames of ${seconds.toFixed(0)} s: too little for a proof`]),
  ];
}
