import { readable } from "../text.ts";
import { type Verdict, verdict } from "../verdict.ts";
import { CHINESE, simplified } from "./chinese.ts";
import { type Tally, tally } from "./cue.ts";
import { ENGLISH } from "./english.ts";
import { EUROPEAN, unaccented } from "./european.ts";
import { JAPANESE, KOREAN, RUSSIAN, VIETNAMESE } from "./others.ts";

const THRESHOLD = 0.5;
/** As many points as make one strong cue, or trouble together with a sign of impatience. */
const ENOUGH = 2;

const KANA = /[\u3041-\u30ff]/;
const HAN = /\p{Script=Han}/u;
const HANGUL = /[\uac00-\ud7a3\u3131-\u318e]/;
const CYRILLIC = /[\u0400-\u04ff]/;
/** Letters that only Vietnamese has. */
const VIETNAMESE_LETTERS = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/;

/** Everyday words that English shares with none of its neighbours. */
const ENGLISH_WORDS = /\b(?:the|is|and|you|your|my|this|that|it|to|of|what|not|i'm|with|are|have)\b/;

/** The script says which words to look for; within the Latin one the languages that find most. */
function signs(text: string): Tally {
  if (KANA.test(text)) return tally(text, JAPANESE);
  if (HAN.test(text)) return tally(simplified(text), CHINESE);
  if (HANGUL.test(text)) return tally(text, KOREAN);
  if (CYRILLIC.test(text)) return tally(text, RUSSIAN);
  if (VIETNAMESE_LETTERS.test(text)) return tally(text, VIETNAMESE);
  const found = tally(text, ENGLISH);
  if (ENGLISH_WORDS.test(text)) return found;
  const others = tally(unaccented(text), EUROPEAN);
  return others.points > found.points ? others : found;
}

/** Whether a customer complains or is angry. Pure; some 5 to 20 microseconds a message. */
export function complaintVerdict(text: string): Verdict {
  const { points, words } = signs(readable(text));
  return verdict(1 / (1 + Math.exp(ENOUGH - points)), THRESHOLD, words);
}
