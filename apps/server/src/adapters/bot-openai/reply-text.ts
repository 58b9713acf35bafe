/** Makes the pieces of a reply such that they can be shown one by one. */
export interface ReplyText {
  /** @returns what can be shown of all that has come, without what was shown before; often nothing */
  push(piece: string): string;
  /** @returns the rest */
  end(): string;
}

const OPEN = "<think>";
const CLOSE = "</think>";
/** Kept of the blanks before a reply: all that are held are looked through with each piece. */
const MOST_BLANKS = 64;

/**
 * Leaves out the thoughts that some models write before their reply, `<think>…</think>`, where their server does not
 * keep the two apart; and keeps the halves of a character together, which may come in two pieces.
 */
export function createReplyText(): ReplyText {
  let state: "beginning" | "thinking" | "blank" | "speaking" = "beginning";
  let held = "";

  const take = (): string => {
    if (state === "beginning") {
      const begun = held.trimStart();
      if (begun.startsWith(OPEN)) {
        state = "thinking";
        held = begun.slice(OPEN.length);
      } else if (!OPEN.startsWith(begun)) state = "speaking";
      else if (begun === "") held = held.slice(0, MOST_BLANKS);
    }
    if (state === "thinking") {
      const at = held.indexOf(CLOSE);
      if (at >= 0) {
        state = "blank";
        held = held.slice(at + CLOSE.length);
      } else held = held.slice(-(CLOSE.length - 1));
    }
    if (state === "blank") {
      held = held.trimStart();
      if (held !== "") state = "speaking";
    }
    if (state !== "speaking") return "";
    const half = /[\uD800-\uDBFF]$/.test(held) ? 1 : 0;
    const whole = held.slice(0, held.length - half);
    held = held.slice(held.length - half);
    return whole.toWellFormed();
  };

  return {
    push(piece) {
      held += piece;
      return take();
    },
    end() {
      const rest = state === "beginning" || state === "speaking" ? held.toWellFormed() : "";
      held = "";
      return rest;
    },
  };
}
