import type { Browser, BrowserContext, BrowserContextOptions, FrameLocator, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { executablePath, launchBrowser } from "../../../../e2e/support/browser.ts";
import { eventually } from "../../../../e2e/support/eventually.ts";
import { WITHIN_MS } from "../../../../e2e/support/patience.ts";
import { type Trouble, watchTrouble } from "../../../../e2e/support/trouble.ts";
import { type FakeBaton, startFakeBaton } from "../../../../packages/client/src/testing/fake-baton.ts";
import { buildWidget, serveWidget } from "./serve-widget.ts";

export { eventually, executablePath };

/**
 * The built pages under a policy stricter than any deployment's, a stand-in for the service, and a browser in front of
 * them: anew for each test. A browser that complains about anything fails the test.
 */
export function useStage() {
  let built: Awaited<ReturnType<typeof buildWidget>>;
  let browser: Browser;
  let baton: FakeBaton;
  let site: Awaited<ReturnType<typeof serveWidget>>;
  let page: Page;
  let contexts: BrowserContext[];
  let troubles: Trouble[];
  let allowed: RegExp[];

  beforeAll(async () => {
    [built, browser] = await Promise.all([buildWidget(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await built.remove();
  });
  beforeEach(async () => {
    troubles = [];
    allowed = [];
    contexts = [];
    baton = await startFakeBaton();
    site = await serveWidget(built.folder, baton.url);
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await site.close();
    await baton.close();
    expect(troubles.flatMap(({ list }) => list)).toEqual([]);
  });

  const stage = {
    get baton() {
      return baton;
    },
    get site() {
      return site;
    },
    get page() {
      return page;
    },
    /** The chat, inside the page that embeds it. */
    get chat(): FrameLocator {
      return page.frameLocator("iframe.panel");
    },
    get launcher(): Locator {
      return page.locator("button.launcher");
    },
    get field(): Locator {
      return stage.chat.locator("textarea");
    },
    /** The line that says who is speaking. */
    get status(): Locator {
      return stage.chat.locator("header [role=status]");
    },
    bubbles: (author: "me" | "bot" | "agent") => stage.chat.locator(`.message.${author} .bubble`),
    button: (name: string) => stage.chat.getByRole("button", { name }),

    /** From now on, complaints like this are part of the story. */
    allow(pattern: RegExp): void {
      allowed.push(pattern);
      for (const trouble of troubles) trouble.allow(pattern);
    },
    /** In a browser profile of its own. */
    async visit(url = site.url, options: BrowserContextOptions = {}): Promise<void> {
      const context = await browser.newContext({ locale: "en", ...options });
      contexts.push(context);
      context.setDefaultTimeout(WITHIN_MS);
      const trouble = await watchTrouble(context);
      for (const pattern of allowed) trouble.allow(pattern);
      troubles.push(trouble);
      page = await context.newPage();
      await page.goto(url);
    },
    /** In another tab of the same browser profile. */
    async visitAgain(url = site.url): Promise<Page> {
      const other = await page.context().newPage();
      await other.goto(url);
      return other;
    },
    /** The same, and goes on there. */
    async visitInNewTab(): Promise<void> {
      page = await stage.visitAgain();
    },
    async open(): Promise<void> {
      await stage.launcher.click();
      await stage.field.waitFor();
    },
    async write(text: string): Promise<void> {
      await stage.field.fill(text);
      await stage.field.press("Enter");
    },
    /** Writes, and resolves once the bot has answered it whole. */
    async ask(text: string): Promise<void> {
      // The greeting or, after a reload, what was said before, which comes at once.
      await stage.bubbles("bot").first().waitFor();
      // The greeting, which may come later, has no time, and neither has what still grows.
      const whole = stage.chat.locator(".message.bot.timed");
      const before = await whole.count();
      await stage.write(text);
      await eventually(() => whole.count()).toBe(before + 1);
    },
    /** From now on no time passes in the browser but what `page.clock` is told to run: a slow machine counts for nothing. */
    async stopClock(): Promise<void> {
      // A clock stops in its own future only.
      await page.clock.install({ time: Date.now() - 60_000 });
      await page.clock.pauseAt(Date.now());
    },
    async choose(item: string): Promise<void> {
      await stage.chat.locator(".menu .opener").click();
      await stage.chat.locator(".menu [role^=menuitem]", { hasText: item }).click();
    },
  };
  return stage;
}
