import { type Language, OUTRIGHT, REGRET, words } from "./cue.ts";

/** Something may stand between, but not the end of the sentence. */
const some = (most: number): string => `[^.!?]{0,${most}}`;

const FRENCH: Language = {
  markers: [
    "je",
    "désolé",
    "désolée",
    "erreur",
    "veuillez",
    "nous",
    "j",
    "vous",
    "malheureusement",
    "service",
    "aucune",
  ],
  cues: [
    words(
      OUTRIGHT,
      `je ne (?:vous )?(?:peux|puis|pourrai|pourrais|saurais|parviens|arrive) ${some(45)}(?:répondre|aider|fournir|donner|traiter|accéder|discuter|comprendre|satisfaire|accomplir|faire|dire|renseigner|partager|générer|effectuer|trouver|assister|prononcer)`,
      "je ne (?:le )?(?:sais|comprends|connais|vois) (?:\\p{L}+ )?pas",
      `je n'ai (?:\\p{L}+ )?(?:pas|aucune?|malheureusement)${some(25)}(?:compris|trouvé|réponse|informations?|accès|idée|données|renseignements?|opinions?|saisi)`,
      "je ne suis (?:\\p{L}+ )?pas (?:en mesure|capable|autorisé|sûre?|certaine?|habilitée?|programmée?|conçue?|à même)",
      "je ne dispose (?:\\p{L}+ )?(?:pas|d'aucune)",
      "(?:en tant qu|comme )'?(?:e )?(?:une? )?(?:ia|intelligence artificielle|assistante?|modèle|chatbot|agent conversationnel|robot)",
      "je (?:ne suis qu|suis (?:juste|seulement|simplement|un simple|une simple))",
      "aucune (?:réponse|information) (?:\\p{L}+ )?(?:trouvée|disponible|n'a)|aucun résultat",
    ),
    words(
      OUTRIGHT,
      `(?:erreur|problème|incident) (?:\\p{L}+ )?(?:s'est|est survenue?|a eu lieu|inattendue|interne|technique)|quelque chose (?:s'est|a) mal`,
      "ré?essay(?:er|ez|e)|essay(?:er|ez) (?:à nouveau|de nouveau|plus tard)|revenez plus tard",
      "(?:service|système|serveur|assistant|bot) (?:est |n'est )?(?:\\p{L}+ )?(?:pas disponible|indisponible|surchargé|hors service|en panne)|problèmes? techniques?|difficultés techniques",
      "reformul(?:er|ez|e)|(?:poser|posez) (?:\\p{L}+ ){0,3}(?:autrement|différemment)|préciser (?:votre|ta) (?:question|demande)",
      `je (?:vais )?(?:vous |te |transm|transf|pass)${some(30)}(?:conseill\\p{L}*|agent|collègue|humain|personne|équipe|service client|support)`,
      "(?:un|une) (?:conseill\\p{L}*|agent|collègue) (?:va|vous|prendra)",
    ),
    words(REGRET, "désolée?|malheureusement|navrée?|excus\\p{L}+|regrett\\p{L}+"),
  ],
};

const SPANISH: Language = {
  markers: [
    "no",
    "lo",
    "puede",
    "puedes",
    "podría",
    "pregunta",
    "algo",
    "error",
    "inténtelo",
    "inténtalo",
    "soy",
    "como",
    "le",
    "te",
    "por",
    "problema",
    "siento",
  ],
  cues: [
    words(
      OUTRIGHT,
      `no (?:te |le |lo |les |me )?(?:puedo|podré|podría|es posible|logro|he podido|pude|consigo) ${some(35)}(?:ayudar\\p{L}*|responder\\p{L}*|contestar\\p{L}*|proporcionar\\p{L}*|ofrecer\\p{L}*|dar\\p{L}*|facilitar\\p{L}*|procesar|atender|cumplir|acceder|encontrar|entender|comprender|hablar|hacer|decir\\p{L}*|asistir\\p{L}*|generar|opinar|resolver)`,
      "no (?:lo |la )?(?:sé|entiendo|entendí|comprendo|comprendí|reconozco|conozco)",
      "no (?:he |te he |le he |lo he )(?:entendido|comprendido|encontrado)",
      `no (?:tengo|dispongo|cuento|encuentro|encontré)(?: |)${some(25)}(?:respuesta|información|datos|acceso|idea|conocimiento\\p{L}*|opinion\\p{L}*|resultado\\p{L}*|capacidad)`,
      "no (?:estoy|soy) (?:\\p{L}+ )?(?:en condiciones|capaz|autorizad[oa]|segur[oa]|programad[oa]|diseñad[oa]|capacitad[oa])",
      "como (?:una? )?(?:ia|inteligencia artificial|modelo|asistente|chatbot|bot|robot)",
      "(?:solo|sólo|solamente|simplemente) (?:soy|un) (?:una? )?\\p{L}+|ni idea",
    ),
    words(
      OUTRIGHT,
      "(?:ha ocurrido|ocurrió|se ha producido|se produjo|hubo|ha habido|tenemos|hay) (?:un |una )?(?:\\p{L}+ )?(?:error|problema|fallo|incidencia)|algo (?:ha ido|salió|fue|ha salido) mal",
      `(?:int[eé]nt\\p{L}*|prueb\\p{L}*|vuelv\\p{L}*) ${some(30)}(?:más tarde|de nuevo|nuevamente|otra vez|luego)`,
      "(?:servicio|sistema|servidor|asistente) (?:no )?(?:está )?(?:\\p{L}+ )?(?:disponible|saturado|fuera de servicio|caído|indisponible)|problemas? técnicos?|dificultades técnicas",
      "reformul\\p{L}+|(?:de otra (?:forma|manera)|con otras palabras|ser más específic[oa])",
      `(?:le|te|lo|los) (?:voy a )?(?:pas|transf|comuni|conect|deriv|pong|pondr)\\p{L}* ${some(30)}(?:agente|persona|compañer[oa]|asesora?|humano|equipo|operadora?|especialista)`,
      "(?:un|una) (?:agente|asesora?|compañer[oa]) (?:le|te|se) ",
    ),
    words(
      REGRET,
      "lo siento|lamentablemente|lo lamento|lamento|disculp\\p{L}+|perdón|desafortunadamente|por desgracia",
    ),
  ],
};

const ITALIAN: Language = {
  markers: [
    "non",
    "mi",
    "ti",
    "può",
    "puoi",
    "potrebbe",
    "qualcosa",
    "errore",
    "riprova",
    "riprovi",
    "sono",
    "come",
    "la",
    "si",
    "purtroppo",
  ],
  cues: [
    words(
      OUTRIGHT,
      `non (?:ti |le |vi |la |lo )?(?:posso|potrei|riesco|sono in grado|sono riuscit[oa]|è possibile) ${some(35)}(?:aiutar\\p{L}*|rispond\\p{L}+|forni\\p{L}+|dar\\p{L}*|offri\\p{L}+|elabora\\p{L}+|acceder\\p{L}*|trova\\p{L}+|capi\\p{L}+|comprender\\p{L}*|fare|farlo|dir\\p{L}*|soddisfa\\p{L}+|assister\\p{L}*|generar\\p{L}*|discuter\\p{L}*)`,
      "non (?:lo |la )?(?:so|capisco|conosco|comprendo|riconosco)|non (?:ho|l'ho) (?:\\p{L}+ )?(?:capito|compreso|trovato)",
      `non (?:ho|dispongo|trovo)(?: |)${some(25)}(?:risposta|informazion\\p{L}+|dati|accesso|idea|opinion\\p{L}*|risultat\\p{L}*)`,
      "non sono (?:\\p{L}+ )?(?:in grado|capace|autorizzat[oa]|sicur[oa]|programmat[oa]|progettat[oa])",
      "(?:in quanto|come) (?:una? )?(?:ia|intelligenza artificiale|modello|assistente|chatbot)|sono (?:solo|soltanto|semplicemente) un\\p{L}*",
      "(?:si è verificato|c'è stato|abbiamo riscontrato) (?:un )?(?:\\p{L}+ )?(?:errore|problema)|qualcosa è andato storto",
      `(?:riprov\\p{L}+|prov\\p{L}+ ${some(20)}(?:più tardi|di nuovo))`,
      "(?:servizio|sistema|server) (?:non |è )?(?:\\p{L}+ )?(?:\\p{L}+ )?(?:disponibile|sovraccarico|fuori servizio)|problem[ai] tecnic[oi]",
      "riformul\\p{L}+|(?:in un altro modo|con altre parole)",
      `(?:la|ti|vi) (?:sto )?(?:passo|trasfer\\p{L}+|metto|collego|mett\\p{L}+) ${some(30)}(?:operator\\p{L}+|collega|persona|agente|team|consulente)`,
    ),
    words(REGRET, "mi dispiace|purtroppo|spiacente|mi scuso|scus\\p{L}+"),
  ],
};

const PORTUGUESE: Language = {
  markers: [
    "não",
    "pode",
    "poderia",
    "pergunta",
    "algo",
    "erro",
    "tente",
    "desculpe",
    "sou",
    "como",
    "vou",
    "infelizmente",
    "um",
    "estou",
  ],
  cues: [
    words(
      OUTRIGHT,
      `não (?:te |lhe |o |a )?(?:posso|poderia|consigo|consegui|é possível|me é possível) ${some(35)}(?:ajud\\p{L}+|respond\\p{L}+|fornec\\p{L}+|dar|oferec\\p{L}+|process\\p{L}+|acess\\p{L}+|aceder|encontr\\p{L}+|entend\\p{L}+|compreend\\p{L}+|fazer|dizer|atend\\p{L}+|auxili\\p{L}+|gerar|discut\\p{L}+|cumpr\\p{L}+)`,
      "não (?:o )?(?:sei|entendi|compreendi|percebi|entendo|compreendo|conheço|reconheço|encontrei)",
      `não (?:tenho|disponho|possuo|há)(?: |)${some(25)}(?:resposta|informaç\\p{L}+|dados|acesso|ideia|opini\\p{L}+|resultado\\p{L}*|conhecimento)`,
      "não (?:estou|sou|fui) (?:\\p{L}+ )?(?:em condições|capaz|autorizad[oa]|cert[oa]|programad[oa]|apt[oa]|habilitad[oa]|treinad[oa])",
      "como (?:uma? )?(?:ia|inteligência artificial|modelo|assistente|chatbot|robô)|(?:sou|apenas) (?:apenas|só|somente|sou) uma?",
      "(?:ocorreu|houve|aconteceu|tivemos) (?:um )?(?:\\p{L}+ )?(?:erro|problema|falha)|algo (?:deu|correu) (?:de )?(?:errado|mal)",
      `tent\\p{L}+ ${some(25)}(?:mais tarde|novamente|de novo|outra vez)|volte mais tarde`,
      "(?:serviço|sistema|servidor) (?:não )?(?:está )?(?:\\p{L}+ )?(?:disponível|indisponível|sobrecarregado|fora do ar)|problemas? técnicos?|dificuldades técnicas",
      "reformul\\p{L}+|(?:de outra (?:forma|maneira)|com outras palavras)",
      `vou (?:te |lhe |o |a )?(?:transf|encaminh|pass|conect|direcion)\\p{L}+ ${some(30)}(?:atendente|pessoa|colega|agente|humano|equipe|equipa|especialista)`,
    ),
    words(REGRET, "desculp\\p{L}+|infelizmente|lamento|sinto muito|perdão|peço desculpa\\p{L}*"),
  ],
};

const ROMANIAN: Language = {
  markers: ["nu", "eroare", "îmi", "rog", "ne", "regret"],
  cues: [
    words(
      OUTRIGHT,
      `nu (?:vă |te |îți )?(?:pot|putem|am putut|reușesc|sunt în măsură|știu|înțeleg|cunosc|am înțeles|am găsit|dețin|am (?:acces|informații|răspuns))(?: ${some(30)})?`,
      "ca (?:model|asistent|inteligență artificială|chatbot)\\p{L}*|sunt doar un",
      `(?:a apărut|s-a produs) o eroare|ceva nu a mers|(?:încercați|încearcă) (?:din nou|${some(15)}mai târziu)|reformul\\p{L}+`,
      `vă (?:transfer|conectez|fac legătura) ${some(25)}(?:operator|coleg|agent|persoană)\\p{L}*`,
    ),
    words(REGRET, "îmi pare rău|ne pare rău|din păcate|scuze|regret"),
  ],
};

export const ROMANCE: readonly Language[] = [FRENCH, SPANISH, ITALIAN, PORTUGUESE, ROMANIAN];
