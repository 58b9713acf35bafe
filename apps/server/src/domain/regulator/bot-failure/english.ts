import { type Cue, type Language, OUTRIGHT, REGRET } from "./cue.ts";

/** Plain `\b` and no Unicode flag: half the time, and English is most of what is read. */
const words = (points: number, ...alternatives: readonly string[]): Cue => ({
  points,
  pattern: new RegExp(`\\b(?:${alternatives.join("|")})\\b`),
});

const any = (...alternatives: readonly string[]): string => `(?:${alternatives.join("|")})`;

const ADVERB = "(?:\\w+ly |also |really |just |even |still |yet |quite )*";
const CANNOT = any(
  "can ?not|can'?t|could ?n'?t|could not",
  "won'?t|will not|wouldn'?t|would not",
  "(?:do not|don'?t) feel (?:comfortable|able)",
  "do not|don'?t|did not|didn'?t",
  "(?:am |was )?unable",
  "(?:am |was )?not (?:currently |yet )?(?:able|allowed|permitted|authori[sz]ed|programmed|designed|trained|equipped)",
  "(?:am |was )?not (?:qualified|comfortable|willing|going|prepared|capable|in a position|here)",
  "(?:must|have to|need to|will have to|am going to) (?:\\w+ly )?(?:decline|refuse)",
  "decline|refuse",
);
const I = "i(?:'m| am|'ve| have)?";

/** What a bot does for a customer. A shop's own doings ("we cannot ship there") are answers, and not among them. */
const SERVE = any(
  "help|assist|aid|answer|respond|reply|address|fulfil+|comply|do (?:that|this|so)|complete (?:your|this|that)",
  "discuss|engage|participate|support|condone|encourage|promote|endorse|facilitate|speculate|justify|argue|agree",
  "(?:help|assist|answer|respond|discuss|comment|speculat|support|engag|provid|shar|giv)ing",
  "advise|comment|guide|teach|tell you|say|suggest|recommend (?:that|any|ways|doing)",
  "know|understand|comprehend|interpret|recogni[sz]e|make sense of|determine",
  "get (?:that|it|your|what)|catch (?:that|what)|follow(?: you| what)?",
  "find (?:an?(?:y|ything)? )?(?:answer|information|info|anything|details|results?|match\\w*|what)",
  "find (?:that|the) (?:answer|information)|locate any",
  "provide|share|disclose|reveal|generate|create|write|produce",
  "(?:offer|give) (?:you )?(?:\\w+ )?(?:advice|guidance|information|instructions|help|assistance|opinions?|suggestions)",
  "(?:offer|give) (?:you )?an? (?:\\w+ )?(?:answer|opinion|response|explanation)",
  "give (?:you )?(?:that|this|details|medical|legal|financial)",
  "(?:process|handle) (?:your|this|that)|access|browse|search|retrieve|view|look (?:that |this |it )?up",
  "see your|check (?:your|that|this)|open (?:links|files|attachments)",
  "have (?:\\w+ )?an? (?:answer|response|opinion)|have (?:\\w+ )?the (?:answer|information|ability|capability|details|data)",
  "have (?:\\w+ )?access",
  "have (?:\\w+ )?(?:any |enough |specific |sufficient |personal )*(?:information|data|details|knowledge|answers?)",
  "have (?:\\w+ )?(?:any |personal )*(?:opinions?|feelings|beliefs)",
  "think i (?:can|could|should|understand|know)",
  "think (?:it is|it's|that's|that is|this is) (?:\\w+ )?(?:appropriate|right|acceptable|ethical|respectful|okay|valid|fair)",
);

const BAD =
  "(?:appropriate|ethical|acceptable|respectful|moral|morally|okay|(?:legal|safe|right|accurate) or (?:appropriate|ethical|fair|acceptable|respectful|moral)|fair|productive|healthy|constructive)";

const CUES: readonly Cue[] = [
  {
    // All there is.
    points: OUTRIGHT,
    pattern: new RegExp(
      "^(?:sorry,? )?(?:what|pardon|come again|excuse me|huh|say again)(?: me| that)?\\?+$|" +
        "^please (?:contact|consult|call|reach out to|ask|see) (?:\\w+ ){0,4}" +
        "(?:support|service|team|professional|doctor|lawyer|expert|specialist|agent|staff)\\W*$",
    ),
  },
  words(
    OUTRIGHT,
    `(?:${I}) ${ADVERB}${CANNOT} ${ADVERB}(?:to |be able to |in )?${ADVERB}${SERVE}`,
    `i'm ${ADVERB}(?:unable|not able|not allowed|not permitted|not programmed|not designed|not comfortable|not willing|not going|not capable|not equipped|not qualified|not in a position) (?:to |of |in )${ADVERB}(?:\\w+)`,
    `(?:sorry|unfortunately|afraid|apologi[sz]e|apologies)\\W+(?:but )?(?:i |we |this bot |the bot )?(?:can ?not|can'?t|could ?n'?t|could not|won'?t|am unable to|unable to|don'?t|didn'?t|do not|did not) (?:\\w+ly |quite )?(?:help|assist|answer|understand|know|get|catch|find (?:an|any|that|what|the answer)|have (?:an|the|any|that|enough|access)|do that|respond|recogni[sz]e|process (?:your|that|this)|complete (?:your|that|this))`,
    "we (?:are|'re) (?:currently )?unable to (?:process|answer|help|assist|respond|complete)(?: \\w+)?(?: \\w+)?",
    "we (?:can'?t|cannot|could not|couldn't) (?:process|answer|help|assist|respond|complete) (?:\\w+ )?(?:you\\w*|request|question|that|this|at)",
    "my (?:programming|guidelines|training|knowledge) (?:\\w+ )?(?:prevents?|forbids?|prohibits?|does ?n[o']t|is limited|do not)",
    "(?:not|isn't|beyond|outside(?: of)?|against|exceeds) (?:with)?(?:in )?(?:the scope of )?my (?:programming|guidelines|abilit\\w+|capabilit\\w+|knowledge|scope|expertise|training|skills|area|remit|power|ethical)",
    "not something (?:that )?i (?:can|could|am|will|do)|something i (?:can'?t|cannot|don't|won't)",
    `(?:and|but|so|therefore) ${CANNOT} (?:to )?${ADVERB}${SERVE}`,
    "unable to (?:process|answer|respond|complete|fulfil+|comply|help|assist)",
    "i can only (?:answer|help|assist|talk|discuss|provide|respond)|i refuse|rather not (?:say|answer|talk|discuss|comment)|off[- ]limits|no comment|stumped",
    "(?:let's|let us|can we|shall we) (?:talk|chat|speak) about (?:something|another)|change the (?:subject|topic)",
    "i lack|wish i knew|(?:haven't|have not|not) been trained|against (?:our|the|company|my) (?:polic|guideline|rule|terms)\\w*",
    "(?:there(?:'s| is)|i have|i've|i've got) (?:no|not enough|insufficient) (?:\\w+ )?(?:information|data|answer|context|knowledge|access)",
    "clarify what you mean|need to (?:speak|talk) (?:to|with) (?:\\w+ ){0,4}(?:agents?|representatives?|human|person|colleagues?)",
    "while i (?:transfer|connect|forward|pass)",
    "there(?:'s| is) nothing i can (?:do|tell)",
    "no idea",
    "(?:don'?t|do not) have (?:an|the|that) answer",
    "(?:didn'?t|did not|don'?t|couldn't) (?:quite )?(?:understand|catch|get) (?:that|you|your|what|the question)",
    "(?:no|could ?n[o']?t find (?:any|a)|couldn't find (?:any|a)) (?:relevant |matching )?(?:answers?|results?|information|articles?|match\\w*)(?: (?:was|were|found|available|for|in))",
    "not (?:found )?in (?:my|the|our) (?:knowledge base|database|faq|documents|sources|context)",
    "(?:provided |given )?(?:context|documents?|sources?|knowledge base|information)(?: provided| given)? (?:does not|doesn't|do not|don't) (?:contain|mention|include|specify|say|provide)",
  ),
  words(
    OUTRIGHT,
    "as an? (?:\\w+ )?(?:ai|artificial intelligence|language model|large language model|llm|chat ?bot|virtual assistant|automated assistant|machine)",
    "i(?:'m| am) (?:just|only|merely|simply) (?:an? )?(?:\\w+ )?(?:ai|bot|language model|computer program|machine|chat ?bot|virtual assistant|assistant)",
    "i(?:'m| am) an? (?:large )?(?:ai )?language model",
    "ai language model",
  ),
  words(
    OUTRIGHT,
    "(?:i(?:'ll| will|'m going to|'d like to| am going to| have to)|let me) (?:now )?(?:\\w+ )?(?:pass|hand|transfer|forward|escalate|connect|put|refer|redirect|route|get|assign) (?:\\w+ ){0,5}(?:agent|person|human|colleague|representative|specialist|team|operator|advisor|someone|somebody|support|supervisor|staff)",
    "(?:transferring|connecting|forwarding|escalating|redirecting) (?:you|this|your \\w+) (?:\\w+ ){0,4}(?:agent|person|human|colleague|representative|specialist|team|operator|advisor|someone|support)",
    "(?:i(?:'d| would) (?:suggest|recommend)|please|you(?:'ll| will) (?:need|have) to) (?:\\w+ )?contact(?:ing)? (?:our |the |customer )*(?:support|service|team|agent)[\\w ]*(?:for (?:further |more )?(?:help|assistance|information)|with this)",
    "(?:an agent|a human|a person|a colleague|someone) (?:will|has to|needs to|must) (?:\\w+ ){0,3}(?:help|look|assist|answer|take over|get back)",
  ),
  words(
    OUTRIGHT,
    "(?:something|things) (?:went|has gone|have gone) wrong",
    "(?:please )?(?:try again|try once more|come back|retry|check back) (?:\\w+ )?(?:later|soon|in a (?:few|moment|minute|while|bit)|shortly|at a later)",
    "(?:an?|some) (?:\\w+ )?(?:\\w+ )?(?:error|problem|issue|exception) (?:has |have |just )?(?:occurr?ed|happened)",
    "(?:having|experiencing|encountered|encountering|ran into|run into|hit) (?:\\w+ ){0,3}(?:technical |temporary |internal )?(?:difficult\\w+|problems?|issues?|errors?|trouble answering)",
    "(?:service|system|server|bot|assistant|model)s? (?:is|are) (?:\\w+ )?(?:un\\s?available|overloaded|down|busy|offline)",
    "(?:temporarily|currently) (?:unavailable|overloaded|out of service)",
    "unexpected error",
  ),
  words(
    OUTRIGHT,
    "(?:could|can|would) you (?:please )?(?:\\w+ )?(?:rephrase|reword|repeat (?:that|your|the)|say that again|ask (?:that |it )?(?:again|differently|in)|put (?:that|it) (?:another|differently|in other)|try asking)(?: \\w+)*",
    "(?:please )?(?:try |you can )?(?:rephras|reword)(?:e|ing)(?: \\w+)*",
    "ask (?:me )?(?:again|it) in (?:other|different) words",
    "(?:sorry|apologi\\w+) (?:that |this |i |it )*(?:did ?n'?t|wasn't able to|could ?n'?t|not) help(?:ful)?",
    "(?:i'm |i am |we are )?(?:still )?(?:learning|being trained)(?: and| to|,)",
  ),
  // Preaching instead of answering. Each alone is at home in good answers too.
  words(
    2,
    `(?:it|that|this)(?:'s| is| would be| would) (?:also |simply |never |not |n't )*(?:not|never|neither|n't|inappropriate|unethical|immoral|in ?accurate) (?:\\w+ly )?(?:be )?(?:\\w+ )?(?:${BAD}|appropriate|to (?:suggest|encourage|promote|discuss|harm|make (?:\\w+ )?(?:assumptions|generali\\w+|statements)))`,
    `(?:is|are|would be) (?:not|never|neither) ${BAD}`,
    "(?:do|does|would|will|can) ?(?:not|n't) (?:condone|promote|encourage|endorse|support (?:or|any)|engage in|tolerate)",
    "(?:reject|challenge|disagree with) (?:\\w+ ){0,3}(?:assumptions?|premise|notion|idea)",
    "i (?:strongly |would |must |want to |highly )*(?:advise|urge|caution|recommend) (?:you )?(?:strongly )?(?:against|not to|to reconsider)",
  ),
  words(
    1.3,
    "there (?:is|are) no (?:\\w+ )?(?:reasons?|(?:\\w+ )?justification|basis|excuse)(?: \\w+){0,3} (?:why|for|to|that)",
    "i (?:must|have to|need to) (?:\\w+ )?(?:emphasi[sz]e|stress|address the|remind)",
    "i'?m (?:\\w+ )?not (?:\\w+ )?sure(?! you)",
    "should not be (?:denied|discriminated|treated|prohibited|excluded)",
    "was not (?:\\w+ )?justified",
    "i don't think it's accurate",
  ),
  words(
    0.9,
    "it(?:'s| is) (?:\\w+ )?(?:important|crucial|essential|vital|worth) (?:for \\w+ )?(?:to|that) (?:\\w+ly )?(?:remember|recogni[sz]e|respect|prioriti[sz]e|promote|treat|acknowledge|understand that|always|seek|focus|approach|communicate|celebrate|consider|note that (?:everyone|all|every|violence|any|the)|avoid)",
    "(?:treat(?:ed|ing)?|deserves?) (?:\\w+ ){0,4}(?:with )?(?:respect|dignity|equal|fair\\w*|kindness|rights)",
    "regardless of (?:their|one's|his|her|who|race|gender|the circumstances)",
    "(?:respect|inherent worth|dignity|privacy|well-being|safety|rights) (?:of|and|for) (?:all|others|every|dignity|boundaries|safety|well-being|privacy|individuals|those)",
  ),
  words(
    0.9,
    "(?:harmful|violen(?:t|ce)|illegal|unethical|immoral|discriminat\\w+|hateful|stereotypes?|stereotyping|hurtful|prejudice\\w*|stigmati\\w+|derogatory|offensive|abuse|suicide|self-harm|murder|criminal)",
  ),
  words(
    0.9,
    "(?:reach out|talk|speak|turn) (?:to|for) (?:a |the |your |someone |help|support|mental|local|trusted )+\\w*",
    "seek(?:ing)? (?:\\w+ ){0,3}(?:help|support|assistance|guidance)",
    "(?:instead|if you are (?:feeling|struggling|having thoughts|experiencing)|mental health|therapist|counsel+or|hotline|lifeline|authorities|law enforcement)",
  ),
  words(
    REGRET,
    "(?:i'm|i am|we're|we are|so|very|really) (?:\\w+ )?sorry",
    "sorry|unfortunately|i(?:'m| am) afraid|apologi[sz]e|apologies|regret",
  ),
  // What answers begin with.
  words(
    -1.5,
    "(?:here|below|following) (?:are|is)(?: \\w+){0,4} (?:steps|tips|ways|suggestions|methods|options|ideas|reasons|examples)",
    "here's how",
  ),
  words(
    -1.2,
    "(?:please|simply|just|you can|you could|you may) (?:\\w+ )?(?:press|reset|click|tap|open|select|choose|turn|hold|go to|enter|use|take|bring|send|return|charge|check|follow)",
  ),
];

export const ENGLISH: Language = {
  markers:
    "come again what something wrong our my your that i the a to you is are it we sorry error please no not try an can cannot don unable this".split(
      " ",
    ),
  cues: CUES,
};
