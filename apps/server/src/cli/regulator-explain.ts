import type { Situation } from "../domain/regulator/facts.ts";
import type { Finding } from "../domain/regulator/finding.ts";
import { judgeReply, type RegulatorSettings, regulateMessage } from "../domain/regulator/regulate.ts";
import type { Verdict } from "../domain/regulator/verdict.ts";
import type { Channel } from "./regulator-channels.ts";
import { SENTENCES, type TextLang } from "./regulator-texts.ts";

/** The language an explanation is given in, if nobody says: the one the text itself is in, so far as there are two. */
export const langOf = (text: string): TextLang => (/\p{Script=Han}/u.test(text) ? "zh" : "en");

/** Why a customer's message would call a person, or would not: what each channel says, then what is decided. */
export function explainMessage(text: string, vip: boolean, settings: RegulatorSettings, lang: TextLang): string {
  const say = SENTENCES[lang];
  const decided = regulateMessage(text, situationOf(lang, vip), { settings, rules: [] });
  return lines(
    channelLine("request", decided.request, lang),
    channelLine("complaint", decided.complaint, lang),
    vip ? say.vip : say.noVip,
    "",
    decided.finding === null
      ? say.stays
      : say.calls(reasonOf(decided.finding, lang), say.severities[decided.finding.severity]),
    decided.finding === null && decided.complaint.fires && !settings.complaintAutoEscalate ? say.complaintOff : null,
    say.order,
    say.rules,
  );
}

/** Whether a bot's reply would count as a failure, and what would come of it. */
export function explainReply(reply: string, settings: RegulatorSettings, lang: TextLang): string {
  const say = SENTENCES[lang];
  const { failed, failure } = judgeReply(reply, settings);
  const ownWord = failed && !failure.fires;
  return lines(
    channelLine("bot_failure", failure, lang),
    ownWord ? say.ownFailureWord : null,
    "",
    failed ? say.fails(settings.failThreshold) : say.answers,
  );
}

/** A customer whom nobody knows, in a session that has just begun. */
const situationOf = (lang: TextLang, vip: boolean): Situation => ({
  lang,
  createdAt: 0,
  now: 0,
  verified: vip,
  vip,
  vipEscalatedAt: null,
  failCount: 0,
  messageCount: 1,
  tags: [],
  manualStartAt: null,
  rulesFiredAt: {},
});

function channelLine(channel: Channel, { score, threshold, fires, evidence }: Verdict, lang: TextLang): string {
  const say = SENTENCES[lang];
  const words = evidence.length === 0 ? say.noEvidence : say.evidence(evidence.map((word) => inWords(word, lang)));
  return `${say.channels[channel]}${fires ? say.fires : say.silent} ${say.score(score.toFixed(2), threshold.toFixed(2))} ${words}`;
}

/** The channels put `not: ` before what speaks against. */
function inWords(word: string, lang: TextLang): string {
  const against = /^not: (.*)$/su.exec(word)?.[1];
  return against === undefined ? SENTENCES[lang].heard(word) : SENTENCES[lang].against(against);
}

const reasonOf = ({ rule, evidence }: Finding, lang: TextLang): string =>
  `${SENTENCES[lang].reasons[rule] ?? rule} (${evidence})`;

const lines = (...all: readonly (string | null)[]): string =>
  all
    .filter((line) => line !== null)
    .map((line) => `${line}\n`)
    .join("");
