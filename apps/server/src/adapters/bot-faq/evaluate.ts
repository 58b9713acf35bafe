/* oxlint-disable no-restricted-globals -- run by hand with arguments, never loaded by the server */
/**
 * Prints how well the bot answers a set of questions: `node evaluate.ts [folder] [--misses]`. The folder holds
 * eval.jsonl beside the FAQ, a JSON object a line: `{ lang, q, entry }`, `entry` null for what it cannot answer.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Lang } from "@baton/protocol";
import { answer, type FaqIndexes } from "./answer.ts";
import { indexFaq } from "./index-entries.ts";
import { createKnowledge } from "./knowledge.ts";
import { loadFaq } from "./load.ts";

interface Row {
  readonly lang: Lang;
  readonly q: string;
  /** The question of the entry that answers it; null when none does. */
  readonly entry: string | null;
}

function readRow(line: string, at: number): Row {
  const { lang, q, entry } = JSON.parse(line) as Record<string, unknown>;
  if (typeof q === "string" && (typeof entry === "string" || entry === null))
    return { lang: Lang.parse(lang), q, entry };
  throw new Error(`eval.jsonl:${at + 1}: "q" is to be a text and "entry" a text or null`);
}

/** Half A is what the confidence was fitted on and the words were looked over with; half B was kept away from both. */
const half = (question: string): "A" | "B" =>
  ((createHash("sha256").update(question).digest()[0] ?? 0) & 1) === 0 ? "A" : "B";

const LENT = 4;

interface Tally {
  answerable: number;
  /** Answered from the right entry. */
  right: number;
  /** Said that it does not know, or asked back, with the right question among those offered. */
  offered: number;
  /** Answered from a wrong entry. */
  wrong: number;
  /** The right entry is among the four that a bot with a model would read. */
  lent: number;
  unanswerable: number;
  /** Answered what it cannot know. */
  false: number;
}

const empty = (): Tally => ({ answerable: 0, right: 0, offered: 0, wrong: 0, lent: 0, unanswerable: 0, false: 0 });

/** Small talk is neither: a row whose reply is a greeting counts as not answered from the FAQ. */
function tally(indexes: FaqIndexes, rows: readonly Row[], miss: (row: Row, got: string) => void): Tally {
  const sum = empty();
  const knowledge = createKnowledge(() => indexes);
  for (const row of rows) {
    const { entries, offered } = answer(indexes, { questions: [row.q], history: [], lang: row.lang });
    const got = entries[0]?.question;
    if (row.entry === null) {
      sum.unanswerable++;
      if (got !== undefined) sum.false++;
    } else {
      sum.answerable++;
      if (knowledge.find({ text: row.q, lang: row.lang }, LENT).some(({ title }) => title === row.entry)) sum.lent++;
      if (got === row.entry) sum.right++;
      else if (got !== undefined) sum.wrong++;
      if (got !== row.entry && offered.some(({ question }) => question === row.entry)) sum.offered++;
    }
    if ((got ?? null) !== row.entry) miss(row, got ?? `(${offered.map(({ question }) => question).join(" / ")})`);
  }
  return sum;
}

/** Each alternate asked while it is left out of the index: how the bot does on plain, short questions. */
export async function tallyLeftOut(folder: string, lang: Lang): Promise<Tally> {
  const all = await loadFaq(folder);
  const most = Math.max(0, ...all[lang].map(({ alternates }) => alternates.length));
  const sum = empty();
  for (let left = 0; left < most; left++) {
    const rows: Row[] = [];
    const entries = all[lang].map((entry) => {
      const q = entry.alternates[left];
      if (q !== undefined) rows.push({ lang, q, entry: entry.question });
      return { ...entry, alternates: entry.alternates.filter((_, at) => at !== left) };
    });
    const part = tally(indexFaq({ zh: [], en: [], de: [], [lang]: entries }), rows, () => {});
    for (const key of Object.keys(part) as (keyof Tally)[]) sum[key] += part[key];
  }
  return sum;
}

async function main(folder: string, showMisses: boolean): Promise<void> {
  const indexes = indexFaq(await loadFaq(folder));
  const lines = (await readFile(join(folder, "eval.jsonl"), "utf8")).split("\n").filter((line) => line.trim() !== "");
  const rows = lines.map(readRow);
  const print = (line: string): boolean => process.stdout.write(`${line}\n`);
  const show = (
    title: string,
    { answerable, right, offered, wrong, lent, unanswerable, false: invented }: Tally,
  ): void => {
    const share = (part: number, whole: number): string =>
      whole === 0 ? "    –" : `${((100 * part) / whole).toFixed(1).padStart(5)}`;
    print(
      `${title.padEnd(30)} ${String(answerable).padStart(6)} ${share(right, answerable)} ${share(offered, answerable)}` +
        ` ${share(wrong, answerable)} ${share(lent, answerable)} ${String(unanswerable).padStart(6)} ${share(invented, unanswerable)}`,
    );
  };
  print(`${"".padEnd(30)} asked  right offer wrong  lent unansw. false   (%)`);
  for (const lang of Lang.options) {
    for (const side of ["A", "B"] as const) {
      const part = rows.filter((row) => row.lang === lang && half(row.q) === side);
      const misses: string[] = [];
      show(
        `${lang} evaluation, half ${side}${side === "B" ? " (kept away)" : ""}`,
        tally(indexes, part, ({ q, entry }, got) => misses.push(`  ${q}\n    want ${entry}\n    got  ${got}`)),
      );
      if (showMisses && side === "A") print(misses.join("\n"));
    }
    show(`${lang} alternates, left out`, await tallyLeftOut(folder, lang));
  }
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  await main(folder ?? join(import.meta.dirname, "../../../faq"), process.argv.includes("--misses"));
}
