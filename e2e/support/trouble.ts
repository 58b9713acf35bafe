import type { BrowserContext } from "playwright-core";

/** Everything a person's browser complained about. A test ends with `toEqual([])`. */
export interface Trouble {
  list: string[];
  /** From now on, complaints like this are part of the story: a request that the test itself has cut or made fail. */
  allow(pattern: RegExp): void;
}

/** Prefixed to what the page itself says about a breach of its content security policy. */
const BREACH = "content security policy:";

const REPORT_BREACHES = `
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    console.error("${BREACH} " + effectiveDirective + " " + blockedURI));
`;

/** The browser's own line about a request that found no server, or lost it. */
export const SERVER_GONE = /Failed to load resource: net::ERR_/;

/** Listens to every page of the context, and to all their frames. */
export async function watchTrouble(context: BrowserContext): Promise<Trouble> {
  const list: string[] = [];
  const allowed: RegExp[] = [];
  const note = (line: string) => {
    if (!allowed.some((pattern) => pattern.test(line))) list.push(line);
  };
  context.on("console", (message) => {
    const kind = message.type();
    if (kind === "error" || kind === "warning") note(`${kind}: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => note(`uncaught: ${error.error().message}`));
  context.on("dialog", (dialog) => {
    note(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await context.addInitScript(REPORT_BREACHES);
  return { list, allow: (pattern) => void allowed.push(pattern) };
}
