import type { Lang, SessionEvent } from "@baton/protocol";
import { BOT_ERROR, regulateMessage } from "../regulator/regulate.ts";
import type { CommandOf, Decision, Row } from "./cells.ts";
import type { Env } from "./commands.ts";
import { evolve } from "./evolve.ts";
import { languageOf } from "./sentences.ts";
import type { Absent, BotActive, SessionState } from "./state.ts";
import {
  accept,
  endTurn,
  escalatedByRule,
  opened,
  profileSet,
  refusing,
  regulatorOf,
  reopened,
  ruleEffects,
  situationOf,
  startTurn,
  systemMessage,
  unchanged,
} from "./steps.ts";

/** What a customer does: opens a session, says something, changes their mind about a person. */
export const customerCells: {
  open: Row<"open">;
  set_profile: Row<"set_profile">;
  customer_chat: Row<"customer_chat">;
  customer_manual: Row<"customer_manual">;
  cancel: Row<"cancel">;
} = {
  open: {
    absent: (_state, command) =>
      accept(opened(command.lang), ...(command.profile === null ? [] : [profileSet(command.profile)])),
    bot_active: refusing("SESSION_EXISTS"),
    pending_manual: refusing("SESSION_EXISTS"),
    manual_live: refusing("SESSION_EXISTS"),
    closed: refusing("SESSION_EXISTS"),
  },
  set_profile: {
    absent: refusing("SESSION_NOT_FOUND"),
    bot_active: setProfile,
    pending_manual: setProfile,
    manual_live: setProfile,
    closed: setProfile,
  },
  customer_chat: {
    absent: (state, command, env) => {
      const opening = opened(command.lang);
      return accept(opening, ...said(withBot(state, opening, env), command, env));
    },
    bot_active: (state, command, env) => accept(...said(state, command, env)),
    pending_manual: refusing("SESSION_IN_MANUAL_MODE"),
    manual_live: refusing("SESSION_IN_MANUAL_MODE"),
    closed: (state, command, env) => {
      const reopening = reopened("user");
      return accept(reopening, ...said(withBot(state, reopening, env), command, env));
    },
  },
  customer_manual: {
    absent: refusing("SESSION_NOT_FOUND"),
    bot_active: refusing("NOT_IN_MANUAL"),
    pending_manual: (state, command, env) =>
      accept(customerMessage("manual", command, languageOf(command.text, state.lang), env)),
    manual_live: (state, command, env) =>
      accept(customerMessage("manual", command, languageOf(command.text, state.lang), env)),
    closed: refusing("SESSION_CLOSED"),
  },
  cancel: {
    absent: refusing("SESSION_NOT_FOUND"),
    bot_active: unchanged,
    pending_manual: (state, command, env) =>
      accept(systemMessage("cancelled", state.lang, env), {
        type: "escalation_cancelled",
        data: { operator: command.operator },
        personal: null,
      }),
    manual_live: refusing("MANUAL_IN_PROGRESS"),
    closed: unchanged,
  },
};

function setProfile(state: Exclude<SessionState, Absent>, command: CommandOf<"set_profile">): Decision {
  const { profile, replaces = state.profileSeq } = command;
  return replaces === state.profileSeq ? accept(profileSet(profile)) : unchanged();
}

/** The session with the bot, as this event makes it. */
function withBot(before: SessionState, event: SessionEvent, env: Env): BotActive {
  const state = evolve(before, { ...event, time: env.now });
  if (state.status !== "bot_active") throw new Error(`${event.type} in ${before.status} does not lead to the bot`);
  return state;
}

/**
 * A message to the bot. Whether a person is needed is settled first, so that nobody waits for a model to be told that
 * they will be transferred. While a turn is running the message waits for the next one.
 */
function said(state: BotActive, command: CommandOf<"customer_chat">, env: Env): SessionEvent[] {
  const first = customerMessage("bot", command, languageOf(command.text, state.lang), env);
  const heard = withBot(state, first, env);
  const regulation = regulateMessage(command.text, situationOf(heard, env), regulatorOf(env));
  const begun = [first, ...ruleEffects(regulation.effects)];
  // A turn that is running may still succeed; when it fails, the session is passed on then.
  const botIsDown = state.turn === null && !env.botAccepts;
  const finding = regulation.finding ?? (botIsDown ? BOT_ERROR : null);
  if (finding !== null) {
    return [...begun, ...endTurn(state, "escalated"), ...escalatedByRule(finding, heard.seq, heard.lang, env)];
  }
  return state.turn === null ? [...begun, startTurn({ afterSeq: state.seq, uptoSeq: heard.seq }, 1, env)] : begun;
}

const customerMessage = (
  channel: "bot" | "manual",
  command: CommandOf<"customer_chat"> | CommandOf<"customer_manual">,
  lang: Lang,
  env: Env,
): SessionEvent => ({
  type: "customer_message",
  data: {
    message_id: env.ids.message,
    channel,
    lang,
    ...(command.clientMessageId === null ? {} : { client_message_id: command.clientMessageId }),
  },
  personal: {
    content: command.text,
    ...(command.type === "customer_chat" && command.parameters !== null ? { parameters: command.parameters } : {}),
  },
});
