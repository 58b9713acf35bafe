import type { Messages } from "./en.ts";

export const de: Messages = {
  ribbon: { text: "Ein erfundener Laden, der Baton im Einsatz zeigt.", console: "Zum Arbeitsplatz des Serviceteams" },
  nav: { models: "Räder", promises: "Service", embed: "Auf Ihrer Website", language: "Sprache" },
  hero: {
    eyebrow: "City 28 · neue Farben",
    title: "Weiter, mit weniger Mühe.",
    text: "Drei E-Bikes für den Weg zur Arbeit, den Hügel hinterm Haus und den Zug dazwischen. Akku zum Herausnehmen, ehrliche Reichweiten und Menschen, die antworten.",
    models: "Räder ansehen",
    ask: "Fragen Sie uns",
  },
  models: {
    title: "Welches passt zu Ihnen?",
    text: "Alle drei haben denselben leisen 250-W-Motor und denselben Akku mit 504 Wh.",
    range: "Reichweite",
    weight: "Gewicht",
    gears: "Schaltung",
    ask: "Frage dazu stellen",
    city: {
      name: "City 28",
      line: "Jeden Tag, trockene Füße, volle Taschen.",
      range: "60–90 km",
      weight: "24 kg",
      gears: "7 Gänge, Nabe",
      price: "1.890 €",
    },
    trail: {
      name: "Trail 29",
      line: "Wo der Asphalt aufhört.",
      range: "50–70 km",
      weight: "25 kg",
      gears: "10 Gänge, Kette",
      price: "2.290 €",
    },
    fold: {
      name: "Fold 20",
      line: "Zwanzig Sekunden, und es steht unterm Schreibtisch.",
      range: "55–80 km",
      weight: "19 kg",
      gears: "7 Gänge, Kette",
      price: "1.590 €",
    },
  },
  promises: {
    title: "Das gehört dazu",
    delivery: { title: "Kostenlose Lieferung", text: "In 5–8 Werktagen in der EU, mit Anruf der Spedition vorab." },
    returns: { title: "30 Tage Bedenkzeit", text: "Bis zu 30 km Probe fahren. Passt es nicht, geht es zurück." },
    warranty: { title: "Zwei Jahre Garantie", text: "Auf Rahmen, Motor, Display und Akku." },
    people: {
      title: "Sofort eine Antwort",
      text: "Zuerst von der KI, und von einem Menschen, wann immer Sie möchten.",
    },
  },
  embed: {
    title: "Dieser Chat auf Ihrer Website",
    text: "Eine Zeile im Quelltext genügt. Der Chat läuft in einem eigenen Rahmen: Ihre Besucher fragen, die KI antwortet, und Ihr Team übernimmt, wenn es nötig ist.",
    label: "Vor dem schließenden body-Tag einfügen",
    steps: {
      ask: {
        title: "Erst als Kundin oder Kunde",
        text: "Öffnen Sie unten rechts den Chat, fragen Sie nach Reichweite oder Rückgabe und dann nach einem Menschen.",
      },
      answer: {
        title: "Dann im Serviceteam",
        text: "Melden Sie sich in einem zweiten Fenster am Arbeitsplatz an und übernehmen Sie die Unterhaltung.",
      },
      back: {
        title: "Und wieder zurück",
        text: "Geben Sie sie ab, und die KI macht dort weiter, wo Sie aufgehört haben.",
      },
    },
    console: "Arbeitsplatz öffnen",
    docs: "API-Referenz",
  },
  footer: "Velora, die Räder und die Preise sind erfunden. Der Chat ist echt: Baton, quelloffen unter Apache-2.0.",
};
