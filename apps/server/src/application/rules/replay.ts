import { askRules, ruleName } from "../../domain/regulator/ask-rules.ts";
import { botFailureVerdict } from "../../domain/regulator/bot-failure/index.ts";
import { complaintVerdict } from "../../domain/regulator/complaint/index.ts";
import { factsOf, type Heard } from "../../domain/regulator/facts.ts";
import { circling } from "../../domain/regulator/repeat/index.ts";
import { requestVerdict } from "../../domain/regulator/request/index.ts";
import type { Rule } from "../../domain/regulator/rules.ts";
import { evolve } from "../../domain/session/evolve.ts";
import { ABSENT, type SessionState, type TimedEvent } from "../../domain/session/state.ts";

export interface Firing {
  seq: number;
  moment: "message" | "reply";
  /** Milliseconds since 1970. */
  time: number;
}

/** What customer and bot said to each other since a person last served. */
interface Talk {
  questions: string[];
  replies: string[];
}

/**
 * Where a rule would have fired in a conversation as it went: the moments, the facts and the cool-down are those of the
 * live regulator. Words that were erased are passed over.
 * @param events all of the session from its first on, in order
 * @param timeZone of the shop, as IANA names it
 */
export function replay(events: Iterable<TimedEvent & { seq: number }>, rule: Rule, timeZone: string): Firing[] {
  const firings: Firing[] = [];
  const name = ruleName(rule.id);
  let talk: Talk = { questions: [], replies: [] };
  let state: SessionState = ABSENT;
  for (const event of events) {
    const before = state;
    state = evolve(state, event);
    if (event.type === "taken_over") talk = { questions: [], replies: [] };
    if (state.status === "absent") continue;
    const failed = before.status !== "absent" && state.failCount > before.failCount;
    const heard = heardAt(event, failed, talk);
    if (heard === null) continue;
    const last = firings.at(-1);
    const tags = last !== undefined && rule.action.kind === "tag" ? [...state.tags, rule.action.tag] : state.tags;
    const facts = factsOf({ ...state, tags, now: event.time }, heard, timeZone);
    const rulesFiredAt = last === undefined ? {} : { [name]: last.time };
    const { finding, effects } = askRules([rule], facts, { now: event.time, rulesFiredAt });
    if (finding !== null || effects.length > 0) {
      firings.push({ seq: event.seq, moment: facts.moment, time: event.time });
    }
  }
  return firings;
}

/** Null when a rule is not asked at this event. */
function heardAt(event: TimedEvent, failed: boolean, talk: Talk): Heard | null {
  if (event.type === "customer_message" && event.data.channel === "bot" && event.personal !== null) {
    const text = event.personal.content;
    talk.questions.push(text);
    return {
      message: { text, requestScore: requestVerdict(text).score, complaintScore: complaintVerdict(text).score },
      reply: null,
    };
  }
  if (event.type === "bot_reply" && event.personal !== null) {
    const text = event.personal.content;
    talk.replies.push(text);
    const [failureScore, repeatScore] = [botFailureVerdict(text).score, circling(talk).score];
    return { message: null, reply: { failed, failureScore, repeatScore } };
  }
  return event.type === "bot_turn_ended" && failed
    ? { message: null, reply: { failed, failureScore: 0, repeatScore: 0 } }
    : null;
}
