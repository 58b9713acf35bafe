import type { Frame, Page } from "playwright-core";

/** A toast that tells nothing bad; nothing that is to be read stays for less. */
const TOAST_MS = 5_000;

/**
 * From here on, and until it is loaded again, a page takes nothing away by itself that it would show for 5 s up to
 * `forMs`: else a test that is held up finds gone what it is going to look at or press.
 */
export const keepWhatPasses = (document: Page | Frame, { forMs = TOAST_MS } = {}): Promise<void> =>
  document.evaluate(`{
    const { setTimeout } = window;
    window.setTimeout = (work, ms, ...more) =>
      ms >= ${TOAST_MS} && ms <= ${forMs} ? 0 : setTimeout(work, ms, ...more);
  }`);
