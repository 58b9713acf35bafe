import { CLUSTER_RULES, RULES, type Violation } from "../violation.ts";
import type { FaultResult } from "./play.ts";

const SHOWN = 8;

/** One line for each fault, then what went wrong. */
export function clusterTable(results: readonly FaultResult[]): string {
  const rows = [
    ["fault", "times", "acknowledged", "frames", "delivered", "repeats", "violations"],
    ...results.map(({ fault, times, acknowledged, frames, deliveries, repeats, violations }) => [
      `${fault.name}: ${fault.what}`,
      ...[times, acknowledged, frames, deliveries, repeats, violations.length].map(String),
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
  const all = results.flatMap(({ violations }) => violations);
  return [
    ...lines.flatMap((line, index) => [line, ...figuresOf(results[index - 1])]),
    "",
    ...results.flatMap(violationsOf),
    all.length === 0 ? "0 violations" : `${all.length} VIOLATIONS`,
  ].join("\n");
}

const figuresOf = (result: FaultResult | undefined): string[] =>
  result === undefined || result.figures.length === 0 ? [] : [`    ${result.figures.join("; ")}`];

export function violationsOf({ fault, violations }: FaultResult): string[] {
  if (violations.length === 0) return [];
  const byRule = Map.groupBy(violations, ({ rule }) => rule);
  return [...byRule].flatMap(([rule, broken]: [Violation["rule"], Violation[]]) => [
    `${fault.name}, ${broken.length} times: ${{ ...RULES, ...CLUSTER_RULES }[rule]} (${rule})`,
    ...broken.slice(0, SHOWN).map(({ detail }) => `  ${detail}`),
    ...(broken.length > SHOWN ? [`  … and ${broken.length - SHOWN} more`] : []),
    "",
  ]);
}
