import { isUtf8 } from "node:buffer";
import { BotError } from "../../ports/bot.ts";

export interface Limits {
  /** Bytes between two line ends: of one event. */
  readonly line: number;
  /** Bytes altogether. */
  readonly whole: number;
}

const LINE_FEED = 10;

/**
 * The same bytes, in pieces that end where lines end. The SDK's reader keeps an unfinished line for as long as it grows
 * and looks through the whole of it again with every piece; here it grows to the limit and is looked through once.
 *
 * @throws BotError `too_long` past a limit, `crashed` at bytes that are no UTF-8
 */
export async function* wholeLines(bytes: AsyncIterable<Uint8Array>, limits: Limits): AsyncGenerator<Uint8Array> {
  const unfinished = growingBytes();
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > limits.whole) throw new BotError("too_long", "the stream is longer than its limit");
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    const firstLine = end === 0 ? chunk.length : chunk.indexOf(LINE_FEED);
    if (unfinished.length() + firstLine > limits.line || chunk.length - end > limits.line) {
      throw new BotError("too_long", "an event is longer than its limit");
    }
    unfinished.add(chunk.subarray(0, end));
    if (end > 0) yield checked(unfinished.take());
    unfinished.add(chunk.subarray(end));
  }
  // A last line without its end is still read: the reader sees by itself whether it is whole.
  if (unfinished.length() > 0) {
    unfinished.add(Uint8Array.of(LINE_FEED));
    yield checked(unfinished.take());
  }
}

/** Doubles when it is full: a list of the pieces would be a hundred times the bytes when they come one by one. */
function growingBytes() {
  let bytes = Buffer.alloc(0);
  let length = 0;
  return {
    length: () => length,
    add(piece: Uint8Array): void {
      if (length + piece.length > bytes.length) {
        const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, length + piece.length));
        bytes.copy(larger, 0, 0, length);
        bytes = larger;
      }
      bytes.set(piece, length);
      length += piece.length;
    },
    take(): Uint8Array {
      const taken = bytes.subarray(0, length);
      bytes = Buffer.alloc(0);
      length = 0;
      return taken;
    },
  };
}

function checked(bytes: Uint8Array): Uint8Array {
  if (!isUtf8(bytes)) throw new BotError("crashed", "the stream is no UTF-8");
  return bytes;
}
