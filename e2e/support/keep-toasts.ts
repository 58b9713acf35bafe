import type { Page } from "playwright-core";

/**
 * From now on what the page tells in a toast stays until it is closed, where it is nothing bad: else a test that is held
 * up between reading it and pressing its button finds it gone.
 */
export const keepToasts = (page: Page): Promise<void> =>
  page.evaluate(`{
    const { setTimeout } = window;
    window.setTimeout = (work, ms, ...more) => (ms === 5_000 ? 0 : setTimeout(work, ms, ...more));
  }`);
