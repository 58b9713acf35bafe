import { type Clause, clausesOf } from "../tags/clauses.ts";
import { lastDeciding } from "../tags/deciding.ts";
import { type Judgement, judge } from "../tags/judge.ts";
import type { Reading } from "../tags/reading.ts";
import { folded } from "./fold.ts";
import { CHINESE, CONDITION, GREETS, TELLS } from "./grammar.ts";
import { tagged } from "./read.ts";

const OF_SOMEBODY_ELSE = 0.15;
const ONLY_IF = 0.4;
const ONLY_AN_ADDRESS = 0.3;
/** 人工客服，我的…: a person is wanted before the matter comes, rather than greeted. */
const WANTED_FIRST = 0.7;

/** Nobody a customer could ask for, and no act of asking: nothing to judge. */
const TO_JUDGE = /[HKM1TtAal]/;
/** 客服，我的…: staff called by name before the matter comes. */
const ADDRESS = /^[pgUh]*K+[pgU]*$/;
/** 客服你好: good manners. */
const GREETED = /^[pU]*K+p?gp*$/;
/** 人工客服你好，我的…: the same, once the matter comes. */
const GREETED_FIRST = /^(?:[pU]*H+p?g+|g+[pU]*H+)[pg]*$/;
const NAME_FIRST = /^[pgU]*H+[pgU]*$/;
/** What is told of words themselves: "转人工"是什么意思. */
const OF_THE_WORDS = /^[pqdL_]{0,5}[ZWi]/;
/** 为什么一说"人工"…: asks about what comes of the words. */
const AFTER_WORDS = /^[wW].*[Ss_]$/;
const FIRST_PERSON = /^[hp]*I(?!J)/;
/** 他发的是"…": what somebody else wrote. */
const SHOWS_WORDS = /J.{0,6}[dq]$/;

/** How surely a readable text in Chinese asks for a person. */
export function chineseScore(read: string): Reading {
  const text = folded(read);
  const signs = tagged(text);
  if (!TO_JUDGE.test(signs.tags)) return { score: 0, evidence: [] };
  const clauses = clausesOf(text, signs);
  return lastDeciding(text, signs, clauses, CHINESE, (at) => inContext(clauses, at));
}

/** A clause alone does not say whose wish it is, or on what it hangs. */
function inContext(clauses: readonly Clause[], at: number): Judgement {
  const clause = clauses[at];
  if (clause === undefined) return { score: 0, asks: null, limits: null, calledOff: false };
  const alone = judge(clause.tags, CHINESE);
  const limit = alone.score === 0 ? 1 : limitOf(clause, clauses, at);
  return limit < alone.score ? { ...alone, score: limit, limits: { from: 0, to: clause.tags.length } } : alone;
}

function limitOf(clause: Clause, clauses: readonly Clause[], at: number): number {
  const before = clauses[at - 1];
  const after = clauses[at + 1];
  if (before !== undefined && TELLS.test(before.tags) && !FIRST_PERSON.test(before.tags)) return OF_SOMEBODY_ELSE;
  if (clause.quoted && before !== undefined && (AFTER_WORDS.test(before.tags) || SHOWS_WORDS.test(before.tags)))
    return OF_SOMEBODY_ELSE;
  if (clause.quoted && after !== undefined && !after.quoted && OF_THE_WORDS.test(after.tags)) return OF_SOMEBODY_ELSE;
  if (before !== undefined && CONDITION.test(before.tags)) return ONLY_IF;
  const matterFollows = clauses.slice(at + 1).some(({ tags }) => !GREETS.test(tags));
  if (GREETED.test(clause.tags)) return ONLY_AN_ADDRESS;
  if (matterFollows && (ADDRESS.test(clause.tags) || GREETED_FIRST.test(clause.tags))) return ONLY_AN_ADDRESS;
  return matterFollows && NAME_FIRST.test(clause.tags) ? WANTED_FIRST : 1;
}
