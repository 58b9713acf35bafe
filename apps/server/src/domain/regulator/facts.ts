import type { Common } from "../session/state.ts";
import type { RuleFacts } from "./rules.ts";
import { readable } from "./text.ts";

/** What the regulator knows of a session beside the words: all of it is in the session's state. */
export interface Situation
  extends Pick<
    Common,
    | "lang"
    | "createdAt"
    | "verified"
    | "vip"
    | "vipEscalatedAt"
    | "failCount"
    | "messageCount"
    | "tags"
    | "manualStartAt"
    | "rulesFiredAt"
  > {
  /** Milliseconds since 1970. */
  now: number;
}

/** What has been said, and how the channels judge it. */
export interface Heard {
  /** Null after the bot's turn. */
  message: { text: string; requestScore: number; complaintScore: number } | null;
  /** Null before it. */
  reply: { failed: boolean; failureScore: number; repeatScore: number } | null;
}

const MOST_WORDS = 50;
const WORD = /[\p{L}\p{N}]+/gu;

/** @param timeZone of the shop, as IANA names it */
export function factsOf(situation: Situation, heard: Heard, timeZone: string): RuleFacts {
  const { message, reply } = heard;
  const text = message === null ? "" : readable(message.text);
  return {
    moment: message === null ? "reply" : "message",
    message: {
      text,
      length: text.length,
      lang: situation.lang,
      words: text.match(WORD)?.slice(0, MOST_WORDS) ?? [],
      request_score: message?.requestScore ?? 0,
      complaint_score: message?.complaintScore ?? 0,
    },
    customer: { verified: situation.verified, vip: situation.vip },
    session: {
      messages: situation.messageCount,
      failures: situation.failCount,
      age_seconds: Math.max(0, Math.floor((situation.now - situation.createdAt) / 1000)),
      tags: situation.tags,
      was_served: situation.manualStartAt !== null,
    },
    bot: {
      failed: reply?.failed ?? false,
      failure_score: reply?.failureScore ?? 0,
      repeat_score: reply?.repeatScore ?? 0,
    },
    now: localTime(situation.now, timeZone),
  };
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Making a formatter takes some fifty times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function localTime(now: number, timeZone: string): RuleFacts["now"] {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", { timeZone, weekday: "short", hour: "numeric", hourCycle: "h23" });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return { hour: Number(parts.hour), weekday: WEEKDAYS.indexOf(parts.weekday ?? "") + 1 };
}
