import { type Cue, words } from "./cue.ts";

/** German, French, Spanish, Italian and Portuguese together: what means something else in a neighbour is left out. */
export const EUROPEAN: readonly Cue[] = [
  {
    // Said outright, and what will follow.
    points: 3,
    pattern: words(
      // German
      "beschwer(?:de|den|e|en|t)",
      "beschwere? mich",
      "reklamier\\w*",
      "verbraucherschutz\\p{L}*",
      "verbraucherzentrale",
      "rechtsanwalt|anwalt|anwältin",
      "(?:ver)?klage(?:n)? (?:gegen|euch|sie)|verklag\\p{L}*",
      "anzeige (?:erstatten|bei der polizei)",
      "schadenersatz|schadensersatz",
      "nie (?:wieder|mehr)",
      "geld zurück(?! ?garantie)",
      // French
      "réclamation|réclamations|reclamation",
      "porter plainte|plainte (?:contre|officielle)|(?:une|ma) plainte",
      "me plaindre",
      "mon avocat|un avocat",
      "ufc[- ]que choisir|dgccrf|signal ?conso",
      "en justice|tribunal",
      "(?:plus jamais|jamais plus)",
      "dédommage\\p{L}*",
      "rendez[- ]moi mon argent",
      // Spanish
      "quejas?(?!n)",
      "quejarme|me quejo|quejarse",
      "reclamaci[óo]n(?:es)?|(?:quiero|voy a|deseo|necesito) reclamar",
      "(?:los |voy a |pienso )?denunciar(?:los|é)?|denuncia|demandar(?:los|é)?",
      "mi abogado|un abogado",
      "profeco|consumidor|facua|sernac|indecopi",
      "nunca m[áa]s",
      "devu[ée]lvanme|devuelvan mi dinero|mi dinero de vuelta",
      "indemnizaci[óo]n",
      // Italian
      "reclam[oi]|lamentela|lamentarmi|mi lamento",
      "denuncer[òo]|denunciar[ev]i|denuncia",
      "(?:un |mi[oa] )avvocat[oa]|avvocato",
      "vie legali|associazione consumatori|altroconsumo|codacons",
      "mai più",
      "risarcimento",
      "ridatemi|rivoglio i (?:miei )?soldi",
      // Portuguese
      "reclama[çc][ãa]o|reclama[çc][õo]es|reclamar|reclamando",
      "procon|reclame aqui",
      "den[úu]ncia|processar (?:voc[êe]s|a empresa)|vou processar",
      "(?:meu )?advogado",
      "nunca mais",
      "meu dinheiro de volta",
      "indeniza[çc][ãa]o",
    ),
  },
  {
    points: 2.5,
    pattern: words(
      // German
      "betrug|betrüger\\p{L}*|betrogen|abzocke\\p{L}*|abgezockt|verarsch\\p{L}*|verarscht|gauner|lügner|gelogen|belogen|halsabschneider|schwindel",
      "scheiß\\p{L}*|scheiss\\p{L}*|kacke|drecks\\p{L}*|mistladen|saftladen|saustall|arschl\\p{L}*|idioten|vollidiot\\p{L}*|deppen|pfeifen",
      // French
      "arnaqu\\p{L}*|escro\\p{L}*|voleurs?|menteurs?|foutage de gueule|se fout(?:re)? de|vous foutez|publicité mensongère|mensonges?",
      "merde|merdique|putain|connards?|conneries?|bordel|enfoirés?|nul à chier|ras[- ]le[- ]bol|ras le cul",
      // Spanish
      "estafa(?:do|dores?|s|ron)?|fraude|ladrones|robo|timo|timadores|mentiros[oa]s?|mentiras?|engañ\\p{L}*",
      "mierda|joder|carajo|put[oa]s?|idiotas?|imb[ée]cil(?:es)?|est[úu]pid[oa]s?|incompetentes?|in[úu]tiles|sinverg[üu]enzas?",
      // Italian
      "truff\\p{L}*|frode|ladri|imbroglion\\p{L}*|bugiard\\p{L}*|fregat\\p{L}*|presi? in giro|presa in giro",
      "merda|cazzo|schifo|fa schifo|schifos\\p{L}*|vaffanculo|stronz\\p{L}*|coglion\\p{L}*|incapaci|buffoni",
      // Portuguese
      "golpe|golpistas?|enganad[oa]s?|enganação|roubad[oa]|roubo|ladr[õo]es|mentir\\p{L}*|palhaçada|safad\\p{L}*|picaretas?",
      "merda|porra|caralho|droga de|bosta|lixo",
    ),
  },
  {
    points: 2.2,
    pattern: words(
      // German
      "unverschämt\\p{L}*|frech(?:heit)?|unmöglich\\p{L}*|inakzeptabel|nicht akzeptabel|nicht hinnehmbar|unzumutbar|unfassbar|unglaublich(?! (?:gut|toll|schnell|schön|nett))|lächerlich|zumutung|skandal\\p{L}*|sauerei|katastroph\\p{L}*|grottenschlecht|unterirdisch|miserabel|mies\\p{L}*|furchtbar|schrecklich|erbärmlich|armselig|peinlich",
      "schlechteste[rns]?|schlechte[rn]? (?:service|kundenservice|qualität|erfahrung|support|kundendienst)|(?:so|echt|sehr|total|extrem|nur) schlecht",
      "wütend|stinksauer|sauer|verärgert|genervt|nervt|ärger(?:lich|e|n)?|enttäuscht\\p{L}*|enttäuschung|enttäuschend|unzufrieden|frustrier\\p{L}*|reicht(?:'s| es| mir)|schnauze voll|nase voll|satt|platzt mir|inkompeten\\p{L}*|unfreundlich\\p{L}*|respektlos",
      "was soll(?:te)? (?:das|der|dieser)|das kann (?:doch )?nicht (?:euer ernst|wahr|sein)|euer ernst|ihr ernst",
      // French
      "inacceptable|inadmissible|honteux|honte|scandale\\p{L}*|lamentable|déplorable|catastroph\\p{L}*|horrible|affreux|nul(?:le|s|les)?|pitoyable|minable|indigne|ridicule|intolérable|insupportable|abusé?|du n'importe quoi|n'importe quoi",
      "(?:le |la |les )?pires?|(?:très |vraiment |si )?(?:mauvais(?:e|es)?) (?:service|qualité|expérience|produit)|très déçu\\p{L}*|déçu\\p{L}*|déception|en colère|furieu\\p{L}*|énerv\\p{L}*|mécontent\\p{L}*|pas content\\p{L}*|insatisfait\\p{L}*|j'en ai marre|marre|exaspér\\p{L}*|inadmissibles|incompéten\\p{L}*|impoli\\p{L}*|malpoli\\p{L}*|vous moquez|se moque",
      // Spanish
      "inaceptable|intolerable|verg[üu]enza|vergonzos[oa]|indignante|indignad[oa]|p[ée]sim[oa]s?|horrible|terrible|fatal|asco|asqueroso|desastre|rid[íi]cul[oa]|falta de respeto|una burla|burlando|tomadura de pelo|tomando el pelo|(?:el|la|lo) peor|peor (?:servicio|empresa|experiencia)|mal(?:a|ísim[oa])? (?:servicio|atenci[óo]n|calidad|experiencia)",
      "decepci\\p{L}*|enojad[oa]|enfadad[oa]|furios[oa]|molest[oa]|hart[oa]s?|cansad[oa] de|insatisfech[oa]|descontent[oa]|frustra\\p{L}*|groser[oa]s?|maleducad\\p{L}*|estoy hasta|basta ya|el colmo",
      // Italian
      "inaccettabile|vergogn\\p{L}*|scandalos[oa]|pessim[oaie]|orribile|terribile|penoso|ridicol[oaie]|disastr\\p{L}*|indecente|vergognatevi|assurd[oa]|(?:il |la )?peggior[ei]?|schifoso|deplorevole",
      "delus[oaie]|deludente|delusione|arrabbiat[oa]|furios[oa]|incazzat\\p{L}*|insoddisfatt[oa]|stuf[oa]|stanc[oa] di|scandalizzat\\p{L}*|maleducat\\p{L}*|incompetent[ei]|non ne posso più|basta",
      // Portuguese
      "inaceit[áa]vel|vergonha|vergonhos[oa]|absurdo|p[ée]ssim[oa]s?|horr[íi]vel|terr[íi]vel|rid[íi]cul[oa]|descaso|falta de respeito|desrespeito|(?:o|a) pior|pior (?:atendimento|empresa|servi[çc]o|experi[êe]ncia)|p[ée]ssimo|nojo|lament[áa]vel|brincadeira|tirando sarro",
      "decepcionad[oa]|decep[çc][ãa]o|irritad[oa]|furios[oa]|revoltad[oa]|indignad[oa]|insatisfeit[oa]|chatead[oa]|cansad[oa] de|fart[oa]|frustrad[oa]|incompetentes?|mal[- ]educad\\p{L}*|grosseir[oa]s?",
    ),
  },
  {
    // How long already, how often.
    points: 1.1,
    pattern: words(
      "seit (?:\\p{L}+ )?(?:\\p{L}+|\\d+) ?(?:tagen|wochen|monaten|stunden|tage|wochen)|zum (?:dritten|zweiten|vierten|x-ten) mal|jedes mal|warte seit|wochenlang|ewig",
      "depuis (?:plus de )?(?:\\p{L}+ )?(?:\\p{L}+|\\d+) ?(?:jours?|semaines?|mois|heures?)|(?:troisième|deuxième|quatrième|énième) fois|à chaque fois|sans cesse",
      "(?:hace|llevo|desde hace|ya van) (?:m[áa]s de )?(?:\\p{L}+|\\d+) ?(?:d[íi]as?|semanas?|meses|horas?)|(?:tercera|segunda|cuarta|en[ée]sima) vez|cada vez",
      "(?:da|sono) (?:più di )?(?:\\p{L}+|\\d+) ?(?:giorni|settimane|mesi|ore)|(?:terza|seconda|quarta|ennesima) volta|ogni volta",
      "(?:h[áa]|faz|fazem|desde) (?:mais de )?(?:\\p{L}+|\\d+) ?(?:dias?|semanas?|meses|m[êe]s|horas?)|(?:terceira|segunda|quarta) vez|toda vez",
    ),
  },
  {
    // Still not, again not.
    points: 1.1,
    pattern: words(
      "immer noch(?: nicht| kein\\p{L}*)?|noch immer|schon wieder|ständig|endlich",
      "toujours (?:pas|rien|aucune?)|encore une fois|enfin",
      "todav[íi]a no|a[úu]n no|otra vez|siempre lo mismo|de una vez|sigo (?:esperando|sin)",
      "ancora (?:non|nulla|niente|una volta|in attesa)|sto aspettando",
      "ainda n[ãa]o|de novo|at[ée] agora nada|continuo esperando",
    ),
  },
  {
    points: 1.1,
    pattern: words(
      "(?:keine|niemand|null) (?:antwort|reaktion|rückmeldung|hilfe)|niemand (?:antwortet|meldet|hilft|geht|reagiert|kümmert)|funktioniert (?:\\p{L}+ )?nicht|geht (?:\\p{L}+ )?nicht|nicht (?:angekommen|erhalten|geliefert|bekommen)|nichts (?:passiert|angekommen|gehört)|kaputt|defekt\\p{L}*|beschädigt|falsche?[rns]?|verspätet|verspätung",
      "(?:aucune|sans|pas de|jamais de) (?:réponse|nouvelles?|solution|aide)|personne (?:ne|n')|ne (?:marche|fonctionne|répond\\p{L}*) (?:pas|plus)|pas (?:reçu|arrivée?|livrée?|remboursée?)|rien reçu|cassée?|défectueu\\p{L}*|endommagée?|en retard",
      "(?:nadie|ninguna?|sin|no hay) (?:respuesta|me|soluci[óo]n|contesta|responde|ayuda|atiende)|no (?:funciona|sirve|llega|ha llegado|me han|contestan|responden|he recibido)|roto|rota|defectuos[oa]|dañad[oa]|equivocad[oa]|retraso",
      "(?:nessun[oa]?|senza) (?:risposta|mi|risponde|soluzione|aiuto)|non (?:funziona|arriva|è arrivat[oa]|ho ricevuto|rispond\\p{L}*|va)|rott[oa]|difettos[oa]|danneggiat[oa]|sbagliat[oa]|in ritardo",
      "(?:ningu[ée]m|nenhuma?|sem) (?:resposta|me|responde|solu[çc][ãa]o|retorno|ajuda)|n[ãa]o (?:funciona|chegou|recebi|respondem|resolvem|atendem)|quebrad[oa]|defeito|danificad[oa]|errad[oa]|atras(?:o|ad[oa])",
    ),
  },
  {
    points: -1.5,
    pattern: words(
      "danke|vielen dank|super|toll|zufrieden|begeistert|perfekt|freundlich",
      "merci|parfait|satisfaite?s?|contente?s?|ravie?s?|génial|excellent",
      "gracias|excelente|perfecto|encantad[oa]|content[oa]|buen servicio|genial",
      "grazie|ottim[oaie]|perfett[oa]|soddisfatt[oa]|content[oa]|bravissim[oi]",
      "obrigad[oa]|[óo]tim[oa]|excelente|satisfeit[oa]|perfeit[oa]|parab[ée]ns",
    ),
  },
  {
    // Called off.
    points: -4,
    pattern: words(
      "(?:keine|nicht|ohne|nichts) (?:\\p{L}+ )?(?:beschwer\\p{L}*|reklam\\p{L}*|zu beanstanden)|will mich nicht beschweren|nicht (?:schlecht|übel|enttäuscht|sauer|unzufrieden)|kein betrug|nie wieder (?:etwas anderes|woanders)",
      "(?:aucune|pas de|pas une|sans) (?:réclamation|plainte)|pas (?:me plaindre|mal|déçue?|mauvais|nul|en colère|une arnaque)|rien à redire",
      "(?:no tengo|ninguna|sin|no es una|no quiero) (?:quejas?|reclamaci[óo]n(?:es)?)|no (?:me quejo|quiero quejarme|est[áa] mal|es una estafa|estoy enojad[oa]|decepciona)|nada mal",
      "(?:nessun[oa]?|senza|non è un) (?:reclamo|lamentela)|non (?:voglio lamentarmi|mi lamento|male|è una truffa|delude|sono arrabbiat[oa]|voglio fare (?:un )?reclam[oi])",
      "(?:nenhuma|sem|n[ãa]o [ée] uma) (?:reclama[çc][ãa]o|queixa)|n[ãa]o (?:quero reclamar|tenho (?:nada|do que) (?:a )?reclamar|estou reclamando|[ée] golpe|decepciona)|nada mal",
    ),
  },
];
