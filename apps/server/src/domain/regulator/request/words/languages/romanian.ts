import type { Lexicon } from "../lexicon.ts";

export const romanian: Lexicon = {
  language: "ro",
  words: {
    person: `
      operator, operatorul, operatoare, operatorului, operatori, agent, agentul, agenți, agentului, om, omul, oameni,
      ființă umană, uman, umană, consultant*, consilier*, reprezentant*, angajat*, coleg de la suport, persoană reală,
      persoană fizică, persoană adevărată, persoană vie, manager, managerul, managerului, șef, șeful, șefului,
      supervizor*, superior*, responsabil*, administrator*, asistent uman, asistență umană, director*, specialist*,
      membru al echipei, agent uman, cineva real, cineva de la suport, cineva din echipă, vânzător*, dispecer*
    `,
    someone: "cineva, pe cineva, persoană, persoana, persoane, careva, echipa, coleg*, vreun coleg",
    desk: `
      serviciul clienți, serviciul de relații, relații cu clienții, suport, suportul, suport clienți, suport tehnic,
      asistență clienți, asistența, call center*, departamentul, echipa de suport
    `,
    real: "real, reală, adevărat*, viu, vie, uman, umană, în carne și oase, competent*",
    talk: `
      vorbesc, vorbi, vorbim, vorbească, discut, discuta, conversa, comunica, comunic, conversez, chat cu, stau de
      vorbă, sta de vorbă, discuție cu, vorba cu, să vorbesc
    `,
    pass: `
      conectați mă, conectează mă, conectati ma, conecteaza ma, mă conectați, mă conectezi, faceți mi legătura, fă mi
      legătura, mi faceți legătura, mi faci legătura, legătura cu, transferați mă, transferă mă, mă transferați, mă
      transferi, redirecționați mă, puneți mă în legătură, pune mă în legătură, mă puneți în legătură, mă pui în
      legătură, dați mi pe cineva, pune mă în contact, conectare la, conectare cu, treceți mă la
    `,
    connect: `
      conectați, conectează, conecta, transferați, transferă, transfera, redirecționa*, escalad*, dați mai departe
    `,
    fetch: `
      dă mi, dați mi, dati mi, chemați, cheamă, chema, sunați, sună, găsește*, trimite*, adu, aduceți, daţi mi, cheam*
    `,
    contact: "contacta, contactez, contactați, contact cu, lua legătura, iau legătura, luăm legătura",
    want: `
      vreau, vreu, aș vrea, doresc, aș dori, as dori, as vrea, prefer, nevoie, am nevoie, trebuie, cer, solicit, îmi
      trebuie, imi trebuie, aș prefera, doriți, pretind, caut, rog, vrea, dori, aștept
    `,
    assist: "ajute, ajuta, ajutor, rezolve, rezolva, sune, suna",
    exist: "există, este, e, aveți, exista, ai, sunt",
    ask: `
      eu, pot, poți, puteți, putea, s ar putea, se poate, îmi, imi, mă, ma, mi, să, sa, aș, as, ați, ati, e posibil,
      este posibil, posibil, cum, dacă pot, voi, dumneavoastră, tu, că, vă, va, te, cine, cu cine, fi, o să
    `,
    light: `
      un, o, unui, unei, cu, la, de, din, pe, pentru, în, in, prin, al, a, ai, ale, acum, imediat, urgent, direct,
      doar, numai, aici, rapid, mai, bine, alt, altă, altcineva, vostru, dvs, chat, telefon, sau, chiar, odată,
      repede, personal, disponibil, te rog, mai bine, acest, vreun, vreo
    `,
    polite: `
      vă rog, va rog, te rog, rog, bună, buna, bună ziua, buna ziua, salut, mulțumesc, multumesc, mersi, urgent, acum,
      imediat, da, ok, alo, repede, bună seara, scuze, bine
    `,
    neg: "nu, fără, niciodată, nici, fara, în loc de, niciun, nicio",
    needless: `
      nu e nevoie, nu este nevoie, nu mai e nevoie, nu mai vreau, nu trebuie, nu am nevoie, inutil, nu e necesar, nu
      este necesar
    `,
    cancel: `
      las o, lasă, lasa, lăsați, renunț, uită, uitați, anulează, anulați, nu mai contează, nu contează, las o baltă
    `,
    again: "de fapt, totuși, până la urmă, da, bine, mă rog",
    report: `
      a spus, spune, a zis, zice, mi a spus, au spus, a scris, mi a zis, înseamnă, traduce*, cuvânt*, fraza, buton*
    `,
    past: "ieri, am vorbit, a sunat, săptămâna trecută, era, a fost, am discutat, data trecută",
    info: `
      număr*, numar*, telefonul, program, programul, ora, ore, orar*, când, cand, cât, cat, costă, costa, preț*,
      pret*, tarif*, ce este, ce e, ce înseamnă, ce inseamna, ce face, ce poate, email, mail, adres*, cum
      funcționează, diferenț*, salari*, job*, angajare, angajați, lucra, de ce, cine este, care este, care sunt, care
      e, catalog*, deschis
    `,
    condition: "dacă, când, înainte să, înainte de, in caz",
    bot: `
      bot, botul, boți, robot*, mașin*, calculator*, inteligență artificială, inteligența artificială, automat*,
      program de calculator, asistent virtual
    `,
    stop: "stop, gata cu, opreș*, opriți, m am săturat, ajunge cu, satul de, destul cu",
    identity: `
      ești, esti, sunteți, sunteti, vorbesc cu un robot, vorbesc cu un bot, vorbesc cu un om sau, tu ești,
      dumneavoastră sunteți
    `,
    topic: "despre, referitor, pentru că, deoarece, în legătură cu, legat de, care să, care sa, care poate",
    join: "și, si",
    split: "dar, însă, ci, insa",
    plain: `
      nu înțeleg*, nu inteleg*, nu înțelegi, nu funcționează, nu functioneaza, nu mă ajut*, nu ma ajut*, nu ajut*, nu
      știu, nu stiu, nu pot, nu merge, nu răspund*, nu rezolv*, nu am primit, nu a ajuns, nu ești, nu e ce, nu este
      ce, nu sunt mulțumit*, nu reușesc, nu mi e clar, nu se poate, de ce nu pot
    `,
    mention: `
      resurse umane, drepturile omului, corpul uman, corp uman, eroare umană, agent imobiliar, agent de turism,
      agenție*, șeful meu, seful meu, managerul meu, angajații mei, angajatul meu, de persoană, pe persoană, pentru o
      persoană, altă persoană, două persoane, operator de telefonie, operator mobil, persoană juridică, persoană
      fizică autorizată
    `,
  },
};
