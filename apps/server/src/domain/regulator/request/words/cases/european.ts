import type { Cases } from "./cases.ts";

export const turkish: Cases = {
  language: "tr",
  asks: [
    "Bir insanla konuşmak istiyorum",
    "müşteri temsilcisine bağlanmak istiyorum",
    "temsilci",
    "Beni yetkiliye bağlayın lütfen",
    "gerçek biriyle görüşebilir miyim",
    "canlı destek istiyorum",
    "operatöre aktarır mısınız",
    "botla konuşmak istemiyorum",
    "müdürünüzle görüşmek istiyorum",
    "bana bir insan verin",
  ],
  doesNot: [
    "Temsilciyle konuşmak istemiyorum",
    "temsilciye bağlamayın",
    "müşteri hizmetleri numarası nedir?",
    "Dün temsilciyle konuştum",
    "sen insan mısın?",
    "siparişim nerede",
    "insan kaynakları departmanı",
    "temsilciye gerek yok",
  ],
};

export const dutch: Cases = {
  language: "nl",
  asks: [
    "Ik wil met een mens praten",
    "kan ik een medewerker spreken?",
    "medewerker aub",
    "verbind me door met de klantenservice",
    "Mag ik iemand spreken?",
    "geef me een echt persoon",
    "Ik wil niet met een robot praten",
    "is er een echt mens aanwezig?",
    "ik wil je manager spreken",
    "ik heb een mens nodig",
  ],
  doesNot: [
    "Ik wil niet met een medewerker praten",
    "Ik heb geen medewerker nodig",
    "Wat is het telefoonnummer van de klantenservice?",
    "openingstijden klantenservice",
    "Gisteren heb ik met een medewerker gesproken",
    "Ben je een mens?",
    "Waar is mijn pakket?",
    "De medewerker was onbeleefd",
  ],
};

export const scandinavian: Cases = {
  language: "sv-da-no",
  asks: [
    "Jag vill prata med en människa",
    "koppla mig till kundtjänst",
    "kan jag få prata med någon?",
    "Jag vill inte prata med en robot",
    "handläggare tack",
    "Jeg vil gerne tale med en medarbejder",
    "kan jeg tale med et menneske",
    "stil mig om til kundeservice",
    "må jeg snakke med en person",
    "Jeg vil snakke med et menneske",
    "kan du sette meg over til en kundebehandler",
    "Kan jeg få snakke med noen?",
    "jeg trenger et menneske",
  ],
  doesNot: [
    "Jag vill inte prata med en människa",
    "Vad är telefonnumret till kundtjänst?",
    "Är du en människa?",
    "Var är mitt paket?",
    "Jeg vil ikke tale med en medarbejder",
    "Hvad er telefonnummeret til kundeservice?",
    "Er du et menneske?",
    "Jeg trenger ikke en kundebehandler",
    "I går snakket jeg med en kundebehandler",
    "Hvor er pakken min?",
  ],
};

export const finnish: Cases = {
  language: "fi",
  asks: [
    "Haluan puhua ihmisen kanssa",
    "voinko jutella asiakaspalvelijan kanssa",
    "yhdistä minut asiakaspalveluun",
    "asiakaspalvelija",
    "Saanko puhua jonkun kanssa?",
    "tarvitsen oikean ihmisen",
    "En halua puhua botin kanssa",
    "onko siellä oikeaa ihmistä?",
  ],
  doesNot: [
    "En halua puhua ihmisen kanssa",
    "En tarvitse asiakaspalvelijaa",
    "Mikä on asiakaspalvelun puhelinnumero?",
    "Eilen puhuin asiakaspalvelijan kanssa",
    "Oletko ihminen?",
    "Missä pakettini on?",
    "asiakaspalvelun aukioloajat",
  ],
};

export const greek: Cases = {
  language: "el",
  asks: [
    "Θέλω να μιλήσω με άνθρωπο",
    "συνδέστε με με εκπρόσωπο παρακαλώ",
    "Μπορώ να μιλήσω με κάποιον;",
    "εκπρόσωπος",
    "χρειάζομαι έναν υπάλληλο",
    "Δεν θέλω να μιλήσω με ρομπότ",
    "θα ήθελα να μιλήσω με τον υπεύθυνο",
    "θελω ανθρωπο",
  ],
  doesNot: [
    "Δεν θέλω να μιλήσω με εκπρόσωπο",
    "Ποιο είναι το τηλέφωνο της εξυπηρέτησης πελατών;",
    "Χθες μίλησα με εκπρόσωπο",
    "Είσαι άνθρωπος;",
    "Πού είναι η παραγγελία μου;",
    "δεν χρειάζομαι εκπρόσωπο",
  ],
};

export const hungarian: Cases = {
  language: "hu",
  asks: [
    "Emberrel szeretnék beszélni",
    "kapcsolja az ügyintézőt",
    "ügyintéző",
    "Beszélhetnék valakivel?",
    "kérek egy élő embert",
    "Nem akarok robottal beszélni",
    "szeretnék az ügyfélszolgálattal beszélni",
    "a főnökével akarok beszélni",
  ],
  doesNot: [
    "Nem akarok ügyintézővel beszélni",
    "Nem kell ügyintéző",
    "Mi az ügyfélszolgálat telefonszáma?",
    "Tegnap beszéltem egy ügyintézővel",
    "Te ember vagy?",
    "Hol van a csomagom?",
  ],
};

export const catalan: Cases = {
  language: "ca",
  asks: [
    "Vull parlar amb una persona",
    "passa'm amb un agent si us plau",
    "Puc parlar amb algú?",
    "necessito un agent",
    "No vull parlar amb un robot",
    "voldria parlar amb l'encarregat",
    "operador",
  ],
  doesNot: [
    "No vull parlar amb una persona",
    "No cal un agent",
    "Quin és el número d'atenció al client?",
    "Ahir vaig parlar amb un agent",
    "Ets humà?",
    "On és la meva comanda?",
  ],
};
