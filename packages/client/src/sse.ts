/**
 * The parser of `text/event-stream` (HTML Living Standard, 9.2.6), fed with bytes that may be cut anywhere: inside a
 * character, between CR and LF, inside a field name.
 */
export interface SseEvent {
  data: string;
  /** The id that this very event carried; undefined for an event without an `id:` line. */
  id: string | undefined;
}

export interface SseParser {
  /** Throws `RangeError` when a single event is larger than `maxEventLength`: a peer that never ends a line. */
  push(chunk: Uint8Array): SseEvent[];
}

/** @param maxEventLength UTF-16 code units of one event, its line ends not counted */
export function createSseParser(maxEventLength = 1_048_576): SseParser {
  // The decoder drops a leading BOM itself, and keeps the bytes of a cut character for the next chunk.
  const decoder = new TextDecoder("utf-8");
  let line = "";
  let endedWithCr = false;
  let data: string[] = [];
  let dataLength = 0;
  let id: string | undefined;

  function endOfLine(events: SseEvent[]): void {
    const text = line;
    line = "";
    if (text === "") {
      if (data.length > 0) events.push({ data: data.join("\n"), id });
      data = [];
      dataLength = 0;
      id = undefined;
      return;
    }
    const colon = text.indexOf(":");
    if (colon === 0) return;
    const field = colon === -1 ? text : text.slice(0, colon);
    const value = colon === -1 ? "" : text.slice(text.charAt(colon + 1) === " " ? colon + 2 : colon + 1);
    if (field === "data") {
      data.push(value);
      dataLength += value.length;
    } else if (field === "id" && !value.includes("\u0000")) {
      id = value;
    }
  }

  return {
    push(chunk) {
      const events: SseEvent[] = [];
      const text = decoder.decode(chunk, { stream: true });
      let start = 0;
      for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (unit !== 10 && unit !== 13) {
          endedWithCr = false;
          continue;
        }
        if (unit === 10 && endedWithCr) {
          endedWithCr = false;
          start = at + 1;
          continue;
        }
        line += text.slice(start, at);
        start = at + 1;
        endedWithCr = unit === 13;
        endOfLine(events);
      }
      line += text.slice(start);
      if (line.length + dataLength > maxEventLength) throw new RangeError("an event of the stream is too large");
      return events;
    },
  };
}
