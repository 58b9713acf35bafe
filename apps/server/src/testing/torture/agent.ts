import { setTimeout as delay } from "node:timers/promises";
import type { Actor, Order } from "./actor.ts";
import type { Part } from "./customer.ts";
import type { Random } from "./random.ts";

const REPLIES = [
  "您好，我是人工客服，请问有什么可以帮您？😊",
  "Let me look that up for you.",
  "已经为您处理好了。",
] as const;

/**
 * An agent on one session: takes it, writes a few messages, gives it back. A second one on the same session, with
 * another account, competes for it.
 */
export async function playAgent({ session, actor, random, restMs, over }: Part): Promise<void> {
  /** Messages still to be written before the session is given back; 0 while it is not this agent's. */
  let left = 0;
  while (!over.aborted) {
    if (left === 0) {
      await delay(random.whole(2 * restMs, 16 * restMs));
      const outcome = await actor.send(
        random.chance(0.7) ? takeOver(session, random) : message(session, actor, random),
      );
      if (outcome.kind === "acked") left = random.whole(2, 12);
      if (random.chance(0.1)) await actor.repeat();
      continue;
    }
    const giveBack = left === 1;
    const outcome = await actor.send(giveBack ? end(session, random) : message(session, actor, random));
    left = outcome.kind === "refused" || giveBack ? 0 : left - 1;
    await delay(random.whole(0, restMs));
  }
}

const takeOver = (session: string, random: Random): Order => ({
  action: "takeover",
  path: `/api/sessions/${session}/takeover`,
  body: {},
  text: null,
  key: random.pick(["none", "header"]),
});

function end(session: string, random: Random): Order {
  const action = random.chance(0.85) ? "release" : "close";
  return {
    action,
    path: `/api/sessions/${session}/${action}`,
    body: {},
    text: null,
    key: random.pick(["none", "header"]),
  };
}

function message(session: string, actor: Actor, random: Random): Order {
  const text = actor.words(random.pick(REPLIES));
  const body = { session_name: session, role: "agent", content: text };
  return {
    action: "agent_message",
    path: "/api/manual/messages",
    body,
    text,
    key: random.pick(["none", "header", "body"]),
  };
}
