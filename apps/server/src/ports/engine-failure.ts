/** What the adapters of engines on the network read alike from an HTTP answer, or from none. */

/** These speak of the request, not of us: the next customer's may be welcome. */
export const isAboutTheRequest = (status: number): boolean => status === 400 || status === 413 || status === 422;

const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Nothing was sent: whatever the request was, asking again does no harm. @param code of `networkCode` */
export const wasNeverSent = (code: string | null): boolean => code !== null && NEVER_CONNECTED.has(code);

/** The operating system's or the HTTP client's word, which holds no address: fetch hides it in the cause. */
export function networkCode(error: unknown): string | null {
  const seen = new Set<unknown>();
  for (let at = error; at instanceof Error && !seen.has(at); at = at.cause) {
    seen.add(at);
    if ("code" in at && typeof at.code === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(at.code)) return at.code;
  }
  return null;
}

/**
 * @param header `Retry-After`: seconds, or a date
 * @param now milliseconds since 1970
 * @returns milliseconds, at least 0; 0 when it names no time
 */
export function retryAfterMs(header: string | null, now: number): number {
  const given = header ?? "";
  if (/^\s*\d+(\.\d+)?\s*$/.test(given)) return Math.ceil(Number(given) * 1_000);
  const date = Date.parse(given);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
