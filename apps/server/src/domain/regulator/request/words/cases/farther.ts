import type { Cases } from "./cases.ts";

export const lithuanian: Cases = {
  language: "lt",
  asks: [
    "noriu kalbėti su žmogumi",
    "sujunkite mane su operatoriumi",
    "ar galiu pakalbeti su konsultantu",
    "reikia gyvo žmogaus",
    "tegul man kas nors paskambina",
    "operatorius",
  ],
  doesNot: [
    "koks jūsų telefono numeris",
    "konsultantas vakar sakė kad viskas gerai",
    "nenoriu kalbėti su operatoriumi",
    "kiek kainuoja pristatymas",
    "ar tu žmogus ar robotas",
    "kur mano užsakymas",
  ],
};

export const latvian: Cases = {
  language: "lv",
  asks: [
    "gribu runāt ar cilvēku",
    "savienojiet mani ar operatoru",
    "vai varu parunat ar konsultantu",
    "vajag dzīvu cilvēku",
    "lai man kāds piezvana",
    "operatoru lūdzu",
  ],
  doesNot: [
    "kāds ir jūsu tālruņa numurs",
    "konsultants vakar teica ka viss kārtībā",
    "negribu runāt ar operatoru",
    "cik maksā piegāde",
    "vai tu esi cilvēks vai robots",
    "kur ir mans pasūtījums",
  ],
};

export const estonian: Cases = {
  language: "et",
  asks: [
    "tahan rääkida inimesega",
    "ühendage mind operaatoriga",
    "kas ma saan klienditeenindajaga raakida",
    "palun päris inimest",
    "helistage mulle tagasi",
    "klienditeenindaja palun",
  ],
  doesNot: [
    "mis on teie telefoninumber",
    "klienditeenindaja ütles eile et kõik on korras",
    "ma ei taha inimesega rääkida",
    "palju maksab kohaletoimetamine",
    "kas sa oled inimene või robot",
    "kus mu tellimus on",
  ],
};

export const swahili: Cases = {
  language: "sw",
  asks: [
    "nataka kuongea na mtu",
    "niunganishe na wakala",
    "naomba kuzungumza na mhudumu",
    "nipe mtu halisi",
    "naweza kuongea na binadamu",
    "nipigie simu tafadhali",
  ],
  doesNot: [
    "namba yenu ya simu ni ipi",
    "mhudumu aliniambia jana kuwa ni sawa",
    "sitaki kuongea na mtu",
    "bei ya usafirishaji ni kiasi gani",
    "wewe ni binadamu au roboti",
    "oda yangu iko wapi",
  ],
};

export const albanian: Cases = {
  language: "sq",
  asks: [
    "dua të flas me një njeri",
    "më lidhni me operatorin",
    "a mund te flas me dike",
    "dua një person të vërtetë",
    "me telefononi ju lutem",
    "operator ju lutem",
  ],
  doesNot: [
    "cili është numri juaj i telefonit",
    "operatori më tha dje që është në rregull",
    "nuk dua të flas me operator",
    "sa kushton dërgesa",
    "je njeri apo robot",
    "ku është porosia ime",
  ],
};

export const azerbaijani: Cases = {
  language: "az",
  asks: [
    "operatorla danışmaq istəyirəm",
    "məni operatora qoşun",
    "canli insanla danisa bilerem",
    "mənə real adam lazımdır",
    "kimsə mənə zəng etsin",
    "operator lazımdır",
  ],
  doesNot: [
    "telefon nömrəniz nədir",
    "operator dünən dedi ki hər şey qaydasındadır",
    "operatorla danışmaq istəmirəm",
    "çatdırılma neçəyədir",
    "sən insansan yoxsa robot",
    "sifarişim haradadır",
  ],
};

export const georgian: Cases = {
  language: "ka",
  asks: [
    "მინდა ადამიანთან საუბარი",
    "დამაკავშირეთ ოპერატორთან",
    "შემიძლია ოპერატორს ველაპარაკო",
    "ნამდვილი ადამიანი მჭირდება",
    "ვინმემ დამირეკოს",
    "ოპერატორი",
  ],
  doesNot: [
    "რა არის თქვენი ტელეფონის ნომერი",
    "ოპერატორმა გუშინ მითხრა რომ ყველაფერი რიგზეა",
    "არ მინდა ოპერატორთან საუბარი",
    "რა ღირს მიწოდება",
    "ადამიანი ხარ თუ რობოტი",
    "სად არის ჩემი შეკვეთა",
  ],
};

export const kazakh: Cases = {
  language: "kk",
  asks: [
    "оператормен сөйлескім келеді",
    "мені операторға қосыңыз",
    "тірі адаммен сөйлесуге бола ма",
    "маған адам керек",
    "маған біреу қоңырау шалсын",
    "оператор керек",
  ],
  doesNot: [
    "телефон нөміріңіз қандай",
    "оператор кеше бәрі дұрыс деді",
    "оператормен сөйлескім келмейді",
    "жеткізу қанша тұрады",
    "сен адамсың ба әлде роботсың ба",
    "тапсырысым қайда",
  ],
};

export const tamil: Cases = {
  language: "ta",
  asks: [
    "நான் ஒரு மனிதரிடம் பேச வேண்டும்",
    "என்னை முகவருடன் இணைக்கவும்",
    "வாடிக்கையாளர் சேவை அதிகாரியுடன் பேச முடியுமா",
    "உண்மையான நபர் வேண்டும்",
    "யாராவது என்னை அழைக்கவும்",
    "மனிதர் வேண்டும்",
  ],
  doesNot: [
    "உங்கள் தொலைபேசி எண் என்ன",
    "அதிகாரி நேற்று சரி என்று சொன்னார்",
    "எனக்கு யாரிடமும் பேச வேண்டாம்",
    "விநியோக கட்டணம் எவ்வளவு",
    "நீ மனிதனா ரோபோவா",
    "என் ஆர்டர் எங்கே",
  ],
};

export const icelandic: Cases = {
  language: "is",
  asks: [
    "ég vil tala við manneskju",
    "tengdu mig við þjónustufulltrúa",
    "get ég fengið að tala við einhvern",
    "eg vil tala vid starfsmann",
    "getur einhver hringt í mig",
    "þjónustufulltrúi takk",
  ],
  doesNot: [
    "hvað er símanúmerið hjá ykkur",
    "starfsmaðurinn sagði í gær að allt væri í lagi",
    "ég vil ekki tala við neinn",
    "hvað kostar sendingin",
    "ertu manneskja eða vélmenni",
    "hvar er pöntunin mín",
  ],
};

export const slovene: Cases = {
  language: "sl",
  asks: [
    "rad bi govoril s človekom",
    "povežite me z operaterjem",
    "lahko govorim z nekom",
    "prosim za pravega cloveka",
    "naj me nekdo pokliče",
    "hočem svetovalca",
  ],
  doesNot: [
    "kakšna je vaša telefonska številka",
    "svetovalec mi je včeraj obljubil vračilo",
    "ne potrebujem operaterja",
    "koliko stane dostava",
    "si človek ali robot",
    "kje je moje naročilo",
  ],
};
