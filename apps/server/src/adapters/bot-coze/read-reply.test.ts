import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BotError } from "../../ports/bot.ts";
import { type ChatEvent, replyReader } from "./read-reply.ts";

const message = (event: "delta" | "completed", content: string, more: object = {}): ChatEvent => ({
  event: `conversation.message.${event}`,
  data: { conversation_id: "c1", type: "answer", content, content_type: "text", ...more },
});
const DONE: ChatEvent = { event: "done", data: "[DONE]" };

/** What is said by the events, and how they end. */
function read(events: readonly ChatEvent[]) {
  const next = replyReader("c1");
  let text = "";
  for (const event of events) {
    const { piece, end } = next(event);
    text += piece;
    if (end !== null) return { text, end };
  }
  return { text, end: null };
}

describe("[B1] reading a chat's events", () => {
  test("an answer that comes in pieces is not said once more when it is complete", () => {
    expect(
      read([message("delta", "Two "), message("delta", "years."), message("completed", "Two years."), DONE]),
    ).toEqual({
      text: "Two years.",
      end: { kind: "answered" },
    });
  });

  test("an answer that comes only as a whole is said then", () => {
    expect(read([message("completed", "Two years."), DONE]).text).toBe("Two years.");
  });

  test("several answers of one flow stand apart, however each comes", () => {
    const events = [
      ...[message("delta", "One"), message("completed", "One")],
      ...[message("completed", "Two"), message("completed", "")],
      ...[message("delta", ""), message("delta", "Th"), message("delta", "ree"), message("completed", "Three")],
    ];
    expect(read([...events, DONE]).text).toBe("One\n\nTwo\n\nThree");
  });

  test("nothing is said of reasoning, tools, suggestions, what the flow notes for itself, cards and sound", () => {
    const events = ["verbose", "function_call", "tool_output", "tool_response", "follow_up", "question"].flatMap(
      (type) => [message("delta", "no", { type }), message("completed", "no", { type })],
    );
    const others = [
      message("delta", "", { reasoning_content: "no" }),
      message("completed", '{"card":"no"}', { content_type: "card" }),
      { event: "conversation.audio.delta", data: { conversation_id: "c1", type: "answer", content: "bm8=" } },
    ];
    expect(read([...events, ...others, DONE])).toEqual({ text: "", end: { kind: "failed", failure: "empty" } });
  });

  test("the chat's end and the stream's end are ends, whichever comes first", () => {
    const completed = { event: "conversation.chat.completed", data: { conversation_id: "c1", status: "completed" } };
    expect(read([message("delta", "yes"), completed]).end).toEqual({ kind: "answered" });
    expect(read([message("delta", "yes"), DONE]).end).toEqual({ kind: "answered" });
    expect(read([message("delta", "yes")]).end).toBeNull();
  });

  test("[B7] an event of another conversation is refused before a word of it is said", () => {
    const next = replyReader("c1");
    expect(() => next(message("delta", "another's", { conversation_id: "c2" }))).toThrow(BotError);
  });

  test("whatever an event holds, it is read or refused with a BotError", () => {
    const name = fc.constantFrom(
      ...[
        "message.delta",
        "message.completed",
        "chat.created",
        "chat.completed",
        "chat.failed",
        "chat.requires_action",
      ].map((part) => `conversation.${part}`),
      "error",
      "done",
      "something.new",
    );
    const field = fc.constantFrom("type", "content", "content_type", "conversation_id", "last_error", "code");
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom("answer", "text", "c1", 4013, { code: "720702204" }));
    const data = fc.oneof(fc.jsonValue(), fc.dictionary(field, value));
    fc.assert(
      fc.property(fc.array(fc.record({ event: name, data })), (events) => {
        try {
          expect(typeof read(events).text).toBe("string");
        } catch (error) {
          expect(error).toBeInstanceOf(BotError);
        }
      }),
    );
  });
});
