import type { Lexicon } from "../lexicon.ts";

export const filipino: Lexicon = {
  language: "tl",
  words: {
    person: `
      tao, totoong tao, tunay na tao, ahente, ahenteng, agent, operator, kinatawan, representative, manager,
      supervisor, tauhan, empleyado, staff, human, csr, boss, live agent, superbisor, opisyal, admin, buhay na tao,
      rep
    `,
    someone: "sinuman, kahit sino, isang tao, may tao, isa, tao diyan, taong, someone, team",
    desk: "customer service, customer support, customer care, support, hotline, serbisyo sa customer",
    real: "totoong, totoo, tunay, tunay na, real, live, buhay na",
    talk: `
      makausap, makipag usap, makipagusap, kausapin, kausap, usap, mag usap, makipag chat, makachat, maka usap, maka
      chat, makapag usap, makipagchat, chat
    `,
    pass: `
      ikonekta, i connect, ikonek, paki connect, pakikonekta, ilipat, i transfer, pakitransfer, paki transfer, ipasa
      mo ako, ipasa, pakitawag, paki tawag, tawagin
    `,
    connect: "connect, transfer, konekta",
    fetch: "bigyan, tawagan, pahingi, hanapan, pahingi ng",
    want: `
      gusto, gusto ko, gusto kong, kailangan, kailangan ko, nais, nais ko, nais kong, mas gusto, kelangan, hiling,
      gus2, pakiusap
    `,
    assist: "tumulong, tutulong, tulungan, tulong, matulungan",
    exist: "mayroon bang, may, meron bang, meron ba, mayroon ba, may available",
    ask: `
      ako, ko, kong, akong, pwede, puwede, pwedeng, puwedeng, maaari, maaaring, paano, ba, bang, kayo, ninyo, nyo, mo,
      niyo, i, na, sino, pwede ba, kung paano
    `,
    light: `
      ng, sa, ang, mga, na, si, kay, ngayon, agad, dito, lang, isang, direkta, para, nang, yung, iyong, inyong, diyan,
      nalang, an, a, the, with, to, muna, talaga
    `,
    polite: `
      pakiusap, please, paki, po, kumusta, hello, hi, salamat, ngayon na, agad, oo, opo, sige, sir, maam, magandang
      araw, ngayon, pls, magandang umaga
    `,
    neg: `
      huwag, wag, hindi, ayaw, ayoko, ayaw ko, ayokong, hindi ko gusto, wag mo, huwag mo, hindi ko kailangan, walang,
      sa halip, imbes
    `,
    needless: "hindi na kailangan, hindi kailangan, di kailangan, di na kailangan, wag na, huwag na",
    cancel: "kalimutan, bale wala, di bale, hayaan mo na, wag na lang",
    again: "sa totoo lang, actually, oo, sige",
    report: "sabi, sinabi, sabi niya, ibig sabihin, kahulugan, isalin",
    past: "kahapon, nakausap, tinawagan, noong, bastos, nakausap ko",
    info: `
      numero, number, oras, kailan, magkano, ilan, ano ang, ano, email, address, sahod, trabaho, bakit, sino ang,
      saan, bukas, bayad, gaano
    `,
    condition: "kung, kapag, pag, bago",
    bot: "robot, bot, makina, chatbot, ai, computer",
    stop: "tama na, itigil, sawa na",
    identity: "ikaw ba, kayo ba, tao ka ba, tao ba, bot ka ba, robot ka ba, ikaw",
    topic: "tungkol, dahil, kasi",
    split: "pero, ngunit, subalit, kundi",
    plain: `
      hindi ko maintindihan, di ko maintindihan, hindi gumagana, di gumagana, hindi ko alam, di ko alam, hindi
      nakakatulong, hindi ka nakakatulong, hindi dumating, hindi mo naiintindihan, walang silbi, walang kwenta, hindi
      sumasagot
    `,
    mention: `
      karapatang pantao, human resources, manager ko, boss ko, travel agent, bawat tao, dalawang tao, tao po, mga tao,
      ilang tao, real estate agent
    `,
  },
};
