import { seedRuleFires } from "../domain/regulator/seed-rule.ts";
import { CHANNEL_NAMES, CHANNELS, type Channel } from "./regulator-channels.ts";
import * as measure from "./regulator-measures.ts";
import type { Row } from "./regulator-rows.ts";

/** A line of the table. */
export interface Result {
  channel: Channel;
  suite: string;
  lang: string;
  counts: measure.Counts;
  averagePrecision: number | null;
  interval: readonly [low: number, high: number] | null;
  seed: measure.Counts;
  micros: { median: number; p99: number };
}

interface Judged extends measure.Answer, Row {
  seed: boolean;
  /** Microseconds that the channel took. */
  micros: number;
}

/** Lines that stand for several suites or languages, because each alone has too few rows to say something. */
const POOLED: readonly { suite: string; lang: string; holds: (row: Row) => boolean }[] = [
  {
    suite: "adversarial, other languages",
    lang: "*",
    holds: ({ suite, lang }) => suite === "adversarial" && lang !== "zh" && lang !== "en",
  },
  {
    suite: "clinc + banking77",
    lang: "en",
    holds: ({ suite }) => suite === "en_clinc_neg" || suite === "en_banking77_neg",
  },
];

/** A result a channel, suite and language, in the order of the rows, then the pooled ones. */
export function evaluate(rows: ReadonlyMap<Channel, readonly Row[]>): Result[] {
  return CHANNEL_NAMES.flatMap((channel) => evaluateChannel(channel, rows.get(channel) ?? []));
}

function evaluateChannel(channel: Channel, rows: readonly Row[]): Result[] {
  // Once without the clock: the first texts, and the first in each language, wait for the compiler.
  for (const { text } of rows) CHANNELS[channel](text);
  const judged = rows.map((row) => judge(channel, row));
  const groups = Map.groupBy(judged, ({ suite, lang }) => JSON.stringify([suite, lang]));
  const results: Result[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (first !== undefined) results.push(resultOf(channel, first.suite, first.lang, group));
  }
  for (const { suite, lang, holds } of POOLED) {
    const group = judged.filter(holds);
    if (group.length > 0) results.push(resultOf(channel, suite, lang, group));
  }
  return results;
}

function judge(channel: Channel, row: Row): Judged {
  const startedAt = performance.now();
  const { fires, score } = CHANNELS[channel](row.text);
  const micros = (performance.now() - startedAt) * 1_000;
  return { ...row, fires, score, micros, seed: seedRuleFires(row.text) };
}

function resultOf(channel: Channel, suite: string, lang: string, judged: readonly Judged[]): Result {
  const counts = measure.count(judged);
  const micros = judged.map((row) => row.micros);
  return {
    channel,
    suite,
    lang,
    counts,
    averagePrecision: measure.averagePrecision(judged),
    interval: measure.f1Interval(counts),
    seed: measure.count(judged.map(({ y, seed }) => ({ y, fires: seed }))),
    micros: { median: measure.quantile(micros, 0.5), p99: measure.quantile(micros, 0.99) },
  };
}
