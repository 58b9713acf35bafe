import type { TranscriptMessage } from "@baton/client";
import type { TimelineRow } from "./timeline.ts";

/** What fits into a line of a bubble, in units of half a CJK character. */
const LINE_UNITS = 84;
const LINE_PX = 22;
const BUBBLE_PX = 20;
const LEAD_PX = 32;

/** A long conversation is asked for again and again. */
const known = new WeakMap<TranscriptMessage, number>();

/**
 * About how tall a row will be, in CSS pixels, before it has been drawn: the better the guess, the less the scroll bar
 * moves while one reads upwards.
 */
export function heightGuess(row: TimelineRow | { kind: "typing" }): number {
  switch (row.kind) {
    case "message":
      return BUBBLE_PX + LINE_PX * linesOf(row.message) + (row.leads ? LEAD_PX : 0);
    case "pending":
      return BUBBLE_PX + LINE_PX * (lines(row.message.content) + 1) + (row.leads ? LEAD_PX : 0);
    case "partial":
      return BUBBLE_PX + LINE_PX * lines(row.text) + LEAD_PX;
    default:
      return 36;
  }
}

function linesOf(message: TranscriptMessage): number {
  const count = known.get(message) ?? lines(message.content);
  known.set(message, count);
  return count;
}

function lines(text: string): number {
  let count = 0;
  for (const line of text.split("\n")) {
    const wide = line.match(/[\u2e80-\uffdc]/g)?.length ?? 0;
    count += Math.max(1, Math.ceil((line.length + wide) / LINE_UNITS));
  }
  return count;
}
