import type { Lang } from "@baton/protocol";
import type { BotRequest } from "../../ports/bot.ts";
import { customersWords } from "./customers-words.ts";

/** One message of a Coze conversation, as its API takes it. */
export interface CozeMessage {
  readonly role: "user" | "assistant";
  readonly type: "question" | "answer";
  readonly content: string;
  readonly content_type: "text";
}

export interface Budget {
  /** Coze takes 50 messages; one of them is the question. */
  readonly messages: number;
  /** UTF-16 code units. */
  readonly characters: number;
}

const BUDGET: Budget = { messages: 40, characters: 6_000 };

/** Coze knows two roles only: who else spoke is told in words. */
const SPEAKERS: Readonly<Record<Lang, { agent: string; system: string }>> = {
  zh: { agent: "【人工客服】", system: "【系统】" },
  de: { agent: "[Ein Mensch aus dem Team schrieb] ", system: "[System] " },
  en: { agent: "[A human colleague said] ", system: "[System] " },
};

/**
 * What Coze's conversation lacks, oldest first, and the customer's question as the last. Coze keeps by itself what went
 * through it; since its last reply a person may have served, and it must not contradict what was said then. What does
 * not fit the budget is left out, the oldest first.
 */
export function messagesFor(
  { history, questions, lang }: Pick<BotRequest, "history" | "questions" | "lang">,
  budget: Budget = BUDGET,
): CozeMessage[] {
  const missed = history.slice(history.findLastIndex(({ role }) => role === "assistant") + 1);
  const kept: CozeMessage[] = [];
  let left = budget.characters;
  for (const { role, content } of missed.toReversed()) {
    if (kept.length === budget.messages || left <= 0) break;
    const said = role === "agent" || role === "system" ? SPEAKERS[lang][role] + content : customersWords(content);
    const text = shortened(said, left);
    left -= text.length;
    kept.push(
      role === "user" ? question(text) : { role: "assistant", type: "answer", content: text, content_type: "text" },
    );
  }
  return [...kept.toReversed(), question(joined(questions))];
}

/** Made harmless when they are together: a mark may be written in two messages. */
export const joined = (questions: readonly string[]): string => customersWords(questions.join("\n"));

const question = (content: string): CozeMessage => ({ role: "user", type: "question", content, content_type: "text" });

/** Not cut inside a character of two units. */
function shortened(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
}
