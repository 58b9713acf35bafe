import { type Cue, latin } from "./cue.ts";

/** As people type who have no accents at hand: é is e, ß is ss. */
export const unaccented = (text: string): string =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ß", "ss");

/**
 * German, French, Spanish, Italian and Portuguese together, unaccented: what means something else in a neighbour
 * is left out.
 */
export const EUROPEAN: readonly Cue[] = [
  {
    // Said outright, and what will follow.
    points: 3,
    pattern: latin(
      // German
      "beschwer(?:de|den|e|en|t)|beschwere? mich|reklamier\\w*|verbraucherschutz\\w*|verbraucherzentrale",
      "rechtsanwalt|anwalt|anwaltin|(?:ver)?klage(?:n)? (?:gegen|euch|sie)|verklag\\w*",
      "anzeige (?:erstatten|bei der polizei)|schadenersatz|schadensersatz|nie (?:wieder|mehr)",
      "(?:mein|unser) geld zurue?ck|geld zurue?ck[!,.]|(?:will|gebt|geben sie) (?:\\w+ )?(?:\\w+ )?geld zurue?ck",
      // French
      "reclamation|reclamations|porter plainte|plainte (?:contre|officielle)|(?:une|ma) plainte|me plaindre",
      "mon avocat|un avocat|ufc[- ]que choisir|dgccrf|signal ?conso|en justice|tribunal|(?:plus jamais|jamais plus)",
      "dedommage\\w*|rendez[- ]moi mon argent",
      // Spanish
      "quejas?(?!n)|quejarme|me quejo|quejarse|reclamacion(?:es)?|(?:quiero|voy a|deseo|necesito) reclamar",
      "(?:los |voy a |pienso )?denunciar(?:los|e)?|denuncia|demandar(?:los|e)?|mi abogado|un abogado|profeco",
      "(?:defensa|derechos?|direitos?|defesa) (?:del|do|al) consumidor|facua|sernac|indecopi|nunca mas|devuelvanme",
      "devuelvan mi dinero|mi dinero de vuelta|indemnizacion",
      // Italian
      "reclam[oi]|lamentela|lamentarmi|mi lamento|denuncero|denunciar[ev]i|denuncia|(?:un |mi[oa] )avvocat[oa]",
      "avvocato|vie legali|associazione consumatori|altroconsumo|codacons|mai piu|risarcimento|ridatemi",
      "rivoglio i (?:miei )?soldi",
      // Portuguese
      "reclamacao|reclamacoes|reclamar|reclamando|procon|reclame aqui|denuncia|processar (?:voces|a empresa)",
      "vou processar|(?:meu )?advogado|nunca mais|meu dinheiro de volta|indenizacao",
      "(?:ich )?(?:verlange|fordere|erwarte) (?:\\w+ )?(?:erstattung|ruckerstattung|entschuldigung|entschadigung|erklarung|schadensersatz|geld)",
      "rechtliche schritte|kund(?:en|in) verloren|bewertung (?:schreiben|abgeben) wir|(?:schlecht|negativ) bewerten",
      "(?:ein|null) stern|nicht (?:mehr|noch einmal) (?:bei )?(?:euch|ihnen|bestellen)|(?:finger|hande) weg",
      "geschaftsfuhr\\w+ sprechen|(?:saisir|intenter) \\w+ ?justice|saisir la justice",
      "(?:remboursez|rendez)[- ](?:moi|nous)|j'exige|nous exigeons|mise en demeure|association de consommateurs",
      "repression des fraudes|a fuir|fuyez|(?:plus|jamais) (?:rien )?command\\w* chez",
      "ne (?:commande|command\\w+|reviend\\w+|achete\\w*) (?:plus|jamais)|zero etoile|mauvais avis|exijo|exigimos",
      "(?:devuelvan|devuelvanme|regresen|reembolsen)(?:me)?(?: (?:el|mi))? dinero|me devuelvan|no vuelvo a",
      "no (?:volvere|vuelvan|compren)|jamas (?:vuelvo|volvere|compro)|hoja de reclamaciones|acciones legales",
      "cero estrellas|esigo|pretendo (?:un |il )?(?:rimborso|risarcimento|spiegazioni)|(?:vi|li) denuncio",
      "(?:alla larga|alla larga da)|non (?:comprero|compro|tornero|ordinero) (?:mai )?piu|per vie legali",
      "azioni legali|ridatemi i soldi|zero stelle|(?:abrir|entrar com) (?:um |uma )?(?:processo|acao|reclamacao)",
      "quero (?:o )?meu dinheiro|devolvam (?:o )?meu dinheiro|nao (?:compro|compre|comprem|volto) (?:mais)?",
      "jamais (?:compro|volto)|pequenas causas|livro de reclamacoes",
    ),
  },
  {
    points: 2.5,
    pattern: latin(
      // German
      "betrug|betruger\\w*|betrogen|abzocke\\w*|abgezockt|verarsch\\w*|verarscht|gauner|lugner|gelogen|belogen",
      "halsabschneider|schwindel|scheiss\\w*|kacke|drecks\\w*|mistladen|saftladen|saustall|arschl\\w*|idioten",
      "vollidiot\\w*|deppen|pfeifen",
      // French
      "arnaqu\\w*|escro\\w*|voleurs?|menteurs?|foutage de gueule|se fout(?:re)? de|vous foutez|publicite mensongere",
      "mensonges?|merde|merdique|putain|connards?|conneries?|bordel|enfoires?|nul a chier|ras[- ]le[- ]bol",
      "ras le cul",
      // Spanish
      "estafa(?:do|dores?|s|ron)?|fraude|ladrones|robo|timo|timadores|mentiros[oa]s?|mentiras?|engan\\w*|mierda",
      "joder|carajo|put[oa]s?|idiotas?|imbecil(?:es)?|estupid[oa]s?|incompetentes?|inutiles|sinverguenzas?",
      // Italian
      "truff\\w*|frode|ladri|imbroglion\\w*|bugiard\\w*|fregat\\w*|presi? in giro|presa in giro|merda|cazzo|schifo",
      "fa schifo|schifos\\w*|vaffanculo|stronz\\w*|coglion\\w*|incapaci|buffoni",
      // Portuguese
      "(?:e|um|esse|este) golpe|golpistas?|enganad[oa]s?|enganacao|roubad[oa]|roubo|ladroes|mentir\\w*|palhacada",
      "safad\\w*|picaretas?|merda|porra|caralho|droga de|bosta|(?<!(?:lata|saco|cesto) de )lixo",
      "(?:letzte[rn]?|so ein|totaler) (?:dreck|mist)|schrott|veraeppel\\w*|verappel\\w*|verascht|beschiss\\w*",
      "verdammt\\w*|unterste schublade|dreck(?:s|ig)\\w*|abzocker\\w*|nepp|bande d[e'] ?\\w+|incapables?",
      "bons a rien|charlatans?|honteusement|enfoir\\w*|foutu\\w*|degueulasse\\w*|pourri(?:e|s|es)?|baratin|pigeons?",
      "inservibles?|ladron|rateros?|tramposos?|porqueria|basura(?! (?:bolsa|cubo))|(?:una |pura )?tomadura",
      "me robaron|robaron|caraduras?|jeta|vaya chapuza|chapuza|preso in giro|presi per|(?:una |vera )?fregatura",
      "imbroglio|spazzatura|disonest[oiea]|raggir\\w*|ladrata|cialtron\\w*|me enrolando|enrolacao|enrola(?:m|ndo)?",
      "roubalheira|pilantr\\w*|vagabund[oa]s?|desonest[oa]s?|trouxa|estelionat\\w*|(?:me )?(?:roubaram|enganaram)",
      "caloteir[oa]s?|porcaria",
    ),
  },
  {
    points: 2.2,
    pattern: latin(
      // German
      "unverschamt\\w*|frech(?:heit)?|unmoglich\\w*|inakzeptabel|nicht akzeptabel|nicht hinnehmbar|unzumutbar",
      "unfassbar|unglaublich(?! (?:gut|toll|schnell|schon|nett))|lacherlich|zumutung|skandal\\w*|sauerei",
      "katastroph\\w*|grottenschlecht|unterirdisch|miserabel|mies\\w*|furchtbar|schrecklich|erbarmlich|armselig",
      "peinlich|schlechteste[rns]?|schlechte[rn]? (?:service|kundenservice|qualitat|erfahrung|support|kundendienst)",
      "(?:so|echt|sehr|total|extrem|nur) schlecht|wutend|stinksauer|sauer|verargert|genervt|nervt",
      "arger(?:lich|e|n)?|enttauscht\\w*|enttauschung|enttauschend|unzufrieden|frustrier\\w*|reicht(?:'s| es| mir)",
      "schnauze voll|nase voll|(?:habe|bin) (?:es|das|euch) satt|platzt mir|inkompeten\\w*|unfreundlich\\w*",
      "respektlos|nicht (?:\\w+ )?zufrieden|enttaeuscht\\w*|unverschaemt\\w*|betrueger\\w*|luegner",
      "was soll(?:te)? (?:das|der|dieser)|das kann (?:doch )?nicht (?:euer ernst|wahr|sein)|euer ernst|ihr ernst",
      // French
      "inacceptable|inadmissible|honteux|honte|scandale\\w*|lamentable|deplorable|catastroph\\w*|horrible|affreux",
      "nul(?:le|s|les)?(?! (?:besoin|doute|part))|pitoyable|minable|indigne|ridicule|intolerable|insupportable",
      "du n'importe quoi|n'importe quoi|(?:le |la |les )?pires?",
      "(?:tres |vraiment |si )?(?:mauvais(?:e|es)?) (?:service|qualite|experience|produit)|tres decu\\w*|decu\\w*",
      "deception|en colere|furieu\\w*|enerv\\w*|mecontent\\w*|pas content\\w*|insatisfait\\w*",
      "pas (?:du tout )?satisfait\\w*|j'en ai marre|marre|exasper\\w*|inadmissibles|incompeten\\w*|impoli\\w*",
      "malpoli\\w*|vous moquez|se moque",
      // Spanish
      "inaceptable|intolerable|verguenza|vergonzos[oa]|indignante|indignad[oa]|pesim[oa]s?|horrible|terrible|fatal",
      "asco|asqueroso|desastre|ridicul[oa]|falta de respeto|una burla|burlando|tomadura de pelo|tomando el pelo",
      "(?:el|la|lo) peor|peor (?:servicio|empresa|experiencia)",
      "mal(?:a|isim[oa])? (?:servicio|atencion|calidad|experiencia)|decepci\\w*|enojad[oa]|enfadad[oa]|furios[oa]",
      "molest[oa]|hart[oa]s?|cansad[oa] de|insatisfech[oa]",
      "no (?:estoy|quede) (?:\\w+ )?(?:content[oa]|satisfech[oa]|conforme)|descontent[oa]|frustra\\w*|groser[oa]s?",
      "maleducad\\w*|estoy hasta|basta ya|el colmo",
      // Italian
      "inaccettabile|vergogn\\w*|scandalos[oa]|pessim[oaie]|orribile|terribile|penoso|ridicol[oaie]|disastr\\w*",
      "indecente|vergognatevi|assurd[oa]|(?:il |la )?peggior[ei]?|schifoso|deplorevole|delus[oaie]|deludente",
      "delusione|arrabbiat[oa]|furios[oa]|incazzat\\w*|insoddisfatt[oa]",
      "non (?:sono )?(?:\\w+ )?(?:soddisfatt[oa]|content[oa])|stuf[oa]|stanc[oa] di|scandalizzat\\w*|maleducat\\w*",
      "incompetent[ei]|non ne posso piu|(?:ora|adesso) basta",
      // Portuguese
      "inaceitavel|vergonha|vergonhos[oa]|absurdo|pessim[oa]s?|horrivel|terrivel|ridicul[oa]|descaso",
      "falta de respeito|desrespeito|(?:o|a) pior|pior (?:atendimento|empresa|servico|experiencia)|pessimo|nojo",
      "lamentavel|brincadeira|tirando sarro|decepcionad[oa]|decepcao|irritad[oa]|furios[oa]|revoltad[oa]",
      "indignad[oa]|insatisfeit[oa]|nao (?:estou |fiquei )(?:\\w+ )?satisfeit[oa]|chatead[oa]|cansad[oa] de",
      "fart[oa]|frustrad[oa]|incompetentes?|mal[- ]educad\\w*|grosseir[oa]s?",
      "(?:ist|seid|echt|wirklich) (?:\\w+ )?das (?:aller)?letzte(?! \\w+)|geht (?:ja )?gar nicht",
      "(?:nie|noch nie|selten) (?:so (?:etwas|was|einen?) )?(?:\\w+ )?erlebt|keine? frechheit|wollt ihr mich",
      "total (?:unfreundlich|uberfordert|unfahig)|unfahig\\w*|unzuverlassig\\w*|unseri[oe]+s\\w*|keine chance",
      "lassen? (?:mich|einen) (?:hangen|im stich)|hinhalt\\w*|vertrost\\w*|nicht zu fassen",
      "(?:ein )?(?:witz|armutszeugnis|trauerspiel|alptraum)|zum kotzen|kotzt mich|kein verstandnis",
      "(?:service|support|client) inexistant\\w*|jamais vu (?:ca|un\\w*)|desagreable\\w*|meprisant\\w*",
      "(?:vraiment|tres|si|aussi) (?:mauvais\\w*|nul\\w*|decevant\\w*|mal)|decevant\\w*|aucun respect",
      "manque de (?:respect|serieux|professionnalisme)|pas (?:serieux|professionnel\\w*|normal|acceptable)",
      "c'est quoi (?:ce|cette)|on se (?:moque|fiche)|foutre de|cauchemar|perte de temps",
      "incroyable(?! (?:produit|service))|de pire en pire|(?:au|le) secours",
      "(?:que|muy|tan|bastante) (?:mal|mala|malo|malos|malas) (?:\\w+)?|inexistente|antipatic[oa]s?",
      "(?:perdida|perder) de tiempo|(?:poca|que) (?:seriedad|profesionalidad)|poco serios?|nefast[oa]|lamentables?",
      "indignacion|impresentables?|un (?:chiste|abuso|atropello)|pesadilla|(?:se )?burlan|me tienen|ya basta",
      "increible que|inesistente|scortes[ei]|sgarbat[oa]|incredibile che|poca serieta",
      "(?:non|poco) (?:seri[oi]|professional[ei])|una (?:barzelletta|presa|vergogna)|incubo|perdita di tempo",
      "perso tempo|indignat[oa]|nauseant[ei]|pessimament[ei]|mai vist[oa]|servizio (?:scadente|scarso|penoso)",
      "scadente|(?:vi )?prendete in giro|inutil[ei]|grosso(?:s)? comigo|(?:muito|foi|tao) (?:gross[oa]|rude|mal)",
      "(?:uma |que )?(?:palhacada|piada|enrolacao)|perda de tempo",
      "falta de (?:compromisso|consideracao|educacao|vergonha)|pesadelo|(?:isso )?nao se faz|nao aguento",
      "estou (?:cheio|cheia|puto|puta|p da vida)|uma (?:vergonha|droga)|desrespeitos[oa]|mal atendid[oa]",
      "inadmissivel|ridicul[oa]s",
    ),
  },
  {
    // How long already, how often.
    points: 1.3,
    pattern: latin(
      "seit (?:\\w+ )?(?:\\w+|\\d+) ?(?:tagen|wochen|monaten|stunden|tage|wochen)",
      "zum (?:dritten|zweiten|vierten|x-ten) mal|jedes mal|warte seit|wochenlang|ewig",
      "depuis (?:plus de )?(?:\\w+ )?(?:\\w+|\\d+) ?(?:jours?|semaines?|mois|heures?)",
      "(?:troisieme|deuxieme|quatrieme|enieme) fois|a chaque fois|sans cesse",
      "(?:hace|llevo|desde hace|ya van) (?:mas de )?(?:\\w+|\\d+) ?(?:dias?|semanas?|meses|horas?)",
      "(?:tercera|segunda|cuarta|enesima) vez|cada vez",
      "(?:da|sono) (?:piu di )?(?:\\w+|\\d+) ?(?:giorni|settimane|mesi|ore)|(?:terza|seconda|quarta|ennesima) volta",
      "ogni volta|(?:ha|faz|fazem|desde) (?:mais de )?(?:\\w+|\\d+) ?(?:dias?|semanas?|meses|mes|horas?)",
      "(?:terceira|segunda|quarta) vez|toda vez",
      "(?:schon|bereits|jetzt|seit) (?:\\w+ )?(?:\\w+|\\d+) (?:tage|wochen|monate|stunden|mal)",
      "seit (?:tagen|wochen|monaten|stunden)|mehrfach|mehrmals|dauernd|immer wieder|schon (?:oft|\\w+mal|ewig)",
      "(?:plusieurs|maintes|trois|quatre|cinq) (?:fois|reprises|mails?|appels?|semaines?|mois)",
      "(?:ca|cela) fait (?:\\w+ )?(?:\\w+|\\d+) ?(?:jours?|semaines?|mois|heures?)|j'attends|sans arret",
      "(?:\\w+|\\d+) (?:dias|semanas|meses|horas) (?:esperando|sin)|varias veces|muchas veces|mil veces",
      "esperando (?:desde|hace)|sigue sin|constantemente",
      "(?:\\w+|\\d+) (?:giorni|settimane|mese|mesi|ore) (?:di attesa|che aspetto|che)|piu volte|diverse volte",
      "mille volte|continuamente|sempre (?:lo stesso|la stessa)|(?:aspetto|attendo) (?:da|ancora)",
      "(?:\\w+|\\d+) (?:dias|semanas|meses|horas) (?:esperando|sem)|varias vezes|mil vezes",
      "sempre (?:o mesmo|a mesma)|estou esperando",
    ),
  },
  {
    // Still not, again not: by itself with a trouble it is how anybody asks.
    points: 0.8,
    pattern: latin(
      "immer noch(?: nicht| kein\\w*)?|noch immer|schon wieder|standig|endlich|toujours (?:pas|rien|aucune?)",
      "encore une fois|enfin|todavia no|aun no|otra vez|siempre lo mismo|de una vez|sigo (?:esperando|sin)",
      "ancora (?:non|nulla|niente|una volta|in attesa)|sto aspettando|ainda nao|de novo|ate agora nada",
      "continuo esperando|warte (?:ich )?(?:jetzt |nun |immer )?(?:schon|noch|seit)|ich warte",
      "wann (?:endlich|bekomme ich endlich)|j'attends (?:encore|toujours)|et (?:toujours|encore) rien|et rien",
      "quand (?:enfin|allez-vous)|y nada|sigo (?:esperando|igual)|hasta cuando|cuando (?:por fin|van a)",
      "e (?:ancora )?(?:niente|nulla)|quando (?:finalmente|pensate)|fino a quando|e nada|ate quando|e ate agora",
      "quando (?:finalmente|vao)",
    ),
  },
  {
    // What is wrong, and who does nothing about it.
    points: 1.1,
    pattern: latin(
      "(?:keine|niemand|null) (?:antwort|reaktion|ruckmeldung|hilfe)",
      "niemand (?:antwortet|meldet|hilft|geht|reagiert|kummert)|funktioniert (?:\\w+ )?nicht|geht (?:\\w+ )?nicht",
      "nicht (?:angekommen|erhalten|geliefert|bekommen)|nichts (?:passiert|angekommen|gehort)|kaputt|defekt\\w*",
      "beschadigt|falsche?[rns]?|verspatet|verspatung",
      "(?:aucune|sans|pas de|jamais de) (?:reponse|nouvelles?|solution|aide)|personne (?:ne|n')",
      "ne (?:marche|fonctionne|repond\\w*) (?:pas|plus)|pas (?:recu|arrivee?|livree?|remboursee?)|rien recu|cassee?",
      "defectueu\\w*|endommagee?|en retard",
      "(?:nadie|ninguna?|sin|no hay) (?:respuesta|me|solucion|contesta|responde|ayuda|atiende)",
      "no (?:funciona|sirve|llega|ha llegado|me han|contestan|responden|he recibido)|roto|rota|defectuos[oa]",
      "danad[oa]|equivocad[oa]|retraso|(?:nessun[oa]?|senza) (?:risposta|mi|risponde|soluzione|aiuto)",
      "non (?:funziona|arriva|e arrivat[oa]|ho ricevuto|rispond\\w*|va)|rott[oa]|difettos[oa]|danneggiat[oa]",
      "sbagliat[oa]|in ritardo|(?:ninguem|nenhuma?|sem) (?:resposta|me|responde|solucao|retorno|ajuda)",
      "nao (?:funciona|chegou|recebi|respondem|resolvem|atendem)|quebrad[oa]|defeito|danificad[oa]|errad[oa]",
      "atras(?:o|ad[oa])|warum (?:antwortet|hilft|meldet) (?:\\w+ )?(?:\\w+ )?(?:keiner|niemand)|(?:antwortet|meldet sich|hilft|geht) (?:\\w+ )?(?:keiner|niemand)|(?:keiner|niemand) \\w+",
      "warum (?:\\w+ )?(?:\\w+ )?(?:nicht|keiner|niemand)|keiner|nicht zu erreichen|ignoriert|personne",
      "injoignables?|ne (?:repond\\w*|rappell\\w*)|pourquoi (?:\\w+ )?(?:\\w+ )?(?:pas|personne)|refus\\w*",
      "ignor\\w+|nadie|no (?:contest\\w+|respond\\w+|me (?:ayudan|resuelven|atienden)|resuelven)|por que no",
      "se niegan|nunca (?:llego|lleg\\w+|contest\\w+|respond\\w+)|nessuno",
      "non (?:mi )?(?:rispond\\w+|aiuta\\w*|risolv\\w+)|perche non|ignorat[oa]|irraggiungibil[ei]|si rifiut\\w+",
      "mai (?:arrivat[oa]|ricevut[oa])|ninguem",
      "nao (?:respond\\w+|resolv\\w+|atend\\w+|ajud\\w+|me (?:ajud\\w+|atend\\w+))|por que nao|ignorad[oa]",
      "se recus\\w+|nunca (?:chegou|chega|respond\\w+)|veio (?:quebrad[oa]|errad[oa])",
    ),
  },
  {
    points: -1.5,
    pattern: latin(
      "danke|vielen dank|super|toll|(?<!nicht (?:\\w+ )?)zufrieden|begeistert|perfekt|freundlich|merci|parfait",
      "(?<!pas (?:du tout )?)(?:satisfaite?s?|contente?s?)|ravie?s?|genial|excellent|gracias|excelente|perfecto",
      "encantad[oa]|(?<!no (?:estoy |quede )(?:\\w+ )?)(?:content[oa]|satisfech[oa])|buen servicio|grazie",
      "ottim[oaie]|perfett[oa]|(?<!non (?:sono )?(?:\\w+ )?)soddisfatt[oa]|bravissim[oi]|obrigad[oa]|otim[oa]",
      "(?<!nao (?:estou |fiquei )?(?:\\w+ )?)satisfeit[oa]|perfeit[oa]|parabens",
    ),
  },
  {
    // Called off.
    points: -4,
    pattern: latin(
      "(?:keine|nicht|ohne|nichts) (?:\\w+ )?(?:beschwer\\w*|reklam\\w*|zu beanstanden)|will mich nicht beschweren",
      "nicht (?:schlecht|ubel|enttauscht|sauer|unzufrieden)|kein betrug|nie wieder (?:etwas anderes|woanders)",
      "(?:aucune|pas de|pas une|sans) (?:reclamation|plainte)",
      "pas (?:me plaindre|mal|decue?|mauvais|nul|en colere|une arnaque)|rien a redire",
      "(?:no tengo|ninguna|sin|no es una|no quiero) (?:quejas?|reclamacion(?:es)?)",
      "no (?:me quejo|quiero quejarme|esta mal|es una estafa|estoy enojad[oa]|decepciona)|nada mal",
      "(?:nessun[oa]?|senza|non e un) (?:reclamo|lamentela)",
      "non (?:voglio lamentarmi|mi lamento|male|e una truffa|delude|sono arrabbiat[oa]|voglio fare (?:un )?reclam[oi])",
      "(?:nenhuma|sem|nao e uma) (?:reclamacao|queixa)",
      "nao (?:quero reclamar|tenho (?:nada|do que) (?:a )?reclamar|estou reclamando|e golpe|decepciona)",
    ),
  },
];
