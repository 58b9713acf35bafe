import type { BrowserContext, Frame } from "playwright-core";

/** Counts what hostile texts bring about: calls of `xss()`, in whatever frame, and requests that nobody should make. */
export interface Canary {
  /** The frames in which it was called. */
  readonly calls: readonly Frame[];
  /** Addresses that were asked for outside of `own`. */
  readonly foreign: readonly string[];
}

export async function setCanary(context: BrowserContext, own: readonly string[]): Promise<Canary> {
  const calls: Frame[] = [];
  const foreign: string[] = [];
  await context.exposeBinding("xss", ({ frame }) => void calls.push(frame));
  context.on("request", (request) => {
    const url = request.url();
    if (!own.some((origin) => url.startsWith(origin)) && !url.startsWith("data:")) foreign.push(url);
  });
  return { calls, foreign };
}
