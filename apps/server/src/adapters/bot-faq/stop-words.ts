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

export const STOP_ZH = words(`
  的 了 吗 呢 吧 啊 呀 哦 嘛 啦 么 我 你 您 他 她 它 我们 你们 他们 咱们 咱 自己 人家 这 那 这个 那个 这些 那些 这样 那样 这里 那里 这儿 那儿 哪 哪儿 哪里
  是 有 在 和 与 或 或者 还是 还 也 都 就 才 又 再 很 太 更 最 挺 被 把 给 对 向 从 到 于 以 而 且 但 但是 可是 不过 因为 所以 如果 的话 要是
  要 想 会 能 可以 可 能不能 可不可以 行 行不行 应该 需要 得 着 过 地 之 个 一个 一下 一点 有点 点 些 一些 什么 啥 怎么 怎样 怎么样 怎么办 如何 为什么 为啥 咋 咋办 咋整 咋回事
  请问 请 麻烦 谢谢 谢 你好 您好 一 让 让我 知道 觉得 说 问 问题 情况 时候 之后 以后 之前 以前 现在 目前 已经 刚 刚才 刚刚 没 没有 不 不是 别 吗 上 下 里 中 去 来 做 弄 用 跟 该 那么 这么 是不是 有没有 好 好的 多 多少 几 几个
`);

export const CUES_ZH = words("多久 多长 多远 多少 几点 几天 哪里 什么时候");
