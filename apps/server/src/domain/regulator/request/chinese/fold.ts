/** Traditional characters and their simplified ones, in pairs: only those that the lexicon's words are made of. */
const PAIRS =
  "轉转專专員员務务說说説说話话談谈聯联絡络繫系係系請请讓让幫帮給给處处線线號号碼码電电機机動动訴诉經经領领導导" +
  "負负責责開开關关問问題题時时間间點点麼么麽么嗎吗後后還还過过這这個个裡里裏里兒儿誰谁應应該该會会沒没無无須须" +
  "來来對对與与為为爲为從从剛刚現现馬马趕赶緊紧盡尽職职業业師师顧顾櫃柜檯台臺台買买賣卖貨货錢钱費费審审辦办協协" +
  "決决換换連连進进語语講讲聽听願愿謝谢顯显們们妳你喺在冇没嘅的佢他搵找揾找傾倾畀给俾给異异態态簡简單单實实圖图" +
  "書书認认識识變变應应達达將将質质檢检樣样幾几兩两雙双頭头樓楼級级總总監监東东網网誠诚筆笔訊讯復复覆复選选項项" +
  "據据舉举報报罵骂煩烦勞劳駕驾費费歸归屬属產产親亲擇择麗丽輕轻輸输專专嚴严歡欢懂懂條条熱热氣气壞坏舊旧遠远別别無无錯错並并";

const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, at) => [PAIRS.charAt(2 * at), PAIRS.charAt(2 * at + 1)]),
);

/** What is put between characters to hide a word; a blank too. */
const BETWEEN = "[ .·・•*_~|/\\\\+=^\\-]{1,3}";

/** One character alone between such signs belongs to its neighbours: 转 人 工, 转.人.工, 我要转 人工. */
const SINGLE_AFTER = new RegExp(`(?<=\\p{Script=Han})${BETWEEN}(?=\\p{Script=Han}(?!\\p{Script=Han}))`, "gu");
const SINGLE_BEFORE = new RegExp(`(?<=(?<!\\p{Script=Han})\\p{Script=Han})${BETWEEN}(?=\\p{Script=Han})`, "gu");

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<![a-z])zhuan ?(?=ren|\p{Script=Han})/gu, "转"],
  [/(?<![a-z])ren ?gong(?![a-z])/g, "人工"],
  [/(?<![a-z])zhen ?ren(?![a-z])/g, "真人"],
  [/(?<![a-z])ke ?fu(?![a-z])/g, "客服"],
  [/(?<=[转接找要])(?:rg|ren工|人gong|人g)(?![a-z])/g, "人工"],
  [/亻工|λ工|人エ|人ェ/g, "人工"],
  [/转[。,、]人[。,、]工/g, "转人工"],
  // Written by ear or by eye; elsewhere these may be words of their own.
  [/(?<=[转接找])(?:任工|仁工|入工|人公(?![司里园安])|人功|人攻|人供|人共)/g, "人工"],
  [/人[公功攻](?=$|[客课服坐座]|[,。.!?吗呢吧啊嘛]|在[线吗不])/g, "人工"],
  [/课服/g, "客服"],
  [/(?<=转|接|找|联系|人工)(?:可服|克服|客付|客复)/g, "客服"],
];

const TO_SPELL = /[a-zλ亻エ任仁入公功攻供共可克付复课。、]/;
const TO_JOIN = /\p{Script=Han}[ .·・•*_~|/\\+=^-]/u;

/** Readable Chinese as the lexicon knows it: simplified, and hidden spellings plain. */
export function folded(read: string): string {
  let text = "";
  for (const sign of read) text += SIMPLIFIED.get(sign) ?? sign;
  if (TO_JOIN.test(text)) text = text.replaceAll(SINGLE_AFTER, "").replaceAll(SINGLE_BEFORE, "");
  if (TO_SPELL.test(text)) for (const [spelling, word] of SPELLINGS) text = text.replaceAll(spelling, word);
  return text;
}
