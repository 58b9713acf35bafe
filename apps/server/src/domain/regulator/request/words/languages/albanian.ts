import type { Lexicon } from "../lexicon.ts";

export const albanian: Lexicon = {
  language: "sq",
  freeOrder: true,
  words: {
    person:
      "operator, operatorin, operatori, operatorit, njeri, njeriu, agjent*, punonjës*, përfaqësues*, menaxher*, konsulent*, specialist*",
    someone: "dikë, dikush, person, personi, njerëz",
    desk: "shërbimin e klientit, shërbimi i klientit, mbështetj*",
    real: "vërtetë, gjallë, real",
    talk: "flas, flisja, bisedoj, komunikoj, të flas, folur",
    pass: "më lidhni, më lidh, lidhmëni, më kaloni, më transferoni, më kalo",
    connect: "lidhni, transfero*",
    fetch: "më jepni, më jep, gjeni",
    want: "dua, doja, kërkoj, kam nevojë, më duhet, dëshiroj",
    callback: "më telefononi, më merrni në telefon, më telefono, të më telefonojë",
    ask: "a mund, mund, unë, a, më, si",
    light: "me, të, një, në, i, e, tani, këtu, nga, vetëm",
    polite: "ju lutem, lutem, përshëndetje, faleminderit, urgjent",
    neg: "jo, pa, mos",
    needless: "nuk, nuk dua, nuk kam nevojë, sdua",
    past: "dje, ishte, tha, telefonova",
    info: "numr*, telefonit, sa, kushton, kur, orar*",
    bot: "robot*, bot, makin*",
    identity: "je njeri, je, a je, jeni",
    topic: "për, sepse",
    split: "por",
  },
};
