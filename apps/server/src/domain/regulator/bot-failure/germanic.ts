import { type Language, OUTRIGHT, REGRET, words } from "./cue.ts";

/** Something may stand between, but not the end of the sentence. */
const some = (most: number): string => `[^.!?]{0,${most}}`;

const GERMAN: Language = {
  markers: ["ich", "wir", "leider", "bitte", "fehler", "nicht", "kein", "keine", "es", "sie", "das", "ist"],
  cues: [
    words(
      OUTRIGHT,
      `ich ${some(45)}(?:nicht|kein\\p{L}*|nichts)(?: ${some(50)})?(?: |)(?:\\p{L}*helfen|\\p{L}*beantworten|antworten|unterstützen|sagen|verstehen|finden|geben|erteilen|liefern|bereitstellen|anbieten|verarbeiten|bearbeiten|nachvollziehen|zuordnen|eingehen|durchführen|erfüllen|nachkommen|erstellen|diskutieren|zugreifen|äußern|tun|entsprechen)`,
      "(?:das|es|dies|die antwort)? ?wei(?:ß|ss) ich (?:das |es )?(?:leider )?(?:auch )?nicht",
      "ich wei(?:ß|ss) (?:es |das |die antwort )?(?:leider )?(?:auch )?nicht",
      `(?:habe|hab) (?:ich )?(?:\\p{L}+ ){0,4}(?:nicht (?:ganz |richtig )?verstanden|keine (?:passende |genaue |genauen )?(?:antwort|information\\p{L}*|auskunft|angaben|daten|ahnung|kenntnis\\p{L}*|ergebnisse)|nichts (?:\\p{L}+ )?gefunden)`,
      `(?:verstehe|verstand) (?:ich )?(?:\\p{L}+ ){0,3}nicht`,
      "ich bin (?:\\p{L}+ )?(?:nicht (?:in der lage|befugt|berechtigt|sicher|dafür|darauf|programmiert)|außerstande)",
      "bin ich (?:\\p{L}+ )?nicht (?:in der lage|befugt|berechtigt|sicher)",
      "mir (?:\\p{L}+ ){0,3}(?:nicht (?:möglich|bekannt|erlaubt|gestattet)|keine (?:informationen|angaben|daten) (?:\\p{L}+ )?vor)",
      "als (?:\\p{L}+ )?(?:ki|künstliche intelligenz|sprachmodell|ki\\S+|chatbot|bot|virtuelle\\p{L}*|digitale\\p{L}* assistent\\p{L}*|automatische\\p{L}*)",
      "ich bin (?:nur|lediglich|bloß) (?:ein|eine)",
      "überfragt|keine ahnung",
    ),
    words(
      OUTRIGHT,
      `(?:fehler|problem|störung) (?:ist )?${some(20)}(?:aufgetreten|passiert|unterlaufen)`,
      `(?:ist|da ist) ${some(30)}(?:schiefgelaufen|schief gelaufen|schiefgegangen)`,
      `(?:versuch\\p{L}*|probier\\p{L}*) (?:sie |du )?(?:es |das )?(?:bitte )?${some(25)}(?:später|erneut|noch einmal|nochmal|noch mal|wieder)`,
      "(?:\\p{L}*dienst|\\p{L}*service|\\p{L}*server|\\p{L}*system|bot|assistent) (?:ist|steht) (?:\\p{L}+ ){0,3}(?:nicht (?:erreichbar|verfügbar|zur verfügung)|überlastet|ausgefallen|gestört)",
      "technische\\p{L}* (?:problem|störung|schwierigkeit|fehler)\\p{L}*",
      `(?:anders|neu|genauer|noch einmal|in anderen worten|konkreter) (?:zu )?(?:formulier|stell|frag|ausdrück|beschreib|um)\\p{L}*`,
      "umformulieren|(?:formulier|umschreib)\\p{L}* (?:sie |du )?(?:\\p{L}+ ){0,3}(?:um|neu|anders|genauer)",
      `(?:verbinde|leite|übergebe|gebe|reiche|hole) (?:ich )?(?:sie|dich|ihre|deine|das|dies|einen|eine)(?: |)${some(40)}(?:mitarbeiter\\p{L}*|kolleg\\p{L}*|menschen|person|team|kundenservice|kundendienst|support|weiter|berater\\p{L}*)`,
      "(?:mitarbeiter\\p{L}*|kolleg\\p{L}*|berater\\p{L}*) (?:wird|werden|meldet|melden|kümmert) (?:sich )?",
    ),
    words(REGRET, "leider|entschuldigung|tut mir (?:sehr )?leid|verzeihung|bedaur\\p{L}*|entschuldige\\p{L}*"),
  ],
};

const DUTCH: Language = {
  markers: ["ik", "sorry", "helaas", "fout", "niet", "probeer", "er"],
  cues: [
    words(
      OUTRIGHT,
      `ik ${some(40)}(?:niet|geen|niets)(?: ${some(40)})?(?: |)(?:helpen|beantwoorden|antwoorden|geven|vinden|begrijpen|zeggen|verstrekken|bieden|verwerken|voldoen|uitvoeren|doen)`,
      "ik weet (?:het |dat |dit )?(?:helaas )?(?:antwoord )?(?:\\p{L}+ )?niet|weet ik (?:helaas )?niet|geen idee",
      "ik (?:begrijp|snap|versta) (?:\\p{L}+ ){0,3}niet|(?:niet|geen) (?:goed |helemaal )?(?:begrepen|verstaan|antwoord op|informatie over|informatie gevonden)",
      "ik ben (?:\\p{L}+ )?niet (?:in staat|bevoegd|zeker)|als (?:een )?(?:ai|taalmodel|chatbot|virtuele assistent)\\S*|ik ben (?:maar|slechts) een",
      `(?:er is|er ging|er heeft) ${some(30)}(?:fout|mis|probleem|storing)`,
      `probeer (?:het )?${some(25)}(?:later|opnieuw|nog eens|nogmaals)`,
      `(?:anders|opnieuw|nogmaals) (?:te )?(?:formuler|stell|verwoord|omschrijv)\\p{L}*|herformuler\\p{L}*`,
      `ik (?:verbind|stuur|zet|geef) ${some(30)}(?:medewerker|collega|door|team|klantenservice)`,
    ),
    words(REGRET, "helaas|sorry|het spijt me|excuses"),
  ],
};

const SWEDISH: Language = {
  markers: ["jag", "tyvärr", "förlåt", "fel", "inte", "försök"],
  cues: [
    words(
      OUTRIGHT,
      `jag ${some(20)}(?:kan|kunde|får|vill) ${some(15)}inte ${some(25)}(?:hjälpa|svara|besvara|ge|hitta|förstå|hantera|diskutera|göra)`,
      `(?:kan|kunde) jag ${some(15)}inte ${some(25)}(?:hjälpa|svara|besvara|ge|hitta|förstå|hantera|göra)`,
      "jag (?:vet|förstår|förstod) (?:\\p{L}+ ){0,2}inte|vet jag (?:\\p{L}+ )?inte|ingen aning|jag har (?:\\p{L}+ )?(?:inget svar|ingen information)",
      "som (?:en )?(?:ai|språkmodell|chatbot|virtuell assistent)\\S*|jag är bara en",
      `(?:något|nånting) gick (?:\\p{L}+ )?fel|(?:ett )?fel (?:har )?(?:uppstått|uppstod|inträffade)|försök (?:igen|${some(15)}senare)|formulera (?:om|\\p{L}+ annorlunda)|omformulera`,
      `jag (?:kopplar|skickar|förmedlar) ${some(30)}(?:medarbetare|kollega|person|kundtjänst|vidare)`,
    ),
    words(REGRET, "tyvärr|förlåt|ursäkta|beklagar"),
  ],
};

export const GERMANIC: readonly Language[] = [GERMAN, DUTCH, SWEDISH];
