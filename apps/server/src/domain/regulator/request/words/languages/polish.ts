import type { Lexicon } from "../lexicon.ts";

export const polish: Lexicon = {
  language: "pl",
  freeOrder: true,
  words: {
    callback: "do mnie zadzwoni, oddzwoni, oddzwońcie, zadzwońcie do mnie",
    person: `
      konsultant*, człowiek*, ludzi, ludźmi, żyw* człowiek*, żyw* osob*, prawdziw* osob*, agent, agenta, agentem,
      agentowi, agentką, operator, operatora, operatorem, operatorowi, pracownik*, przedstawiciel*, doradc*, doradcą,
      specjalist*, kierownik*, przełożon*, szef, szefa, szefem, menedżer*, manager*, administrator*, obsługą
      człowieka, sprzedawc*, kimś z obsługi, ktoś z obsługi, kimś z biura, pracowniczk*, opiekun*, dyrektor*
    `,
    someone: `
      ktoś, kogoś, kimś, komuś, osoba, osobą, osobę, osoby, ktokolwiek, kimkolwiek, zespół, zespołem, ekspert*,
      technik*
    `,
    desk: `
      obsług* klienta, biur* obsługi*, dział* obsługi*, infolini*, pomoc* techniczn*, wsparci*, wsparcie techniczne,
      centrum obsługi
    `,
    real: "żyw*, prawdziw*, realn*, ludzk*, kompetentn*",
    talk: `
      rozmawiać, porozmawiać, pogadać, gadać, mówić, rozmowa z, rozmowę z, rozmowy z, rozmawiam, czatować, pisać,
      skontaktować się, kontaktu z, kontakt z, pomówić, porozmawiam
    `,
    pass: `
      połącz*, połączyć, połączcie, przełącz*, przekieruj mnie, przekierujcie mnie, przenieś mnie, skontaktuj mnie,
      zawołaj*, poproś*, łącz, polacz*, połączenie z, rozmowa z człowiekiem, połączenia z
    `,
    connect: "przekieruj*, przekaż*, przekazać, przekierować, przenieś",
    fetch: "daj, dajcie, dawaj, dawać, zawołać, wezwij*, znajdź*, przyślij*",
    contact: "skontaktować, kontaktować, kontakt, skontaktuj",
    want: `
      chcę, chce, chciał*, chciałbym, chciałabym, potrzebuj*, potrzebny, potrzebna, potrzeba, wolę, wolał*, żądam,
      proszę, prosze, życzę, poproszę, poprosze, domagam, wymagam, pragnę, muszę, czekam
    `,
    assist: "pomóc, pomoże, pomocy, rozwiąza*, zadzwoni*, oddzwoni*",
    exist: "czy jest, jest tu, jest tam, jest, macie, są",
    ask: `
      niech, ja, mi, mnie, mną, się, czy, mogę, moge, możesz, możecie, mógł*, mogła*, można, mozna, da się, jak, ci, was,
      państwo, pan, pani, pana, by, to, możliwość, kto, z kim, być, jest możliwość
    `,
    light: `
      z, ze, do, na, w, o to, przez, od, dla, a, lub, teraz, natychmiast, szybko, od razu, już, tu, tutaj, tylko, po
      prostu, bezpośrednio, waszym, waszego, jakimś, jakiegoś, innym, inny, pilnie, wreszcie, w końcu, wolnym,
      osobiście, czat, czacie, telefon, jeszcze, naprawdę, lepiej, jednak
    `,
    polite: `
      proszę, prosze, poproszę, dzień dobry, cześć, witam, hej, dobry wieczór, dziękuję, dzięki, teraz, natychmiast,
      pilne, pilnie, tak, szybko, halo, dobra, przepraszam
    `,
    neg: "bez, ani, nigdy, żadn*, zamiast",
    needless: "nie, nie trzeba, nie potrzebuję, niepotrzebn*, nie ma potrzeby, nie musisz, zbędn*",
    cancel: "nieważne, zapomnij, anuluj*, już nie trzeba, już nie, mniejsza, rezygnuję, rozmyśliłem*, rozmyśliłam",
    again: "jednak, w sumie, tak, właściwie, dobra",
    report: `
      powiedział*, mówi, mówią, mówił*, napisał*, pisze, znaczy, oznacza, przetłumacz, słowo, zdanie, przycisk, kazał*
    `,
    past: "wczoraj, rozmawiał*, zadzwonił*, był, była, było, zeszł*, ostatnio, dzwonił*, obiecał*",
    info: `
      numer*, telefon do, telefonu, godzin*, kiedy, ile, kosztuje, koszt, cena, co to, co znaczy, co oznacza, email,
      mail, maila, adres*, jak działa, różnic*, zarobki, zarabia, pensja, prac*, praca, dlaczego, kim jest, kto to, co
      robi, co może, jaki, jaka, jakie, otwart*, czy muszę, zatrudni*, zostać
    `,
    condition: "jeśli, jeżeli, gdy, kiedy, zanim, gdyby",
    bot: `
      bota, botem, boty, botami, robot*, maszyn*, automat*, komputer*, sztuczn* inteligenc*, chatbot*, czatbot*, si,
      program*
    `,
    stop: "stop, dość, dosyć, przestań*, wyłącz*, koniec z",
    identity: "czy jesteś, jesteś, czy rozmawiam, czy pan jest, czy pani jest, to bot, czy to, rozmawiam z",
    topic: "w sprawie, o mojej, o moim, ponieważ, bo, odnośnie, dotycząc*, nie z automatem, który, która",
    join: "i",
    split: "ale, lecz, jednak ja",
    plain: `
      nie rozumie*, nie rozumiesz, nie działa, nie pomaga*, nie pomogł*, nie wiem, nie mogę, nie odpowiada*, nie
      rozwiąz*, nie otrzymał*, nie dostał*, nie przyszł*, nie jestem zadowol*, nie da się, nie moge, nie umiesz, nie
      wie, nie o to, nie jest, nie mam czasu, nie jesteś, nie dotarł*, dlaczego nie mogę
    `,
    mention: `
      zasoby ludzkie, zasobów ludzkich, prawa człowieka, praw człowieka, mój szef, moim szefem, mojego szefa, mój
      kierownik, mój menedżer, moi pracownicy, moich pracowników, agent nieruchomości, biuro podróży, na osobę, dla
      osoby, dwie osoby, dwóch osób, operator komórkowy, mój operator, operatora komórkowego, touroperator*, ciało
      ludzkie, ludzkie ciało, praca zdalna
    `,
  },
};
