import type { BotInfo, Lang } from "@baton/protocol";

/** What the bot says in its own words. Each sentence stands alone: the page shows it as a whole message. */
interface Phrases {
  readonly info: BotInfo;
  readonly greeting: string;
  readonly thanks: string;
  readonly goodbye: string;
  readonly agreed: string;
  readonly identity: string;
  readonly unhelpful: string;
  readonly unknown: string;
  readonly related: string;
  readonly alsoMean: string;
  /** By the language of the answer that follows. */
  readonly otherLanguage: Readonly<Partial<Record<Lang, string>>>;
  readonly toPerson: string;
}

export const PHRASES: Readonly<Record<Lang, Phrases>> = {
  en: {
    info: {
      name: "Shop assistant",
      description: "Answers common questions at once and hands over to a person when you ask for one.",
      icon_url: "",
      welcome: 'Hello! Ask me anything about our shop. To talk to a person, type "human agent" at any time.',
    },
    greeting: "Hello! What can I help you with?",
    thanks: "You're welcome! Is there anything else I can help with?",
    goodbye: "Goodbye, and take care!",
    agreed: "Great. If anything else comes up, just ask.",
    identity:
      'I am an automatic assistant: I answer from the shop\'s list of common questions. If you would rather talk to a person, type "human agent".',
    unhelpful: "I'm sorry that didn't help. You can ask again in other words.",
    unknown: "I'm sorry, I don't know the answer to that.",
    related: "Perhaps one of these is what you mean:",
    alsoMean: "Did you also mean:",
    otherLanguage: { zh: "I only have this answer in Chinese:", de: "I only have this answer in German:" },
    toPerson: 'To talk to a person, type "human agent".',
  },
  de: {
    info: {
      name: "Shop-Assistent",
      description: "Beantwortet häufige Fragen sofort und verbindet Sie auf Wunsch mit einem Menschen.",
      icon_url: "",
      welcome:
        "Guten Tag! Fragen Sie mich alles rund um unseren Shop. Um mit einem Menschen zu sprechen, schreiben Sie jederzeit „Mitarbeiter“.",
    },
    greeting: "Guten Tag! Womit kann ich Ihnen helfen?",
    thanks: "Gern geschehen! Kann ich sonst noch etwas für Sie tun?",
    goodbye: "Auf Wiedersehen und alles Gute!",
    agreed: "Sehr gut. Wenn noch etwas ist, fragen Sie einfach.",
    identity:
      "Ich bin ein automatischer Assistent und antworte aus der Liste der häufigen Fragen dieses Shops. Wenn Sie lieber mit einem Menschen sprechen, schreiben Sie „Mitarbeiter“.",
    unhelpful: "Da konnte ich Ihnen leider nicht weiterhelfen. Fragen Sie gern noch einmal mit anderen Worten.",
    unknown: "Das weiß ich leider nicht.",
    related: "Vielleicht meinen Sie eine dieser Fragen:",
    alsoMean: "Meinten Sie auch:",
    otherLanguage: { en: "Diese Antwort habe ich nur auf Englisch:", zh: "Diese Antwort habe ich nur auf Chinesisch:" },
    toPerson: "Um mit einem Menschen zu sprechen, schreiben Sie „Mitarbeiter“.",
  },
  zh: {
    info: {
      name: "智能客服",
      description: "常见问题马上回答，需要时为您转接人工客服。",
      icon_url: "",
      welcome: "您好！有什么可以帮您？随时回复“转人工”即可联系人工客服。",
    },
    greeting: "您好！请问有什么可以帮您？",
    thanks: "不客气！还有其他可以帮您的吗？",
    goodbye: "再见，祝您生活愉快！",
    agreed: "好的，有其他问题随时问我。",
    identity: "我是自动客服，根据店铺的常见问题为您解答。如果想和真人沟通，请回复“转人工”。",
    unhelpful: "抱歉没有帮到您。您可以换一种说法再问一次。",
    unknown: "抱歉，这个问题我不知道答案。",
    related: "您想问的可能是：",
    alsoMean: "您是不是还想问：",
    otherLanguage: { en: "这个问题我只有英文的回答：", de: "这个问题我只有德文的回答：" },
    toPerson: "需要人工客服，请回复“转人工”。",
  },
};
