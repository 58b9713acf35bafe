import type { Lexicon } from "../lexicon.ts";

/** Swedish, Danish and Norwegian: near enough to share their words, and often mixed up by those who guess a language. */
export const scandinavian: Lexicon = {
  language: "sv-da-no",
  words: {
    person: `
      människa, människor, en människa, menneske, mennesker, mennesket, medarbejder*, medarbeider*, medarbetare*,
      handläggare*, kundtjänstmedarbetare*, kundeservicemedarbejder*, kundebehandler*, saksbehandler*, sagsbehandler*,
      kundrådgivare*, rådgivare*, rådgiver*, operatör*, operatør*, agent, agenten, representant*, chef, chefen, sjef,
      sjefen, leder, lederen, leiar, handledare, överordnad*, overordnet*, ansatt, en ansatt, anställd*, ansat,
      personal, personale, konsulent*, konsult, verklig person, riktig person, ægte person, rigtig person, ekte
      person, virkelig person, levande person, levende person, expedit*, tekniker*, mänsklig*, menneskelig hjælp,
      menneskelig hjelp, ansvarig*, specialist*
    `,
    someone: "någon, nån, nogen, noen, en person, person, personer, nogle, team, kollega*, folk",
    desk: `
      kundtjänst*, kundservice, kundeservice, kundesenter, support, supporten, teknisk support, kundeservicen,
      kundestøtte, hjälpcenter, kundecenter
    `,
    real: `
      riktig*, verklig*, virkelig*, ekte, ægte, äkta, levande, levende, rigtig*, fysisk, mänsklig*, menneskelig*, live
    `,
    talk: `
      prata, prate, tala, snakke, snakka, tale, chatta, chatte, kommunicera, samtale med, konversera, skriva med,
      skrive med, komma i kontakt, komme i kontakt, kontakt med, samtal med, snakke med, diskutera, pratar, snacka, i
      kontakt med, drøfte, få tak i, få fat i, få tag i, få tag på
    `,
    pass: `
      koppla mig, koppla, kopple meg, sett meg over, sette meg over, sette mig over, sæt mig over, sätt mig i, stil
      mig om, stille mig om, stille meg, viderestil, viderestille, stilles om, omstille, omstil, koble meg, koble mig,
      kobl mig, kople meg, forbind mig, forbind meg, sett meg i kontakt, sæt mig i kontakt, sätt mig i kontakt,
      överför mig, overfør mig, overfør meg, bli kopplad, blive stillet om, blive sat over, bli satt over,
      vidarekoppla, henvis mig, send mig videre, send meg videre, skicka mig vidare
    `,
    connect: "överföra, overføre, overfør, byt till, skift til, bytte til, koblet, kopplad",
    fetch: `
      ge mig, giv mig, gi meg, hämta, hent, hente, ring, skaffa, skaff, kalla på, tilkald, finn, find, kald på, få
    `,
    contact: "kontakta, kontakte, nå, ringe til",
    want: `
      vill, vil, ønsker, önskar, behöver, trenger, behøver, kräver, krever, kræver, föredrar, foretrækker,
      foretrekker, skulle vilja, skulle gerne, vil gerne, vil gjerne, vill gärna, hellre, heller, brug for, bruk for,
      måste, må, skal, ska, beder om, ber om, behov, vil hellere, vil heller, venter på, väntar på, skulle gjerne,
      söker
    `,
    assist: "hjälpa, hjälper, hjelpe, hjelper, hjælpe, hjælper, lösa, løse",
    exist: "finns det, finns, er der, er det noen, er det nogen, har ni, har i, har dere, fins det, är det någon",
    ask: `
      jag, jeg, eg, kan, kunde, kunne, får, får jag, må jeg, du, i, ni, dere, de, mig, meg, mej, vi, oss, os, hur,
      hvordan, hvorledes, möjligt, mulig, muligt, är det möjligt, er det mulig, er det muligt, att, at, å, som, låt,
      lad, la, det, få lov, vem, hvem, skulle, bli, blive, være, vara
    `,
    light: `
      en, ett, et, med, til, till, på, av, af, för, for, fra, från, i, nu, nå, med en gång, genast, direkt, direkte,
      bara, bare, kun, här, her, der, där, snart, snabbt, raskt, hurtigt, omedelbart, straks, umiddelbart, också,
      også, er, en annan, anden, annen, andre, vår, jeres, deres, telefon, eller, gerne, gärna, gjerne, istället, i
      stedet, ordentlig, en gang, hos, via, chatt, fra jer, hvor
    `,
    polite: `
      tack, snälla, vänligen, hej, hei, hallå, halløj, god dag, goddag, takk, tak, vær så snill, vær så god, venligst,
      vennligst, nu, nå, genast, akut, straks, ja, ok, undskyld, unnskyld, ursäkta, gerne, tack så mycket, haster,
      please
    `,
    neg: "inte, ikke, ikkje, ej, inga, ingen, utan, uten, uden, aldrig, aldri, inget, istället för, i stedet for",
    needless: `
      behövs inte, behövs ej, ikke nødvendig, ikke nødvendigt, inte nödvändigt, trengs ikke, behøves ikke, inget
      behov, onödig*, unødvendig*, ikke brug for, ikke behov, inte behov
    `,
    cancel: `
      glöm det, glem det, glem, glöm, strunt i, skitsamma, spiller ingen rolle, lige meget, det er lige meget, strunta
      i det, avbryt, det gör inget, spelar ingen roll
    `,
    again: "faktiskt, faktisk, ja, jo, alligevel, likevel, egentligen, egentlig, ändå",
    report: `
      sa, sade, sier, siger, säger, sagde, skrev, betyder, betyr, oversett, översätt, oversæt, ord, knappen, sagt,
      fortalte
    `,
    past: `
      igår, i går, snakket, snakkede, talte, pratade, ringte, ringde, förra veckan, sidste uge, forrige uke, var, har
      snakket, har talt, hade, havde, blev, lovade, lovede, otrevlig
    `,
    info: `
      nummer, nummeret, numret, telefonnummer*, öppettider, åpningstider, åbningstider, när, når, hvornår, hur mycket,
      hvor meget, hvor mye, kostar, koster, pris, priset, prisen, vad är, hva er, hvad er, vad gör, hva gjør, hvad
      gør, vad betyder, mejl, mail, email, epost, e post, adress*, lön, løn, lønn, jobb, job, ansøg, varför, hvorfor,
      vem är, hvem er, skillnad, forskel, forskjell, hur länge, hvor lenge, hvor længe, måste jag prata, öppet, jobba,
      arbeta
    `,
    condition: "om jag, hvis, om, innan, før, dersom, ifall",
    bot: `
      boten, botten, botar, roboter, robot*, maskin*, dator*, computer*, ai, kunstig intelligens, artificiell
      intelligens, chatbot*, chattbot*, automat*
    `,
    stop: "stopp, stop, nok av, nok af, trött på, træt af, lei av, sluta",
    identity: `
      är du, er du, är ni, er i, er dere, pratar jag, snakker jeg, taler jeg, talar jag, är det en, er det en, du är,
      du er, chattar jag, chatter jeg
    `,
    topic: "angående, vedrørende, om min, om mitt, på grund, fordi, eftersom, gällande, som kan",
    join: "och, og",
    split: "men, utan jag, dock",
    plain: `
      förstår inte, forstår ikke, fungerar inte, fungerer ikke, virker ikke, vet inte, vet ikke, ved ikke, hjälper
      inte, hjelper ikke, hjælper ikke, inte fått, ikke fått, ikke fået, har inte kommit, ikke kommet, kan inte, kan
      ikke, begriper inte, svarar inte, svarer ikke, duger inte, är inte, er ikke, får inte, forstår du ikke, ingen
      hjälp, ingen hjelp, ingen anelse, ingen svar, kan jag inte, kan jeg ikke, ingen aning
    `,
    mention: `
      mänskliga rättigheter, menneskerettighet*, human resources, min chef, min sjef, min leder, min medarbejder*,
      mina anställda, per person, för en person, to personer, två personer, fastighetsmäklare, rejseagent, mänskliga
      faktorn, for en person, ejendomsmægler, annan person
    `,
  },
};
