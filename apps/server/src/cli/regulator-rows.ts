import type { Channel } from "./regulator-channels.ts";
import { LineError } from "./regulator-classify.ts";

/** A text and whether its channel should fire. */
export interface Row {
  suite: string;
  lang: string;
  text: string;
  y: boolean;
}

/** @throws LineError, naming the file and the line */
export function readRows(content: string, file: string): Row[] {
  const rows: Row[] = [];
  for (const [at, line] of content.split("\n").entries()) {
    if (line.trim() !== "") rows.push(readRow(line, `${file}:${at + 1}`));
  }
  return rows;
}

function readRow(line: string, place: string): Row {
  let row: Record<string, unknown> | null;
  try {
    row = JSON.parse(line) as Record<string, unknown> | null;
  } catch {
    throw new LineError(`${place} is not JSON.`);
  }
  const { suite = "-", lang = "-", text, y } = row ?? {};
  if (typeof text !== "string" || (y !== 0 && y !== 1) || typeof suite !== "string" || typeof lang !== "string") {
    throw new LineError(`${place}: "text" is to be a string, "y" 0 or 1, "suite" and "lang" strings.`);
  }
  return { suite, lang, text, y: y === 1 };
}

const BY_FILE: readonly [RegExp, Channel][] = [
  [/^e2b(?![a-z0-9])/i, "bot_failure"],
  [/^e2(?![a-z0-9])/i, "complaint"],
  [/^e1(?![a-z0-9])/i, "request"],
];
const BY_SUITE: readonly [RegExp, Channel][] = [
  [/bot_?fail/i, "bot_failure"],
  [/complain|ang(?:er|ry)|^zh_(?:fin|xs)$/i, "complaint"],
];

/**
 * Which channel a row is for: what the file's name begins with (E1 request, E2 complaint, E2b bot failure), otherwise
 * the suite's name (botfail, bot_failure; complaint, anger, angry, zh_fin, zh_xs), otherwise `request`.
 * @param fileName without its folder
 */
export function channelOf(fileName: string, suite: string): Channel {
  const found =
    BY_FILE.find(([pattern]) => pattern.test(fileName)) ?? BY_SUITE.find(([pattern]) => pattern.test(suite));
  return found?.[1] ?? "request";
}
