import { MISBEHAVIOURS, type Misbehaviour, type Script } from "../misbehaviour.ts";
import { type ChatIds, chatEvent, event } from "./chat-script.ts";

/** What goes wrong in Coze's own way, beside what goes wrong with any stream. */
export const COZE_MISBEHAVIOURS = [
  ...MISBEHAVIOURS,
  "code_in_json",
  "chat_failed",
  "chat_failed_after_first_piece",
  "error_event",
  "requires_action",
  "asks_back",
  "crosswise",
] as const;
export type CozeMisbehaviour = (typeof COZE_MISBEHAVIOURS)[number];

/** The three kinds of request. */
export type Place = "token" | "conversation" | "chat";

/** The error whose message quotes the customer: none of it may reach a log. */
export interface Fault {
  readonly code: number;
  readonly msg: string;
}

export const isGeneral = (kind: CozeMisbehaviour): kind is Misbehaviour =>
  (MISBEHAVIOURS as readonly string[]).includes(kind);

/** The script with its end put wrong; what is no matter of the script stays as it is. */
export function bent(script: Script, ids: ChatIds, kind: CozeMisbehaviour, fault: Fault): Script {
  const [first = ""] = script.pieces;
  switch (kind) {
    case "chat_failed":
      return { ...script, pieces: [], ending: [chatEvent(ids, "failed", { last_error: fault })] };
    case "chat_failed_after_first_piece":
      // As Coze's pages show it: a code of digits, and no chat around it.
      return {
        ...script,
        pieces: [first],
        ending: [event("conversation.chat.failed", { ...fault, code: `${fault.code}` })],
      };
    case "error_event":
      return { ...script, pieces: [first], ending: [event("error", fault)] };
    case "requires_action":
      return { ...script, pieces: [], ending: [chatEvent(ids, "requires_action", { required_action: TOOL })] };
    case "asks_back":
      return { ...script, ending: [chatEvent(ids, "requires_action")] };
    default:
      return script;
  }
}

const TOOL = {
  type: "submit_tool_outputs",
  submit_tool_outputs: {
    tool_calls: [{ id: "call-1", type: "function", function: { name: "open_door", arguments: "{}" } }],
  },
};

/** Two by two: who comes waits for the next one, and each gets what the other came with. */
export function swapping<Value>(): (mine: Value) => Promise<Value> {
  let waiting: ((others: Value) => void) | null = null;
  let first: Value;
  return (mine) => {
    if (waiting === null) {
      first = mine;
      return new Promise((resolve) => {
        waiting = resolve;
      });
    }
    waiting(mine);
    waiting = null;
    return Promise.resolve(first);
  };
}
