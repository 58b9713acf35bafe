import type { BotInfo, Lang } from "@baton/protocol";

/** How the bot shows itself where the operator names nothing else. */
export const INFO: Readonly<Record<Lang, BotInfo>> = {
  en: {
    name: "AI assistant",
    description: "Answers at once, and hands over to a person when you ask for one.",
    icon_url: "",
    welcome: 'Hello! What can I do for you? To talk to a person, type "human agent" at any time.',
  },
  de: {
    name: "KI-Assistent",
    description: "Antwortet sofort und verbindet Sie auf Wunsch mit einem Menschen.",
    icon_url: "",
    welcome:
      "Guten Tag! Was kann ich für Sie tun? Um mit einem Menschen zu sprechen, schreiben Sie jederzeit „Mitarbeiter“.",
  },
  zh: {
    name: "智能助手",
    description: "即时回答您的问题，需要时为您转接人工客服。",
    icon_url: "",
    welcome: "您好！请问有什么可以帮您？随时输入“转人工”即可联系人工客服。",
  },
};
