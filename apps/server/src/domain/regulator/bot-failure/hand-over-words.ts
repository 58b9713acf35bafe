import { words } from "./cue.ts";

/** How a language says that the one who speaks hands the customer over now. All on sentences as `readable` gives them. */
export interface HandOver {
  says: RegExp;
  /** Wherever it stands in the sentence, the hand-over is up to the customer. */
  offers: RegExp;
  /** Said before it, the hand-over waits for something, or is denied. */
  depends: RegExp;
}

const whole = (...alternatives: readonly string[]): RegExp => words(0, ...alternatives).pattern;
const part = (...alternatives: readonly string[]): RegExp => new RegExp(alternatives.join("|"), "u");
/** At most so many words, none of which turns the sentence. */
const few = (most: number, except = "\\p{N}"): string => `(?:(?!(?:${except})[ ,])[\\p{L}\\p{N}'&-]+,? ){0,${most}}`;

const EN_SOMEBODY =
  "(?:agents?|persons?|people|humans?|human being|colleagues?|representatives?|reps?|specialists?|advis[oe]rs?|operators?|someone|somebody|supervisors?|managers?|experts?|staff|support|service|team|teammates?|employees?|consultants?|assistants? in person)";
const EN_MATTER =
  "(?:you|(?:this|it|that|your|the)(?: (?:case|question|issue|request|matter|inquiry|enquiry|conversation|chat|ticket|problem|concern|query|complaint))?)";
const EN_ADVERB = "(?:(?:now|just|right away|at once|immediately|\\p{L}+ly) )*";
const EN_DO =
  "(?:transfer|connect|forward|escalate|pass|hand|put|redirect|route|refer|switch|patch|assign|move|transferr?ing|connecting|forwarding|escalating|passing|handing|putting|redirecting|routing|referring|switching|patching|assigning|moving)";
const EN_ON = "(?:(?:over|through|on|up|directly|straight|further|now|immediately|right away|in touch|back) )*";
const EN_NOT = "not|never|where|which|if|how|when|unless|until";

const ENGLISH: HandOver = {
  says: whole(
    `(?:i'll|i will|i shall|i'm going to|i am going to|let me|allow me to|i have to|i need to|i must|i'd like to|we'll|we will|i'm|i am|we're|we are) ${EN_ADVERB}${EN_DO} ${EN_MATTER} ${EN_ON}(?:to|with) ${few(5, EN_NOT)}${EN_SOMEBODY}`,
    `(?:i'll|i will|i'm going to|let me|i have to|i need to|i'm|i am) ${EN_ADVERB}hand(?:ing)? over to ${few(4, EN_NOT)}${EN_SOMEBODY}`,
    `(?:i'll|i will|i'm going to|let me) ${EN_ADVERB}(?:get|bring in|call|fetch|call in) (?:an?|one of (?:our|my)|my) ${few(2, EN_NOT)}${EN_SOMEBODY} (?:for you|to (?:help|assist|join)|now|right away|who)`,
    `(?<![\\p{L}'] )(?:now )?(?:transferring|connecting|escalating|redirecting) ${EN_MATTER} ${EN_ON}(?:to|with) ${few(5, EN_NOT)}${EN_SOMEBODY}`,
    `while i ${EN_ADVERB}(?:transfer|connect|forward|escalate|pass|hand|put|redirect) ${EN_MATTER}`,
    `(?:you are|you're) (?:now |currently )?being (?:transferred|connected|redirected|passed|put|handed) ${EN_ON}(?:to|with) ${few(5, EN_NOT)}${EN_SOMEBODY}`,
    `you(?:'ll| will) (?:now|shortly) be (?:transferred|connected|redirected|passed|put|handed) ${EN_ON}(?:to|with) ${few(5, EN_NOT)}${EN_SOMEBODY}`,
    `(?:an?|one of our|my) ${few(3, EN_NOT)}(?:agent|person|human|colleague|representative|specialist|advis[oe]r|operator) will (?:be with you|take over|join (?:you|us|the chat|this chat)) (?:shortly|now|soon|in a (?:moment|minute|few)|right away|from here|momentarily)`,
    "i'm (?:now )?(?:transferring|connecting) you (?:now|right away|over)",
  ),
  offers: whole(
    "if you (?:want|wish|like|prefer|need|would|'d|do)\\p{L}*|if you'd|should you|if (?:necessary|needed|that helps)|only if|on request|whenever you",
  ),
  depends: whole(
    "if|unless|when|whenever|once|after|until|before|as soon as|type|reply|press|send|write|say|provide|tell me|let me know|give me your|share",
    "not|never|cannot|can't|don't|won't|yesterday|last|would you|shall i|how to",
  ),
};

const ZH_SOMEBODY = "(?:人工|真人|专员|专人|客服|同事|工作人员|顾问|[坐座]席|接线员|主管|经理|专家)";
const ZH_MATTER =
  "(?:您|你|你们|您的?这?个?问题|你的?这?个?问题|(?:这个|此|该)?(?:问题|情况|对话|会话|诉求|请求|咨询)|您的(?:问题|情况|诉求|请求|咨询|对话|反馈的问题))";
const ZH_OTHERS =
  "(?!.{0,6}(?:快递|物流|银行|厂家|商家|仓库|门店|支付|派件|送|上门|安装|维修|取件|保险|平台|电话是|热线是))";
const ZH_TURN = "(?:转接|转到|转至|转给|转入|转交|转|接通|接入|连接|连线|联系|呼叫|升级|切换|对接|请)";
const ZH_NOW = "(?:正在|马上|馬上|立即|立刻|这就|即将|即將|现在|現在|正)";
const ZH_ERRAND = "(?!.{0,10}(?:上门|取件|送货|配送|安装|维修|揽收|回收|检测|的(?:方法|方式|步骤|时间)))";

const CHINESE: HandOver = {
  says: part(
    `(?:为|帮|给|替|将|將|把)${ZH_MATTER}(?:的?(?:问题|情况|诉求|请求|咨询))?(?:马上|馬上|立即|直接|现在|先|升级|接着)?${ZH_OTHERS}${ZH_TURN}(?:到|至|给|一位|一下|我们|的|在线|相关|专业|专属|售后|值班|负责|高级){0,4}${ZH_SOMEBODY}${ZH_ERRAND}`,
    `(?:为|帮|给|替)(?:您|你)(?:马上|馬上|立即)?安排(?:到|至|给|一位|一下|我们的|在线|相关|专业|专属|售后|值班){0,3}(?:人工|真人|客服|同事|专员)${ZH_ERRAND}`,
    `${ZH_NOW}(?:转接|转|接入|接通|连接|呼叫)(?:到|至|给|入|您到)?(?:在线|我们的)?${ZH_SOMEBODY}${ZH_ERRAND}`,
    `${ZH_NOW}(?:为|帮|给)(?:您|你)(?:转接|接通|转人)${ZH_OTHERS}`,
    "(?:人工|真人|客服|专员|同事)(?:正在)?(?:转接|接入|接通|连接)中|(?:转接|接入)(?:人工|客服)中",
    "(?:人工|真人)?(?:客服|专员|同事)(?:人员|老师)?(?:马上|馬上|即将|即將|正在|很快)(?:就|会|就会)?(?:接入|过来|接手|来为您|为您服务|为您处理|为您解答)",
  ),
  offers: part("吗|是否|要不要|需不需要|好不好|可不可以|的话|如需|如有需|如果(?:您|你)?(?:需|想|愿|希望)|随时"),
  depends: part(
    "如果|如遇|如您|若|要是|假如|需要时|有需要|需要我$|遇到.{0,12}时|时,|(?<!稍)后,?(?:我|会|将|再)*$|再$|才$",
    "请(?:您|你)?[^,]{0,4}(?:提供|告诉|告知|发送|输入|回复|点击|点|先|描述|留下|说|拨打)|(?<!的)回复|输入|发送|点击|即可|就(?:能|可以|会)",
    "(?:可以|可|能|能够|没|没有|未|无法|没法|不|不会|不能|不用|不必|已|已经|已經|曾|刚|昨天|之前|上次|怎么|怎样|如何|谁)(?!,)[^,]{0,8}$",
  ),
};

const DE_SOMEBODY =
  "(?:\\p{L}*mitarbeiter\\p{L}*|\\p{L}*kolleg\\p{L}*|mensch\\p{L}*|\\p{L}*berater\\p{L}*|\\p{L}*kundenservice|\\p{L}*kundendienst|\\p{L}*support\\p{L}*|\\p{L}*team|ansprechpartner\\p{L}*|agent\\p{L}*|spezialist\\p{L}*|fachkraft|person|jemand\\p{L}*|expert\\p{L}*)";
const DE_MATTER =
  "(?:sie|dich|das|dies|es|(?:ihr|dein|dies)\\p{L}* (?:anfrage|anliegen|frage|fall|problem|gespräch|chat|nachricht|beschwerde))";

const GERMAN: HandOver = {
  says: whole(
    `(?:ich|wir) (?:\\p{L}+ )?(?:verbinden?|leiten?|übergeben?|geben?|stellen?|reichen?|schalten?|eskalieren?) ${DE_MATTER} ${few(4, "nicht")}(?:mit|an|zu|zum|zur) ${few(4, "nicht")}${DE_SOMEBODY}`,
    `(?:verbinde|leite|übergebe|gebe|stelle|reiche) ich ${DE_MATTER} ${few(4, "nicht")}(?:mit|an|zu|zum|zur) ${few(4, "nicht")}${DE_SOMEBODY}`,
    `(?:ich werde|werde ich|ich muss|muss ich|ich möchte|lassen sie mich) ${DE_MATTER} ${few(4, "nicht")}(?:mit|an|zu|zum|zur) ${few(4, "nicht")}${DE_SOMEBODY} ${few(2, "nicht")}(?:verbinden|weiterleiten|übergeben|weitergeben|durchstellen)`,
    `sie werden (?:jetzt|nun|gerade|sofort|gleich) (?:mit|an|zu) ${few(4, "nicht")}${DE_SOMEBODY} ${few(1, "nicht")}(?:verbunden|weitergeleitet|übergeben|durchgestellt)`,
    `ich (?:hole|rufe) (?:jetzt |gleich |sofort )?(?:eine[nm]?|meine\\p{L}*) ${few(1)}${DE_SOMEBODY} (?:dazu|hinzu)`,
    "ich verbinde (?:sie|dich)(?: jetzt| nun| gleich| sofort| weiter| kurz){0,2}(?=[.!,:]|$| und| bitte)",
  ),
  offers: whole("(?:wenn|falls|sofern) (?:sie|du|gewünscht|nötig)|auf wunsch|bei bedarf|soll ich|möchten sie, dass"),
  depends: whole(
    "wenn|falls|sofern|sobald|nachdem|bevor|schreiben sie|schreib|geben sie|antworten sie|tippen sie|nennen sie|senden sie|damit|dann|gestern|nicht",
  ),
};

const FR_SOMEBODY =
  "(?:conseill\\p{L}+|agente?s?|collègues?|humaine?|personnes?|opérat\\p{L}+|équipe|service client\\p{L}*|support|spécialistes?|quelqu'un|responsable|expert\\p{L}*)";
const FR_MATTER =
  "(?:votre|ta|cette|la|ce|le) (?:demande|question|problème|cas|conversation|dossier|requête|réclamation)";

const FRENCH: HandOver = {
  says: whole(
    `je (?:vous|te|la|le) (?:transfère|mets|passe|connecte|redirige|oriente|transmets|dirige|bascule) ${few(5, "pas")}(?:à|vers|avec|au|aux) ${few(4, "pas")}${FR_SOMEBODY}`,
    `je (?:vous|te) passe ${few(3, "pas")}(?:conseill\\p{L}+|agente?|collègue|opérat\\p{L}+|responsable)`,
    `je (?:vais|dois) (?:\\p{L}+ )?(?:vous |te |la |le )?(?:transférer|mettre|passer|connecter|rediriger|orienter|transmettre|diriger) (?:${FR_MATTER} )?${few(5, "pas")}(?:à|vers|avec|au) ${few(4, "pas")}${FR_SOMEBODY}`,
    `je (?:transfère|transmets|passe|fais suivre|escalade) (?:\\p{L}+ )?${FR_MATTER} ${few(3, "pas")}(?:à|vers|au) ${few(4, "pas")}${FR_SOMEBODY}`,
    `je suis en train de vous (?:transférer|mettre|connecter|rediriger) ${few(5)}${FR_SOMEBODY}`,
    `vous (?:allez être|êtes en train d'être|êtes en cours de) (?:\\p{L}+ )?(?:transférée?|mise?|redirigée?|transfert|connectée?) ${few(6)}${FR_SOMEBODY}`,
    "je (?:vous|te) (?:transfère|mets en relation)(?: maintenant| tout de suite| immédiatement)?(?=[.!,]|$)",
  ),
  offers: whole("si (?:vous|tu|nécessaire|besoin|cela)|sur demande|au besoin|souhaitez-vous|voulez-vous"),
  depends: whole(
    "si|s'il|quand|lorsque|dès que|une fois|après|avant|écrivez|tapez|répondez|dites|donnez|envoyez|indiquez|pour que|hier",
  ),
};

const ES_SOMEBODY =
  "(?:agentes?|personas?|compañer[oa]s?|asesor(?:a|es)?|human[oa]|equipo|operador(?:a|es)?|especialistas?|representante|alguien|ejecutiv[oa]|supervisor[a]?|soporte|atención al cliente)";
const ES_MATTER =
  "(?:su|tu|esta|este|la|el) (?:consulta|caso|solicitud|pregunta|problema|conversación|chat|petición|reclamación)";

const SPANISH: HandOver = {
  says: whole(
    `(?:le|te|lo|la|los|les) (?:paso|transfiero|conecto|comunico|derivo|pongo|redirijo|redirecciono|remito) ${few(5)}(?:con|a|al) ${few(4)}${ES_SOMEBODY}`,
    `(?:le|te|lo|la|los|les) (?:voy a|estoy|debo|tengo que) (?:transferir|pasar|conectar|comunicar|derivar|poner|redirigir|transfiriendo|pasando|conectando|comunicando|derivando|redirigiendo) ${few(5)}(?:con|a|al) ${few(4)}${ES_SOMEBODY}`,
    `(?:voy a|estoy|debo|tengo que|permítame|déjame|déjeme) (?:transferir|pasar|conectar|comunicar|derivar|poner|redirigir|transfiri[eé]ndo|pas[aá]ndo|conect[aá]ndo|comunic[aá]ndo|deriv[aá]ndo)(?:le|te|lo|la|los)? (?:${ES_MATTER} )?${few(4)}(?:con|a|al) ${few(4)}${ES_SOMEBODY}`,
    `(?:paso|transfiero|derivo|escalo|remito) ${ES_MATTER} ${few(3)}(?:con|a|al) ${few(4)}${ES_SOMEBODY}`,
    `(?:será|está siendo|serás|estás siendo) (?:ahora )?(?:transferid[oa]|conectad[oa]|derivad[oa]) (?:ahora )?(?:con|a|al) ${few(4)}${ES_SOMEBODY}`,
    "(?:le|te|lo) (?:transfiero|comunico|conecto)(?: ahora| enseguida| de inmediato)?(?=[.!,]|$)",
  ),
  offers: whole("si (?:lo |usted |tú |me )?(?:desea|quier|prefier|necesit|gust)\\p{L}*|si (?:es necesario|hace falta)"),
  depends: whole(
    "si|cuando|en cuanto|una vez|después|antes|no|escrib[ae]|respond[ae]|dig[ao]|indique|envíe|facilite|para que|ayer|dime",
  ),
};

const IT_SOMEBODY =
  "(?:operator\\p{L}+|colleg[ah]\\p{L}*|person[ae]|agent[ei]|team|consulent[ei]|uman[oa]|specialist[ai]|assistenza|qualcuno|responsabile|addett[oa]|servizio clienti|supporto)";
const IT_MATTER =
  "(?:la (?:sua|tua) |questa |questo |il (?:suo|tuo) |la |il )(?:richiesta|domanda|problema|caso|conversazione|chat|segnalazione)";

const ITALIAN: HandOver = {
  says: whole(
    `(?:la|ti|vi|lo) (?:trasferisco|passo|metto|collego|connetto|reindirizzo|inoltro|indirizzo) ${few(5)}(?:a|ad|al|all'|con|un|una)(?: |(?<='))${few(3)}${IT_SOMEBODY}`,
    `(?:la|ti|vi|lo) (?:sto|devo) (?:trasferendo|passando|mettendo|collegando|connettendo|reindirizzando|trasferire|passare|mettere|collegare) ${few(5)}(?:a|ad|al|all'|con)(?: |(?<='))${few(3)}${IT_SOMEBODY}`,
    `(?:sto per|sto|devo|vado a) (?:trasferir|passar|metter|collegar|connetter|trasferendo|passando|collegando)(?:e|la|ti|vi)? ${few(5)}(?:a|ad|al|all'|con)(?: |(?<='))${few(3)}${IT_SOMEBODY}`,
    `(?:trasferisco|inoltro|passo|giro) ${IT_MATTER} ${few(3)}(?:a|ad|al|all')(?: |(?<='))${few(3)}${IT_SOMEBODY}`,
    `(?:verrà|sarà|verrai|sarai) (?:ora|adesso|subito) (?:trasferit[oa]|mess[oa]|collegat[oa]) ${few(2)}(?:a|ad|al|con) ${few(3)}${IT_SOMEBODY}`,
    "(?:la|ti) (?:trasferisco|metto in contatto)(?: ora| subito| adesso)?(?=[.!,]|$)",
  ),
  offers: whole(
    "se (?:lo )?(?:desider|vuol|vuoi|prefer|necessar|serv|occorr)\\p{L}*|se (?:ha|hai) bisogno|su richiesta",
  ),
  depends: whole(
    "se|quando|appena|una volta|dopo|prima|non|scriv[ai]|rispond[ai]|dic[ai]|indich[i]|invi[i]?|affinché|ieri|mi dia",
  ),
};

const PT_SOMEBODY =
  "(?:atendentes?|pessoas?|colegas?|agentes?|human[oa]|equip[ea]|especialistas?|operador(?:a|es)?|representante|alguém|consultora?|supervisora?|suporte|assistente human[oa]|atendimento humano)";
const PT_MATTER =
  "(?:a |o )?(?:sua|seu|tua|teu|esta|este|essa|esse) (?:solicitação|pergunta|dúvida|caso|problema|pedido de ajuda|conversa|questão|chat|reclamação)";

const PORTUGUESE: HandOver = {
  says: whole(
    `(?:vou|irei|preciso|tenho de|tenho que|deixe-me) (?:te |lhe |o |a )?(?:agora )?(?:transferi|encaminha|passa|conecta|direciona|liga|coloca|redireciona|transferir|encaminhar|passar|conectar|direcionar|ligar|colocar|redirecionar)(?:-l[oa])? (?:você |o senhor |a senhora |${PT_MATTER} )?${few(4)}(?:para|a|ao|com) ${few(4)}${PT_SOMEBODY}`,
    `estou (?:te |lhe |o |a )?(?:agora )?(?:a )?(?:transfer|encaminh|pass|conect|direcion|redirecion)\\p{L}+(?:-l?[oa])? (?:você |${PT_MATTER} )?${few(4)}(?:para|a|ao|com) ${few(4)}${PT_SOMEBODY}`,
    `(?:te |lhe |o |a )?(?:transfiro|encaminho|passo)(?:-[oa]|-te|-lhe)? (?:você |${PT_MATTER} )?(?:agora |já )?(?:para|a|ao|com) ${few(4)}${PT_SOMEBODY}`,
    `(?:você )?(?:será|está sendo|está a ser) (?:agora )?(?:transferid[oa]|encaminhad[oa]|direcionad[oa]) (?:agora )?(?:para|a|ao) ${few(4)}${PT_SOMEBODY}`,
    `transferindo (?:você )?para ${few(4)}${PT_SOMEBODY}`,
  ),
  offers: whole(
    "se (?:você |o senhor |a senhora )?(?:desej|quis|quer|prefer|precis|for)\\p{L}*|caso (?:você )?\\p{L}+",
  ),
  depends: whole(
    "se|quando|assim que|depois|após|antes|não|escrev[ae]|digite|respond[ae]|diga|inform[ea]|envie|para que|ontem|pode",
  ),
};

const JAPANESE: HandOver = {
  says: part(
    "(?:担当(?:者|の者|スタッフ|部署)?|オペレーター?|スタッフ|係(?:の者|員)?|人間|有人(?:チャット|対応|サポート|オペレーター)?|専門員|サポート(?:窓口|チーム)?)(?:の方)?(?:に|へ|と|まで)(?:ただ(?:今|いま)|今|すぐに?|直ちに|これから|このまま)?,?(?:お?(?:つな|繋)ぎ|お?引き?継ぎ|転送|お?取り?次ぎ|[代替]わり|接続|エスカレーション|お回し)(?:を)?(?:いた|致|させていただ|して(?:おり|い)|し)?(?:し|き)?(?:ます|ております|ています|て(?:おり|い)ます)(?!か)",
    "(?:担当者|オペレーター?|スタッフ)(?:に|へ|と)(?:転送|接続|おつなぎ)(?:中|して(?:い|おり)ます)",
  ),
  offers: part("場合|でしたら|であれば|たら|れば|なら|ご希望|ご要望|可能|いつでも|必要に応じ"),
  depends: part("入力|送信|クリック|押す|後に|てから|と,|際"),
};

const KOREAN: HandOver = {
  says: part(
    "(?:상담원|상담사|담당자|담당 ?직원|상담 ?직원|직원|매니저|전문가|담당 ?부서|고객 ?센터|상담 ?팀)(?:분)?(?:에게|께|과|와|으로|로|한테|을|를|님께|님에게|님과)? ?(?:바로 |지금 |곧 |즉시 |빠르게 )?(?:연결|이관|전달|인계|넘겨|호출|배정)(?:을|해|하|시켜|도와)? ?(?:드리겠|드릴게|하겠|할게|겠|드리고 있|드립니다|합니다|하고 있|중)",
  ),
  offers: part("원하시|원하신|필요하시|필요하면|경우|수 있|까요|언제든"),
  depends: part("면 |면,|려면|입력|보내|말씀해 주|알려 ?주|후에|뒤에|때 "),
};

const RU_SOMEBODY =
  "(?:оператор|специалист|сотрудни|менеджер|человек|коллег|консультант|поддержк|представител|эксперт|администратор)\\p{L}*";
const RU_MATTER =
  "(?:вас|тебя|(?:ваш|ваше|вашу|этот|это|твой|данный) (?:вопрос|запрос|обращение|проблему|диалог|чат|случай|жалобу))";

const RUSSIAN: HandOver = {
  says: whole(
    `(?:перевожу|переведу|соединяю|соединю|передаю|передам|переключаю|переключу|перенаправляю|перенаправлю|направляю|направлю|подключаю|подключу) (?:сейчас )?${RU_MATTER} ${few(4, "не")}${RU_SOMEBODY}`,
    `${RU_MATTER} (?:сейчас )?(?:перевожу|переведу|соединяю|соединю|передаю|передам|переключаю|переключу|перенаправляю|перенаправлю) ${few(3, "не")}${RU_SOMEBODY}`,
    `(?:подключаю|подключу|зову|позову|приглашаю|приглашу|перевожу|переключаю|соединяю|вызываю) (?:сейчас )?(?:на |с |к )?(?:${few(1, "не")})${RU_SOMEBODY}`,
    `(?:я )?(?:должен|должна|вынужден|вынуждена|хочу|сейчас буду) (?:перевести|соединить|переключить|передать) ${RU_MATTER} ${few(4, "не")}${RU_SOMEBODY}`,
    `сейчас (?:вас )?(?:переведут|соединят|подключится|переключат) ${few(3, "не")}${RU_SOMEBODY}`,
  ),
  offers: whole("если|при необходимости|по желанию|по запросу|хотите"),
  depends: whole("когда|как только|после|чтобы|напишите|ответьте|укажите|пришлите|сообщите|не|могу|можете|вчера"),
};

const VI_SOMEBODY =
  "(?:nhân viên|tư vấn viên|tổng đài viên|tổng đài|người thật|chuyên viên|điện thoại viên|đồng nghiệp|bộ phận|giao dịch viên|người hỗ trợ|quản lý|con người)";
const VI_YOU =
  "(?:bạn|anh chị|anh/chị|anh|chị|quý khách|yêu cầu|câu hỏi|vấn đề|cuộc trò chuyện|cuộc chat|trường hợp|máy)";

const VIETNAMESE: HandOver = {
  says: whole(
    `(?:tôi|mình|em|hệ thống|chúng tôi|bên em|shop) (?:\\p{L}+ )?(?:sẽ|đang|xin|xin phép|cần|phải|xin phép được) (?:\\p{L}+ )?(?:chuyển|kết nối|nối máy|chuyển tiếp) (?:\\p{L}+ )?${VI_YOU} ${few(7, "không|nếu")}${VI_SOMEBODY}`,
    `(?:đang|sẽ) (?:chuyển|kết nối|nối máy|chuyển tiếp) ${VI_YOU} ${few(7, "không|nếu")}${VI_SOMEBODY}`,
    `(?:tôi|mình|em) (?:chuyển|kết nối|nối máy|chuyển tiếp) ${VI_YOU} ${few(7, "không|nếu")}${VI_SOMEBODY}`,
    `đang (?:chuyển|kết nối)(?: tới| đến| với| sang) ${VI_SOMEBODY}`,
  ),
  offers: whole("nếu|bất cứ lúc nào|khi cần|có muốn|không ạ"),
  depends: whole("khi|có thể|muốn|hãy|vui lòng (?:nhắn|gõ|cung cấp|cho)|nhắn|gõ|sau khi|để|không|hôm qua"),
};

export const HAND_OVERS: readonly HandOver[] = [
  ENGLISH,
  CHINESE,
  GERMAN,
  FRENCH,
  SPANISH,
  ITALIAN,
  PORTUGUESE,
  JAPANESE,
  KOREAN,
  RUSSIAN,
  VIETNAMESE,
];
