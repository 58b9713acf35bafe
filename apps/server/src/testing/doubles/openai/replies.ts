import { type ChatRequest, textOf } from "./chat-request.ts";
import { data, readPrompt, unfenced } from "./read-prompt.ts";

/** What the double's model answers. */
export interface Reply {
  text: string;
  call?: { name: string; arguments: string };
  /** `stop` or `tool_calls` unless told. */
  finish?: string;
}

const PERSON =
  /转人工|人工客服|真人|\b(?:human|real person|live agent|an? agent|representative)\b|\b(?:Mitarbeiter|Menschen)\b/iu;
const GREETING = /^\W*(?:hi|hello|hey|hallo|您好|你好|嗨)\W*$/iu;

/**
 * Without a model, but of use to a developer who has no key: quotes the best entry that has anything in common with
 * the question, and asks for a person when the customer plainly does.
 */
export function sensibleReply(request: ChatRequest): Reply {
  const { question, entries } = readPrompt(request);
  const chinese = /\p{Script=Han}/u.test(question);
  const canCall = request.tools?.some((tool) => tool.function.name === "request_human") === true;
  if (PERSON.test(question)) {
    const reason = chinese ? "顾客想和真人沟通" : "The customer wants to talk to a person";
    if (canCall) return { text: "", call: { name: "request_human", arguments: JSON.stringify({ reason }) } };
    return { text: chinese ? "需要人工客服，请回复“转人工”。" : 'To talk to a person, type "human agent".' };
  }
  if (GREETING.test(question)) return { text: chinese ? "您好！请问有什么可以帮您？" : "Hello! How can I help you?" };
  const asked = words(question);
  // The best come first; those of another matter are passed over.
  const best = entries.find(({ title, answer }) => haveAnyInCommon(asked, words(`${title} ${answer}`)));
  if (best === undefined)
    return { text: chinese ? "抱歉，这个问题我不知道答案。" : "I'm sorry, I don't know the answer to that." };
  const { title, answer } = best;
  return { text: chinese ? `${answer}\n\n（出自“${title}”）` : `${answer}\n\n(From "${title}")` };
}

/** Latin words of three letters or more, and pairs of Chinese characters. */
function words(text: string): Set<string> {
  const latin = text.toLowerCase().match(/[\p{Script=Latin}\d]{3,}/gu) ?? [];
  const han = (text.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
    [...run].slice(1).map((character, before) => `${[...run][before]}${character}`),
  );
  return new Set([...latin, ...han]);
}

const haveAnyInCommon = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].some((word) => other.has(word));

/** What begins or ends a turn in the templates of ChatML, Llama, Mistral, Gemma, DeepSeek and their kin. */
const CONTROL =
  /<\|[^|\n]{1,40}\|>|<｜[^｜\n]{1,40}｜>|<\/?s>|<<\/?SYS>>|<\/?(?:start|end)_of_turn>|<\/?(?:tool_call|think)>|\[\/?(?:INST|SYSTEM_PROMPT|TOOL_CALLS|AVAILABLE_TOOLS|TOOL_RESULTS)\]/u;

/**
 * The most gullible model there can be, run by the most careless server: it obeys whatever stands outside of the marks
 * and is not the operator's own, also what follows a template's control token, wherever that stands; and it repeats
 * all data that it was given.
 *
 * @param trusted the operator's texts: no orders of a stranger
 * @param obeyed is told what it obeyed
 */
export function gullibleReply(trusted: readonly string[], obeyed: (order: string) => void) {
  return ({ messages }: ChatRequest): Reply => {
    const orders = messages.flatMap((message) => {
      const [own = "", ...forged] = textOf(message).split(CONTROL);
      // What the bot itself said before is its own.
      return [...(message.role === "assistant" ? [] : [unfenced(foreign(own, trusted))]), ...forged];
    });
    const order = orders.map((text) => text.trim()).find((text) => text !== "");
    const text = messages.map((message) => data(textOf(message))).join("\n");
    if (order === undefined) return { text: text || "…" };
    obeyed(order);
    return { text, call: { name: "request_human", arguments: JSON.stringify({ reason: order }) } };
  };
}

const foreign = (text: string, trusted: readonly string[]): string =>
  trusted.reduce((rest, own) => rest.replace(own, ""), text);
