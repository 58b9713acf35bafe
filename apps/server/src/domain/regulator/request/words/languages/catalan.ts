import type { Lexicon } from "../lexicon.ts";

export const catalan: Lexicon = {
  language: "ca",
  words: {
    person: `
      agent, agents, operador*, persona real, persona de veritat, persona humana, persona física, humà, humana,
      humans, ésser humà, representant*, assessor*, encarregat*, responsable, gerent, cap, supervisor*, empleat*,
      treballador*, gestor*, algú real, algú humà, algú de l equip, algú de veritat, membre de l equip, atenció
      humana, ajuda humana, director*
    `,
    someone: "algú, alguna persona, una persona, persona, gent, equip, tècnic*, company*",
    desk: "atenció al client, servei d atenció*, servei al client, suport, suport tècnic, servei tècnic",
    real: "real, veritat, viu, viva, humà, humana, carn i ossos, autèntic*",
    talk: `
      parlar, parlo, xatejar, conversar, comunicar me, comunicar, enraonar, xerrar, parlar hi, que m atengui, atengui,
      ser atès
    `,
    pass: `
      passa'm, passeu me, passi'm, passar me, em passes, em passeu, em pot passar, em pots passar, connecta'm,
      connecteu me, connecti'm, connectar me, transfereix me, transferiu me, transfereixi'm, posa'm, poseu me, posi'm,
      posar me en contacte, deriva'm, deriveu me
    `,
    connect: "transferir, connectar, derivar, passar amb",
    fetch: "dona'm, doneu me, doni'm, truca, truqueu, crida, crideu, busca'm, envia",
    contact: "contactar, contacte amb",
    want: `
      vull, voldria, necessito, desitjo, m agradaria, agradaria, prefereixo, preferiria, exigeixo, demano, sol licito,
      cal, volem, busco, he de
    `,
    exist: "hi ha, teniu, existeix",
    ask: `
      jo, puc, pot, pots, podria, podríeu, podeu, podem, em, m, és possible, possible, com, que, seria, em podeu,
      deixa'm, qui, amb qui, es, ens, ser
    `,
    light: `
      un, una, el, la, l, els, les, amb, a, al, de, del, d, per, en, ara, ja, aquí, immediatament, directament, només,
      mateix, altre, algun, alguna, vostre, vostra, teu, si, us, plau, o, telèfon, xat, ràpid, ràpidament, disponible,
      millor, urgent
    `,
    polite: `
      si us plau, sisplau, per favor, hola, bon dia, bona tarda, bona nit, gràcies, ara, ja, urgent, sí, ok, d acord,
      perdoni, ei, escolta
    `,
    neg: "no, sense, mai, ni, en lloc de, en comptes de, cap agent",
    needless: "no cal, no fa falta, no és necessari, no necessito, innecessari, ja no",
    cancel: "oblida ho, oblideu ho, oblida, deixa ho, tant és, és igual, cancel la, millor no",
    again: "de fet, en realitat, sí, al final, millor",
    report: "va dir, ha dit, diu, diuen, m han dit, van dir, significa, tradueix, paraula, frase",
    past: "ahir, vaig parlar, la setmana passada, va trucar, era, va ser, he parlat, estava",
    info: `
      número*, telèfon de, horari*, hora, quan, quant*, costa, preu, què és, què fa, què vol dir, correu, email,
      adreça, com funciona, diferència, sou, salari, feina, per què, qui és, quin és, quina és, obert
    `,
    condition: "si no, quan, abans de, en cas",
    bot: `
      bots, robot*, màquina*, ia, intel ligència artificial, ordinador*, assistent virtual, programa, contestador
    `,
    stop: "prou, atura, tip de, tipa de",
    identity: "ets, és vostè, estic parlant, parlo amb, ets un, vostè és",
    topic: "sobre, perquè, respecte, no una màquina, en lloc d un, que m ajudi",
    join: "i",
    split: "però, sinó, tanmateix",
    plain: `
      no entenc, no entens, no m entens, no m entén, no funciona, no sé, no m ajuda*, no ajuda*, no puc, no serveix*,
      no he rebut, no ha arribat, no respon*, no ets, no trobo, no és el
    `,
    mention: `
      recursos humans, drets humans, agent immobiliari, agent de viatges, cos humà, error humà, el meu cap, meu cap,
      el meu gerent, els meus empleats, per persona, dues persones, cap de setmana, cap problema, una altra persona,
      agent secret
    `,
  },
};
