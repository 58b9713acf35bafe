import type { Lexicon } from "../lexicon.ts";

export const dutch: Lexicon = {
  language: "nl",
  freeOrder: true,
  words: {
    person: `
      mens, mensen, medewerker*, klantenservicemedewerker*, echt persoon, echte persoon, levend persoon, menselijke
      medewerker, agent, agenten, operator, adviseur*, vertegenwoordiger*, manager, leidinggevende*, chef, baas,
      teamleider*, beheerder*, collega*, iemand van de klantenservice, iemand van vlees en bloed, persoon van vlees en
      bloed, menselijke hulp, werknemer*, specialist*, consultant*, telefoniste, servicemedewerker*, supervisor
    `,
    someone: "iemand, persoon, personen, een van jullie, team, monteur, expert*, wie",
    desk: `
      klantenservice, klantendienst, helpdesk, support, ondersteuning, servicedesk, technische dienst, supportteam
    `,
    real: "echt*, levend*, menselijk*, werkelijk*, daadwerkelijk*",
    talk: `
      praten, spreken, spreek, praat, chatten, kletsen, overleggen, gesprek met, babbelen, te woord, communiceren,
      telefoneren
    `,
    pass: `
      verbind me, verbind mij, verbindt u mij, verbind ons, doorverbinden, verbind me door, verbind mij door,
      doorverbonden, doorschakelen, schakel me door, zet me over, breng me in contact, verbinden met, in contact
      brengen, stuur me door, stuur mij door, koppel me, verbinding met, doorverbind*
    `,
    connect: "verbinden, verbind, doorsturen, overdragen, overschakelen, schakel, overzetten",
    fetch: "geef me, geef mij, haal, roep, bel, stuur, zoek, geef",
    contact: "bereiken, contact opnemen, contact met, contact krijgen, contact",
    want: `
      wil, willen, wou, wilde, zou graag, graag, nodig, eis, verlang, liever, moet, zoek, heb nodig, wens, verzoek,
      wacht op, krijgen
    `,
    assist: "helpen, helpt, oplossen, terugbellen, hulp",
    exist: "is er, zijn er, hebben jullie, heeft u, bestaat er",
    ask: `
      ik, kan, kun, kunt, kunnen, mag, zou, je, jij, u, jullie, mij, me, we, hoe, is het mogelijk, mogelijk, dat, die,
      er, kunnen jullie, laat, wie, met wie, heb, word, worden, om, ben
    `,
    light: `
      een, de, het, met, aan, naar, van, voor, in, op, nu, meteen, direct, onmiddellijk, gewoon, alleen, hier, daar,
      snel, even, te, ook, nog, toch, eindelijk, ander, andere, jullie, uw, echt, telefoon, of, persoonlijk, via,
      chat, eens, beschikbaar, iets, a, u, door, over, zo snel mogelijk, maar gewoon, dan
    `,
    polite: `
      alstublieft, alsjeblieft, aub, a u b, svp, graag, hallo, hoi, hey, goedemorgen, goedemiddag, goedenavond,
      goedendag, dank je, dank u, bedankt, nu, dringend, snel, ja, meteen, direct, ok, sorry
    `,
    neg: "geen, zonder, nooit, in plaats van, noch",
    needless: "niet, niet nodig, hoeft niet, onnodig, niet meer, hoef niet, hoef geen, geen behoefte",
    cancel: "laat maar, vergeet het, vergeet de, maakt niet uit, annuleer, toch niet, niet meer nodig",
    again: "toch wel, eigenlijk, ja, toch, eigenlijk wel, jawel",
    report: "zei, zegt, zeiden, gezegd, schreef, staat, betekent, vertaal, woord, zin, knop, vertelde",
    past: "gisteren, gesproken, gebeld, vorige week, was, heeft mij, had, waren, belde, laatst",
    info: `
      nummer, telefoonnummer, openingstijden, uren, wanneer, hoe laat, hoeveel, kost, kosten, prijs, tarief, wat is,
      wat doet, wat kan, wat zijn, wat betekent, mail, email, e mail, adres, hoe werkt, verschil, salaris, verdient,
      vacature*, baan, werken bij, waarom, wie is, hoe lang, solliciteren, moet ik, worden als, open
    `,
    condition: "als, indien, wanneer ik, voordat, mocht",
    bot: "bots, robot*, machine*, computer*, ai, kunstmatige intelligentie, automaat, automatisch*, chatbot*",
    stop: "stop, genoeg van, klaar met, zat van, zet uit",
    identity: "ben je, bent u, ben jij, spreek ik, praat ik, zijn jullie, je bent, is dit, u bent, chat ik, heb ik",
    topic: "omdat, over mijn, vanwege, wat betreft, in verband, die mij, die me",
    join: "en",
    split: "maar, echter, want",
    plain: `
      begrijp niet, begrijp het niet, begrijpt me niet, begrijpt mij niet, begrijpt het niet, werkt niet, weet niet,
      weet het niet, helpt niet, helpt me niet, helpt mij niet, niet geholpen, niet aangekomen, niet ontvangen, kan
      niet, kan ik niet, lukt niet, snap het niet, snapt het niet, niet opgelost, niet tevreden, nog niet, geen idee,
      geen antwoord, geen tijd, waarom kan ik niet, kan ik geen
    `,
    mention: `
      human resources, mensenrechten, menselijk lichaam, menselijke fout, mijn baas, mijn manager, mijn collega*, mijn
      medewerkers, per persoon, twee personen, personen in, reisbureau, makelaar, ander persoon, personeelszaken, voor
      iemand, van iemand, mijn chef
    `,
  },
};
