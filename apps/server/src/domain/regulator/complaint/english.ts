import { type Cue, latin } from "./cue.ts";

const NOT = "(?:not|n't|nt|never)";
const GOODS =
  "(?:service|services|support|quality|product|products|experience|company|business|app|website|site|staff|agent|delivery|management|system|customer (?:service|support|care)|attitude|communication|job|policy|update)";
const LACKS = "(?:can ?not|can'?t|could ?n'?t|unable to|not able to|not letting me|fail(?:s|ed)? to)";
const TIMES =
  "(?:\\d+(?:th|nd|rd|st)?|two|three|four|five|six|several|many|second|third|fourth|fifth|multiple|few|couple(?: of)?)";
const SPAN = "(?:min(?:ute)?s?|hrs?|hours?|days?|weeks?|wks?|months?|years?)";

/** What a person writes who is not served as promised: said outright, in anger, as a threat; and trouble with its signs. */
export const ENGLISH: readonly Cue[] = [
  {
    // Said outright.
    points: 3,
    pattern: latin(
      "complaints?|(?:want|need|like|wish|going|have|how|where|trying|right) to complain",
      "(?:can|do|could|should|may) (?:i|we) complain|(?:i'?m|i am|still) complaining",
      "(?:mak|fil|lodg|submit|open|rais|start|regist|present)\\w* (?:an? |my |the |some )?(?:(?!insurance|warranty|expenses?|travel|tax)\\w+ ){0,3}(?:claim|reclamation|grievance)s?",
      "(?:claim|reclamation|grievance) against|(?:consumer|customer) (?:claim|reclamation|complaint)",
      "speak to (?:your|the|a) (?:manager|supervisor)",
    ),
  },
  {
    // What will follow.
    points: 2.5,
    pattern: latin(
      "(?:i'?ll|i will|gonna|going to|will|want to|i'?d like to) (?:sue (?:you|u|them|your)|report (?:you|u|your|this (?:company|shop|store|seller|site|business)))",
      "reporting you|my (?:lawyer|attorney|solicitor)",
      "(?:call|contact|get|hire|see|involve)(?:ting|ing)? (?:a|an) (?:lawyer|attorney|solicitor)|legal action",
      "small claims|trading standards|better business bureau|ombudsman",
      "consumer (?:protection|rights|affairs|court|forum)|charge ?back",
      "(?:take|taking|go|going) (?:my (?:business|money|custom) )?elsewhere",
      "(?:lost|losing|lose) (?:my (?:business|custom|trust)|a (?:loyal )?customer)|never (?:ever )?again",
      "never (?:ever )?(?:buy|shopp|order|us|fly|return|go|com|stay|do|rent|leas|book|recommend|deal|trust|purchas)ing",
      "(?:will|'ll|would|shall) never (?:ever )?(?:buy|shop|order|use|fly|return|go|come|stay|do|rent|lease|book|recommend|deal|trust|purchase)",
      "(?:won'?t|will not|not) be (?:a customer|using|buying|ordering|shopping|renewing|coming back|returning)(?! (?:until|till|to the office))",
      "(?:do not|don'?t) (?:buy|stay|shop|trust|order|waste your)|(?:stay|steer) (?:away|clear)|be warned",
      "boycott\\w*|last time i(?:'ll| will)|demand (?:an (?:answer|explanation|apology)|my money)",
      "want (?:a full refund|my money back|compensation|an explanation)|give me (?:back )?my money",
      "(?:zero|0) stars?|(?:give|giving|gave|leave|leaving|rate|deserves?) (?:you |this |it |them )?(?:one|1|a one|a 1)[- ]star|(?:negative|bad|terrible) review|i(?:'m| am) (?:done|through|finished) with (?:you|u|this (?:shop|company|app|service|store|place))",
      "(?:cancel|close) (?:everything|it all)",
      "escalate (?:this|my|it)|speak (?:to|with) (?:someone|somebody) (?:in charge|higher|senior|above)(?! (?:of|than))",
      "(?:your|a) supervisor|i (?:demand|insist)|you (?:\\w+ ){1,4}without my (?:permission|consent|knowledge|authori[sz]ation)",
      "contact the (?:police|authorities)|go(?:ing)? to the (?:press|media|police)",
      "(?:taking|take) (?:you|this|them) to court",
    ),
  },
  {
    points: 2.5,
    pattern: latin(
      "scam(?:s|med|ming|mers?)?|fraudsters?|frauds|(?:company|shop|store|site|you|service) (?:is|are) (?:an? )?frauds?|(?:such|pure|total|complete) fraud",
      "rip(?:ped|ping)?(?: |-)?offs?|ripped (?:me|us|you|people) off|con artists?|thie(?:f|ves)",
      "(?:you|they) (?:\\w+ )?(?:stole|steal)|stealing (?:from|my|our|money)|cheat(?:s|ed|ing|ers?)",
      "(?:you|they|your \\w+) (?:\\w+ )?(?:lied|lie)|liars?|(?:stop|keep|are|you'?re) lying|duped",
      "dece(?:ived|iving|ptive|itful)|mislead(?:ing)?|misled|false advertising|dishonest|crooks?|robbery|robbed",
      "swindl\\w+|extortion\\w*|bait and switch",
    ),
  },
  {
    // Verdicts that hardly anybody passes without being let down.
    points: 2.2,
    pattern: latin(
      "unacceptable|inexcusable|disgrace(?:ful)?|appalling|atrocious|abysmal|horrendous|pathetic|outrageous",
      "shameful|shame on|unprofessional|incompeten(?:t|ce)|dissatisfied|unsatisf(?:ied|actory)",
      "disappoint(?:ed|ing|ment|s)?",
      "not (?:at all |very |too |so |really )?(?:happy|impressed|pleased|satisfied|amused|acceptable|good enough|cool)",
      "unimpressed|unhappy|frustrat(?:ed|ing|ion)|infuriat\\w+|fed up",
      "(?:so|really|very|just|am|i'?m) (?:sick|tired) (?:and tired )?of|sick and tired|shockingly",
      "(?:worst|terrible|awful|horrible|horrid|dreadful|shocking|lousy|poor|bad|crap(?:py)?|shit(?:ty)?|rubbish|useless|disgusting|shoddy|zero|no|non-existent|ridiculous|slow) (?:\\w+ )?" +
        GOODS,
      GOODS +
        " (?:is|are|was|were|has been|sucks?|really|seems)(?: \\w+)?(?: \\w+)? (?:worst|terrible|awful|horrible|bad|poor|crap|shit|rubbish|useless|disgusting|trash|garbage|joke|ridiculous|slow|down)",
      "(?:bad|poor|terrible|horrible|worst)(?:customer)?service|waste of (?:\\w+ )?(?:time|money|space)",
      "wast(?:ed|ing) my (?:\\w+ )?(?:time|money|day|afternoon|evening)",
      "what a (?:joke|waste|shame|mess|disaster|rip)|joke of an?|such a joke|let (?:me |us |myself )?down",
      "how (?:dare|hard is it|difficult is it)|screwed (?:me|us|up)",
      "(?:i'?m|i am|am|so|very|really|extremely|getting|pretty|makes? me) (?:angry|furious|mad|upset|annoyed|annoying|pissed(?: off)?|livid|rude|let down)",
      "(?:was|were|is|are) (?:\\w+ )?(?:rude|livid|lying)",
      "(?:this|that|it)(?:'?s| is| was)(?: just| so| absolutely| beyond| total| totally| complete| completely| utter| such)? (?:an? )?(?:ridiculous|bullshit|nonsense|garbage|crap|terrible|horrible|awful|rubbish|absurd|insane|outrage|nightmare|disgusting|scandal|insult|unbelievable|useless|the worst)",
      "your (?:\\w+ ){1,2}(?:is|are) (?:\\w+ )?(?:garbage|crap|trash|terrible|horrible|awful|rubbish|useless|stupid|shit|a joke|broken|the worst|worthless|pathetic)",
      "thanks for (?:nothing|wasting|ruining)|slap in|held hostage|(?:delivery|driver|courier|guy|man|agent|he|she|they) (?:\\w+ )?threw (?:my|our|the)|(?:had|have had) (?:it|enough)(?: with| of|$)",
      "enough is enough|piece of junk|(?:is|such|total|absolute|pure|cheap) junk|runaround|run around in circles",
      "in circles|go(?:ing)? (?:round|around) in circles|appalled|outraged|disgusted|insulted|ripped",
      "feel (?:cheated|scammed|robbed|insulted|ignored|stupid|used)|expect(?:ed)? (?:better|more from)",
      "do you (?:even|people)|do you (?:guys )?(?:ever|actually) (?:read|listen|answer|respond|reply|help|check|care|do anything)|(?:answer|help|listen to|respond to) me!+|not good enough",
      "non-?existent|nobody (?:seems to )?cares?|no ?one (?:seems to )?cares?",
      "(?:don'?t|doesn'?t|do not|does not|couldn'?t) (?:even )?(?:care|give a)|how many times (?:do|must|should|will) (?:i|we) (?:have|need)|repeat myself",
      "picks? up the phone|(?:you|they) (?:guys |people |really |all |totally )?(?:suck|stink)",
      "(?:is|are) (?:not |never )?(?:acceptable|a disgrace|a disaster)",
      "beyond (?:belief|a joke|frustrat\\w+|annoy\\w+)|mockery|a lie|took my money|taking the (?:piss|mick|p)",
      "laughable|sick of|tired of (?:this|waiting|your|you|being|having|the)",
    ),
  },
  {
    points: 2.2,
    pattern: latin(
      "idiot(?:s|ic)?|moron(?:s|ic)?|imbeciles?|fools?|clowns?|jerks?|dumb ?ass(?:es)?|dip ?shits?|jackass(?:es)?",
      "scum(?:bags?)?|bastards?|ass ?holes?|arse ?holes?|wankers?|pricks?|bitch(?:es|y)?|son of a",
      "piece of (?:\\w+ )?(?:shit|crap|junk|garbage|trash)|(?:fuck|screw|damn) (?:you|u|off|this|them|your|ya)",
      "(?:go|rot) (?:to|in) hell|go fuck|shut (?:the \\w+ )?up|full of (?:shit|crap)",
      "what (?:the (?:actual )?(?:hell|fuck|heck) )?is wrong with (?:you|u|your|these)",
    ),
  },
  {
    // Strong words, at home in idle talk too.
    points: 2,
    pattern: latin(
      "worst|terribl[ey]|awful|horribl[ey]|horrific|horrified|dreadful|ridiculous|disgust(?:ing|ed)|shocking",
      "useless|worthless|(?<!(?:out|empty) the )(?:garbage|trash|rubbish)|crap(?:py)?|su(?:ck|x)(?:s|ed)?|\\w+sucks",
      "lousy|furious|livid|angry|pissed|upset|annoy(?:ed|ing|s)|rude|ignorant|disrespect\\w*|nightmare|unbelievable",
      "insult(?:ing|ed)?|absurd|nonsense|stupid(?:ity)?|dumb|fail(?:ure)?|hate|regret|mess|racist|unfair",
      "(?:are you|you must be|got to be) (?:kidding|joking)|can'?t believe|getting on my nerves|sort it out",
      "get your act together|no excuse|excuses|ashamed|bullshit",
      "(?<!to )demand(?:ing)? (?:an? |my )?(?:full )?(?:refund|compensation)|bull ?crap",
    ),
  },
  {
    points: 2,
    pattern: latin(
      "fuck(?:ed|s|er|ers|it)?|f\\*+(?!\\w*ing)\\w*|shit\\w*|wtf|tf|ffs",
      "(?:what|why|who|how|where) the (?:hell|heck|fuck|f|actual|devil)|damn(?:ed)? ?it|smh|pos",
    ),
  },
  {
    points: 0.4,
    pattern: latin(
      "yet",
      `${TIMES} ${SPAN} (?:ago|old)`,
      "since (?:\\d+|yesterday|last|monday|tuesday|wednesday|thursday|friday|saturday|sunday|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\\w*",
    ),
  },
  {
    // As an adjective it belongs to how somebody speaks.
    points: 1.2,
    pattern: latin("fuck(?:in|ing)|fkn|effing|motherfuck\\w*"),
  },
  {
    points: 0.6,
    pattern: latin("damn(?:ed)?", "god ?damn(?:ed)?", "bloody", "freaking", "frigging", "heck", "hell"),
  },
  {
    // What is wrong.
    points: 1.1,
    pattern: latin(
      "(?:is|are|was|does|do|did|has|have|had|wo|would|could|ca|wi)(?: ?not|n'?t) (?:even |been |be |being |actually |really |currently |seem to (?:be )?)?(?:work|load|open|turn|let|print|start|connect|charg|allow|accept|updat|recogni|sync|install|respond|repl|answer|help|fix|resolv|arriv|com|show|deliver|ship|honou?r|receiv|process|refund|play|stream|log|sign|get|access|download|submit|add|activat|find|see|scan|save|use|view|cancel|reach|contact|buy|order|pay|stand|care)\\w*",
      "(?:is|are|does|do|did|wo|ca|has|have)n'?t(?! (?:know|think|want|mind|worry|forget|need|have to|understand|remember|see)\\b)",
      LACKS,
      "(?:never|n't|not) (?:\\w+ )?(?:received|got|arrived|came|heard|repli\\w+|respond\\w+|answer\\w*|load\\w*|work\\w*|show\\w*|followed|called)",
      "does nothing|no longer (?:work|support|available|able)\\w*",
      "not (?:working|received|arrived|delivered|available|accepted|responding|replying|loading|helpful|supported|right)",
      "stop(?:ped|s)? (?:working|responding|charging)|keeps? (?:\\w+ )?\\w+ing",
      "(?:error|issue|glitch|bug|defect|fault|malfunction)s?|problems?|trouble|broken?|damaged|defective|faulty",
      "smashed|ripped|cracked|leak(?:s|ing|ed)?|missing|crash(?:es|ed|ing)?|froz(?:e|en)|freez(?:es|ing)|outages?",
      "(?:gone|been|is|are|went) down|down again|delay(?:s|ed)?|(?:days?|hours?|hrs?|weeks?|mins?|minutes?) late",
      "late again|cancell?ed (?:my|our|without)",
      "(?:the )?wrong (?:item|order|product|size|colou?r|address|one|part|shirt|shoes?|amount)s?|overcharged?",
      "(?:charged|billed|charging|billing) (?:me )?(?:twice|again|double|for)|double charged|hung up|on hold",
      "disconnected|cut off|out of (?:stock|service|order)|disappeared|expired",
      "no (?:reply|response|answer|one|refund|help|idea|luck|update|confirmation|signal|wifi|internet|power|explanation|notice|apology|solution|support|tracking|email|sign of)",
      "(?:nobody|no ?one) (?:\\w+ )?(?:answer|help|repl|respond|car|come|know|pick|show|want|call)\\w*",
      "never happened|nobody|(?:still )?nothing(?: (?:happen|work|was|has|help)\\w*)?|(?:has|have|had) not",
      "unsuccessful|impossible|difficult to|(?:so|very|too|extremely) (?:slow|hard|bad|expensive|confusing)",
      "refus(?:e|es|ed|ing)|ignor(?:e|es|ed|ing)|promised|overdrawn|poor(?:ly)?|ruin(?:ed|ing|s)?|false|duplicate",
      "lost (?:my|our|the|signal|connection)|hacked|scratched|half (?:full|empty)",
    ),
  },
  {
    // Still not, always so.
    points: 0.8,
    pattern: latin(
      "still|again",
      "already (?:\\w+ )?(?:tried|did|done|called|sent|emailed|contacted|told|spoke|spoken|checked|paid|messaged)",
      "constant(?:ly)?|always|forever|ages|asap|supposed to|should have been|was (?:told|due|promised)",
      "multiple times|repeatedly|over and over",
    ),
  },
  {
    // How long already, how often.
    points: 0.9,
    pattern: latin(
      "(?:been|was) (?:waiting|trying|down|on hold|calling)|been (?:\\d+|almost|over|nearly|weeks|months|days)",
      "(?:yet|due|meant) to|waiting (?:for|on|over|since)",
      `(?:for|over|after|been|than) (?:the )?(?:past |last |almost |nearly |over |about |more than )?(?:an? |${TIMES})? ?${SPAN}`,
      `(?:past|last) ${TIMES} ${SPAN}`,
      `${TIMES}\\+? ${SPAN} (?:now|later|and|on hold|waiting)`,
      `${TIMES} (?:times?|calls?|emails?|tickets?|messages?|attempts?|tries)`,
      "every (?:time|day|week|month|single)|whole (?:day|week|weekend|month|morning)",
      "all (?:day|night|week|morning|weekend)|so long|long time|twice",
    ),
  },
  {
    // Asked in vain.
    points: 0.8,
    pattern: latin(
      "why+ (?:is|are|am|can'?t|can not|cannot|won'?t|don'?t|do|does|doesn'?t|did|didn'?t|has|have|haven'?t|isn'?t|aren'?t|not|would|must|should|so)",
      "when (?:will|are|is|do|can) (?:\\w+ ){1,3}(?:fix|get|back|be|arrive|come|going|run|able|work|receive|restored|update|end|finally)\\w*",
      "how (?:is it|come|can (?:you|it|this)|do you (?:not|expect)|is this|could you|does (?:this|that|it) happen|many (?:more|days)|long (?:must|until|before|am i|do i have|will i have))",
      "what(?:'?s| is| the hell is)? (?:going on|happening|happened|up with|gives|wrong|the point|this all about)",
      "where(?:'?s| is| are|s) (?:my|our|the)|is this (?:how|what|legit|the)|really\\s?\\?+|seriously|come on",
      "(?:nobody|no ?one) (?:answer|help|repl|respond|car|pick|show|call)\\w*|bring (?:it )?back",
      "please (?:fix|resolve|sort|explain|stop)|fix (?:it|this|your|the|that)",
    ),
  },
  {
    // Whose fault it is.
    points: 0.7,
    pattern: latin(
      "you (?:guys|people|lot|all|clearly|do not|don'?t|did not|didn'?t|never|won'?t|keep|should|need to|can'?t|have (?:not|no)|still|just|already|should|seriously|are (?:the|so|not|all|a))",
      `your (?:\\w+ )?${GOODS}`,
      "your (?:\\w+ )?(?:app|apps|website|store|drivers?|employees?|team|reps?|policy|online|phone|servers?|link|people|company|courier|network|wifi|branch|so)",
      "customer (?:service|support|care)",
    ),
  },
  {
    // Who calls a company by its handle writes in public, and people seldom go there to ask the price.
    points: 0.6,
    pattern: /(?<![\w.])@\w+/g,
    silent: true,
  },
  {
    points: 1.35,
    pattern: /(?<![\w.])@\w*(?:care|help|support|serv|ask)\w*/g,
    silent: true,
  },
  {
    points: -1.6,
    pattern: latin(
      "thanks?(?: you| u)?(?!(?: @?\\w+)? for (?:nothing|not|never|ruin|cancel|sell|sending (?:me )?(?:the|a) wrong|wast|los|break|the (?:worst|terrible|awful)|making me))",
      "thank (?:you|u)|thx|ty|appreciate|love[ds]?|loving|great(?:ly)?|awesome|amazing|excellent|fantastic",
      "wonderful|brilliant|(?:the|my|your|ur) best|congrat\\w*|excited|(?<!not (?:\\w+ )?)happy|glad|enjoy\\w*",
      "beautiful|perfect(?:ly)?|proud|lo+l|lmao|haha\\w*|cute|fun(?:ny)?|solved|helpful|well done",
      "good (?:job|work|luck|one|point|news)|win(?:ning)?|giveaway",
    ),
  },
  {
    // About somebody else.
    points: -0.4,
    pattern: latin("he", "she", "him", "her", "his", "team", "game", "movie", "song"),
  },
  {
    // Called off, or only spoken about.
    points: -4,
    pattern: latin(
      `(?:no|without|zero|never a|not a|any|can'?t|cannot|couldn'?t|${NOT}) (?:complain(?:ts?|ing|ed)?)`,
      "hate to (?:bother|ask|say|trouble|be)|(?:dumb|stupid|silly) question|tired of (?:my|our) old",
      "is (?:this|it|that|your \\w+)(?: \\w+)? (?:a scam|annoying|legit)|complaints (?:department|address|procedure|policy|officer)",
      "how (?:do|can|to) (?:i |we |you )?(?:avoid|spot|recogni[sz]e|prevent)|not (?:here )?to complain|(?:isn'?t|not) a (?:scam|complaint|rip ?off)",
      "(?:i'?m|i am|we'?re) not (?:angry|upset|mad|annoyed)|not (?:bad|terrible|the worst|awful|disappointed)",
      "never (?:disappoint\\w*|let (?:me|us) down)|(?:does ?n'?t|do ?n'?t|did ?n'?t) disappoint",
    ),
  },
];
