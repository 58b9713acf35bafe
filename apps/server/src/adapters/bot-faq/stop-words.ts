const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter((word) => word !== ""));

/** Say nothing about the topic; never indexed. */
export const STOP_EN = words(`
  a an the and or but if so then than as at by for from in into of off on onto out over to up with without about
  i im ive id ill me my mine myself we our ours us you your yours youre he she him her his it its they them their this that these
  those there here am is are was were be been being isnt arent wasnt do does did done doing dont doesnt didnt have has had having
  can could will would should shall may might must cant couldnt wont wouldnt shouldnt not no nor yes too very just only also
  any some all both each other another such same own more most much many few again ever yet now once
  what which who whom whose why please hi hello hey thanks thank ok okay well really actually quite rather maybe
  get got getting want need know like go going gone let say says said tell ask thing things stuff way bit lot
  make made think guess sure something anything someone anyone because while though although until since
`);

/** Words by which one asks: they tell "how long" from "how far", but weigh little beside what is asked about. */
export const CUES_EN = words("how when where long far often soon old many much cost");

/** As {@link STOP_EN}, without the dots of umlauts. */
export const STOP_DE = words(`
  der die das den dem des ein eine einen einem einer eines und oder aber wenn als ob dass daß so an am auf aus bei beim fur fuer durch gegen
  in im ins mit nach ohne um uber ueber unter von vom vor zu zum zur zwischen ich mich mir mein meine meinen meinem meiner meins wir uns unser
  unsere unserem unseren unserer du dich dir dein deine deinen deinem deiner ihr euch euer eure er sie es ihn ihm ihnen ihre ihren ihrem ihrer
  man sich dieser diese dieses diesen diesem jener jene hier da dort dann denn doch noch schon auch nur nicht kein keine keinen keinem keiner
  bin bist ist sind seid war waren sein gewesen werde wird werden wurde wurden worden habe hab hat haben hatte hatten kann kannst konnen
  koennen konnte konnten konnt darf durfen duerfen muss mussen muessen musste soll sollen sollte will wollen mochte moechte mochten moechten
  mag geht gehen gibt geben macht machen machst gemacht tun was wer wen wem wessen welche welcher welches welchen warum wieso weshalb wofur
  ja nein bitte danke hallo guten tag ok okay mal eigentlich wirklich ganz sehr zu immer wieder jetzt nun gern gerne einfach vielleicht
  etwas irgendwas jemand irgendwie sache ding weil obwohl wahrend bis seit also bereits brauche brauchen braucht weiss wissen bekomme bekommen
`);

/** As {@link CUES_EN}. */
export const CUES_DE = words("wie wann wo wohin woher weit lang lange oft bald viel viele kostet kosten");

const STOP_ZH = words(`
  我们 你们 您们 他们 她们 它们 咱们 自己 人家 这个 那个 这些 那些 这样 那样 这种 那种 这里 那里 这儿 那儿 哪里 哪儿 哪些 哪个
  或者 还是 但是 可是 不过 因为 所以 如果 的话 要是 然后 结果 而且 虽然 只是 而已 反正 毕竟 其实 原来 本来 直接 一直 一般 一样 好像 似乎 大概 差不多 突然 忽然 居然 真的 完全 根本
  可以 能不能 可不可以 会不会 要不要 是不是 有没有 行不行 好不好 应该 需要 必须 想要 打算 准备 希望 觉得 感觉 知道 听说 请问 麻烦 谢谢 你好 您好
  一个 一下 一点 有点 一些 一次 这次 上次 什么 怎么 怎样 怎么样 怎么办 如何 为什么 为啥 干嘛 干啥 咋办 咋整 咋回事 怎么回事 问题 情况 时候 办法 东西 地方 事情
  之后 以后 之前 现在 目前 已经 刚才 刚刚 今天 昨天 昨晚 明天 最近 后面 前面 旁边 外面 里面 里头 上面 下面 出来 起来 过来 过去 回来 回去 下来 下去 上去 进去 整个 别的 其他 另外 只有 还有
`);

/** Function words and numerals of one character: a word made of these alone says nothing about the topic either. */
const STOP_CHARACTERS_ZH = new Set(
  "的了吗呢吧啊呀哦嘛啦么我你您他她它咱这那哪谁是有在和与或还也都就才又再很太更最挺被把给对向从到于以而且但要想会能可行得地之个点些什么啥怎咋如请让说问没不别上下里中去来做弄用跟该多少几好一二三四五六七八九十百千万两半零着过样",
);

export const isStopZh = (word: string): boolean =>
  STOP_ZH.has(word) || [...word].every((character) => STOP_CHARACTERS_ZH.has(character));
