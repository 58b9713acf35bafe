import { normalise } from "./normalise.ts";

export type SmallTalk = "greeting" | "thanks" | "goodbye" | "agreed" | "identity" | "unhelpful";

const list = (text: string): readonly string[] => text.split("|").map((phrase) => phrase.trim());

/** Whole messages, not parts: "hi, where is my parcel" is a question. */
const SAID: Readonly<Record<SmallTalk, readonly string[]>> = {
  greeting: list(
    "hi|hello|hey|hi there|hello there|hey there|good morning|good afternoon|good evening|good day|anyone there|is anyone there|are you there|hello bot|你好|您好|你好呀|你好啊|嗨|哈喽|哈啰|在吗|在么|在不在|有人吗|早|早上好|早安|上午好|中午好|下午好|晚上好|亲|亲在吗|客服在吗|喂|hallo|guten tag|guten morgen|guten abend|moin|servus|grüß gott|grüezi|ist da jemand|hallo ist da jemand",
  ),
  thanks: list(
    "thanks|thank you|thx|ty|cheers|many thanks|thanks a lot|thank you very much|thank you so much|thanks so much|much appreciated|great thanks|ok thanks|okay thanks|ok thank you|perfect thanks|thats all thanks|no thanks|谢谢|谢谢你|谢谢您|谢谢啦|谢啦|谢了|多谢|感谢|非常感谢|谢谢了|好的谢谢|好的谢谢你|好谢谢|太谢谢了|不用了谢谢|谢谢没别的事了|辛苦了|danke|danke schön|dankeschön|vielen dank|besten dank|herzlichen dank|ok danke|super danke|nein danke|danke das war alles|das war alles danke",
  ),
  goodbye: list(
    "bye|goodbye|bye bye|see you|see ya|good night|have a nice day|再见|拜拜|拜|晚安|回头见|下次见|先这样|tschüss|tschüs|auf wiedersehen|bis bald|ciao|gute nacht|schönen tag noch",
  ),
  agreed: list(
    "ok|okay|k|ok cool|cool|great|fine|alright|all right|got it|i see|understood|perfect|nice|good|sure|yes|no|yep|nope|that helped|that helps|thats all|that is all|好|好的|好吧|好哒|好滴|嗯|嗯嗯|哦|噢|行|可以|知道了|明白|明白了|了解|了解了|收到|懂了|没了|没事了|没有了|是|是的|对|对的|不是|👍|👌|🙏|ja|nein|gut|alles klar|verstanden|super|prima|passt|in ordnung|das hat geholfen|das war alles",
  ),
  identity: list(
    "who are you|what are you|are you a bot|are you a robot|are you human|are you a human|are you real|are you a real person|are you an ai|am i talking to a bot|what is your name|whats your name|你是谁|你是机器人吗|你是机器人|你是真人吗|你是人吗|是人工吗|你是ai吗|你叫什么|你叫什么名字|是机器人吗|wer sind sie|wer bist du|sind sie ein bot|bist du ein bot|sind sie ein roboter|bist du ein roboter|sind sie ein mensch|bist du ein mensch|sind sie eine ki|wie heißen sie|wie heißt du",
  ),
  unhelpful: list(
    "that didnt help|that does not help|doesnt help|not helpful|that is wrong|thats wrong|wrong|wrong answer|thats not what i asked|not what i asked|not what i meant|you dont understand|you didnt answer my question|useless|没用|没帮助|答非所问|不对|不是这个|不是这个意思|你没听懂|听不懂|你不懂|没回答我的问题|牛头不对马嘴|不是我问的|das hilft nicht|das hilft mir nicht|das hat nicht geholfen|nicht hilfreich|das ist falsch|falsch|das habe ich nicht gefragt|sie verstehen mich nicht|das war nicht meine frage",
  ),
};

const KINDS = new Map<string, SmallTalk>();
for (const [kind, phrases] of Object.entries(SAID)) {
  for (const phrase of phrases) KINDS.set(bare(phrase), kind as SmallTalk);
}

/** @returns what kind of small talk a message is, undefined when it says anything beyond it */
export function smallTalk(text: string): SmallTalk | undefined {
  if (text.length > 80) return undefined;
  const whole = KINDS.get(bare(text));
  if (whole !== undefined) return whole;
  const parts = text.split(/[\p{P}\s]+/u).filter((part) => bare(part) !== "");
  // "hi!! thank you, bye": the last thing said decides; one part that is no small talk makes it a question.
  const kinds = text
    .split(/[,.!?，。！？~～\n]+/u)
    .filter((part) => bare(part) !== "")
    .map((part) => KINDS.get(bare(part)));
  if (kinds.length > 1 && kinds.every((kind) => kind !== undefined)) return kinds.at(-1);
  return parts.length === 0 ? undefined : KINDS.get(bare(parts.join(" ")));
}

/** Without punctuation, doubled spaces and emoji, unless there is nothing but emoji. */
function bare(text: string): string {
  const words = normalise(text)
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return words === ""
    ? [...text.matchAll(/\p{Extended_Pictographic}/gu)]
        .map(([emoji]) => emoji)
        .slice(0, 1)
        .join("")
    : words;
}
