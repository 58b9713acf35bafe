import type { Lexicon } from "../lexicon.ts";

export const italian: Lexicon = {
  language: "it",
  words: {
    person: `
      operatore, operatori, operatrice, operatrici, addetto, addetta, addetti, agente, agenti, consulente*, assistente
      umano, umano, umana, umani, essere umano, persona reale, persona vera, persona fisica, persona umana, persona in
      carne e ossa, rappresentante*, responsabile, supervisore, dirigente, direttore, capo, manager, impiegato*,
      dipendente, dipendenti, incaricato, membro dello staff, membro del team, membro del personale, personale umano,
      qualcuno in carne e ossa, qualcuno dello staff, qualcuno dell assistenza, qualcuno del supporto, centralinista,
      assistenza umana, aiuto umano, supporto umano, commesso, interlocutore
    `,
    someone: `
      qualcuno, qualcuna, persona, persone, uno di voi, gente, team, staff, collega, colleghi, tecnico, esperto
    `,
    desk: `
      servizio clienti, assistenza clienti, assistenza, supporto, supporto tecnico, assistenza tecnica, customer care,
      servizio assistenza, call center, centralino
    `,
    real: "vero, vera, reale, reali, umano, umana, in carne e ossa, vivo, viva, in carne ed ossa, veri, competente",
    talk: `
      parlare, parlo, parlarne, chattare, conversare, discutere, dialogare, comunicare, interagire, colloquio con,
      conversazione con, essere assistit*, parlar, parli
    `,
    pass: `
      passami, passatemi, mi passi, mi passa, mi passate, passarmi, mi passeresti, mi metta in contatto, mettimi in
      contatto, mettetemi in contatto, mettermi in contatto, mettimi in comunicazione, mi metta in comunicazione, mi
      colleghi, collegami, collegarmi, collegatemi, mi trasferisca, trasferiscimi, trasferirmi, trasferitemi, mi
      connetta, connettimi, connettermi, mi inoltri, inoltrami, inoltrarmi, mi faccia parlare, fammi parlare, fatemi
      parlare, farmi parlare, essere trasferit*, essere messo in contatto, mettimi con, indirizzami, reindirizzami
    `,
    connect: `
      trasferire, trasferisci, trasferisca, collegare, collega, connettere, passare a, inoltrare, passa a,
      trasferimento a
    `,
    fetch: `
      chiama, chiamate, chiami, chiamare, chiamami, dammi, datemi, mi dia, mandami, manda, mandate, trova*, voglio
      avere, fate venire, portami
    `,
    contact: "contattare, contatto con, mettersi in contatto, raggiungere, contatti",
    want: `
      voglio, vorrei, desidero, ho bisogno, bisogno, preferisco, preferirei, pretendo, esigo, chiedo, richiedo, mi
      serve, serve, servirebbe, cerco, vogliamo, gradirei, necessito, voglia, devo, dovrei, avere
    `,
    assist: "aiutare, aiuti, aiuto, chiamare, chiami, risolvere, aiutarmi, richiamare, assistere",
    exist: "c e, ci sono, ce, avete, esiste, c e qualche",
    ask: `
      io, posso, puo, puoi, potrei, potrebbe, potete, potresti, si puo, mi, ti, vi, lei, e possibile, possibile,
      sarebbe, come, che, ci, fammi, lasciami, mi lasci, chi, con chi, essere, e, dove, quello che, si
    `,
    light: `
      un, uno, una, il, lo, la, i, gli, le, l, d, al, allo, alla, all, ai, con, di, del, dell, dello, della, da, dal,
      in, nel, per, su, ora, adesso, subito, qui, immediatamente, direttamente, solo, soltanto, proprio, altro, altra,
      vostro, vostra, vostri, tuo, suo, linea, chat, telefono, o, ed, anche, davvero, ancora, finalmente, disponibile,
      meglio, piuttosto, questo, questa, veramente, personalmente, al telefono
    `,
    polite: `
      per favore, perfavore, per piacere, per cortesia, cortesemente, grazie, ciao, salve, buongiorno, buonasera,
      subito, urgente, si, ok, scusa, scusi, adesso, ora, prego, pronto, presto, dai, urgentemente
    `,
    neg: "non, senza, mai, ne, invece di, nessun, niente, no",
    needless: `
      non serve, non c e bisogno, non occorre, non e necessario, inutile, non ho bisogno, non ho piu bisogno, non mi
      serve, non serve piu
    `,
    cancel: `
      lascia stare, lasci stare, lascia perdere, lasci perdere, non importa, annulla, annulli, dimentica, fa niente,
      come non detto, meglio di no
    `,
    again: "anzi, in realta, ripensandoci, si, alla fine, invece si, anzi si",
    report: `
      ha detto, dice, mi ha detto, hanno detto, diceva, dicono, scrive, significa, traduci, tradurre, pulsante, frase,
      parola
    `,
    past: "ieri, ho parlato, settimana scorsa, mi ha chiamato, era, e stato, ho gia parlato, aveva, stava",
    info: `
      numero, numeri, orario, orari, a che ora, che ore, quando, quanto, quanti, costa, costo, costi, prezzo, tariffa,
      cos e, cosa e, che cos, cosa significa, significa, cosa fa, cosa puo, email, mail, indirizzo, come funziona,
      differenza, stipendio, guadagna, lavoro, lavorare, assumete, perche, chi e, qual e, quali sono, aperto, gratis,
      gratuito, diventare, devo parlare, telefono del, puo un
    `,
    condition: "se, qualora, prima di, nel caso",
    bot: `
      robot, bots, macchina, macchine, ia, intelligenza artificiale, computer, risponditore*, assistente virtuale,
      programma, voce registrata, sistema automatic*, automat*, risposte automatiche
    `,
    stop: "basta con, basta, stufo di, stufa di, stanco di, ferma, fermate, spegni, disattiva, esci da",
    identity: `
      sei un, sei una, sei, lei e, sto parlando, sto chattando, parlo con un, e un, siete, tu sei, questo e
    `,
    topic: `
      riguardo, perche ho, a proposito, per il mio, per la mia, del mio, della mia, che mi aiuti, che possa, che
      capisca, invece che
    `,
    join: "e",
    split: "ma, pero, tuttavia, bensi, quindi",
    plain: `
      non capisco, non capisci, non capisce, non mi capisc*, non funziona, non so, non mi aiut*, non aiut*, non serve
      a niente, non serve a nulla, non risolv*, non risponde*, non ho capito, non ho ricevuto, non e arrivato, non
      riesco, non sei, non mi stai, non posso, non va bene, non mi hai, non hai, non e quello, non sono soddisfatt*,
      non va, non ho tempo, non trovo, non e umano, perche non posso
    `,
    mention: `
      risorse umane, diritti umani, corpo umano, errore umano, agente immobiliare, agenti immobiliari, agente di
      viaggio, agente segreto, il mio capo, mio capo, il mio manager, mio responsabile, il mio consulente, i miei
      dipendenti, a persona, per persona, altra persona, operatore telefonico, operatore mobile, operatore turistico,
      operatore logico, rappresentante legale, due persone
    `,
  },
};
