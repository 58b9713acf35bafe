import type { Lexicon } from "../lexicon.ts";

export const hungarian: Lexicon = {
  language: "hu",
  freeOrder: true,
  words: {
    person: `
      ember, emberrel, embert, embernek, emberhez, emberekkel, élő ember*, valódi ember*, igazi ember*, valódi
      személy*, élő személy*, ügyintéző*, operátor*, munkatárs*, munkatars*, kolléga, képviselő*, ügynök*,
      alkalmazott*, vezető, vezetővel, vezetőt, vezetőjével, vezetőjüket, főnök, főnökkel, főnököt, főnökével,
      főnökét, menedzser*, felettes*, tanácsadó*, szakember*, ügyfélszolgálatos*, diszpécser*, dolgozó*, igazgató*,
      eladó, eladóval, asszisztens emberi, emberi segítség*, illetékes*
    `,
    someone: `
      valaki, valakivel, valakit, valakihez, valakinek, személy, személlyel, személyt, kolléga*, kollégá*, csapat*,
      szakértő*
    `,
    desk: `
      ügyfélszolgálat*, ügyfélszolg, vevőszolgálat*, technikai támogatás*, támogatás, támogatással, support*,
      terméktámogatás*, call center*
    `,
    real: "élő, valódi, igazi, valós, hús vér, emberi",
    talk: `
      beszélni, beszél*, beszélgetni, beszélhet*, chatelni, csetelni, társalogni, kommunikálni, beszélnék, beszélek,
      értekezni
    `,
    pass: `
      kapcsolj*, kapcsolja, kapcsoljon, kapcsolna*, kapcsolni, kapcsoljanak, kapcsold, kapcsolna, átkapcsol*,
      összekapcsol*, átirányít*, irányíts*, hívd, hívja, hívjon, hívj*, összekötni, adj egy, adjon egy, kössön össze
    `,
    connect: "továbbít*, átad*, átad",
    fetch: "adj, adjon, adjanak, keress, keressen, küldj*, hozz*, kerítsen, szólj*",
    contact: "elérni, kapcsolatba lépni, elérhet*, felvenni a kapcsolatot",
    want: `
      akarok, szeretnék, szeretnek, szeretném, kérek, kerek, kérem, kérnék, követelem, követelek, kell, kellene,
      szükségem, igényelek, inkább, óhajtok, akarom, szükséges, várok, kívánok, kérném
    `,
    assist: "segít*, megold*, visszahív*",
    exist: "van itt, van, van e, létezik, vannak",
    ask: `
      én, tudok, tudnék, tudna, tudnál, lehet, lehetne, lehetséges, hogyan, hogy, engem, nekem, egy, kaphatok,
      kaphatnék, mehet, miként, ki, kivel, önök, ön, aki, akivel, tudnának, szabad
    `,
    light: `
      egy, a, az, azonnal, most, rögtön, itt, ott, csak, közvetlenül, végre, sürgősen, gyorsan, is, egyik, vagy,
      másik, más, már, telefonon, személyesen, önöktől, chaten, össze, át, meg, mással, azért, inkább
    `,
    polite: `
      kérem, kérlek, legyen szíves, legyen szives, szia, helló, jó napot, üdvözlöm, köszönöm, köszi, azonnal, most,
      sürgős, sürgősen, igen, ok, halló, jó reggelt, jó estét, elnézést, légyszi, na
    `,
    neg: "ne, nélkül, soha, sem, helyett",
    needless: "nem, nem akarok, nem szükséges, felesleges, nincs szükség*, nem kell, nem kérek, nem szeretnék",
    cancel: "felejts*, felejtse el, mindegy, hagyjuk, hagyd, törölje, mégse, mégsem",
    again: "igazából, valójában, mégis, igen, mégiscsak",
    report: "mondta, mondja, azt mondták, mondták, írta, jelenti, fordítsd, szó, mondat, gomb",
    past: "tegnap, beszéltem, hívott, volt, múlt héten, beszélgettem, múltkor, megígérte",
    info: `
      szám*, telefonszám*, nyitva, nyitvatart*, mikor, mennyi, mennyibe, kerül, ár, ára, mi az, mit csinál, mit
      jelent, mit tud, email, e mail, cím*, fizetés*, állás*, miért, ki az, különbség*, hány, hogyan működik,
      munkaidő, meddig
    `,
    condition: "ha, amikor, mielőtt",
    bot: `
      bottal, botot, robot*, gép, géppel, gépet, számítógép*, mesterséges intelligenci*, chatbot*, automat*, program*
    `,
    stop: "elég, elegem, állj, kapcsold ki",
    identity: `
      te ember, ön ember, ember vagy, embere, maga ember, te robot, ember vagyok, vagy te, bot vagy, robot vagy,
      emberrel beszélek, robottal beszélek, ön egy, te egy, valódi ember vagy
    `,
    topic: "miatt, mert, kapcsolatban, ügyében",
    join: "és",
    split: "de, hanem, viszont, azonban",
    plain: `
      nem értem, nem érti*, nem érted, nem működik, nem tudom, nem segít*, nem kaptam, nem jött, nem érkezett, nem
      válaszol*, nem tudok, nem jó, nem ért, nem oldja, nem boldogulok, nem vagy, nem erre, nem lehet, miért nem
      beszélhetek, miért nem tudok
    `,
    mention: `
      emberi erőforrás*, emberi jog*, főnököm, vezetőm, menedzserem, alkalmazottaim, ingatlanügynök*, utazási ügynök*,
      két személy*, fejenként, személyenként, személyi, mobilszolgáltató*, emberi test*, emberi hiba
    `,
  },
};
