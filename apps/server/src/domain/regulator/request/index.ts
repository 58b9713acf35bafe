import { readable } from "../text.ts";
import { type Verdict, verdict } from "../verdict.ts";
import { advertisedScore } from "./advertised.ts";
import { chineseScore } from "./chinese/index.ts";
import { japaneseScore } from "./japanese.ts";
import { koreanScore } from "./korean.ts";
import type { Reading } from "./tags/reading.ts";
import { wordsScore } from "./words/index.ts";

const THRESHOLD = 0.5;

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HANGUL = /\p{Script=Hangul}/u;
const HAN = /\p{Script=Han}/u;
/** Chinese typed in Latin letters. */
const PINYIN = /(?<![a-z])(?:zhuan|ren ?gong|zhen ?ren|ke ?fu)/;
/** Any letter of a script whose words are parted by blanks, and Thai. */
const WORDS = /[^\P{L}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Whether the customer asks for a person, in this message. Pure; some microseconds. */
export function requestVerdict(text: string): Verdict {
  const read = readable(text);
  let surest: Reading = { score: 0, evidence: [] };
  for (const score of grammarsFor(read)) {
    const reading = score(read);
    if (reading.score > surest.score || surest.evidence.length === 0) surest = reading;
  }
  return verdict(surest.score, THRESHOLD, surest.evidence);
}

/** By the scripts it is written in: mixed texts are read by each. Han beside kana is Japanese. */
function grammarsFor(read: string): ((read: string) => Reading)[] {
  const grammars: ((read: string) => Reading)[] = [];
  const isJapanese = KANA.test(read);
  if (isJapanese) grammars.push(japaneseScore);
  if (HANGUL.test(read)) grammars.push(koreanScore);
  if ((!isJapanese && HAN.test(read)) || PINYIN.test(read)) grammars.push(chineseScore);
  if (WORDS.test(read)) grammars.push(wordsScore, advertisedScore);
  return grammars;
}
