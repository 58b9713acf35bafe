import type { Lexicon } from "../lexicon.ts";

export const icelandic: Lexicon = {
  language: "is",
  freeOrder: true,
  words: {
    person:
      "manneskj*, starfsmann*, starfsmað*, starfsmanni, þjónustufulltrú*, fulltrú*, ráðgjaf*, yfirmann*, stjórnand*, mann",
    someone: "einhver, einhvern, einhverjum, mennesk*",
    desk: "þjónustuver*, viðskiptaþjónust*",
    real: "alvöru, raunveruleg*, lifandi",
    talk: "tala, tala við, tala vid, spjalla, spjalla við, ræða við, ná í, samband við",
    pass: "tengdu mig, tengið mig, gefðu mér samband, gefið mér samband, sendu mig, áframsendu",
    connect: "tengdu, tengja",
    fetch: "fá, gefðu mér, náðu í",
    want: "vil, vildi, langar, þarf, óska",
    callback: "hringt í mig, hringið í mig, hringdu í mig, hringja í mig",
    ask: "ég, mig, get, fengið, getur, geturðu, má, hvernig",
    light: "við, vid, í, á, til, hér, núna, bara, að, strax, einn",
    polite: "takk, vinsamlegast, halló, hæ, góðan dag",
    neg: "ekki, engan, án",
    needless: "óþarfi, þarf ekki, vil ekki",
    past: "gær, sagði, var, hringdi",
    info: "símanúmer*, hvað kostar, kostar, hvenær, netfang",
    bot: "vélmenni, bot, botta, tölv*",
    identity: "ertu, ert þú, eruð þið",
    topic: "um, út af, vegna",
    split: "en",
  },
};
