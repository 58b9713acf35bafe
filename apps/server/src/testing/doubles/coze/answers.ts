/** What the double's chat flow says: enough to try Baton without a key. */
const ANSWERS: readonly { readonly asked: RegExp; readonly zh: string; readonly en: string }[] = [
  {
    asked: /人工|真人|客服人员|\b(human|agent|person|representative)\b/i,
    zh: "好的，需要的话我可以为您转接人工客服。",
    en: "Of course. I can hand you over to a human agent.",
  },
  {
    asked: /^(你好|您好|在吗|hi|hello|hey)\b|^[你您]好/i,
    zh: "您好！我是演示用的智能助手，可以问我营业时间、运费和退货。",
    en: "Hello! I am a demo assistant. Ask me about opening hours, shipping or returns.",
  },
  {
    asked: /营业|几点|opening|hours/i,
    zh: "我们每天 9:00 到 21:00 营业。",
    en: "We are open every day from 9:00 to 21:00.",
  },
  {
    asked: /运费|快递|发货|shipping|delivery/i,
    zh: "满 99 元包邮，一般 48 小时内发货。",
    en: "Shipping is free from 99 yuan on, and orders leave within 48 hours.",
  },
  {
    asked: /退货|退款|return|refund/i,
    zh: "签收后 7 天内可以无理由退货，退款会原路返回。",
    en: "You can return an order within 7 days of receiving it. The money goes back the way it came.",
  },
];

const UNKNOWN = {
  zh: "抱歉，这个问题我暂时无法回答。",
  en: "Sorry, I can't help with that.",
};

/** @param said what else stood in the request, oldest first: the double can tell what a colleague said */
export function answerTo(question: string, said: readonly string[]): string {
  const lang = /\p{Script=Han}/u.test(question) ? "zh" : "en";
  if (/同事|colleague/i.test(question)) {
    const last = said.at(-1);
    if (last !== undefined) return last;
  }
  return (ANSWERS.find(({ asked }) => asked.test(question.trim())) ?? UNKNOWN)[lang];
}
