import type { Severity } from "@baton/protocol";
import type { Channel } from "./regulator-channels.ts";

export const HELP = `Shows what the regulator hears in texts, measures it, and explains it. Needs neither server nor store.

  npm run --silent regulator -- classify < in.jsonl > out.jsonl
      For each line { "id", "text" } one line
      { "id", "request": { "fires", "score" }, "complaint": { ... }, "bot_failure": { ... } }, in order.
      Scores go from 0 to 1 and are comparable within one channel. At the first line that is something else it
      says which one and ends with exit code 1.

  npm run regulator -- eval FILE.jsonl[.gz] ... [--channel request|complaint|bot_failure] [--markdown]
      Measures channels on rows { "text", "y", "suite", "lang" } (y is 1 where the channel should fire) and prints
      a line a channel, suite and language. The channel of a row: --channel; otherwise what the file's name begins
      with (E1 request, E2 complaint, E2b bot_failure); otherwise the suite's name; otherwise request.
      P precision, R recall, AP average precision, FPR false-positive rate, all in percent; F1 with the 95 %
      interval of 1,000 resamples; macro-F1 the mean over "fires" and "does not"; "seed" a plain search for
      人工 真人 客服 投诉 无法解决 转人工 接人工; us the microseconds a text, median and 99th percentile.

  npm run regulator -- explain "TEXT" [--vip] [--lang zh|en]
      What each channel says of a customer's message, what would be decided, and why. Uses the REGULATOR_*
      settings of the environment and .env. With --vip as if the customer were a verified VIP.

  npm run regulator -- explain "TEXT" --reply [--lang zh|en]
      The same for a reply of the bot's: whether it counts as a failure.

  --help          this text

Exit code 0: done; 1: a row cannot be read; 2: wrong usage or settings.
`;

interface Sentences {
  channels: Readonly<Record<Channel, string>>;
  fires: string;
  silent: string;
  score(score: string, threshold: string): string;
  evidence(words: readonly string[]): string;
  /** A word that speaks for it. */
  heard(words: string): string;
  /** A word that speaks against it. */
  against(words: string): string;
  severities: Readonly<Record<Severity, string>>;
  noEvidence: string;
  vip: string;
  noVip: string;
  stays: string;
  calls(reason: string, severity: string): string;
  /** Of the findings, by their rule. */
  reasons: Readonly<Record<string, string>>;
  complaintOff: string;
  order: string;
  rules: string;
  ownFailureWord: string;
  fails(threshold: number): string;
  answers: string;
}

/** What operators read; customers are not spoken to here. */
export type TextLang = "zh" | "en";

export const SENTENCES: Readonly<Record<TextLang, Sentences>> = {
  en: {
    channels: { request: "Asks for a person: ", complaint: "Complains or is angry: ", bot_failure: "Is no answer: " },
    fires: "yes.",
    silent: "no.",
    score: (score, threshold) => `Score ${score}, fires from ${threshold}.`,
    evidence: (words) => `Heard: ${words.join(", ")}.`,
    heard: (words) => `"${words}"`,
    against: (words) => `"${words}" (against it)`,
    severities: { low: "low", medium: "medium", high: "high" },
    noEvidence: "Heard nothing that speaks for it.",
    vip: "VIP: yes, by a verified identity.",
    noVip: "VIP: no. (Try --vip.)",
    stays: "Decision: no person is called; the bot answers.",
    calls: (reason, severity) => `Decision: a person is called. Reason: ${reason}. Severity: ${severity}.`,
    reasons: { vip: "a VIP", keyword: "the customer asks for a person", complaint: "a complaint" },
    complaintOff: "The complaint alone calls nobody: REGULATOR_COMPLAINT_AUTO_ESCALATE is off.",
    order: "The first that fires decides: VIP, a request for a person, the operator's rules, a complaint.",
    rules: "The operator's rules are kept by the server and are not asked here.",
    ownFailureWord: "It holds one of REGULATOR_AI_FAIL_KEYWORDS.",
    fails: (threshold) =>
      threshold === 1
        ? "Decision: it counts as a failure, and the first one calls a person."
        : `Decision: it counts as a failure; ${threshold} in a row call a person.`,
    answers: "Decision: it counts as an answer; the count of failures in a row begins anew.",
  },
  zh: {
    channels: { request: "要求人工：", complaint: "投诉或不满：", bot_failure: "没有答上：" },
    fires: "是。",
    silent: "否。",
    score: (score, threshold) => `得分 ${score}，达到 ${threshold} 即触发。`,
    evidence: (words) => `依据：${words.join("、")}。`,
    heard: (words) => `“${words}”`,
    against: (words) => `“${words}”（因此不算）`,
    severities: { low: "低", medium: "中", high: "高" },
    noEvidence: "没有依据。",
    vip: "VIP：是（身份已验证）。",
    noVip: "VIP：否。（可加 --vip 试试。）",
    stays: "结论：不转人工，由机器人回答。",
    calls: (reason, severity) => `结论：转人工。原因：${reason}。程度：${severity}。`,
    reasons: { vip: "VIP 顾客", keyword: "顾客要求人工", complaint: "顾客投诉" },
    complaintOff: "仅有投诉不会转人工：REGULATOR_COMPLAINT_AUTO_ESCALATE 已关闭。",
    order: "先触发者决定：VIP、要求人工、运营规则、投诉。",
    rules: "运营规则保存在服务器上，此处不参与判断。",
    ownFailureWord: "含有 REGULATOR_AI_FAIL_KEYWORDS 中的词。",
    fails: (threshold) =>
      threshold === 1 ? "结论：算一次失败，一次即转人工。" : `结论：算一次失败；连续 ${threshold} 次即转人工。`,
    answers: "结论：算作回答，连续失败次数清零。",
  },
};
