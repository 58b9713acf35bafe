/**
 * Every message of the benchmark carries `bench#0001234;`: fourteen ASCII bytes that survive JSON untouched. Finding
 * them is all the reader does with a stream, because the client shares two cores with the server it measures: a real
 * SSE parser for 5,000 streams would be measured along with it.
 */
const PREFIX = "bench#";
const DIGITS = 7;

export const MARKER_BYTES = PREFIX.length + DIGITS + 1;
export const MARKER_LIMIT = 10 ** DIGITS;

export function marker(number: number): string {
  return `${PREFIX}${String(number).padStart(DIGITS, "0")};`;
}

/**
 * Calls `onMarker` for each marker in the first `length` bytes. `carry` is what the previous chunk of the same stream
 * left over, the answer is what this one leaves: the beginning of a marker that was cut by the end of the chunk.
 */
export function scanMarkers(bytes: Buffer, length: number, carry: string, onMarker: (number: number) => void): string {
  if (carry !== "") {
    const joined = Buffer.concat([Buffer.from(carry, "latin1"), bytes.subarray(0, length)]);
    return scanMarkers(joined, joined.length, "", onMarker);
  }
  const view = bytes.length === length ? bytes : bytes.subarray(0, length);
  let from = 0;
  for (;;) {
    const start = view.indexOf(PREFIX, from, "latin1");
    if (start === -1) return cutPrefix(view, from);
    if (start + MARKER_BYTES > length) return view.toString("latin1", start, length);
    const number = Number(view.toString("latin1", start + PREFIX.length, start + PREFIX.length + DIGITS));
    if (Number.isInteger(number)) onMarker(number);
    from = start + MARKER_BYTES;
  }
}

function cutPrefix(view: Buffer, from: number): string {
  for (let size = Math.min(PREFIX.length - 1, view.length - from); size > 0; size -= 1) {
    const tail = view.toString("latin1", view.length - size, view.length);
    if (PREFIX.startsWith(tail)) return tail;
  }
  return "";
}
