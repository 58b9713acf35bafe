import type { Result } from "./regulator-eval.ts";
import { f1, falsePositiveRate, macroF1, precision, recall } from "./regulator-measures.ts";

const NONE = "-";

const percent = (part: number | null, digits = 1): string => (part === null ? NONE : (part * 100).toFixed(digits));

const COLUMNS: readonly { title: string; isText?: true; of: (result: Result) => string }[] = [
  { title: "channel", isText: true, of: ({ channel }) => channel },
  { title: "suite", isText: true, of: ({ suite }) => suite },
  { title: "lang", isText: true, of: ({ lang }) => lang },
  { title: "n", of: ({ counts }) => String(counts.tp + counts.fp + counts.fn + counts.tn) },
  { title: "pos", of: ({ counts }) => String(counts.tp + counts.fn) },
  { title: "P", of: ({ counts }) => percent(precision(counts)) },
  { title: "R", of: ({ counts }) => percent(recall(counts)) },
  { title: "F1", of: ({ counts }) => percent(f1(counts)) },
  {
    title: "F1 95 %",
    of: ({ interval }) => (interval === null ? NONE : `${percent(interval[0])}..${percent(interval[1])}`),
  },
  { title: "macro-F1", of: ({ counts }) => percent(macroF1(counts)) },
  { title: "AP", of: ({ averagePrecision }) => percent(averagePrecision) },
  { title: "FPR", of: ({ counts }) => percent(falsePositiveRate(counts), 2) },
  { title: "seed P", of: ({ seed }) => percent(precision(seed)) },
  { title: "seed R", of: ({ seed }) => percent(recall(seed)) },
  { title: "seed F1", of: ({ seed }) => percent(f1(seed)) },
  { title: "us", of: ({ micros }) => micros.median.toFixed(1) },
  { title: "us p99", of: ({ micros }) => micros.p99.toFixed(0) },
];

/** For a screen: columns under each other. */
export function plainTable(results: readonly Result[]): string {
  const rows = [COLUMNS.map(({ title }) => title), ...results.map(cells)];
  const widths = COLUMNS.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) => `${padded(row, widths).join("  ").trimEnd()}\n`).join("");
}

export function markdownTable(results: readonly Result[]): string {
  const ruler = COLUMNS.map(({ isText }) => (isText ? "---" : "---:"));
  const rows = [COLUMNS.map(({ title }) => title), ruler, ...results.map(cells)];
  return rows.map((row) => `| ${row.join(" | ")} |\n`).join("");
}

const cells = (result: Result): string[] => COLUMNS.map(({ of }) => of(result));

function padded(row: readonly string[], widths: readonly number[]): string[] {
  return row.map((cell, at) => {
    const width = widths[at] ?? 0;
    return COLUMNS[at]?.isText ? cell.padEnd(width) : cell.padStart(width);
  });
}
