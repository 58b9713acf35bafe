import type { Lexicon } from "../lexicon.ts";

/** Czech, and the Slovak words that differ. */
export const czech: Lexicon = {
  language: "cs",
  freeOrder: true,
  words: {
    callback: "mi niekto zavola, nech mi niekto zavolá, zavolajte mi, zavolejte mi, ať mi někdo zavolá",
    person: `
      operátor*, člověk*, člověkem, človek*, lidmi, lidsk* operátor*, živ* člověk*, živ* osob*, skutečn* osob*, agent,
      agenta, agentem, zaměstnanec, zaměstnanc*, pracovník*, zástupce*, zástupc*, poradc*, poradce*, konzultant*,
      specialist*, vedoucí*, vedúc*, nadřízen*, manažer*, šéf, šéfa, šéfem, odborník*, zamestnanc*, pracovníčk*,
      asistentk*, lidská podpora
    `,
    someone: `
      někdo, někoho, někým, někomu, osoba, osobou, osobu, niekto, niekoho, niekým, kolega*, lidi, tým, týmem
    `,
    desk: `
      zákaznick* podpor*, zákaznick* servis*, zákaznick* služb*, zákaznick* lin*, podpor*, technick* podpor*,
      infolink*, call centr*
    `,
    real: "živ*, skutečn*, opravdov*, reáln*, lidsk*, ľudsk*, kompetentn*",
    talk: `
      mluvit, promluvit, mluvil, mluvila, hovořit, popovídat, pokecat, chatovat, komunikovat, bavit, hovoriť,
      rozprávať, porozprávať, hovor s, rozhovor s, rozhovor se, promluvil*, pohovořit, mluvím
    `,
    pass: `
      spojte, spoj, spojit, spojte mě, spoj mě, spojíte, přepojte, přepoj, přepojit, přepojte mě, přepoj mě, propojte,
      předejte mě, přesměrujte mě, zavolejte, zavolej, prepojte, prepoj, spojenie s, spojení s, přepojení
    `,
    connect: "přesměruj*, předejte, předat, předej, převést, prevést",
    fetch: "dejte mi, dej mi, sežeňte, sežeň, pošlete, přivolej*, dajte mi, chci, najdi, dejte",
    contact: "kontaktovat, spojit se, kontakt s, kontakt na člověka",
    want: `
      chci, chcem, chtěl*, chtěla, potřebuj*, potrebujem, přeji, přál*, žádám, raději, radši, vyžaduji, rád, ráda,
      prosím, chcela, chcel, musím
    `,
    assist: "pomůže, pomoci, pomoct, pomohl, vyřeš*, zavolá",
    exist: "je tu, je tam, je zde, máte, je někde, existuje, je",
    ask: `
      já, mi, mě, mne, mohu, můžu, můžete, můžeš, mohl*, mohla, lze, jde, bych, byste, bys, by, se, si, jak, je možné,
      vás, vy, ty, šlo by, kdo, být, môžem, môžete, môžu, ma, sa, jestli
    `,
    light: `
      s, se, na, k, ke, do, v, od, pro, za, i, nebo, teď, hned, ihned, okamžitě, rychle, tady, zde, jen, pouze, přímo,
      prostě, nějak*, vaším, vašeho, vaší, jiným, konečně, už, radši, osobně, chat, telefonicky, s nejakým, teraz, so,
      ještě, tím
    `,
    polite: `
      prosím, prosim, dobrý den, dobrý večer, ahoj, zdravím, děkuji, díky, dík, teď, hned, urgentně, ano, jo, ok,
      haló, ďakujem, dobrý deň, okamžitě, rychle, omlouvám se
    `,
    neg: "bez, ani, nikdy, žádn*, místo",
    needless: `
      ne, nechci, nepotřebuji, nepotřebuju, není třeba, není potřeba, netřeba, nemusíte, nepřepojujte, nespojujte,
      nechcem, nemusíš, nie je potrebné, nevolejte, nepřepojuj, nespojuj
    `,
    cancel: "zapomeňte, zapomeň, nevadí, zrušte, zruš, to je jedno, už ne, nechte to, nech to",
    again: "vlastně, přece, nakonec, ano, jo, přece jen, radši",
    report: "řekl, řekla, řekli, říká, říkal*, napsal*, píše, znamená, přelož*, slovo, věta, tlačítko, povedal*",
    past: "včera, mluvil jsem, mluvila jsem, volal*, byl, byla, bylo, minul*, naposledy, zavolal*, hovořil jsem",
    info: `
      číslo, čísla, telefon na, otevírací dob*, hodin*, kdy, kolik, stojí, cena, co je, co znamená, co dělá, co umí, e
      mail, email, mail, adresa, adresu, jak funguje, rozdíl, plat, práce, práci, proč, kdo je, jaké, jaký, jaká,
      musím mluvit, musím volat, stát se, otevřeno
    `,
    condition: "když, pokud, jestliže, než, kdyby",
    bot: "bota, botem, boti, boty, robot*, stroj*, automat*, počítač*, uměl* inteligenc*, chatbot*, program*",
    stop: "stop, dost, přestaň*, vypni, vypněte",
    identity: "jsi, jste, mluvím s, si robot, to je bot, píšu si s, bavím se s, mluvím se",
    topic: "ohledně, kvůli, protože, o mé, o mém, týkající, který, která, s kterým",
    join: "a",
    split: "ale, avšak, nýbrž",
    plain: `
      nerozumí*, nerozumím, nefunguje, nepomáh*, nepomohl*, nevím, nemohu, nemůžu, neodpovíd*, nedostal*, nepřišl*,
      neřeší*, ne, děkuji
    `,
    mention: `
      lidské zdroje, lidských zdrojů, lidská práva, lidských práv, můj šéf, mým šéfem, můj manažer, moji zaměstnanci,
      na osobu, mobilní operátor, můj operátor, realitní agent, cestovní kancelář, dvě osoby, lidské tělo
    `,
  },
};
