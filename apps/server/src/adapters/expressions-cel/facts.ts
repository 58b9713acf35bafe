import { type Context, Environment } from "@marcbachmann/cel-js";
import { RE2JS } from "re2js";
import type { RuleFacts } from "../../domain/regulator/rules.ts";

type CelType = "bool" | "int" | "double" | "string" | "list<string>";
type Group = Exclude<keyof RuleFacts, "moment">;

/** Every fact and its type: a fact that is missing here does not compile. */
export const FACTS: { readonly [G in Group]: { readonly [Field in keyof RuleFacts[G]]: CelType } } = {
  message: {
    text: "string",
    length: "int",
    lang: "string",
    words: "list<string>",
    request_score: "double",
    complaint_score: "double",
  },
  customer: { verified: "bool", vip: "bool" },
  session: { messages: "int", failures: "int", age_seconds: "int", tags: "list<string>", was_served: "bool" },
  bot: { failed: "bool", failure_score: "double", repeat_score: "double" },
  now: { hour: "int", weekday: "int" },
};

export const FACT_NAMES: readonly string[] = ["moment", ...Object.keys(FACTS)];

/** How large an expression may be. */
const MOST_NODES = 200;
const MOST_ELEMENTS = 50;

/** A type of its own for patterns, so that `matches` never reaches the library's, which backtracks. */
export const environment = new Environment({
  limits: { maxAstNodes: MOST_NODES, maxDepth: 24, maxListElements: MOST_ELEMENTS, maxMapEntries: 0 },
})
  .registerType("Pattern", RE2JS)
  .registerFunction("string.matches(Pattern): bool", (text: string, pattern: RE2JS) => pattern.test(text), {
    async: false,
  })
  .registerVariable("moment", "string");
for (const [name, schema] of Object.entries(FACTS)) environment.registerVariable({ name, schema });

/** CEL's whole numbers are JavaScript's BigInt. */
export const contextOf = ({ moment, message, customer, session, bot, now }: RuleFacts): Context => ({
  moment,
  message: { ...message, length: BigInt(message.length) },
  customer,
  session: {
    ...session,
    messages: BigInt(session.messages),
    failures: BigInt(session.failures),
    age_seconds: BigInt(session.age_seconds),
  },
  bot,
  now: { hour: BigInt(now.hour), weekday: BigInt(now.weekday) },
});
