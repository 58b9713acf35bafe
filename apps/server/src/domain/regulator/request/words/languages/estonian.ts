import type { Lexicon } from "../lexicon.ts";

export const estonian: Lexicon = {
  language: "et",
  freeOrder: true,
  words: {
    person:
      "operaator*, inimes*, klienditeenindaja*, konsultan*, töötaja*, spetsialist*, esindaja*, juhataja*, nõustaja*, päris inimest",
    someone: "keegi, kellegi*, kedagi, isik*",
    desk: "klienditeenindus*, klienditoe*, klienditugi*",
    real: "päris, elus, reaal*, tõeli*",
    talk: "rääkida, räägin, suhelda, vestelda, rääkima, ühendust võtta",
    pass: "ühendage, ühenda, ühendada, suunake mind, suuna mind, kutsuge, kutsu",
    connect: "suunake, suuna",
    fetch: "andke, anna",
    want: "tahan, soovin, tahaksin, sooviksin, vajan, vaja, nõuan",
    callback: "helistage mulle, helista mulle, helistage tagasi, helistagu, mulle helistada",
    ask: "ma, mina, mind, mulle, kas, saan, saaksin, võib, võin, kuidas, te",
    light: "tagasi, kohe, nüüd, siin, teie, lihtsalt, ainult, ühe, ga",
    polite: "palun, tere, aitäh, kiiresti",
    neg: "ei, mitte, ilma, ära, ärge",
    needless: "ei ole vaja, pole vaja",
    past: "eile, oli, helistasin, ütles",
    info: "number, telefoninumber, telefon, palju, maksab, millal, email",
    bot: "robot*, bot, botiga, masin*",
    identity: "kas sa, kas sa oled, kas te olete, oled sa",
    topic: "kohta, sest, seoses",
    join: "ja",
    split: "aga, kuid",
  },
};
