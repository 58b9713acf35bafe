import type { Transcript } from "@baton/client";

export type Author = "me" | "bot" | "agent" | "system";

/** One thing in the list, in the order of the screen. */
export type Row =
  | { kind: "day"; key: string; timestamp: number }
  /** From here on the bot does not know what stands above. */
  | { kind: "forgotten"; key: string }
  | {
      kind: "message";
      key: string;
      author: Author;
      /** Whether the text is Markdown: only what the bot itself wrote. */
      markdown: boolean;
      /** A person's name; undefined for everyone else. */
      name: string | undefined;
      text: string;
      timestamp: number | undefined;
      /** Undefined while the server has not said its place. */
      seq: number | undefined;
      /** The first and the last of a run by one author: where name and time are shown. */
      first: boolean;
      last: boolean;
      state: "said" | "streaming" | "sending" | "failed";
      /** A code of `ApiError`, for `failed`. */
      error: string | undefined;
      /** The key to send again or to delete it by, for `failed`. */
      pendingKey: string | undefined;
    };

type MessageRow = Extract<Row, { kind: "message" }>;

const RUN_SECONDS = 300;

/** The bot's greeting, as the operator wrote it: on the screen before anything was said, and no part of the record. */
export function greeting(text: string): MessageRow {
  return { ...blank, key: "greeting", author: "bot", text };
}

/**
 * The transcript as rows. Keys stay with a message through its life (sending → said, streaming → said), so that the
 * screen keeps its element: no flicker, and nothing read out twice.
 * @param forgottenSeq up to where the bot has forgotten what was said
 */
export function timeline(transcript: Transcript, forgottenSeq?: number): Row[] {
  const said = transcript.messages.map(
    (message): MessageRow => ({
      ...blank,
      key: message.client_message_id ?? message.reply_id ?? message.id,
      author: message.role === "user" ? "me" : message.role === "assistant" ? "bot" : message.role,
      markdown: message.role === "assistant",
      name: message.agent_name,
      text: message.content,
      timestamp: message.timestamp,
      seq: message.seq,
    }),
  );
  const growing = transcript.partials
    .filter(({ text }) => text !== "")
    .map(
      ({ replyId, text }): MessageRow => ({
        ...blank,
        key: replyId,
        author: "bot",
        markdown: true,
        text,
        state: "streaming",
      }),
    );
  const pending = transcript.pending.map(
    ({ key, content, timestamp, state, error }): MessageRow => ({
      ...blank,
      key,
      author: "me",
      text: content,
      timestamp,
      state: state === "failed" ? "failed" : "sending",
      error,
      pendingKey: state === "failed" ? key : undefined,
    }),
  );
  const rows = withDays(withRuns([...said, ...growing, ...pending]));
  return forgottenSeq === undefined ? rows : withForgotten(rows, forgottenSeq);
}

const blank = {
  kind: "message",
  markdown: false,
  name: undefined,
  timestamp: undefined,
  seq: undefined,
  first: true,
  last: true,
  state: "said",
  error: undefined,
  pendingKey: undefined,
} as const;

function withRuns(rows: MessageRow[]): MessageRow[] {
  const together = (a: MessageRow | undefined, b: MessageRow | undefined) =>
    a !== undefined &&
    b !== undefined &&
    a.author === b.author &&
    a.name === b.name &&
    Math.abs((b.timestamp ?? a.timestamp ?? 0) - (a.timestamp ?? b.timestamp ?? 0)) < RUN_SECONDS;
  return rows.map((row, index) => ({
    ...row,
    first: !together(rows[index - 1], row),
    last: !together(row, rows[index + 1]),
  }));
}

function withDays(rows: MessageRow[]): Row[] {
  let shownDay: string | undefined;
  return rows.flatMap((row): Row[] => {
    if (row.timestamp === undefined) return [row];
    const day = new Date(row.timestamp * 1000).toDateString();
    if (day === shownDay) return [row];
    shownDay = day;
    // A day may come twice: what could not be sent stays below what was said since.
    return [{ kind: "day", key: `day ${row.key}`, timestamp: row.timestamp }, row];
  });
}

function withForgotten(rows: Row[], seq: number): Row[] {
  const after = rows.findLastIndex((row) => row.kind === "message" && row.seq !== undefined && row.seq <= seq) + 1;
  // Nothing of what it has forgotten is on the screen.
  return after === 0 ? rows : rows.toSpliced(after, 0, { kind: "forgotten", key: "forgotten" });
}

/** An answer that has not begun after so long will not come; the dots must not lie for ever. */
const THINKING_LIMIT_SECONDS = 120;

/**
 * Whether an answer of the bot is due: the customer spoke last and nothing of the reply is there yet.
 * @param nowSeconds UTC seconds
 */
export function isBotThinking({ status, partials, pending, messages }: Transcript, nowSeconds: number): boolean {
  if (status !== "bot_active" || partials.some(({ text }) => text !== "")) return false;
  const last = messages.at(-1);
  const asked =
    pending.findLast(({ state }) => state === "sent")?.timestamp ?? (last?.role === "user" ? last.timestamp : 0);
  return nowSeconds - asked < THINKING_LIMIT_SECONDS;
}
