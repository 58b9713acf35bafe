import type { Lexicon } from "../lexicon.ts";

export const azerbaijani: Lexicon = {
  language: "az",
  freeOrder: true,
  words: {
    person:
      "operator, operatora, operatorla, operatoru, insan, insanla, əməkdaş*, menecer*, mütəxəssis*, nümayəndə*, məsləhətçi*, canlı operator*",
    someone: "kimsə, kiminləsə, biri, birisi, biriylə, adam, adamla, şəxs*",
    desk: "müştəri xidmət*, dəstək xidmət*",
    real: "canlı, real, əsl, həqiqi",
    talk: "danışmaq, danışım, danışa, əlaqə saxlamaq, söhbət*",
    pass: "qoşun, qoş, bağlayın, yönləndirin, qoşa bilərsiniz, çağırın",
    connect: "ötürün, keçirin",
    fetch: "verin, ver",
    want: "istəyirəm, istərdim, lazımdır, lazım, xahiş edirəm",
    callback: "zəng etsin, zəng edin, mənə zəng etsin, mənə zəng edin",
    ask: "mən, mənə, məni, olar, bilərəm, bilərsiniz, necə, mümkün",
    light: "bir, ilə, indi, burada, təcili, sizin, də, da, tez",
    polite: "zəhmət olmasa, salam, xahiş, sağ olun",
    neg: "deyil, yox",
    needless: "istəmirəm, lazım deyil, qoşmayın, bağlamayın, etməyin",
    past: "dünən, dedi, zəng etdim, danışdım",
    info: "nömrə*, neçə*, qiymət*, nə vaxt, saat",
    bot: "bot, botla, robot*, maşın*",
    identity: "sən, siz, insansan, sən insansan",
    topic: "barədə, haqqında, görə",
    split: "amma, ancaq",
  },
};
