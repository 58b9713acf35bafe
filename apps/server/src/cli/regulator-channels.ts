import { botFailureVerdict } from "../domain/regulator/bot-failure/index.ts";
import { complaintVerdict } from "../domain/regulator/complaint/index.ts";
import { requestVerdict } from "../domain/regulator/request/index.ts";
import type { Verdict } from "../domain/regulator/verdict.ts";

/** The channels that judge one text alone, as `classify` and `eval` name them. */
export const CHANNELS = {
  request: requestVerdict,
  complaint: complaintVerdict,
  bot_failure: botFailureVerdict,
} as const satisfies Record<string, (text: string) => Verdict>;

export type Channel = keyof typeof CHANNELS;

export const CHANNEL_NAMES = Object.keys(CHANNELS) as readonly Channel[];

export const isChannel = (word: string): word is Channel => Object.hasOwn(CHANNELS, word);
