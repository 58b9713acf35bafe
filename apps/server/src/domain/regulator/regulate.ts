import type { EscalationReason, Severity } from "@baton/protocol";

/** The regulator decides when a person is needed. Facts in, decision out; first rule that fires wins. */
export interface RegulatorSettings {
  /** A customer's message that holds one of these asks for a person. */
  keywords: readonly string[];
  /** A bot's reply that holds one of these is a failure. */
  failKeywords: readonly string[];
  /** So many failures in a row, at least 1. */
  failThreshold: number;
  vipAutoEscalate: boolean;
}

export interface Finding {
  rule: "vip" | "keyword" | "fail_loop" | "bot_request";
  reason: EscalationReason;
  severity: Severity;
  /** The words or the count that fired it, for the agent. */
  evidence: string;
}

/** A VIP is passed on at most once in this time. */
export const VIP_COOL_DOWN_MS = 24 * 3_600_000;

export interface MessageFacts {
  text: string;
  now: number;
  /** Verified identity only. */
  vip: boolean;
  vipEscalatedAt: number | null;
}

/** Before the bot is asked: VIP, then an explicit request. */
export function regulateMessage(facts: MessageFacts, settings: RegulatorSettings): Finding | null {
  const vipDue = facts.vipEscalatedAt === null || facts.now - facts.vipEscalatedAt >= VIP_COOL_DOWN_MS;
  if (settings.vipAutoEscalate && facts.vip && vipDue) {
    return { rule: "vip", reason: "vip", severity: "high", evidence: "verified VIP customer" };
  }
  const keyword = firstIn(facts.text, settings.keywords);
  return keyword === null
    ? null
    : { rule: "keyword", reason: "keyword", severity: "medium", evidence: `keyword “${keyword}”` };
}

export const isFailedReply = (reply: string, settings: RegulatorSettings): boolean =>
  firstIn(reply, settings.failKeywords) !== null;

/** After a bot's turn: too many failures in a row. */
export function regulateFailures(failCount: number, settings: RegulatorSettings): Finding | null {
  return failCount < settings.failThreshold
    ? null
    : {
        rule: "fail_loop",
        reason: "fail_loop",
        severity: "medium",
        evidence: `the bot failed ${failCount} times in a row`,
      };
}

/** A word of the Latin script must stand alone ("agent" is not in "reagent"); Chinese has no such borders. */
function firstIn(text: string, words: readonly string[]): string | null {
  const haystack = folded(text);
  for (const word of words) {
    const needle = folded(word).trim();
    if (needle !== "" && holds(haystack, needle)) return word;
  }
  return null;
}

/** Models write “don’t” with a typographic apostrophe, and people break lines inside a phrase. */
const folded = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replaceAll(/[’ʼ]/g, "'").replaceAll(/\s+/g, " ");

const LETTER = /[\p{Script=Latin}\p{Number}]/u;

function holds(haystack: string, needle: string): boolean {
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    const cutsBefore = LETTER.test(needle.charAt(0)) && LETTER.test(haystack.charAt(at - 1));
    const cutsAfter = LETTER.test(needle.charAt(needle.length - 1)) && LETTER.test(haystack.charAt(end));
    if (!cutsBefore && !cutsAfter) return true;
  }
  return false;
}
