import type { Lexicon } from "../lexicon.ts";

export const swahili: Lexicon = {
  language: "sw",
  freeOrder: true,
  words: {
    person:
      "wakala, mhudumu, wahudumu, binadamu, meneja, msimamizi, mwakilishi, mfanyakazi, wafanyakazi, opereta, afisa",
    someone: "mtu, watu, mwenzako",
    desk: "huduma kwa wateja, huduma wateja",
    real: "halisi, kweli, hai",
    talk: "kuongea, kuzungumza, niongee, nizungumze, nongee, kuwasiliana, kuchat, ongea, zungumza",
    pass: "niunganishe, niunganisheni, nihamishe, uniunganishe, nielekeze, nipitishe",
    connect: "unganisha, hamisha",
    fetch: "nipe, nipeni, niitie, nitafutie",
    want: "nataka, ningependa, naomba, nahitaji, natafuta, tunataka",
    callback: "nipigie, nipigieni, anipigie, unipigie, mnipigie",
    ask: "naweza, ninaweza, tunaweza, je, mimi, kama",
    light: "na, wa, kwa, moja, sasa, hapa, wenu, wako, tu, simu",
    polite: "tafadhali, habari, asante, haraka, jamani",
    neg: "si, bila, usi*",
    needless: "sitaki, sihitaji, usiniunganishe, hakuna haja",
    past: "jana, aliniambia, alisema, niliongea",
    info: "namba, nambari, bei, gharama, lini, saa ngapi, kiasi gani, barua pepe",
    bot: "roboti, bot, mashine",
    identity: "wewe ni, je wewe ni, wewe",
    topic: "kuhusu, kwa sababu",
    split: "lakini",
  },
};
