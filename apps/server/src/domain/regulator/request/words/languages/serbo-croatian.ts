import type { Lexicon } from "../lexicon.ts";

/** Serbian in both scripts, Croatian and Bosnian. */
export const serboCroatian: Lexicon = {
  language: "sh",
  freeOrder: true,
  words: {
    person: `
      operater*, agent, agenta, agentom, agentu, čovjek*, čovek*, ljudsk* agent*, živ* čovek*, živ* osob*, prav*
      osob*, stvarn* osob*, ljudsko biće, predstavnik*, djelatnik*, zaposlenik*, radnik*, službenik*, savjetnik*,
      savetnik*, menadžer*, šef, šefa, šefom, nadređen*, voditelj*, rukovodilac, rukovodioc*, konzultant*, stručnjak*,
      ljudska podrška, ljudima, оператер*, агент, агента, агентом, човек*, представник*, запослен*, менаџер*, шефа,
      шефом, службеник*, саветник*
    `,
    someone: `
      netko, nekoga, nekim, neko, nekog, nekom, osoba, osobu, osobom, osobe, ljudi, kolega*, tim, timom, неко, неког,
      неким, некога, особа, особу, особом, људи
    `,
    desk: "korisničk* služb*, korisničk* podršk*, podršk*, služba za korisnike, службом, корисничк*, подршк*",
    real: "živ*, prav*, stvarn*, ljudsk*, pravi, жив*, прав*, стварн*",
    talk: `
      razgovarati, razgovaram, pričati, pričam, popričati, popričam, porazgovarati, govoriti, govorim, razgovor s,
      razgovor sa, čuti se, komunicirati, chatati, разговарам, причам, попричам, говорим, разговарати, причати, да
      причам
    `,
    pass: `
      spojite, spoji, spojiti, spojite me, spoji me, povežite, poveži, povežite me, poveži me, povezati, prebacite me,
      prebaci me, preusmjerite me, preusmeri me, javite me, pozovite, zovite, spojiš, povežeš, повежите, повежи,
      спојите, споји, пребаците ме, пребаци ме, позовите
    `,
    connect: "prebacite, prebaci, prebaciti, preusmjeri*, preusmeri*, proslijedi*, prosledi*, пребаците, пребаци",
    fetch: "daj, dajte, nađi, nađite, zovi, zovi mi, pozovi, дај, дајте, позови",
    contact: "kontaktirati, kontaktiram, kontakt s, kontakt sa, stupiti u kontakt, контактирам",
    want: `
      želim, hoću, hocu, htio, htjela, hteo, htela, trebam, treba, trebao, potreban, potrebna, zahtijevam, zahtevam,
      tražim, volio, voljela, voleo, volela, molim, želio, željela, mogu dobiti, želeo, zelim, желим, хоћу, треба,
      потребан, тражим, молим, хтео, желео, хтела
    `,
    assist: "pomogne, pomoći, riješi, reši, помогне",
    exist: "ima li, ima, postoji li, imate li, da li ima, има ли, имате ли",
    ask: `
      ja, mi, me, mogu, možete, možeš, može, mogao, mogla, li, da li, bih, biste, bi, vi, vas, da, je, se, kako,
      moguće, ste, tko, ko, molim vas, ја, ми, ме, могу, можете, може, ли, да, бих, се, како, вас
    `,
    light: `
      s, sa, na, u, za, od, do, a, ili, ovdje, ovde, tu, sada, sad, odmah, hitno, samo, direktno, izravno, konačno,
      neki, nekim, vaš, vašim, drugim, drugog, brzo, uživo, chat, još, с, са, на, у, за, сада, одмах, само, овде,
      неким, вашим, директно
    `,
    polite: `
      molim, molim vas, molim te, hvala, bok, zdravo, dobar dan, hitno, odmah, sada, hej, da, ok, молим, молим вас,
      здраво, добар дан, хвала, одмах, хитно, сада
    `,
    neg: "bez, nikad, nikada, nikakv*, без, никад",
    needless: `
      ne, nije potrebno, nema potrebe, nemojte, nemoj, ne treba, ne želim, neću, ne trebam, није потребно, нема
      потребе, немојте, немој, не, нећу
    `,
    cancel: "zaboravi*, nema veze, otkaži*, nije važno, pusti, заборави*, нема везе",
    again: "zapravo, ipak, dobro, da, у ствари, ипак, да",
    report: `
      rekao, rekla, rekli, kaže, kažu, napisao, fraza, riječ, reč, znači, prevedi, gumb, рекао, рекла, каже, кажу,
      значи
    `,
    past: `
      jučer, juče, prošli, prošle, nazvao, nazvala, bio, bila, razgovarao sam, razgovarala sam, pričao sam, pričala
      sam, јуче, био, била, причао сам, звао
    `,
    info: `
      broj, broja, telefon, radno vrijeme, radno vreme, koliko, košta, cijena, cena, što je, šta je, što znači, šta
      znači, email, adresa, adresu, kako radi, plaća, plata, razlika, kada, zašto, zasto, tko je, ko je, što radi, šta
      radi, posao, moram li, број, радно време, колико, кошта, шта је, шта значи, када, зашто, адреса
    `,
    condition: "ako, kada, prije nego, pre nego, ако, када",
    bot: `
      bota, botom, botovi, robot*, stroj*, mašin*, umjetna inteligencija, veštačka inteligencija, automat*, бот*,
      робот*, машин*
    `,
    stop: "dosta, stani, prestani*, доста, стани",
    identity: `
      jesi li, jeste li, da li si, da li ste, razgovaram li, pričam li, ti si, vi ste, да ли си, да ли сте, ти си
    `,
    topic: "oko, vezano, jer, zbog, o, u vezi, umjesto, umesto, који, зато",
    join: "i, i da",
    split: "ali, nego, no, али, него",
    plain: `
      ne razumij*, ne razume*, ne radi, ne pomaže*, ne znam, ne mogu, ne odgovara*, ne rješava*, nije mi, nisam, nije
      stig*, не разуме*, не ради, не помаж*, не знам, не могу, нисам
    `,
    mention: `
      ljudski resursi, ljudskih resursa, ljudska prava, ljudskih prava, moj šef, mojim šefom, moj menadžer, mobilni
      operater, moj operater, po osobi, dvije osobe, dve osobe, ljudsko tijelo, turistički agent
    `,
  },
};
