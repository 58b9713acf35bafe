import type { Lexicon } from "../lexicon.ts";

export const german: Lexicon = {
  language: "de",
  freeOrder: true,
  words: {
    callback: "zurückrufen, ruft mich an, rufen sie mich an, mich zurückrufen, mich anrufen",
    person: `
      mensch, menschen, mensch ans telefon, menschlich* ansprechpartner*, menschlich* mitarbeiter*, mitarbeiter*,
      kundenberater*, berater*, sachbearbeiter*, ansprechpartner*, ansprechperson*, kundenbetreuer*, betreuer*,
      servicemitarbeiter*, supportmitarbeiter*, kundendienstmitarbeiter*, kollege*, kollegin*, vorgesetzt*, chef,
      chefin, filialleiter*, teamleiter*, manager*, leiter, servicekraft, echte person, echten person, reale person,
      lebendige person, fachmann, fachkraft, person aus fleisch und blut, personal, agenten, agentin, operator*,
      vermittlung, menschliche hilfe, menschliche unterstutzung, vertreter*, leute vom support, live berater
    `,
    someone: `
      jemand*, person, personen, irgendwer, irgendwen, irgendjemand*, einer von euch, einem von euch, wen, leute,
      team, techniker*, experte*
    `,
    desk: `
      kundenservice, kundendienst, kundenbetreuung, kundensupport, support, service, support team, supportteam,
      serviceteam, hotline, zentrale, technischen dienst
    `,
    real: `
      echt*, richtig*, wirklich*, menschlich*, lebend*, real*, leibhaftig*, kompetent*, zustandig*, personlich*
    `,
    talk: `
      sprechen, sprech, spreche, reden, rede, chatten, schreiben mit, telefonieren, unterhalten, gesprach mit,
      austauschen, gesprach, quatschen
    `,
    pass: `
      mit wem reden, mit wem sprechen, mit wem quatschen, stellen sie mich, stell mich, verbinden sie mich, verbinde mich, verbindet mich, verbinden sie uns, stellen sie
      mich durch, stell mich durch, weiterverbinden, durchstellen, weiterleiten an, leiten sie mich, leite mich, mich
      verbinden, mich mit, mich weiterleiten, mich durchstellen, mich an, uns verbinden, ubergeben sie mich, ubergib
      mich, mich weiterverbinden, verbindung mit, weiterleitung an
    `,
    connect: "verbinden, verbinde, verbunden, weiterleiten, ubergeben, ubergib, ubergabe, umschalten, wechseln",
    fetch: "hol*, gib mir, geben sie mir, gebt mir, ruf*, rufen, schick*, bring*, her mit, her",
    contact: "kontaktieren, erreichen, erreiche, kontakt mit, kontakt zu, kontakt aufnehmen",
    want: `
      will, mochte, moechte, mocht, wollen, brauch*, benotige*, benoetige*, hatte gern*, hatt gern, wunsche, wuensche,
      verlange, bevorzuge, lieber, fordere, suche, wurde gern*, wurde, muss, bitte um, haben
    `,
    assist: "helfen, hilft, helfe, kummern, anrufen, zuruckrufen, klaren, losen, weiterhelfen, hilfe",
    exist: "gibt es, gibts, ist da, ist hier, ist dort, habt ihr, haben sie, ist jemand",
    ask: `
      ich, kann, kannst, konnen, konnten, konnte, konntest, koennen, koennte, darf, du, sie, ihr, man, wir, wie, ist
      es moglich, moglich, mir, mich, uns, es, wo, lass, lassen, werden, wer, der, die, das, denn, mal, dass, also
    `,
    light: `
      ein, eine, einen, einem, einer, eines, den, dem, des, mit, zu, zum, zur, an, am, ans, in, im, von, vom, fur,
      fuer, hier, da, jetzt, gleich, sofort, endlich, einfach, nur, direkt, gern, gerne, auch, noch, wieder, doch,
      schnell, eure*, ihre*, dein*, telefon, so, nochmal, anderen, nachste*, verfugbar*, oder, per, uber, chat,
      anstatt, dieser
    `,
    polite: `
      bitte, hallo, hi, guten tag, guten morgen, guten abend, danke, moin, servus, gruss gott, dringend, sofort,
      jetzt, schnell, ja, ok, okay, bitteschon, nun, los
    `,
    neg: "kein*, ohne, nie, niemals, weder, statt",
    needless: "nicht, nich, net, nicht notig, unnotig, nicht mehr, brauche nicht, nicht erforderlich, kein bedarf",
    cancel: `
      vergiss es, vergiss den, vergessen sie es, egal, schon gut, hat sich erledigt, erledigt, doch nicht, nicht mehr
      notig, abbrechen, stornieren sie die weiterleitung, vergessen sie den, lass es, lassen sie es
    `,
    again: "doch, ja, ja doch, jetzt doch, eigentlich doch, ja bitte",
    report: `
      sagte, sagt, hat gesagt, gesagt, meinte, meint, behauptet, schrieb, steht, heisst es, ubersetze, ubersetzen
    `,
    past: "gestern, letzte woche, letzten, vorhin, gesprochen, telefoniert, war, waren, hatte, hat, haben mit",
    info: `
      nummer, telefonnummer, rufnummer, offnungszeiten, geschaftszeiten, uhrzeit, wann, wie viel*, wieviel*, wie
      lange, kostet, kosten, gebuhr*, preis, bedeutet, was ist, was heisst, was macht, was kann, was sind, was
      verdient, gehalt, mail, email, e mail, adresse, wie funktioniert, unterschied, job, jobs, bewerb*, stelle,
      ausbildung, warum, wer ist, karriere
    `,
    condition: "wenn, falls, bevor, sobald, ob",
    bot: `
      bots, roboter*, maschine*, automat*, computer*, ki, sprachcomputer*, kunstliche intelligenz, programm, bot
      sprechen
    `,
    stop: "stopp*, schluss mit, genug von, aufhoren, beende*, schalt*",
    identity: `
      bist du, sind sie, bin ich, spreche ich, rede ich, bist, ist das, du bist, sie sind, schreibe ich, seid ihr
    `,
    topic: `
      wegen, uber meine*, bezuglich, weil, zu meine*, um, da ich, statt mit, der mir, die mir, der sich, die sich
    `,
    join: "und",
    split: "aber, sondern, jedoch, trotzdem",
    plain: `
      nicht weiter, hilft nicht, hilft mir nicht, funktioniert nicht, geht nicht, verstehe nicht, verstehe das nicht,
      versteht mich nicht, verstehst mich nicht, verstehen mich nicht, weiss nicht, klappt nicht, nicht zufrieden,
      nicht gelost, nicht geholfen, nicht angekommen, nicht hilfreich, nicht weiterhelfen, verstehst du nicht, bringt
      nichts, kann nicht, kann ich nicht, warum kann ich nicht, konnen wir nicht, kann ich keinen, kann ich keine,
      kein problem, keine ahnung, keine antwort, keine hilfe, keine losung, keine rechnung, keine zeit, dauert zu
      lange
    `,
    mention: `
      menschenrecht*, reiseburo, mit menschen, personalausweis, personalabteilung, mensch ist, mitarbeiterrabatt*,
      mein mitarbeiter*, meine mitarbeiter*, mein chef*, meinem chef*, meinen chef*, mein berater ist, pro person,
      personen im, fur menschen, immobilienmakler, viele menschen, alle menschen, service geb*, gesprach verlauf
    `,
  },
};
