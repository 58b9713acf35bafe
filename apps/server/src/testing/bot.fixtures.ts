import type { Bot, BotOutcome, BotRequest } from "../ports/bot.ts";

export const QUESTION: BotRequest = {
  sessionName: "s-1",
  conversationId: "c-1",
  lang: "en",
  questions: ["How long does charging take?"],
  history: [],
  parameters: {},
};

export interface Heard {
  pieces: string[];
  outcome: BotOutcome;
}

/** A reply to its end. */
export async function listen(reply: ReturnType<Bot["reply"]>): Promise<Heard> {
  const pieces: string[] = [];
  for (;;) {
    const next = await reply.next();
    if (next.done === true) return { pieces, outcome: next.value };
    pieces.push(next.value);
  }
}

export const ask = (bot: Bot, signal = new AbortController().signal, request = QUESTION): Promise<Heard> =>
  listen(bot.reply(request, signal));

/** One reply of a scripted engine; whatever it is, as an adapter in plain JavaScript might give it. */
export type Script = (signal: AbortSignal) => unknown;

export interface ScriptedBot extends Bot {
  /** The signals of the calls so far, oldest first. */
  readonly calls: AbortSignal[];
}

/** An adapter that does what the scripts say, call after call, and what the last one says from then on. */
export function scriptedBot(...scripts: [Script, ...Script[]]): ScriptedBot {
  const calls: AbortSignal[] = [];
  const play = (signal: AbortSignal): unknown => {
    calls.push(signal);
    const script = scripts[Math.min(calls.length, scripts.length) - 1];
    return script?.(signal);
  };
  return {
    name: "scripted",
    deadlineMs: 60_000,
    info: () => ({ name: "Scripted", description: "", icon_url: "", welcome: "" }),
    createConversation: async (_sessionName, signal) => (await play(signal)) as string,
    reply: (_request, signal) => play(signal) as ReturnType<Bot["reply"]>,
    calls,
  };
}

export const never = (): Promise<never> => new Promise(() => undefined);

/** Says the words and ends so. */
export const endsWith = (outcome: unknown, ...pieces: string[]): Script =>
  async function* () {
    yield* pieces;
    return outcome;
  };

export const says = (...pieces: string[]): Script => endsWith({ kind: "answered" }, ...pieces);

export const throws = (error: unknown): Script =>
  // biome-ignore lint/correctness/useYield: it breaks off before its first piece
  async function* () {
    throw error;
  };

/** Says the words, then nothing, whatever happens. */
export const hangs = (...pieces: string[]): Script =>
  async function* () {
    yield* pieces;
    await never();
  };

/** To be put before the server's own bot: says half of its answer, and the other half when it may. */
export const haltingBot =
  (deadlineMs: number, mayGoOn: Promise<void>) =>
  (bot: Bot): Bot => ({
    name: bot.name,
    info: bot.info,
    createConversation: bot.createConversation,
    deadlineMs,
    async *reply() {
      yield "one ";
      await mayGoOn;
      yield "two";
      return { kind: "answered" };
    },
  });
