import type { Lexicon } from "../lexicon.ts";

export const slovene: Lexicon = {
  language: "sl",
  freeOrder: true,
  words: {
    person:
      "operater*, človek*, človeka, svetoval*, agent, agenta, agentom, zaposlen*, predstavnik*, vodj*, sodelav*, šef*",
    someone: "nekdo, nekom, nekoga, nekomu, osebo, oseba, ljudmi",
    desk: "podpor*, pomoč uporabnikom",
    real: "živ*, prav*, resničn*",
    talk: "govoril, govorila, govoriti, govorim, pogovoril, pogovorim, pogovoriti, pogovarjal*, stopiti v stik",
    pass: "povežite, poveži, povezati, prevežite, preveži, preusmerite, pokličite, zvežite",
    connect: "prenesite, preklopite",
    fetch: "dajte, daj, najdite",
    want: "hočem, želim, rad, rada, potrebujem, zahtevam, bi rad, prosim za",
    callback: "pokliče, me pokliče, pokličite me, pokliči me",
    ask: "jaz, mi, me, lahko, ali, bi, naj, kako, mogoče, smem",
    light: "s, z, za, na, v, zdaj, tukaj, takoj, vašim, samo, ne bot",
    polite: "prosim, pozdravljeni, zdravo, hvala, nujno, dober dan",
    neg: "ne, brez, ni",
    needless: "nočem, ne potrebujem, ni treba",
    past: "včeraj, je rekel, obljubil*, klical*",
    info: "številk*, koliko, stane, kdaj, kakšna",
    bot: "robot*, bot, botom, stroj*",
    identity: "si, ste, ali si",
    topic: "glede, ker, o",
    join: "in",
    split: "ampak, vendar",
  },
};
