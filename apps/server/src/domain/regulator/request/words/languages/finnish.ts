import type { Lexicon } from "../lexicon.ts";

export const finnish: Lexicon = {
  language: "fi",
  freeOrder: true,
  words: {
    person: `
      ihminen, ihmisen, ihmiselle, ihmistä, ihmiseen, ihmisiä, oikea henkilö, oikean henkilön, asiakaspalvelija*,
      asiakasneuvoja*, edustaj*, virkailija*, työntekijä*, operaattori, operaattorin, operaattoria, operaattorille,
      agentti, agentin, agenttia, agentille, neuvoja, neuvojan, esimies, esimiehen, esimiehelle, esihenkilö*,
      päällikkö*, päällikön, johtaja*, pomo, pomon, pomolle, henkilökunta*, henkilökunn*, asiantuntija*, myyjä,
      myyjän, myyjälle, vastuuhenkilö*, oikea ihminen, oikean ihmisen
    `,
    someone: "joku, jonkun, jollekin, jonkin, jotakuta, henkilö, henkilön, henkilölle, ketään, tiimi*, kenen",
    desk: "asiakaspalvelu*, asiakastuk*, tuki, tuen, tukeen, tukipalvelu*, teknis* tuk*, asiakaspalvelun",
    real: "oikea*, aito, aidon, aitoa, elävä*, todelli*, livenä",
    talk: `
      puhua, puhun, jutella, keskustella, chatata, chattailla, juttelisin, puhuisin, keskustelu, yhteyttä, yhteys,
      asioida
    `,
    pass: `
      yhdistä, yhdistäkää, yhdistää, yhdistäisit*, siirrä, siirtäkää, yhdistättekö, kytke, ohjaa minut, ohjatkaa
      minut, siirtää minut
    `,
    connect: "siirtää, ohjata, ohjaa",
    fetch: "anna, antakaa, kutsu, kutsukaa, hae, hakekaa, soita, soittakaa, saada, saanko, lähetä",
    contact: "tavoittaa, ottaa yhteyttä, saan yhteyden",
    want: `
      haluan, haluaisin, haluamme, tarvitsen, tarvitsisin, vaadin, tahdon, toivon, toivoisin, mieluummin, pyydän,
      haluisin, haluun, täytyy, pitää, tarviin
    `,
    assist: "auttaa, auttaisi, apua, ratkais*",
    exist: "onko, löytyykö, onko siellä, onko teillä, onks",
    ask: `
      minä, voinko, voitko, voitteko, voisinko, voisitko, voisitteko, saisinko, saisi, minut, minua, miten,
      mahdollista, mä, mun, minun, kuinka, onko mahdollista, pääsenkö, voiko, voisko, siellä, täällä, joka, kanssa,
      olla, pääsen, päästä, puhumaan, juttelemaan, kenen
    `,
    light: `
      kanssa, kaa, nyt, heti, vain, suoraan, täällä, tässä, tai, jonkun, nopeasti, välittömästi, teidän, toinen,
      toisen, vihdoin, ihan, edes, puhelimessa, chatissa, myös, joku
    `,
    polite: `
      kiitos, ole hyvä, olkaa hyvä, hei, moi, terve, päivää, hyvää päivää, nyt, heti, kiireellinen, kiire, joo, kyllä,
      ok, pliis, anteeksi, huomenta, haloo
    `,
    neg: "ilman, älä, älkää, sijaan, sijasta",
    needless: "en, ei, en halua, en tarvitse, ei tarvitse, ei tarvita, tarpeeton, emme, ei ole tarpeen",
    cancel: "unohda, unohtakaa, antaa olla, ei sittenkään, peru, ei väliä",
    again: "itse asiassa, sittenkin, kyllä, joo, oikeastaan",
    report: "sanoi, sanoo, sanovat, sanoivat, kirjoitti, tarkoittaa, käännä, sana, lause, painike",
    past: "eilen, puhuin, juttelin, soitti, oli, viime viikolla, keskustelin, lupasi",
    info: `
      numero, puhelinnumero, aukiolo*, kello, milloin, koska, paljonko, maksaa, hinta, mikä on, mitä tekee, mitä
      tarkoittaa, sähköposti*, osoite, osoit*, palkka, työpaik*, miksi, kuka on, ero, kauanko, avoinna, miten toimii,
      tekee, kuinka monta
    `,
    condition: "jos, kun, ennen",
    bot: `
      botti, botin, bottia, botille, robotti, robotin, robottia, robotille, kone, koneen, koneelle, tekoäly*,
      tietokone*, chatbotti*, automaat*, botteja, robotteja
    `,
    stop: "lopeta, riittää, kyllästynyt",
    identity: "oletko, oletteko, olet, olette, puhunko, keskustelenko, onko tämä, ootko, juttelenko",
    topic: "koskien, liittyen, takia, vuoksi, koska tilaus*",
    join: "ja",
    split: "mutta, vaan",
    plain: `
      en ymmärrä, ei ymmärrä, et ymmärrä, ei toimi, en tiedä, ei auta, et auta, en saanut, ei tullut, ei vastaa, en
      voi, en osaa, en saa, ei ratkaise, en pääse, ei hyödytä, ei ole auttanut, et osaa, etkö ymmärrä
    `,
    mention: `
      ihmisoikeu*, henkilöstöhallin*, pomoni, esimieheni, työntekijäni, kiinteistövälittäjä, matkatoimisto, per
      henkilö, kahdelle henkilölle, puhelinoperaattori*, ihmiskeho*, henkilötunnus*, henkilötied*
    `,
  },
};
