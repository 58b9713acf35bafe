/** Words that carry a question but not its matter: two questions are not the same for having these in common. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  // English, with greetings, thanks and the small change of a chat.
  (
    "a an the this that these those it its i me my mine we us our you your he she they them their am is are was were be been being " +
    "do does did doing done have has had having can could will would shall should may might must not no nor and or but so if then than " +
    "as at by for from in into of off on onto out over to up with without about again still yet also just only very really too there here " +
    "what which who whom whose when where why how much many any some all get got getting want need please pls plz help tell know ask " +
    "asked asking question said say told im ive id ill dont doesnt didnt cant couldnt wont isnt arent wasnt havent hasnt " +
    "s t m re ve ll d hi hello hey thanks thank thx ty ok okay yes yeah yep nope sure fine great good bye morning evening afternoon hmm well oh " +
    // German, French, Spanish, Italian, Portuguese.
    "der die das den dem des ein eine einen einem einer ich mir mich du dir dich sie ihr ihnen wir uns es ist sind war hat habe haben wird werden " +
    "kann können muss nicht kein keine und oder aber wie was wann wo warum wieso bitte danke hallo ja nein noch mal im in zu zum zur mit für auf von bei " +
    "le la les l un une des du de je j tu vous nous il elle on ce cette est suis sont ai as a avez avons pas ne et ou mais comment pourquoi quand où " +
    "quel quelle que qui quoi s'il plaît plait merci bonjour salut oui non mon ma mes votre vos pour dans sur avec encore " +
    "el los las una unos yo tú usted mi mis su sus es son está estoy ha he hay puedo puede no y o pero cómo como por qué que cuándo cuando dónde donde " +
    "cuánto para con en al del favor gracias hola sí " +
    "lo gli uno io mio mia tuo è sono ho hai posso può non e ma come perché quando dove quanto per con nel della del grazie ciao sì " +
    "os as um uma eu meu minha seu sua é estou tem tenho posso pode não mas como porque quando onde quanto para com no na do da por favor obrigado obrigada olá sim " +
    // Russian, Vietnamese.
    "я мне меня мы нам вы вам ваш мой моя мое это этот эта в на с к у о от до по за из не ни и или но а что как где когда почему зачем сколько " +
    "есть был была быть ли же бы можно могу нужно пожалуйста спасибо здравствуйте привет да нет еще ещё опять " +
    "tôi mình bạn em anh chị là có không được và hay nhưng thì mà cho của với này kia đó gì sao nào thế bao nhiêu khi ở ơi ạ nhé vậy xin chào cảm ơn vâng dạ"
  ).split(" "),
);

/** The same for scripts without blanks: cut out before characters are compared. The longer go first. */
export const FUNCTION_PIECES =
  /什么时候|怎么(?:办|样|处理|解决|弄|回事|还)?|怎麼(?:辦|樣|處理|解決|弄|回事|還)?|如何(?:处理|解决|處理|解決)?|为什么|為什麼|为啥|為啥|什么|什麼|请问|請問|你好|您好|早上好|下午好|晚上好|在吗|在嗎|谢谢|謝謝|多谢|感谢|麻烦|好的|好吧|知道了|明白了|收到|再见|我想(?:问|知道|了解)|我想(?:問|瞭解)|想问(?:一?下)?|告诉|告訴|一下|一直|到底|究竟|还是|還是|可不可以|能不能|是不是|有没有|有沒有|可以|这个|那个|這個|那個|我们|我們|你们|你們|你刚才|刚才|刚刚|剛才|已经|已經|又问|再问|说了|多少|怎样|哪[里个儿]|哪|是否|[的了吗嗎呢吧啊呀哦嗯哈喔我你您他她它们們是有在会會能要想这那這都就也很太请請帮幫给給把被说說问問啥没沒还還又再]|ありがとう(?:ございます)?|こんにちは|すみません|ください|教えて|どうすれば|どうやって|どうして|なぜ|いつ|どこ|です|ます|ました|ません|でしょう|ですか|いい|たい|[のはがをにでとも]|안녕하세요|감사합니다|어떻게|어디(?:서|에)?|언제|얼마나|왜|무엇|해주세요|주세요|알려|합니다|입니다|습니다|있나요|하나요|인가요|나요|까요|[은는이가을를에의도]/gu;
