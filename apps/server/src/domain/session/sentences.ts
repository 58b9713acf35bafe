import type { Lang, SystemMessageKey } from "@baton/protocol";

/** What Baton itself says to a customer. Honest, short, and always with the next step. */
const SENTENCES: Record<SystemMessageKey, Record<Lang, string>> = {
  transferring: {
    zh: "正在为您转接人工客服，请稍候。您可以继续留言，客服接入后会看到。",
    en: "I am passing you to a person. Please wait a moment; you can keep writing, and they will see it all.",
    de: "Ich verbinde Sie mit unserem Team. Bitte haben Sie einen Moment Geduld; Sie können weiterschreiben, es geht nichts verloren.",
  },
  still_waiting: {
    zh: "您还在排队等候人工客服，暂时还没有人接入。您可以继续等待、继续留言，或取消等待并由智能助手为您服务。",
    en: "You are still waiting; nobody is free yet. You can keep waiting, keep writing, or cancel and go on with the assistant.",
    de: "Sie warten noch; im Moment ist niemand frei. Sie können weiter warten, weiterschreiben oder abbrechen und mit dem Assistenten fortfahren.",
  },
  nobody_available: {
    zh: "非常抱歉，目前没有客服能够接入，您的会话已转回智能助手。需要人工时，请回复“转人工”再次排队。",
    en: "We are sorry: nobody could take your conversation, and the assistant is back with you. To ask for a person again, write “human agent”.",
    de: "Es tut uns leid: Niemand konnte Ihr Gespräch übernehmen, und der Assistent ist wieder für Sie da. Wenn Sie noch einmal nach einem Menschen fragen möchten, schreiben Sie „Mitarbeiter“.",
  },
  agent_left: {
    zh: "抱歉，刚才的客服暂时离线，您已重新进入排队，其他客服会尽快接入。",
    en: "We are sorry: the agent went offline. You are back in the queue, and another agent will take over as soon as possible.",
    de: "Es tut uns leid: Ihre Ansprechperson ist nicht mehr online. Sie stehen wieder in der Warteschlange, und jemand anderes übernimmt so bald wie möglich.",
  },
  released: {
    zh: "人工服务已结束，智能助手将继续为您服务。需要人工时，请回复“转人工”。",
    en: "The agent has ended this part of the conversation; the assistant is back with you. To ask for a person again, write “human agent”.",
    de: "Unser Team hat diesen Teil des Gesprächs beendet; der Assistent ist wieder für Sie da. Wenn Sie noch einmal nach einem Menschen fragen möchten, schreiben Sie „Mitarbeiter“.",
  },
  bot_failed: {
    zh: "抱歉，智能助手暂时无法回答。您可以稍后再试，或回复“转人工”由客服为您处理。",
    en: "Sorry, the assistant cannot answer right now. Please try again, or write “human agent” to reach a person.",
    de: "Der Assistent kann gerade leider nicht antworten. Bitte versuchen Sie es noch einmal, oder schreiben Sie „Mitarbeiter“, um einen Menschen zu erreichen.",
  },
  cancelled: {
    zh: "已取消转人工，智能助手将继续为您服务。",
    en: "You are no longer waiting for a person; the assistant is back with you.",
    de: "Sie warten nicht mehr auf einen Menschen; der Assistent ist wieder für Sie da.",
  },
  restarted: {
    zh: "已开始新的对话。",
    en: "A new conversation has begun.",
    de: "Ein neues Gespräch hat begonnen.",
  },
  closed: {
    zh: "会话已结束。再次发送消息即可重新开始。",
    en: "This conversation has ended. Write again to reopen it.",
    de: "Dieses Gespräch ist beendet. Schreiben Sie uns wieder, um es fortzusetzen.",
  },
};

export const sentence = (key: SystemMessageKey, lang: Lang): string => SENTENCES[key][lang];

/**
 * The language to answer in: Chinese when there is any Chinese character, English when there is a Latin word,
 * otherwise as before (digits, emoji and punctuation tell nothing). Letters do not tell German from English: who came
 * from a German page stays with German.
 */
export function languageOf(text: string, before: Lang): Lang {
  if (/\p{Script=Han}/u.test(text)) return "zh";
  return before !== "de" && /\p{Script=Latin}{2}/u.test(text) ? "en" : before;
}
