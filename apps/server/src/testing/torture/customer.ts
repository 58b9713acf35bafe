import { setTimeout as delay } from "node:timers/promises";
import type { Actor, Order, Outcome } from "./actor.ts";
import type { Random } from "./random.ts";

const QUESTIONS = [
  "How long does charging take?",
  "电池可以带上飞机吗？🔋",
  "What is the warranty?",
  "请问保修期是多久？谢谢你们🙏",
  "Does it rain on Tuesdays in your warehouse",
] as const;
const REMARKS = [
  "I am still here.",
  "我已经下单三天了，订单号是 八八六一 🚲",
  "Thank you!",
  "好的，谢谢您的帮助。",
] as const;
const ASKS_FOR_PERSON = "我要转人工";

export interface Part {
  session: string;
  actor: Actor;
  random: Random;
  /** How long it rests between two requests, at most. */
  restMs: number;
  /** Aborted when the load is over. What is under way is brought to its end first. */
  over: AbortSignal;
}

/** One tab of a session's customer: talks to the bot, asks for a person, writes to the person. */
export async function playCustomer({ session, actor, random, restMs, over }: Part): Promise<void> {
  let withPerson = false;
  while (!over.aborted) {
    if (random.chance(0.08)) {
      await actor.repeat();
    } else {
      const order = withPerson ? toPerson(session, actor, random) : toBot(session, actor, random);
      withPerson = isWithPerson(await actor.send(order), order, withPerson);
    }
    await delay(random.whole(0, restMs));
  }
}

function toBot(session: string, actor: Actor, random: Random): Order {
  const dice = random.next();
  if (dice < 0.05) return escalate(session, random);
  if (dice < 0.1) return manual(session, actor, random);
  const text = actor.words(dice < 0.15 ? ASKS_FOR_PERSON : random.pick(QUESTIONS));
  return chat(random.chance(0.4) ? "chat_stream" : "chat", text, random);
}

function toPerson(session: string, actor: Actor, random: Random): Order {
  const dice = random.next();
  if (dice < 0.05) return escalate(session, random);
  if (dice < 0.1) return chat(random.chance(0.5) ? "chat_stream" : "chat", actor.words(random.pick(QUESTIONS)), random);
  if (dice < 0.16) {
    const path = `/api/sessions/${session}/cancel`;
    return { action: "cancel", path, body: {}, text: null, key: random.pick(["none", "header"]) };
  }
  return manual(session, actor, random);
}

const chat = (action: "chat" | "chat_stream", text: string, random: Random): Order => ({
  action,
  path: action === "chat" ? "/api/chat" : "/api/chat/stream",
  body: { message: text },
  text,
  key: random.pick(["none", "header", "body"]),
});

function manual(session: string, actor: Actor, random: Random): Order {
  const text = actor.words(random.pick(REMARKS));
  const body = { session_name: session, role: "user", content: text };
  return { action: "manual", path: "/api/manual/messages", body, text, key: random.pick(["none", "header", "body"]) };
}

const escalate = (session: string, random: Random): Order => ({
  action: "escalate",
  path: "/api/manual/escalate",
  body: { session_name: session },
  text: null,
  key: random.pick(["none", "header"]),
});

/** What the customer's page would show now. Another tab and the agents change it too; a refusal tells. */
function isWithPerson(outcome: Outcome, order: Order, before: boolean): boolean {
  if (outcome.kind === "unknown") return before;
  if (outcome.kind === "refused") {
    if (outcome.code.startsWith("SESSION_IN_MANUAL_MODE") || outcome.code === "MANUAL_IN_PROGRESS") return true;
    return outcome.code !== "NOT_IN_MANUAL" && outcome.code !== "SESSION_CLOSED" && before;
  }
  return order.action === "manual" ? true : outcome.status === "pending_manual" || outcome.status === "manual_live";
}
