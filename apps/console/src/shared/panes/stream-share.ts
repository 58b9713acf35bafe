/** Browsers keep six connections to one host (HTTP/1.1), all windows together. One stays free for calls. */
const STREAMS = 5;

/** The console's windows in this browser, this one included. */
export interface Windows {
  /** Each holds the agents' stream, on screen or not. */
  open: number;
  /** On screen: these want streams for their conversations. */
  visible: number;
}

/**
 * How many conversations of one window may have a stream of their own, so that no call of any window waits for a
 * connection that never becomes free. The others are asked for every few seconds.
 */
export function streamShare({ open, visible }: Windows): number {
  return Math.max(0, Math.floor((STREAMS - open) / Math.max(1, visible)));
}
