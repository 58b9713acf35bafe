import type { BotRequest } from "../../ports/bot.ts";
import type { KnowledgeEntry } from "../../ports/knowledge.ts";
import { asData, type FenceKind, fence, shorten } from "./fence.ts";
import { PHRASES } from "./phrases.ts";

/** No `name`: nobody can look like somebody else. */
export interface Message {
  role: "system" | "user" | "assistant";
  content: string;
}

export interface PromptOptions {
  /** The operator's own instead of the default's first part. The rules about data follow in any case. */
  systemPrompt: string | null;
  /** Characters of the conversation before the questions. */
  historyBudget: number;
  /** Whether the tool goes along: some servers take none. */
  canAskForPerson: boolean;
}

/** Characters. */
const MOST_OF_ENTRY = 2_000;
const MOST_OF_LINE = 2_000;
const MOST_OF_NOTE = 200;
const QUESTIONS_BUDGET = 8_000;

type Request = Pick<BotRequest, "lang" | "questions" | "history">;
type Line = { by: FenceKind | "assistant"; text: string };

/**
 * Pure. One system message, then `user` and `assistant` in turn, the first and the last of them `user`: the templates
 * of several models refuse anything else. Only the bot's own words are in `assistant`; what others said is fenced.
 */
export function buildMessages(
  request: Request,
  entries: readonly KnowledgeEntry[],
  { systemPrompt, historyBudget, canAskForPerson }: PromptOptions,
): Message[] {
  const phrases = PHRASES[request.lang];
  const system = [
    systemPrompt?.trim() || phrases.role,
    phrases.rules,
    canAskForPerson ? phrases.withTool : phrases.withoutTool,
    ...(entries.length === 0 ? [phrases.noEntries] : [phrases.entries, ...entries.map(fencedEntry)]),
  ];
  const history = newest(request.history.map(lineOf), historyBudget);
  const questions = newest(request.questions.map(lineOfQuestion), QUESTIONS_BUDGET);
  const begins = beginning(request, history);
  return [{ role: "system", content: system.join("\n\n") }, ...inTurns([...begins, ...history, ...questions])];
}

const fencedEntry = ({ title, answer }: KnowledgeEntry): string =>
  fence("faq", `# ${asData(title).replaceAll(/\s+/g, " ")}\n${shorten(asData(answer), MOST_OF_ENTRY)}`);

const SAID_BY = { user: "customer", agent: "colleague", system: "note", assistant: "assistant" } as const;

function lineOf({ role, content }: BotRequest["history"][number]): Line {
  return { by: SAID_BY[role], text: shorten(asData(content), role === "system" ? MOST_OF_NOTE : MOST_OF_LINE) };
}

const lineOfQuestion = (question: string): Line => ({
  by: "customer",
  text: shorten(asData(question), QUESTIONS_BUDGET),
});

/** As many of the last lines as the budget holds. */
function newest(lines: readonly Line[], budget: number): Line[] {
  let left = budget;
  const before = lines.findLastIndex(({ text }) => {
    left -= text.length;
    return left < 0;
  });
  return lines.slice(before + 1);
}

/** `assistant` must not come first, and a model should know that it does not see everything. */
function beginning({ history, lang }: Request, kept: readonly Line[]): Line[] {
  if (kept.length < history.length) return [{ by: "note", text: PHRASES[lang].leftOut }];
  return kept[0]?.by === "assistant" ? [{ by: "note", text: PHRASES[lang].begins }] : [];
}

function inTurns(lines: readonly Line[]): Message[] {
  const messages: Message[] = [];
  for (const { by, text } of lines) {
    const role = by === "assistant" ? "assistant" : "user";
    const content = by === "assistant" ? text : fence(by, text);
    const last = messages.at(-1);
    if (last?.role === role) last.content += `\n\n${content}`;
    else messages.push({ role, content });
  }
  return messages;
}

/** What the customer asked before, for a question that only makes sense with it. */
export const previousQuestion = (history: BotRequest["history"]): string | undefined =>
  history.findLast(({ role }) => role === "user")?.content;
