import type { Script } from "../misbehaviour.ts";

export interface ChatIds {
  readonly conversation: string;
  readonly chat: string;
  readonly message: string;
}

/** Characters in one piece. */
const PIECE_LENGTH = 4;

/** One chat as Coze streams it, with the events around a reply that are not for the customer. */
export function chatScript(ids: ChatIds, text: string): Script {
  const piece = (content: string) => event("conversation.message.delta", message(ids, "answer", content));
  return {
    opening: [
      chatEvent(ids, "created"),
      chatEvent(ids, "in_progress"),
      event("conversation.message.completed", message(ids, "verbose", '{"msg_type":"knowledge_recall","data":"{}"}')),
      event("conversation.message.delta", { ...message(ids, "answer", ""), reasoning_content: "Let me think." }),
    ],
    pieces: inPieces(text).map(piece),
    ending: [
      event("conversation.message.completed", message(ids, "answer", text)),
      event("conversation.message.completed", message(ids, "follow_up", "A question to ask next?")),
      event("conversation.message.completed", message(ids, "verbose", '{"msg_type":"generate_answer_finish"}')),
      chatEvent(ids, "completed"),
      event("done", { debug_url: `https://www.coze.com/work_flow?execute_id=${ids.chat}` }),
    ],
    piece,
    errorBody,
  };
}

/** A chat event: where the chat stands. */
export function chatEvent(ids: ChatIds, status: string, more: object = {}): string {
  return event(`conversation.chat.${status}`, {
    id: ids.chat,
    conversation_id: ids.conversation,
    created_at: seconds(),
    last_error: { code: 0, msg: "" },
    status,
    usage: { token_count: 0, output_count: 0, input_count: 0 },
    section_id: ids.conversation,
    ...more,
  });
}

/** Coze's form for what it refuses. */
export function errorBody(status: number): { code: number; msg: string; detail: { logid: string } } {
  const code = status === 401 ? 700012006 : status === 429 ? 4013 : status >= 500 ? 5000 : status;
  return { code, msg: "refused", detail: { logid: "20261122000000000000000000000001" } };
}

function message(ids: ChatIds, type: string, content: string) {
  return {
    id: ids.message,
    conversation_id: ids.conversation,
    role: "assistant",
    type,
    content,
    content_type: "text",
    chat_id: ids.chat,
    section_id: ids.conversation,
    created_at: seconds(),
  };
}

export const event = (name: string, data: object): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const seconds = () => Math.floor(Date.now() / 1_000);

function inPieces(text: string): string[] {
  const letters = Array.from(text);
  return Array.from({ length: Math.ceil(letters.length / PIECE_LENGTH) }, (_, at) =>
    letters.slice(at * PIECE_LENGTH, (at + 1) * PIECE_LENGTH).join(""),
  );
}
