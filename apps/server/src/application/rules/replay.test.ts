import { describe, expect, test } from "vitest";
import { createCelExpressions } from "../../adapters/expressions-cel/index.ts";
import type { Rule, RuleAction } from "../../domain/regulator/rules.ts";
import { given, type Story } from "../../testing/given-when-then.ts";
import {
  ANNA,
  chat,
  finish,
  MINUTE,
  open,
  release,
  SAMPLE_RULES,
  SECOND,
  setProfile,
  takeOver,
  VIP,
  writesToPerson,
} from "../../testing/session-samples.ts";
import { replay } from "./replay.ts";

const { compile } = createCelExpressions();

const ESCALATE: RuleAction = { kind: "escalate", reason: "A rule", severity: "high" };

function ruleOf(expression: string, part: Partial<Rule> = {}): Rule {
  const compiled = compile(expression);
  if (!compiled.ok) throw new Error(compiled.problems[0].en);
  return { id: "trial", version: 1, priority: 0, action: ESCALATE, coolDownMs: 0, matches: compiled.matches, ...part };
}

const numbered = ({ events }: Story) => events.map((event, index) => ({ ...event, seq: index + 1 }));

const firings = (story: Story, expression: string, part: Partial<Rule> = {}, timeZone = "UTC") =>
  replay(numbered(story), ruleOf(expression, part), timeZone).map(({ seq, moment }) => [seq, moment]);

const seqsOf = (story: Story, type: string): number[] =>
  numbered(story).flatMap((event) => (event.type === type ? [event.seq] : []));

const answered = (text: string) => (story: Story) => finish(story.turn, { kind: "answered" }, text);

const asked = given(open(), chat("How far does it go?")).and(answered("80 km."));
const twice = asked.later(MINUTE).and(chat("I want a REFUND"), answered("Sorry, I do not know."));

describe("[E18] where a rule would have fired", () => {
  test("at a message and at a reply, each with the facts of that moment", () => {
    const [first = 0, second = 0] = seqsOf(twice, "customer_message");
    const replies = seqsOf(twice, "bot_reply");
    expect(firings(twice, 'moment == "message"')).toEqual([
      [first, "message"],
      [second, "message"],
    ]);
    expect(firings(twice, 'moment == "reply"').map(([seq]) => seq)).toEqual(replies);
    expect(firings(twice, 'message.text.contains("refund")')).toEqual([[second, "message"]]);
    expect(firings(twice, 'session.messages == 2 && moment == "message"')).toEqual([[second, "message"]]);
    expect(firings(twice, "session.age_seconds >= 60")).toHaveLength(2);
    expect(firings(twice, "bot.failed && session.failures == 1")).toEqual([[replies[1], "reply"]]);
  });

  test("as a customer was known at that moment, and not before", () => {
    const later = asked.and(setProfile(VIP)).under({}).and(chat("And now?"));
    expect(firings(later, 'customer.vip && moment == "message"')).toEqual([
      [seqsOf(later, "customer_message")[1], "message"],
    ]);
  });

  test("in the shop's time", () => {
    const hour = (timeZone: string) =>
      Array.from({ length: 24 }, (_, at) => at).filter(
        (at) => firings(asked, `now.hour == ${at}`, {}, timeZone).length > 0,
      );
    expect((Number(hour("Asia/Shanghai")[0]) - Number(hour("UTC")[0]) + 24) % 24).toBe(8);
  });

  test("not again within its cool-down", () => {
    const [first = 0, second = 0] = seqsOf(twice, "customer_message");
    const seqs = (coolDownMs: number) => firings(twice, 'moment == "message"', { coolDownMs }).map(([seq]) => seq);
    expect(seqs(MINUTE)).toEqual([first, second]);
    expect(seqs(MINUTE + SECOND)).toEqual([first]);
  });

  test("not while a person serves, and not for what is said to them", () => {
    const served = asked.and(takeOver(ANNA), writesToPerson("refund!"), release(ANNA.id), chat("refund?"));
    const [, , last] = seqsOf(served, "customer_message");
    expect(firings(served, 'message.text.contains("refund")')).toEqual([[last, "message"]]);
    expect(firings(served, "session.was_served && message.length > 0")).toEqual([[last, "message"]]);
  });

  test("when the bot had no words at all", () => {
    const silent = given(open(), chat("Hello")).and((story) =>
      finish(story.turn, { kind: "failed", failure: "timed_out" }),
    );
    expect(firings(silent, "bot.failed")).toEqual([[seqsOf(silent, "bot_turn_ended")[0], "reply"]]);
  });

  test("not where the words were erased", () => {
    const erased = numbered(twice).map((event) => ({ ...event, personal: null }));
    expect(replay(erased, ruleOf("true"), "UTC")).toEqual([]);
  });

  test("not where it would change nothing", () => {
    const first = given(open()).where({ rules: SAMPLE_RULES }).and(chat("多远?")).and(answered("80 km."));
    const tagged = first.later(MINUTE).and(chat("多远呢?"));
    const [seq] = seqsOf(tagged, "customer_message");
    expect(tagged.state).toMatchObject({ tags: ["range"] });
    expect(firings(tagged, "true", { action: { kind: "tag", tag: "range" } })).toEqual([[seq, "message"]]);
    expect(firings(tagged, "true", { action: { kind: "tag", tag: "new" } })).toEqual([[seq, "message"]]);
    expect(firings(tagged, "true", { action: { kind: "set_priority", priority: "high" } })).toHaveLength(3);
  });
});
