import { type ChatRequest, textOf } from "./chat-request.ts";

/** What the bot's prompt holds, read from its marks as a model would. */
interface Prompt {
  /** The customer's latest words. */
  question: string;
  entries: readonly { title: string; answer: string }[];
}

const FENCED = /⟦(\w+)⟧\n?([\s\S]*?)\n?⟦\/\1⟧/g;

const fenced = (text: string, kind: string): string[] =>
  [...text.matchAll(FENCED)].flatMap(([, name, inside = ""]) => (name === kind ? [inside] : []));

export function readPrompt({ messages }: ChatRequest): Prompt {
  const last = messages.findLast(({ role }) => role === "user");
  const asked = last === undefined ? "" : textOf(last);
  const entries = messages.flatMap((message) => (message.role === "system" ? fenced(textOf(message), "faq") : []));
  return {
    // Other clients than Baton mark nothing.
    question: fenced(asked, "customer").at(-1) ?? asked,
    entries: entries.map((entry) => {
      const [title = "", ...answer] = entry.split("\n");
      return { title: title.replace(/^# /, ""), answer: answer.join("\n") };
    }),
  };
}

/** What stands outside of every mark: what a model takes for its orders. */
export const unfenced = (text: string): string => text.replaceAll(FENCED, "");
/** What stands between marks, one after the other. */
export const data = (text: string): string => [...text.matchAll(FENCED)].map(([, , inside]) => inside).join("\n");
