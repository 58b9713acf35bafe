import type { Clause, Unit } from "./clauses.ts";

/** What one clause says: a score, and whether it takes a request back. */
export interface Reading {
  score: number;
  calledOff: boolean;
  evidence: string[];
}

type Kind = "person" | "someone" | "desk";
type Act = "talk" | "pass" | "connect" | "fetch" | "contact" | "want";

interface Hit {
  score: number;
  from: number;
  to: number;
}

/** How sure an act with somebody is a request; "real" is for someone who must be one ("a real person"). */
const SURE: Readonly<Record<Act, Readonly<Record<Kind | "real", number>>>> = {
  talk: { person: 0.95, real: 0.97, someone: 0.85, desk: 0.6 },
  pass: { person: 0.95, real: 0.97, someone: 0.85, desk: 0.7 },
  connect: { person: 0.85, real: 0.9, someone: 0.3, desk: 0.6 },
  fetch: { person: 0.85, real: 0.9, someone: 0.4, desk: 0.45 },
  contact: { person: 0.75, real: 0.85, someone: 0.65, desk: 0.35 },
  want: { person: 0.85, real: 0.9, someone: 0.4, desk: 0.55 },
};
/** How many words that the lexicon does not know may stand between: "talk to your retention team's agent". */
const STRANGERS: Readonly<Record<Act, number>> = { talk: 2, pass: 2, connect: 0, fetch: 0, contact: 1, want: 0 };
const WIDEST = 8;

const WITHIN = new Set<Unit["role"]>([
  "light", "polite", "real", "ask", "want", "person", "someone", "desk", "talk", "assist", "exist", "needless", "connect",
  "fetch", "topic", "again", "contact", "pass", "join",
]); // biome-ignore format: a list
const BARE = new Set<Unit["role"]>(["person", "someone", "desk", "real", "light", "polite", "again", "join"]);
const AFTER_PASS = new Set<Unit["role"]>(["light", "polite", "again", "ask"]);

const isKind = (role: Unit["role"]): role is Kind => role === "person" || role === "someone" || role === "desk";
const isAct = (role: Unit["role"]): role is Act => Object.hasOwn(SURE, role);

/** Reads one clause. `alone`: nothing else of content is in the message. */
export function read(clause: Clause, alone: boolean, freeOrder: boolean): Reading {
  const { units } = clause;
  const has = (role: Unit["role"]) => units.some((unit) => unit.role === role);
  const hits = [...acts(units, freeOrder), ...others(clause, alone)];
  const rejection = has("bot") ? rejects(units) : 0;
  let best: Reading = { score: rejection, calledOff: false, evidence: rejection > 0 ? written(units) : [] };
  let calledOff: Reading | null = null;
  for (const hit of hits) {
    const words = written(units.slice(hit.from, hit.to + 1));
    const off = takenBack(units, hit);
    if (off !== null) calledOff = { score: 0.05, calledOff: true, evidence: [...words, `not: ${off}`] };
    else {
      const [doubt, why] = doubted(units, hit);
      const score = hit.score * doubt;
      if (score > best.score)
        best = { score, calledOff: false, evidence: why === null ? words : [...words, `not: ${why}`] };
    }
  }
  if (calledOff !== null && best.score < 0.5) return calledOff;
  if (best.score === 0 && (has("person") || has("someone") || has("desk"))) {
    return { score: has("person") ? 0.2 : 0.1, calledOff: false, evidence: [] };
  }
  return best;
}

/** Whether the clause, after a request was taken back, asks for it again ("actually yes, connect me"). */
export const asksAgain = (units: readonly Unit[]): boolean =>
  units.some((unit) => unit.role === "again") &&
  units.some((unit) => isAct(unit.role) && unit.role !== "contact") &&
  !units.some((unit) => unit.role === "neg" || unit.role === "needless");

/** Whether the clause only takes back what was said before. */
export const onlyCancels = (units: readonly Unit[]): boolean =>
  (units.some((unit) => unit.role === "cancel") && !units.some((unit) => unit.role === "bot")) ||
  (units.length > 0 &&
    units.every((unit) => unit.role === "needless" || unit.role === "neg" || unit.role === "light") &&
    units.some((unit) => unit.role === "needless"));

function acts(units: readonly Unit[], freeOrder: boolean): Hit[] {
  const hits: Hit[] = [];
  for (const [p, who] of units.entries()) {
    if (!isKind(who.role)) continue;
    const real = who.role === "someone" && isReal(units, p);
    for (const [a, act] of units.entries()) {
      if (!isAct(act.role) || Math.abs(a - p) > WIDEST) continue;
      const strangers = between(units, Math.min(a, p), Math.max(a, p));
      const reversed = p < a;
      if (reversed && !freeOrder && a - p < 2) continue;
      if (
        act.role === "want" &&
        units.slice(Math.min(a, p), Math.max(a, p)).some((unit) => unit.role !== "want" && isAct(unit.role))
      )
        continue;
      const allowed = reversed ? Math.min(1, STRANGERS[act.role]) : STRANGERS[act.role] + (real ? 1 : 0);
      if (strangers > allowed) continue;
      // "I need someone" wants them; "I need someone's address" does not.
      const wanted = act.role === "want" && who.role === "someone" && p === units.length - 1;
      const sure = wanted ? 0.55 : SURE[act.role][real ? "real" : who.role];
      hits.push({ score: sure * (reversed ? 0.95 : 1) - 0.03 * strangers, from: Math.min(a, p), to: Math.max(a, p) });
    }
  }
  return hits;
}

function others({ units, mark }: Clause, alone: boolean): Hit[] {
  const hits: Hit[] = [];
  const last = units.length - 1;
  const people = units.flatMap((unit, index) => (isKind(unit.role) ? [index] : []));
  const whole = (score: number) => ({ score, from: 0, to: last });

  if (people.length > 0 && units.every((unit) => BARE.has(unit.role))) {
    const named = people.some((index) => units[index]?.role === "person" || isReal(units, index));
    const desk = people.some((index) => units[index]?.role === "desk");
    const greets = mark === "," && !alone && units.some((unit) => unit.role === "polite");
    if (named) hits.push(whole(greets ? 0.45 : alone ? 0.9 : 0.65));
    else if (desk) hits.push(whole(alone ? 0.55 : 0.35));
  }
  for (const [index, unit] of units.entries()) {
    if (unit.role === "pass") {
      const after = units.slice(index + 1);
      const strangers = after.filter((other) => !AFTER_PASS.has(other.role));
      if (strangers.length === 0) hits.push({ score: 0.7, from: index, to: last });
      // "Put me through to housekeeping": a place that no lexicon knows.
      else if (
        after[0]?.role === "light" &&
        strangers.length === 1 &&
        strangers.every((other) => other.role === "other")
      ) {
        hits.push({ score: 0.6, from: index, to: last });
      }
    }
    if (unit.role !== "exist" && unit.role !== "want" && unit.role !== "fetch" && unit.role !== "ask") continue;
    for (const p of people) {
      if (Math.abs(p - index) > WIDEST || between(units, Math.min(p, index), Math.max(p, index)) > 0) continue;
      const helps = units.slice(p + 1, p + 4).some((after) => after.role === "assist");
      const surely = units[p]?.role === "person" || isReal(units, p);
      const strangers = units.filter((other) => other.role === "other").length;
      const span = { from: Math.min(p, index), to: Math.max(p, index) };
      if (unit.role === "exist" && surely && strangers <= 1) hits.push({ score: 0.65, ...span });
      if (helps && p > index && (unit.role !== "ask" || surely)) hits.push({ score: surely ? 0.65 : 0.55, ...span });
    }
  }
  return hits;
}

/** "I do not want to talk to a bot", "stop the bot". */
function rejects(units: readonly Unit[]): number {
  const bot = units.findIndex((unit) => unit.role === "bot");
  const before = units.slice(0, bot);
  const refused = before.some((unit) => unit.role === "neg") || units.some((unit) => unit.role === "needless");
  if (units.some((unit) => unit.role === "identity" || unit.role === "report" || unit.role === "info")) return 0;
  if (refused && units.some((unit) => unit.role === "talk" || unit.role === "want")) return 0.7;
  if (before.some((unit) => unit.role === "stop")) return 0.6;
  return units.length === 2 && units[0]?.role === "neg" ? 0.55 : 0;
}

const isReal = (units: readonly Unit[], at: number): boolean =>
  [at - 2, at - 1, at + 1, at + 2].some((index) => units[index]?.role === "real");

/** Words that say nothing known here; Infinity where a word stands that makes it another sentence. */
function between(units: readonly Unit[], from: number, to: number): number {
  let strangers = 0;
  for (let index = from + 1; index < to; index += 1) {
    const role = units[index]?.role ?? "other";
    if (role === "other" || role === "plain") strangers += 1;
    else if (!WITHIN.has(role)) return Number.POSITIVE_INFINITY;
  }
  return strangers;
}

function takenBack(units: readonly Unit[], hit: Hit): string | null {
  for (const [index, unit] of units.entries()) {
    const bears =
      unit.role === "needless" ||
      ((unit.role === "neg" || unit.role === "cancel" || unit.role === "stop") && index < hit.to);
    if (bears && !aimsAtBot(units, index)) return written([unit]).join(" ");
  }
  return null;
}

const ON_THE_WAY = new Set<Unit["role"]>(["light", "talk", "want", "ask", "real", "topic", "identity"]);

/** "A human, not a bot": the negation is the bot's. */
function aimsAtBot(units: readonly Unit[], at: number): boolean {
  for (const step of [1, -1]) {
    let index = at + step;
    while (ON_THE_WAY.has(units[index]?.role ?? "other")) index += step;
    if (units[index]?.role === "bot") return true;
  }
  return false;
}

function doubted(units: readonly Unit[], hit: Hit): [number, string | null] {
  let topic = units.findIndex((unit, index) => index > hit.to && unit.role === "topic");
  if (topic < 0) topic = units.length;
  for (const [index, unit] of units.entries()) {
    const why = written([unit]).join(" ");
    if (unit.role === "identity" && index < hit.to) return [0.2, why];
    if (unit.role === "report" && index < hit.to) return [0.3, why];
    if (unit.role === "info" && index < topic) return [0.35, why];
    if (unit.role === "past") return [0.4, why];
    if (unit.role === "condition" && index < hit.from) return [0.4, why];
  }
  return [1, null];
}

const written = (units: readonly Unit[]): string[] =>
  units.length === 0 ? [] : [units.flatMap((unit) => unit.tokens.map((token) => token.raw)).join(" ")];
