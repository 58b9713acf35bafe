import { EMPTY_TRANSCRIPT, type Transcript } from "@baton/client";
import { describe, expect, test } from "vitest";
import { isBotThinking, timeline } from "./timeline.ts";

const NOON = new Date(2026, 4, 4, 12).getTime() / 1000;
type Said = Transcript["messages"][number];
const said = (seq: number, role: Said["role"], more: Partial<Said> = {}): Said => ({
  id: `msg_${seq}`,
  seq,
  role,
  content: `text ${seq}`,
  timestamp: NOON + seq,
  ...more,
});
const transcript = (more: Partial<Transcript>): Transcript => ({ ...EMPTY_TRANSCRIPT, ...more });
const messages = (more: Partial<Transcript>) => timeline(transcript(more)).filter((row) => row.kind === "message");

describe("the rows", () => {
  test("come in order: what was said, what is being said, what is on its way", () => {
    const rows = messages({
      messages: [said(1, "user"), said(2, "system")],
      partials: [
        { replyId: "r", text: "so f", waiting: [] },
        { replyId: "q", text: "", waiting: [] },
      ],
      pending: [{ key: "k", content: "next", timestamp: NOON + 9, state: "sending" }],
    });
    expect(rows.map(({ author, text, state }) => [author, text, state])).toEqual([
      ["me", "text 1", "said"],
      ["system", "text 2", "said"],
      ["bot", "so f", "streaming"],
      ["me", "next", "sending"],
    ]);
  });

  test("keep their key while a message is sent and while a reply grows", () => {
    const pending = { key: "k", content: "x", timestamp: NOON, state: "sending" } as const;
    const [sending] = messages({ pending: [pending] });
    const [sent] = messages({ messages: [said(1, "user", { client_message_id: "k" })] });
    expect(sending?.key).toBe(sent?.key);
    const [growing] = messages({ partials: [{ replyId: "r", text: "a", waiting: [] }] });
    const [whole] = messages({ messages: [said(1, "assistant", { reply_id: "r" })] });
    expect(growing?.key).toBe(whole?.key);
  });

  test("only the bot's own words are Markdown", () => {
    const all = messages({
      messages: (["user", "assistant", "agent", "system"] as const).map((role, i) => said(i + 1, role)),
    });
    expect(all.filter(({ markdown }) => markdown).map(({ author }) => author)).toEqual(["bot"]);
  });

  test("a failed message carries its reason and the key to try again with", () => {
    const pending = { key: "k", content: "x", timestamp: NOON, state: "failed", error: "TOO_LARGE" } as const;
    expect(messages({ pending: [pending] })).toMatchObject([{ state: "failed", error: "TOO_LARGE", pendingKey: "k" }]);
  });

  test("run together by author, name and time", () => {
    const agent = { agent_name: "小王" };
    const rows = messages({
      messages: [
        said(1, "agent", agent),
        said(2, "agent", agent),
        said(3, "agent", { agent_name: "小李" }),
        said(4, "user"),
        said(400, "user"),
      ],
    });
    expect(rows.map(({ first, last }) => [first, last])).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
      [true, true],
    ]);
  });

  test("each day is named once, before its first message", () => {
    const rows = timeline(
      transcript({
        messages: [
          said(1, "user"),
          said(2, "user", { timestamp: NOON + 86_400 }),
          said(3, "user", { timestamp: NOON + 86_401 }),
        ],
      }),
    );
    expect(rows.map(({ kind }) => kind)).toEqual(["day", "message", "day", "message", "message"]);
  });

  test("[W21] have keys of their own, also when a message that was not sent stays from one day to the next", () => {
    const failed = { key: "k", content: "x", timestamp: NOON, state: "failed", error: "TOO_LARGE" } as const;
    const later = { key: "l", content: "y", timestamp: NOON + 86_400, state: "sending" } as const;
    const keys = timeline(
      transcript({
        messages: [said(1, "user"), said(2, "user", { timestamp: NOON + 86_400 })],
        pending: [failed, later],
      }),
    ).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("where the bot has forgotten what was said", () => {
  const rows = (forgottenSeq: number, seqs: number[]) =>
    timeline(transcript({ messages: seqs.map((seq) => said(seq, "user")) }), forgottenSeq)
      .filter(({ kind }) => kind !== "day")
      .map((row) => (row.kind === "message" ? row.seq : row.kind));

  test("[W25] is marked after the last message that it no longer knows", () => {
    expect(rows(3, [1, 2, 3, 5, 6])).toEqual([1, 2, 3, "forgotten", 5, 6]);
    expect(rows(4, [1, 2, 3, 5])).toEqual([1, 2, 3, "forgotten", 5]);
    expect(rows(9, [1, 2])).toEqual([1, 2, "forgotten"]);
  });

  test("[W25] is not marked where nothing of that is on the screen", () => {
    expect(rows(3, [])).toEqual([]);
    expect(rows(3, [5, 6])).toEqual([5, 6]);
  });

  test("[W25] comes before what is still on its way", () => {
    const pending = [{ key: "k", content: "x", timestamp: NOON, state: "sending" } as const];
    const all = timeline(transcript({ messages: [said(2, "user")], pending }), 2);
    expect(all.map(({ kind }) => kind)).toEqual(["day", "message", "forgotten", "message"]);
  });
});

describe("the bot is thinking", () => {
  const asked = { messages: [said(1, "user")] };

  test("from the customer's question until the reply begins, a person is asked, or too long has passed", () => {
    expect(isBotThinking(transcript(asked), NOON + 5)).toBe(true);
    expect(
      isBotThinking(transcript({ ...asked, partials: [{ replyId: "r", text: "a", waiting: [] }] }), NOON + 5),
    ).toBe(false);
    expect(isBotThinking(transcript({ ...asked, status: "pending_manual" }), NOON + 5)).toBe(false);
    expect(isBotThinking(transcript({ messages: [said(1, "user"), said(2, "assistant")] }), NOON + 5)).toBe(false);
    expect(isBotThinking(transcript(asked), NOON + 500)).toBe(false);
    expect(isBotThinking(EMPTY_TRANSCRIPT, NOON)).toBe(false);
  });
});
