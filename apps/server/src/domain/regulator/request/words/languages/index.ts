import type { Lexicon } from "../lexicon.ts";
import { albanian } from "./albanian.ts";
import { arabic } from "./arabic.ts";
import { azerbaijani } from "./azerbaijani.ts";
import { bengali } from "./bengali.ts";
import { bulgarian } from "./bulgarian.ts";
import { catalan } from "./catalan.ts";
import { czech } from "./czech.ts";
import { dutch } from "./dutch.ts";
import { english } from "./english.ts";
import { estonian } from "./estonian.ts";
import { filipino } from "./filipino.ts";
import { finnish } from "./finnish.ts";
import { french } from "./french.ts";
import { georgian } from "./georgian.ts";
import { german } from "./german.ts";
import { greek } from "./greek.ts";
import { hebrew } from "./hebrew.ts";
import { hindi } from "./hindi.ts";
import { hungarian } from "./hungarian.ts";
import { icelandic } from "./icelandic.ts";
import { indonesian } from "./indonesian.ts";
import { italian } from "./italian.ts";
import { kazakh } from "./kazakh.ts";
import { latvian } from "./latvian.ts";
import { lithuanian } from "./lithuanian.ts";
import { persian } from "./persian.ts";
import { polish } from "./polish.ts";
import { portuguese } from "./portuguese.ts";
import { romanian } from "./romanian.ts";
import { russian } from "./russian.ts";
import { scandinavian } from "./scandinavian.ts";
import { serboCroatian } from "./serbo-croatian.ts";
import { slovene } from "./slovene.ts";
import { spanish } from "./spanish.ts";
import { swahili } from "./swahili.ts";
import { tamil } from "./tamil.ts";
import { thai } from "./thai.ts";
import { turkish } from "./turkish.ts";
import { ukrainian } from "./ukrainian.ts";
import { urdu } from "./urdu.ts";
import { vietnamese } from "./vietnamese.ts";

/** Every language that is read. Adding one is one file and its line here. */
export const LANGUAGES: readonly Lexicon[] = [
  english,
  albanian,
  arabic,
  azerbaijani,
  bengali,
  bulgarian,
  catalan,
  czech,
  dutch,
  estonian,
  filipino,
  finnish,
  french,
  georgian,
  german,
  greek,
  hebrew,
  hindi,
  hungarian,
  icelandic,
  indonesian,
  italian,
  kazakh,
  latvian,
  lithuanian,
  persian,
  polish,
  portuguese,
  romanian,
  russian,
  scandinavian,
  serboCroatian,
  slovene,
  spanish,
  swahili,
  tamil,
  thai,
  turkish,
  ukrainian,
  urdu,
  vietnamese,
];
