/** More came than a reply can need. The message says of what. */
export class TooLong extends Error {
  override name = "TooLong";
}

/** Bytes after decompression. */
export interface Limits {
  /**
   * Of one server-sent event, which the SDK keeps whole, however long it gets; and of all that comes before its data:
   * comments and empty events, of which nobody hears.
   */
  event: number;
  stream: number;
  /** Of an answer that is no success: only its status and its error code are looked at. */
  refusal: number;
}

export interface LimitedFetch {
  fetch: typeof fetch;
  /** Whether this response's stream has come to its `[DONE]`, which the SDK takes out. */
  isDone(response: Response): boolean;
}

/** `fetch` whose bodies fail with `TooLong` before they fill the memory. */
export function createLimitedFetch(limits: Limits): LimitedFetch {
  const done = new WeakSet<Response>();
  return {
    async fetch(input, init) {
      // Followed, a redirect would carry the conversation to an address that the operator has not named.
      const response = await fetch(input, { ...init, redirect: "manual" });
      if (response.body === null) return response;
      const counted = response.body.pipeThrough(
        counting(response.ok ? limits : { event: limits.refusal, stream: limits.refusal }, () => done.add(limited)),
      );
      const { status, statusText, headers } = response;
      const limited = new Response(counted, { status, statusText, headers });
      return limited;
    },
    isDone: (response) => done.has(response),
  };
}

const LF = 0x0a;
const CR = 0x0d;
const DONE = /^data: ?\[DONE\]\s*$/;
const LONGEST_MARKER = 16;

/** Passes bytes on and counts: an event ends at the empty line after its data, a line at LF, CR or both. */
function counting(limits: Pick<Limits, "event" | "stream">, onDone: () => void): TransformStream {
  let inStream = 0;
  let inEvent = 0;
  let inLine = 0;
  let line = "";
  let before = 0;
  let hasData = false;

  const endEvent = (): void => {
    if (hasData) inEvent = 0;
    hasData = false;
  };
  const read = (byte: number): void => {
    inEvent++;
    if (inEvent > limits.event) throw new TooLong(`more than ${limits.event} bytes in one event`);
    if (byte !== LF && byte !== CR) {
      inLine++;
      if (inLine <= LONGEST_MARKER) line += String.fromCharCode(byte);
    } else if (byte === CR || before !== CR) {
      if (inLine === 0) endEvent();
      else if (inLine <= LONGEST_MARKER && DONE.test(line)) onDone();
      hasData ||= line.startsWith("data:");
      inLine = 0;
      line = "";
    }
    before = byte;
  };

  return new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      inStream += bytes.length;
      if (inStream > limits.stream) throw new TooLong(`more than ${limits.stream} bytes`);
      for (const byte of bytes) read(byte);
      controller.enqueue(bytes);
    },
    flush() {
      if (DONE.test(line)) onDone();
    },
  });
}
