import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Browser, type BrowserContextOptions, chromium, type FrameLocator, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { chromiumPath } from "../../../e2e/support/needs.ts";
import { type FakeBaton, startFakeBaton } from "../../../packages/client/src/testing/fake-baton.ts";
import { HOSTILE_TEXTS } from "./testing/hostile-texts.ts";
import { buildWidget, serveWidget } from "./testing/serve-widget.ts";

/** What must come true, however busy the machine is. */
const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 30_000 });

const executablePath = chromiumPath();
const STORY_TIMEOUT_MS = 60_000;

let built: Awaited<ReturnType<typeof buildWidget>>;
beforeAll(async () => {
  built = await buildWidget();
}, STORY_TIMEOUT_MS);
afterAll(() => built.remove());

describe("sizes, gzipped", () => {
  const size = (path: string) => gzipSync(readFileSync(join(built.folder, path)), { level: 9 }).length;
  const frameFiles = () => {
    const html = readFileSync(join(built.folder, "widget/frame.html"), "utf8");
    const linked = [...html.matchAll(/(?:src|href)="\/(widget\/[^"]+)"/g)].map(([, path = ""]) => path);
    expect(linked.length).toBeGreaterThan(2);
    return ["widget/frame.html", ...linked];
  };
  const sum = (paths: string[]) => paths.reduce((total, path) => total + size(path), 0);

  test("the loader is at most 4 KB", () => {
    expect(size("widget.js")).toBeLessThanOrEqual(4 * 1024);
  });

  test("the frame is at most 60 KB before the bot speaks, 120 KB in all, and zod is not in it", () => {
    const lazy = readdirSync(join(built.folder, "widget/assets"))
      .filter((name) => /^markdown-.*\.js$/.test(name))
      .map((name) => `widget/assets/${name}`);
    expect(lazy).toHaveLength(1);
    expect(sum(frameFiles())).toBeLessThanOrEqual(60 * 1024);
    expect(sum([...frameFiles(), ...lazy])).toBeLessThanOrEqual(120 * 1024);
    for (const path of frameFiles()) expect(readFileSync(join(built.folder, path), "utf8")).not.toContain("ZodError");
  });

  test("nothing in the pages is inline", () => {
    for (const page of ["index.html", "widget/frame.html"]) {
      const html = readFileSync(join(built.folder, page), "utf8");
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
    }
  });
});

describe.skipIf(executablePath === undefined)("in a real browser (needs Chromium)", () => {
  let browser: Browser;
  let baton: FakeBaton;
  let site: Awaited<ReturnType<typeof serveWidget>>;
  let page: Page;
  let frame: FrameLocator;
  /** Everything that must stay empty: errors, policy reports, dialogs. */
  let trouble: string[];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: ["--no-sandbox"] });
  }, STORY_TIMEOUT_MS);
  afterAll(() => browser.close());
  beforeEach(async () => {
    baton = await startFakeBaton();
    site = await serveWidget(built.folder, baton.url);
    trouble = [];
  });
  afterEach(async () => {
    await page.context().close();
    await site.close();
    await baton.close();
  });

  async function visit(url = site.url, options: BrowserContextOptions = { locale: "zh-CN" }): Promise<void> {
    const context = await browser.newContext(options);
    page = await context.newPage();
    page.on("console", (message) => {
      // The browser's own line about a request that a test cut or refused.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
        trouble.push(message.text());
    });
    page.on("pageerror", (error) => trouble.push(error.message));
    page.on("dialog", (dialog) => {
      trouble.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(url);
    frame = page.frameLocator("iframe.panel");
  }

  async function open(): Promise<void> {
    await page.locator("button.launcher").click();
    await frame.locator("textarea").waitFor();
  }

  async function write(text: string): Promise<void> {
    await frame.locator("textarea").fill(text);
    await frame.locator("textarea").press("Enter");
  }

  const bubbles = (author: string) => frame.locator(`.message.${author} .bubble`);

  test("a customer asks, asks for a person, talks to one, and is told at each step who is speaking", async () => {
    await visit();
    await open();
    const who = frame.locator("header [role=status]");
    await eventually(() => who.textContent()).toContain("AI");
    await frame.locator(".suggestions button").first().click();
    await eventually(() => bubbles("bot").last().locator("strong").textContent()).toBe("满电能骑多远？");
    await frame.getByRole("button", { name: "转人工客服" }).click();
    await eventually(() => who.textContent()).toContain("正在等待人工客服");
    await frame.getByRole("button", { name: "取消等待" }).click();
    await frame.getByRole("button", { name: "转人工客服" }).click();
    await frame.locator(".waiting").waitFor();
    await write("还在吗");
    baton.session().takeOver("小王");
    baton.session().agentSays("您好 **不是粗体**");
    await eventually(() => who.textContent()).toContain("小王 正在为您服务");
    await eventually(() => bubbles("agent").textContent()).toBe("您好 **不是粗体**");
    baton.session().release();
    await eventually(() => who.textContent()).toContain("AI");
    expect(trouble).toEqual([]);
  });

  test("a reload brings the conversation back, a new one begins empty", async () => {
    await visit();
    await open();
    await write("第一句");
    await eventually(() => bubbles("bot").count()).toBe(2);
    await page.reload();
    await eventually(() => bubbles("me").allInnerTexts()).toEqual(["第一句"]);
    await frame.getByRole("button", { name: "新会话" }).click();
    await frame.getByRole("button", { name: "开始新会话" }).click();
    await eventually(() => bubbles("me").count()).toBe(0);
    await write("第二句");
    await eventually(() => bubbles("me").allInnerTexts()).toEqual(["第二句"]);
    expect(baton.session().name).toBe("s2");
    expect(trouble).toEqual([]);
  });

  test(
    "no hostile text of bot, agent or customer runs, loads or links anywhere",
    async () => {
      await visit(site.url, { locale: "en" });
      await open();
      baton.bot.answer = (text) => text;
      baton.bot.pieceLength = 9;
      const foreign: string[] = [];
      page.on("request", (request) => {
        if (!request.url().startsWith(site.url)) foreign.push(request.url());
      });
      for (const text of HOSTILE_TEXTS) await write(text);
      await eventually(() => bubbles("me").count()).toBe(HOSTILE_TEXTS.length);
      await eventually(() => bubbles("bot").count()).toBe(HOSTILE_TEXTS.length + 1);
      await eventually(() => frame.locator(".streaming").count()).toBe(0);
      await frame.getByRole("button", { name: "Talk to a person" }).click();
      await frame.locator(".waiting").waitFor();
      for (const [index, text] of HOSTILE_TEXTS.entries()) {
        baton.session().takeOver(text.slice(0, 60));
        baton.session().agentSays(text);
        await eventually(() => bubbles("agent").count()).toBe(index + 1);
      }
      expect(await bubbles("agent").allInnerTexts()).toHaveLength(HOSTILE_TEXTS.length);
      const found = await frame.locator(".scroller").evaluate((list) => ({
        elements: [...list.querySelectorAll(".bubble *")].map(({ localName }) => localName),
        handlers: [...list.querySelectorAll("*")].filter((one) =>
          [...one.attributes].some(({ name }) => name.startsWith("on")),
        ).length,
        links: [...list.querySelectorAll("a")].map(({ href, rel, target }) => `${href} ${rel} ${target}`),
      }));
      const forbidden = [
        "script",
        "img",
        "svg",
        "iframe",
        "style",
        "form",
        "input",
        "object",
        "embed",
        "base",
        "meta",
        "math",
        "details",
      ];
      expect(found.elements.filter((name) => forbidden.includes(name))).toEqual([]);
      expect(found.handlers).toBe(0);
      expect(found.links.length).toBeGreaterThan(0);
      for (const link of found.links) expect(link).toMatch(/^https:\/\/[^ ]+ noopener noreferrer _blank$/);
      expect(foreign).toEqual([]);
      expect(trouble).toEqual([]);
    },
    STORY_TIMEOUT_MS,
  );

  test("Enter that ends an input method's word does not send, Shift+Enter breaks the line", async () => {
    await visit();
    await open();
    const field = frame.locator("textarea");
    await field.fill("ni hao");
    await field.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true });
    await field.dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, cancelable: true });
    expect(await bubbles("me").count()).toBe(0);
    await field.press("End");
    await field.press("Shift+Enter");
    await field.pressSequentially("b");
    expect(await field.inputValue()).toBe("ni hao\nb");
    await field.press("Enter");
    await eventually(() => bubbles("me").allInnerTexts()).toEqual(["ni hao\nb"]);
  });

  test("what was not sent survives a reload, and a refused message says why and can be sent again", async () => {
    await visit(site.url, { locale: "en" });
    await open();
    baton.refuseNext("POST /api/chat", 413, "TOO_LARGE");
    await write("first");
    await frame.getByText("Not delivered: too long").waitFor();
    await frame.getByRole("button", { name: "Try again" }).click();
    await eventually(() => bubbles("bot").count()).toBe(2);
    await frame.locator("textarea").fill("half a thou");
    await page.reload();
    await eventually(() => frame.locator("textarea").inputValue()).toBe("half a thou");
  });

  test("a closed chat counts what it missed, Escape closes it, and the page can open it", async () => {
    await visit(site.url, { locale: "en" });
    await open();
    await write("hello");
    await eventually(() => bubbles("bot").count()).toBe(2);
    await frame.locator("textarea").press("Escape");
    await eventually(() => page.locator("button.launcher").getAttribute("aria-expanded")).toBe("false");
    baton.session().takeOver("Maya");
    baton.session().agentSays("Hi");
    baton.session().agentSays("Are you there?");
    await eventually(() => page.locator(".badge").textContent()).toBe("2");
    expect(await page.locator("button.launcher").getAttribute("aria-label")).toContain("2 unread");
    await page.locator("[data-baton-open]").first().click();
    await eventually(() => page.locator(".badge").isVisible()).toBe(false);
  });

  test("the chat follows the page's language", async () => {
    await visit();
    await open();
    await frame.getByRole("button", { name: "转人工客服" }).waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await frame.getByRole("button", { name: "Talk to a person" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
  });

  test("a forged message from the page itself neither closes nor counts", async () => {
    await visit();
    await open();
    await page.evaluate(async () => {
      const channel = "baton";
      window.postMessage({ channel, type: "close" }, location.origin);
      window.postMessage({ channel, type: "unread", count: 7 }, location.origin);
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    expect(await page.locator("button.launcher").getAttribute("aria-expanded")).toBe("true");
    expect(await page.locator(".badge").isVisible()).toBe(false);
  });

  test("a page that frames the chat under another's name hears nothing", async () => {
    const html = `<!doctype html><title>x</title><iframe src="${site.url}/widget/frame.html?host=${encodeURIComponent(site.url)}"></iframe>
      <script>window.heard = []; addEventListener("message", ({ data }) => heard.push(data));</script>`;
    const evil = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(html));
    await new Promise<void>((resolve) => evil.listen(0, "127.0.0.1", resolve));
    try {
      await visit(`http://localhost:${(evil.address() as AddressInfo).port}/`, { locale: "en" });
      const inner = page.frameLocator("iframe");
      await inner.locator("textarea").fill("secret");
      await inner.locator("textarea").press("Enter");
      await inner.locator(".message.bot").nth(1).waitFor();
      expect(await page.evaluate("window.heard")).toEqual([]);
    } finally {
      evil.closeAllConnections();
      evil.close();
    }
  });
});
