import type { Clause } from "./clauses.ts";
import type { Unit } from "./units.ts";

/** What one clause says: a score, and whether it takes a request back. */
export interface Reading {
  score: number;
  calledOff: boolean;
  evidence: string[];
}

type Kind = "person" | "someone" | "member" | "desk" | "place";
type Act = "talk" | "pass" | "connect" | "fetch" | "contact" | "want";

interface Hit {
  score: number;
  from: number;
  to: number;
  /** From here on it is about the matter: "can an advisor go through" the fees. */
  matter?: number;
}

/** How sure an act with somebody is a request; "real" is for someone who must be one ("a real person"). */
const SURE: Readonly<Record<Act, Readonly<Record<Kind | "real", number>>>> = {
  talk: { person: 0.95, real: 0.97, someone: 0.85, member: 0.95, desk: 0.6, place: 0.55 },
  pass: { person: 0.95, real: 0.97, someone: 0.85, member: 0.95, desk: 0.7, place: 0.65 },
  connect: { person: 0.85, real: 0.9, someone: 0.3, member: 0.85, desk: 0.6, place: 0.35 },
  fetch: { person: 0.85, real: 0.9, someone: 0.4, member: 0.55, desk: 0.45, place: 0.2 },
  contact: { person: 0.75, real: 0.85, someone: 0.65, member: 0.75, desk: 0.35, place: 0.3 },
  want: { person: 0.85, real: 0.9, someone: 0.4, member: 0.4, desk: 0.55, place: 0.2 },
};
/** How many words that the lexicon does not know may stand between: "talk to your retention team's agent". */
const STRANGERS: Readonly<Record<Act, number>> = { talk: 2, pass: 2, connect: 0, fetch: 0, contact: 1, want: 0 };
const WIDEST = 8;

const WITHIN = new Set<Unit["role"]>([
  "light", "polite", "real", "ask", "want", "person", "someone", "desk", "talk", "assist", "callback", "exist", "needless", "connect",
  "fetch", "topic", "again", "contact", "pass", "join", "member", "place", "confide", "inspect",
]); // biome-ignore format: a list
const BARE = new Set<Unit["role"]>([
  "person",
  "someone",
  "member",
  "desk",
  "place",
  "real",
  "light",
  "polite",
  "again",
  "join",
]);
const AFTER_PASS = new Set<Unit["role"]>(["light", "polite", "again", "ask"]);

const KINDS = new Set<Unit["role"]>(["person", "someone", "member", "desk", "place"]);
const isKind = (role: Unit["role"]): role is Kind => KINDS.has(role);
const isAct = (role: Unit["role"]): role is Act => Object.hasOwn(SURE, role);

/** Reads one clause. `alone`: nothing else of content is in the message. */
export function read(clause: Clause, alone: boolean, freeOrder: boolean): Reading {
  const { units } = clause;
  const has = (role: Unit["role"]) => units.some((unit) => unit.role === role);
  const hits = [
    ...acts(units, freeOrder),
    ...bareCalls(clause, alone),
    ...passings(units),
    ...offers(units),
    ...callbacks(units),
  ];
  const rejection = has("bot") ? rejects(units) : has("deadEnd") ? 0.55 : 0;
  let best: Reading = { score: rejection, calledOff: false, evidence: rejection > 0 ? written(units) : [] };
  let calledOff: Reading | null = null;
  const takers = takersBack(units);
  for (const hit of hits) {
    if (takers.length === 0 && hit.score <= best.score) continue;
    const words = written(units.slice(hit.from, hit.to + 1));
    const off = takenBack(takers, hit);
    if (off !== null) calledOff = { score: 0.05, calledOff: true, evidence: [...words, `not: ${off}`] };
    else {
      const [doubt, why] = doubted(units, hit);
      const score = hit.score * doubt;
      if (score > best.score)
        best = { score, calledOff: false, evidence: why === null ? words : [...words, `not: ${why}`] };
    }
  }
  if (calledOff !== null && best.score < 0.5) return calledOff;
  if (best.score === 0 && units.some((unit) => isKind(unit.role))) {
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
    if (!isKind(who.role) || owns(units, p)) continue;
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
      if (strangers > (who.role === "place" ? 0 : allowed)) continue;
      // "I need someone for this one" wants them; "I need someone's address" does not.
      const anybody = who.role === "someone" || who.role === "member";
      const wanted = gets(act) && anybody && !reversed && isLast(units, p);
      const sure = wanted ? 0.55 : SURE[act.role][real ? "real" : who.role];
      hits.push({ score: sure * (reversed ? 0.95 : 1) - 0.03 * strangers, from: Math.min(a, p), to: Math.max(a, p) });
    }
  }
  return hits;
}

/** "Agent!", "a real person please": nobody says what is to be done with them. */
function bareCalls({ units, mark }: Clause, alone: boolean): Hit[] {
  if (!units.some((unit) => isKind(unit.role)) || !units.every((unit) => BARE.has(unit.role))) return [];
  const whole = (score: number): Hit[] => [{ score, from: 0, to: units.length - 1 }];
  const has = (role: Unit["role"]) => units.some((unit) => unit.role === role);
  const pleads = units[0]?.role !== "polite" && units.at(-1)?.role === "polite";
  const named = has("person") || has("member") || units.some((unit, at) => isKind(unit.role) && isReal(units, at));
  if (named || (has("someone") && has("desk"))) {
    // "Hello agent, where is my parcel?" only greets.
    if (mark === "," && !alone && has("polite") && !pleads) return whole(0.45);
    return whole(alone ? 0.9 : 0.65);
  }
  // "Housekeeping please", but not what one would have from there: "breakfast please".
  if (has("place") && pleads) return whole(has("someone") || alone ? 0.55 : 0.35);
  if (has("someone") && pleads) return whole(0.55);
  return has("desk") ? whole(alone ? 0.55 : 0.35) : [];
}

/** "Put me through", with nobody named, or to a place that no lexicon knows ("to housekeeping"). */
function passings(units: readonly Unit[]): Hit[] {
  return units.flatMap((unit, from) => {
    if (unit.role !== "pass") return [];
    const rest = units.slice(from + 1);
    const topic = rest.findIndex((other) => other.role === "topic");
    const after = topic < 0 ? rest : rest.slice(0, topic);
    const strangers = after.filter((other) => !AFTER_PASS.has(other.role));
    const span = { from, to: units.length - 1 };
    if (strangers.length === 0) return [{ score: 0.7, ...span }];
    const place = after[0]?.role === "light" && strangers.length === 1 && strangers[0]?.role === "other";
    return place ? [{ score: 0.6, ...span }] : [];
  });
}

const BESIDE_CALLBACK = new Set<Unit["role"]>(["ask", "want", "polite", "light", "again", "someone", "person"]);

/** "Call me back please", "somebody call me". "Call me Tom" has more to say. */
function callbacks(units: readonly Unit[]): Hit[] {
  const at = units.findIndex((unit) => unit.role === "callback");
  const rest = units.slice(at + 1);
  const topic = rest.findIndex((unit) => unit.role === "topic");
  const after = topic < 0 ? rest : rest.slice(0, topic);
  if (at < 0 || !units.slice(0, at).every((unit) => BESIDE_CALLBACK.has(unit.role))) return [];
  if (!after.every((unit) => BESIDE_CALLBACK.has(unit.role))) return [];
  return [{ score: 0.55, from: at, to: at }];
}

const ASKS_FOR_HELP = new Set<Unit["role"]>(["exist", "want", "fetch", "ask"]);

const CALLS = new Set<Unit["role"]>(["exist", "someone", "light", "polite"]);

/** "Is there a human?", "I need someone to help me", "can somebody call me back?" */
function offers(units: readonly Unit[]): Hit[] {
  const hits: Hit[] = [];
  const strangers = units.filter((unit) => unit.role === "other").length;
  for (const [from, unit] of units.entries()) {
    if (!ASKS_FOR_HELP.has(unit.role)) continue;
    for (const [to, who] of units.entries()) {
      if (!isKind(who.role) || Math.abs(to - from) > WIDEST) continue;
      if (between(units, Math.min(from, to), Math.max(from, to)) > 0) continue;
      const span = { from: Math.min(from, to), to: Math.max(from, to) };
      const sure = who.role === "person" || isReal(units, to);
      const known = sure || who.role === "member";
      const next = units.slice(to + 1, to + 4);
      if (unit.role === "exist" && sure && strangers <= 1) hits.push({ score: 0.65, ...span });
      // "Anybody there?"
      if (unit.role === "exist" && units.every((other) => CALLS.has(other.role))) hits.push({ score: 0.55, ...span });
      if (to < from) continue;
      const later = units.slice(to + 1, to + WIDEST);
      if (later.some((after) => after.role === "callback")) hits.push({ score: known ? 0.75 : 0.6, ...span });
      if (known && next[0]?.role === "contact" && next[1]?.role !== "other") hits.push({ score: 0.6, ...span });
      const helping = next.findIndex(({ role }) => role === "assist" || (known && role === "inspect"));
      const helps = helping >= 0 || (known && gets(unit) && next.some((after) => after.role === "topic"));
      if (helps && (known || unit.role !== "ask"))
        hits.push({ score: known ? 0.65 : 0.55, ...span, matter: to + 1 + helping });
    }
  }
  return hits;
}

const gets = (unit: Unit): boolean => unit.role === "want" || unit.role === "fetch";

/** "I do not want to talk to a bot", "I won't tell a machine my name", "stop the bot". */
function rejects(units: readonly Unit[]): number {
  const bot = units.findIndex((unit) => unit.role === "bot");
  const before = units.slice(0, bot);
  const refused = before.some((unit) => unit.role === "neg") || units.some((unit) => unit.role === "needless");
  const kept = before.findIndex((unit) => unit.role === "neg");
  if (kept >= 0 && before.slice(kept).some((unit) => unit.role === "confide")) return 0.6;
  if (units.some((unit) => unit.role === "identity" || unit.role === "report" || unit.role === "info")) return 0;
  if (refused && units.some((unit) => unit.role === "talk" || unit.role === "want")) return 0.7;
  if (before.some((unit) => unit.role === "stop")) return 0.6;
  return units.length === 2 && units[0]?.role === "neg" ? 0.55 : 0;
}

/** Nothing of content follows, or only what is not wanted: "a person, not an app". */
function isLast(units: readonly Unit[], at: number): boolean {
  const next = units.findIndex((unit, index) => index > at && !isSmall(unit));
  return next < 0 || units[next]?.role === "neg";
}

const isSmall = (unit: Unit): boolean => AFTER_PASS.has(unit.role);

/** "My agent's account" is the account. */
const owns = (units: readonly Unit[], at: number): boolean =>
  /['\u2019]s$/.test(units[at]?.tokens.at(-1)?.raw ?? "") && units[at + 1]?.role === "other";

const isReal = (units: readonly Unit[], at: number): boolean =>
  [at - 2, at - 1, at + 1, at + 2].some((index) => units[index]?.role === "real") || isNoBot(units.slice(at + 1));

/** "Anybody who isn't a bot". */
function isNoBot(after: readonly Unit[]): boolean {
  const neg = after.findIndex((unit) => unit.role === "neg");
  return neg >= 0 && neg <= 2 && after.slice(neg, neg + 3).some((unit) => unit.role === "bot");
}

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

/** What takes back a request in this clause, by where it stands. */
const takersBack = (units: readonly Unit[]): [number, Unit][] =>
  [...units.entries()].filter(([index, unit]) => TAKES_BACK.has(unit.role) && !aimsAtBot(units, index));

function takenBack(takers: readonly [number, Unit][], hit: Hit): string | null {
  const taker = takers.find(([index, unit]) => unit.role === "needless" || index < hit.to);
  return taker === undefined ? null : written([taker[1]]).join(" ");
}

const TAKES_BACK = new Set<Unit["role"]>(["needless", "neg", "cancel", "stop"]);
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
  let topic = hit.matter ?? units.findIndex((unit, index) => index > hit.to && unit.role === "topic");
  if (topic < 0) topic = units.length;
  for (const [index, unit] of units.entries()) {
    const doubt = doubtOf(unit.role, index, hit, topic);
    if (doubt < 1) return [doubt, written([unit]).join(" ")];
  }
  return [1, null];
}

function doubtOf(role: Unit["role"], index: number, hit: Hit, topic: number): number {
  if (role === "identity" && index < hit.to) return 0.2;
  if (role === "report" && index < hit.to) return 0.3;
  if (role === "info" && index < topic) return 0.35;
  if (role === "past") return 0.4;
  return role === "condition" && index < hit.from ? 0.4 : 1;
}

const written = (units: readonly Unit[]): string[] =>
  units.length === 0 ? [] : [units.flatMap((unit) => unit.tokens.map((token) => token.raw)).join(" ")];
