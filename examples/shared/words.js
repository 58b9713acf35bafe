/**
 * What the examples say: one place, so that another language is one more object like this.
 *
 * @import { ChatState } from "@baton/client"
 */
export const words = {
  title: "Bike shop support",
  list: "Conversation",
  label: "Your message",
  placeholder: "Ask about range, charging, delivery …",
  send: "Send",
  askPerson: "Talk to a person",
  cancel: "Never mind, the bot is fine",
  older: "Show earlier messages",
  fresh: "New conversation",
  sending: "Sending …",
  again: "Send again",
  discard: "Delete",
  person: "A person",
  typing: "is typing …",
};

/**
 * Who is speaking. A customer should never have to guess.
 * @param {ChatState} state
 */
export function speakerLine({ transcript }) {
  const { status, queue, assignedAgent } = transcript;
  if (status === "pending_manual") {
    return queue === null ? "A person will be with you" : `A person will be with you: you are number ${queue.position}`;
  }
  return status === "manual_live"
    ? `You are talking to ${assignedAgent?.name ?? "a person"}`
    : "You are talking to our AI";
}

/**
 * What does not work: the last command, and whether what is on the screen is up to date. Empty when all is well.
 * @param {ChatState} state
 */
export function troubleLine(state) {
  return [state.lastError ? refusal(state.lastError) : "", connectionLine(state)]
    .filter((line) => line !== "")
    .join(" ");
}

/**
 * @param {ChatState} state
 */
export function typingLine({ transcript: { typing } }) {
  return typing === null ? "" : `${typing.name ?? words.person} ${words.typing}`;
}

/**
 * @param {ChatState} state
 */
function connectionLine({ connection, online }) {
  if (!online) return "You are offline. What you write is sent when you are back.";
  const isAgain = "attempt" in connection && connection.attempt > 0 && connection.name !== "open";
  return isAgain ? "Connecting again … nothing is lost." : "";
}

/** @type {Readonly<Record<string, string>>} */
const REFUSALS = {
  NETWORK: "The service could not be reached.",
  TIMEOUT: "The service did not answer in time.",
  RATE_LIMITED: "That was a lot at once. Please wait a moment.",
  TOO_LARGE: "That is too long.",
  VALIDATION: "That is too long: 8,000 characters at most.",
  MANUAL_IN_PROGRESS: "A person is already talking to you.",
};

/**
 * Why something did not work.
 * @param {string | undefined} code of an `ApiError`
 */
export const refusal = (code) => REFUSALS[code ?? ""] ?? "That did not work.";
