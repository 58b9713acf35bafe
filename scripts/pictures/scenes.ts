/** A made-up morning at an e-bike shop, in each of the languages. */
export type PictureLang = "en" | "zh-CN" | "de";

export interface Scene {
  agent: string;
  /** Who talks with the agent; signed by the shop. */
  customer: { name: string; asks: string; wantsPerson: string; adds: string; says: readonly string[] };
  agentSays: readonly string[];
  /** Who talks with the same agent beside that. */
  second: { name: string; says: string; adds: string };
  waiting: readonly { name: string; says: string }[];
  /** What the agents of this shop say again and again; the words after the slash find them. */
  quickReplies: readonly { shortcut: string; text: string; scope: "shared" | "own" }[];
}

export const SCENES: Record<PictureLang, Scene> = {
  en: {
    agent: "Maya Wang",
    customer: {
      name: "Emma Hart",
      asks: "How do I charge the battery safely?",
      wantsPerson: "That does not help. Let me talk to a human please",
      adds: "It has been charging since last night and stops at 80%. My order is 8213.",
      says: ["Yes, it is the one that came with the bike.", "It blinks green, three times."],
    },
    agentSays: [
      "Hello Emma, this is Maya. I have your order in front of me. Are you using the original charger?",
      "Thank you! What does its light do when it stops?",
    ],
    second: {
      name: "Oliver Brandt",
      says: "Can I still change the frame colour?",
      adds: "Dark green, if there is one.",
    },
    waiting: [
      { name: "Jonas Weber", says: "The parcel service says it was delivered, but there is nothing here." },
      { name: "Priya Nair", says: "Can a person check whether the child seat fits my rack?" },
      { name: "Tom Ellis", says: "I was charged twice for the same helmet." },
    ],
    quickReplies: [
      {
        scope: "shared",
        shortcut: "hello",
        text: "Hello {{customer_name|there}}, this is {{agent_name}}. I am looking at your question now.",
      },
      {
        scope: "shared",
        shortcut: "help-light",
        text: "Three green blinks mean that the battery is balancing its cells. Please leave it on the charger for two more hours.",
      },
      {
        scope: "own",
        shortcut: "helmet",
        text: "Helmets can be sent back within 30 days, as long as they were not in a fall.",
      },
    ],
  },
  "zh-CN": {
    agent: "小李",
    customer: {
      name: "陈静",
      asks: "电池怎么充电更安全？",
      wantsPerson: "没解决，我要转人工",
      adds: "从昨晚充到现在，一直停在 80%。订单号 8213。",
      says: ["是的，就是随车的那个。", "绿灯闪三下。"],
    },
    agentSays: [
      "陈女士您好，我是小李，已经看到您的订单。您用的是随车的充电器吗？",
      "谢谢！它停下来的时候，指示灯是什么样的？",
    ],
    second: { name: "刘洋", says: "车架颜色现在还能改吗？", adds: "有墨绿色的话就要墨绿。" },
    waiting: [
      { name: "王磊", says: "快递显示已签收，可是我没有收到。" },
      { name: "周敏", says: "想请人工帮我看看儿童座椅能不能装。" },
      { name: "赵强", says: "同一个头盔扣了我两次款。" },
    ],
    quickReplies: [
      { scope: "shared", shortcut: "您好", text: "{{customer_name|您好}}，我是客服{{agent_name}}，正在为您查看。" },
      { scope: "shared", shortcut: "绿灯三闪", text: "绿灯闪三下表示电池正在均衡，请再充两个小时左右。" },
      { scope: "own", shortcut: "头盔退货", text: "头盔在没有摔过的情况下，30 天内可以退货。" },
    ],
  },
  de: {
    agent: "Maya Wang",
    customer: {
      name: "Lena Vogt",
      asks: "Wie lade ich den Akku sicher?",
      wantsPerson: "Ich möchte bitte mit einem Menschen sprechen",
      adds: "Er lädt seit gestern Abend und bleibt bei 80 % stehen. Meine Bestellung ist 8213.",
      says: ["Ja, das Ladegerät war beim Rad dabei.", "Es blinkt dreimal grün."],
    },
    agentSays: [
      "Guten Tag Frau Vogt, hier ist Maya. Ich habe Ihre Bestellung vor mir. Nutzen Sie das Original-Ladegerät?",
      "Vielen Dank! Was zeigt die Leuchte, wenn es stehen bleibt?",
    ],
    second: {
      name: "Oliver Brandt",
      says: "Kann ich die Rahmenfarbe noch ändern?",
      adds: "Dunkelgrün, wenn es das gibt.",
    },
    waiting: [],
    quickReplies: [],
  },
};
