import { askRules, type RuleEffect } from "./ask-rules.ts";
import { botFailureVerdict } from "./bot-failure/index.ts";
import { complaintVerdict } from "./complaint/index.ts";
import { factsOf, type Heard, type Situation } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { requestVerdict } from "./request/index.ts";
import type { Rule } from "./rules.ts";
import type { Verdict } from "./verdict.ts";
import { firstIn } from "./words.ts";

/** The regulator decides when a person is needed (docs/spec/regulator.md). Facts in, decision out. */
export interface RegulatorSettings {
  /** The operator's own words: a customer's message that holds one asks for a person, whatever the channel says. */
  keywords: readonly string[];
  /** The operator's own words: a bot's reply that holds one is a failure. */
  failKeywords: readonly string[];
  /** So many failures in a row, at least 1. */
  failThreshold: number;
  vipAutoEscalate: boolean;
  complaintAutoEscalate: boolean;
  repeatAutoEscalate: boolean;
  /** The shop's, as IANA names it: for rules that ask what time it is. */
  timeZone: string;
}

export interface Regulation {
  /** Whether a person is needed, and why. */
  finding: Finding | null;
  effects: readonly RuleEffect[];
}

/** What the channels said of a customer's message, whether it led to something or not: decisions can be explained. */
export interface MessageRegulation extends Regulation {
  request: Verdict;
  complaint: Verdict;
}

/** A VIP is passed on at most once in this time. */
export const VIP_COOL_DOWN_MS = 24 * 3_600_000;

export interface Regulator {
  settings: RegulatorSettings;
  /** The operator's, by priority. */
  rules: readonly Rule[];
}

/** Before the bot is asked: VIP, then a request for a person, then the operator's rules, then a complaint. */
export function regulateMessage(text: string, situation: Situation, { settings, rules }: Regulator): MessageRegulation {
  const request = requestVerdict(text);
  const complaint = complaintVerdict(text);
  const heard: Heard = {
    message: { text, requestScore: request.score, complaintScore: complaint.score },
    reply: null,
  };
  const asked = rulesOf(rules, situation, heard, settings);
  const finding =
    vipFinding(situation, settings) ??
    requestFinding(text, request, settings) ??
    asked.finding ??
    (settings.complaintAutoEscalate ? complaintFinding(complaint) : null);
  return { finding, effects: asked.effects, request, complaint };
}

export interface EndedTurn {
  /** How often the bot has now failed in a row; 0 when it has just answered. */
  failures: number;
  /** Of its words; null when there are none. */
  failure: Verdict | null;
  /** Whether customer and bot go in circles; null when nobody looked. */
  circling: Verdict | null;
}

/** After the bot's turn: too many failures, then the operator's rules, then going in circles. */
export function regulateTurn(turn: EndedTurn, situation: Situation, { settings, rules }: Regulator): Regulation {
  const heard: Heard = {
    message: null,
    reply: {
      failed: turn.failures > 0,
      failureScore: turn.failure?.score ?? 0,
      repeatScore: turn.circling?.score ?? 0,
    },
  };
  const asked = rulesOf(rules, { ...situation, failCount: turn.failures }, heard, settings);
  const finding =
    failureFinding(turn.failures, settings) ??
    asked.finding ??
    (settings.repeatAutoEscalate && turn.circling !== null ? repeatFinding(turn.circling) : null);
  return { finding, effects: asked.effects };
}

/** Whether a reply that its bot calls an answer is none. */
export function judgeReply(reply: string, settings: RegulatorSettings): { failed: boolean; failure: Verdict } {
  const failure = botFailureVerdict(reply);
  return { failed: failure.fires || firstIn(reply, settings.failKeywords) !== null, failure };
}

/** Words of the operator's that the channels know by themselves, and can tell where they are meant: better not listed. */
export const needlessKeywords = ({ keywords }: RegulatorSettings): string[] =>
  keywords.filter((word) => requestVerdict(word).fires || complaintVerdict(word).fires);

/** Nothing answers any more: a person is called at once. */
export const BOT_ERROR: Finding = {
  rule: "bot_error",
  reason: "bot_error",
  severity: "medium",
  evidence: "the bot does not work at the moment",
};

const rulesOf = (rules: readonly Rule[], situation: Situation, heard: Heard, settings: RegulatorSettings) =>
  rules.length === 0
    ? { finding: null, effects: [] }
    : askRules(rules, factsOf(situation, heard, settings.timeZone), situation);

function vipFinding({ vip, vipEscalatedAt, now }: Situation, settings: RegulatorSettings): Finding | null {
  const due = vipEscalatedAt === null || now - vipEscalatedAt >= VIP_COOL_DOWN_MS;
  return settings.vipAutoEscalate && vip && due
    ? { rule: "vip", reason: "vip", severity: "high", evidence: "verified VIP customer" }
    : null;
}

function requestFinding(text: string, request: Verdict, settings: RegulatorSettings): Finding | null {
  const keyword = firstIn(text, settings.keywords);
  const evidence = keyword === null ? (request.fires ? quoted(request) : null) : `keyword “${keyword}”`;
  return evidence === null ? null : { rule: "keyword", reason: "keyword", severity: "medium", evidence };
}

const complaintFinding = (complaint: Verdict): Finding | null =>
  complaint.fires ? { rule: "complaint", reason: "sentiment", severity: "medium", evidence: quoted(complaint) } : null;

const failureFinding = (failures: number, settings: RegulatorSettings): Finding | null =>
  failures < settings.failThreshold
    ? null
    : {
        rule: "fail_loop",
        reason: "fail_loop",
        severity: "medium",
        evidence: `the bot failed ${failures} times in a row`,
      };

const repeatFinding = (circling: Verdict): Finding | null =>
  circling.fires
    ? { rule: "repeat", reason: "repeat", severity: "medium", evidence: circling.evidence.join("; ") }
    : null;

const quoted = ({ evidence }: Verdict): string => evidence.map((words) => `“${words}”`).join(", ");
