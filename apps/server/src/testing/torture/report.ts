import type { ClientEntry } from "./log.ts";
import type { TortureResult } from "./torture.ts";
import { RULES, type Rule } from "./violation.ts";

const SHOWN = 20;

/** What was done, what was compared, and how often each rule was broken. */
export function report({ seed, kills, cuts, evidence, violations }: TortureResult): string {
  const entries = evidence.clients.flat();
  const count = (kind: ClientEntry["kind"]): number => entries.filter((entry) => entry.kind === kind).length;
  const frames = evidence.subscribers.flat().filter(({ kind }) => kind === "frame").length;
  const connections = evidence.subscribers.flat().filter(({ kind }) => kind === "connected").length;
  const events = evidence.sessions.reduce((sum, session) => sum + session.events.length, 0);

  const done: [string, number][] = [
    ["seed", seed],
    ["kills (SIGKILL)", kills],
    ["connections cut", cuts.all],
    ["… inside a frame", cuts.inFrame],
    ["… inside a character", cuts.inCharacter],
    ["requests sent", count("sent")],
    ["… acknowledged, repeats included", count("acked")],
    ["… refused", count("refused")],
    ["… sent again with their key", count("retried")],
    ["… left unknown, without a key", count("unknown")],
    ["events in the journal", events],
    ["streams opened", connections],
    ["frames received", frames],
  ];
  const broken = (rule: Rule): number => violations.filter((violation) => violation.rule === rule).length;
  const rules = (Object.keys(RULES) as (keyof typeof RULES)[]).map((rule): [string, number] => [
    `${rule.padEnd(10)}${RULES[rule]}`,
    broken(rule),
  ]);
  const shown = violations.slice(0, SHOWN).map(({ rule, detail }) => `  ${rule}: ${detail}`);
  const more = violations.length - shown.length;
  return [
    ...table(done),
    "",
    ...table(rules),
    ...(shown.length === 0 ? [] : ["", ...shown, ...(more > 0 ? [`  … and ${more} more`] : [])]),
    "",
    violations.length === 0 ? "0 violations" : `${violations.length} VIOLATIONS`,
  ].join("\n");
}

function table(rows: readonly (readonly [string, number])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${String(value).padStart(10)}`);
}
