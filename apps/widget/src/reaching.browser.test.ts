import { describe, expect, test } from "vitest";
import { SERVER_GONE } from "../../../e2e/support/trouble.ts";
import { eventually, executablePath, useStage } from "./testing/stage.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

describe.skipIf(executablePath === undefined)("the chat for everybody (needs Chromium)", () => {
  const stage = useStage();
  /** The element that has the keyboard, inside the chat. */
  const focused = () =>
    stage.chat.locator(":focus").evaluate((element) => element.getAttribute("aria-label") ?? element.textContent);

  test("[W30] by keyboard alone: open, ask, use the menu, ask for a person, close", async () => {
    await stage.visit();
    await stage.launcher.focus();
    await stage.page.keyboard.press("Enter");
    await eventually(focused).toBe("Write a message …");
    await stage.page.keyboard.type("hello");
    await stage.page.keyboard.press("Enter");
    await eventually(() => stage.bubbles("bot").count()).toBe(2);

    await stage.chat.locator(".menu .opener").focus();
    await stage.page.keyboard.press("Enter");
    await eventually(focused).toContain("New conversation");
    await stage.page.keyboard.press("End");
    await eventually(focused).toContain("Sound");
    await stage.page.keyboard.press("ArrowDown");
    await eventually(focused).toContain("New conversation");
    await stage.page.keyboard.press("Escape");
    await eventually(focused).toBe("More");
    expect(await stage.chat.locator("[role=menu]").count()).toBe(0);

    await stage.page.keyboard.press("Enter");
    await stage.page.keyboard.press("Enter");
    await eventually(focused).toBe("Keep this one");
    await stage.page.keyboard.press("Escape");
    await eventually(focused).toBe("Write a message …");
    await stage.page.keyboard.press("Shift+Tab");
    await eventually(focused).toContain("Talk to a person");
    await stage.page.keyboard.press("Enter");
    await stage.chat.locator(".waiting").waitFor();

    await eventually(focused).toBe("Write a message …");
    await stage.page.keyboard.press("Escape");
    await eventually(() => stage.launcher.getAttribute("aria-expanded")).toBe("false");
    expect(await stage.page.evaluate(() => document.activeElement?.localName)).toBe("baton-chat");
    await stage.page.keyboard.press("Enter");
    await eventually(focused).toBe("Write a message …");
  });

  test("[W30] where the button that was pressed goes, the keyboard stands in the field or on the messages", async () => {
    stage.allow(/status of 413/);
    await stage.visit();
    await stage.open();
    await stage.chat.locator(".suggestions button").first().focus();
    await stage.page.keyboard.press("Enter");
    await eventually(focused).toBe("Write a message …");
    await eventually(() => stage.bubbles("bot").count()).toBe(2);
    for (const name of ["Delete", "Try again"]) {
      stage.baton.refuseNext("POST /api/chat", 413, "TOO_LARGE");
      await stage.write(name);
      await stage.button(name).focus();
      await stage.page.keyboard.press("Enter");
      await eventually(focused).toBe("Conversation");
    }
  });

  test("[W31] the characters that are left are said at few steps, not at each key", async () => {
    await stage.visit();
    await stage.open();
    const said: string[] = [];
    const status = stage.chat.locator("form ~ p[role=status]");
    await stage.field.fill("x".repeat(7_501));
    await eventually(() => status.textContent()).toBe("500 characters left");
    await stage.field.press("End");
    for (let key = 0; key < 5; key++) {
      await stage.field.press("x");
      said.push((await status.textContent()) ?? "");
    }
    expect(new Set(said)).toEqual(new Set(["500 characters left"]));
    expect(await stage.chat.getByText("494 characters left").isVisible()).toBe(true);
    await stage.field.fill("x".repeat(7_990));
    await eventually(() => status.textContent()).toBe("20 characters left");
  });

  test("[W30] Escape in the middle of an input method's word closes nothing", async () => {
    await stage.visit();
    await stage.open();
    await stage.field.evaluate((field) => {
      const view = field.ownerDocument.defaultView;
      if (view === null) throw new Error("no window");
      field.dispatchEvent(new view.KeyboardEvent("keydown", { key: "Escape", isComposing: true, bubbles: true }));
    });
    await stage.page.waitForTimeout(200);
    expect(await stage.launcher.getAttribute("aria-expanded")).toBe("true");
  });

  test("[W30] a page that opens the chat by itself does not take the keyboard", async () => {
    await stage.visit();
    await stage.open();
    await stage.page.reload();
    await stage.field.waitFor();
    await stage.page.waitForLoadState("networkidle");
    expect(await stage.page.evaluate(() => document.activeElement?.localName)).toBe("body");
  });

  test("[W31] a screen reader is told each message once, whole, without Markdown's marks; the list is silent", async () => {
    await stage.visit();
    await stage.open();
    const told = stage.chat.locator("[aria-live=polite] p");
    stage.baton.bot.answer = () => "It is **504 Wh**.";
    await stage.ask("hello");
    await eventually(() => told.allInnerTexts()).toEqual(["Baton: It is 504 Wh."]);
    stage.baton.session().takeOver("Maya");
    stage.baton.session().agentSays("Hi");
    stage.baton.session().agentSays("Hi");
    await eventually(() => told.allInnerTexts()).toEqual(["Baton: It is 504 Wh.", "Maya: Hi", "Maya: Hi"]);
    expect(await stage.chat.locator("[role=log]").getAttribute("aria-live")).toBe("off");
    await stage.page.reload();
    await eventually(() => stage.bubbles("agent").count()).toBe(2);
    expect(await told.count()).toBe(0);
  });

  test("[W15] with reduced motion nothing moves, with forced colours the button has an edge", async () => {
    await stage.visit(undefined, { reducedMotion: "reduce", forcedColors: "active" });
    expect(await stage.launcher.evaluate((button) => getComputedStyle(button).borderTopStyle)).toBe("solid");
    const moving = () =>
      stage.chat.locator("html").evaluate(() => document.getAnimations().map((one) => one.constructor.name));
    await stage.open();
    stage.baton.bot.pause = () => new Promise(() => undefined);
    await stage.write("hello");
    await stage.chat.locator(".typing, .streaming").first().waitFor();
    expect(await moving()).toEqual([]);
    await stage.button("Talk to a person").click();
    await stage.chat.locator(".waiting").waitFor();
    expect(await moving()).toEqual([]);
    stage.baton.session().takeOver("Maya");
    stage.baton.session().live({ type: "typing", role: "agent", agent_name: "Maya" });
    await stage.chat.locator(".typing").waitFor();
    expect(await moving()).toEqual([]);
  });

  test("[W13] [W15] light and dark as the system, or as the page says; and no button in print", async () => {
    await stage.visit(undefined, { colorScheme: "light" });
    await stage.open();
    const ground = () => stage.chat.locator(".window").evaluate((one) => getComputedStyle(one).backgroundColor);
    const theme = (value: string) =>
      stage.page.evaluate((word) => document.querySelector("baton-chat")?.setAttribute("theme", word), value);
    await eventually(ground).toBe("rgb(255, 255, 255)");
    await stage.page.emulateMedia({ colorScheme: "dark" });
    await eventually(ground).toBe("rgb(24, 27, 31)");
    await theme("light");
    await eventually(ground).toBe("rgb(255, 255, 255)");
    await theme("dark");
    await stage.page.emulateMedia({ colorScheme: "light" });
    await eventually(ground).toBe("rgb(24, 27, 31)");
    await stage.page.emulateMedia({ media: "print" });
    expect(await stage.launcher.isVisible()).toBe(false);
  });

  test("[W13] the page's variables are read again when the system changes between light and dark", async () => {
    await stage.visit(undefined, { colorScheme: "light" });
    await stage.page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("@media (prefers-color-scheme: dark) { baton-chat { --baton-ground: rgb(10, 20, 30) } }");
      document.adoptedStyleSheets = [sheet];
    });
    await stage.open();
    await stage.page.emulateMedia({ colorScheme: "dark" });
    await eventually(() =>
      stage.chat.locator("html").evaluate((root) => getComputedStyle(root).getPropertyValue("--ground")),
    ).toBe("#0a141e");
  });

  test.each([
    [520, 800, true],
    [521, 800, false],
    [900, 460, true],
    [900, 461, false],
  ])("[W32] in a window of %d by %d the chat is the whole screen: %s", async (width, height, isWhole) => {
    await stage.visit(undefined, { viewport: { width, height } });
    await stage.open();
    const box = await stage.page.locator("iframe.panel").boundingBox();
    expect(box?.width === width && box.height === height).toBe(isWhole);
    expect(await stage.launcher.isVisible()).toBe(!isWhole);
  });

  test("[W32] on a phone the chat is the screen, and makes room for the keyboard", async () => {
    await stage.visit(undefined, PHONE);
    await stage.open();
    const box = () => stage.page.locator("iframe.panel").boundingBox();
    await eventually(box).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    expect(await stage.launcher.isVisible()).toBe(false);
    expect(await stage.field.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(false);
    await stage.page.evaluate(() => {
      Object.defineProperty(visualViewport, "height", { value: 500, configurable: true });
      Object.defineProperty(visualViewport, "offsetTop", { value: 44, configurable: true });
      visualViewport?.dispatchEvent(new Event("resize"));
    });
    await eventually(box).toEqual({ x: 0, y: 44, width: 390, height: 500 });
    await stage.button("Close the chat").click();
    await eventually(() => stage.launcher.isVisible()).toBe(true);
  });

  test("[W32] on a phone no finger that drags the chat scrolls the page behind, and the conversation scrolls", async () => {
    await stage.visit(undefined, PHONE);
    await stage.open();
    const devtools = await stage.page.context().newCDPSession(stage.page);
    const scrollTop = () => stage.chat.locator(".scroller").evaluate((list) => list.scrollTop);
    async function drag(selector: string, yDistance: number): Promise<number> {
      const box = await stage.chat.locator(selector).boundingBox();
      const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
      const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: { x: number; y: number }[]) =>
        devtools.send("Input.dispatchTouchEvent", { type, touchPoints });
      await touch("touchStart", [{ x, y }]);
      for (let step = 1; step <= 10; step++) await touch("touchMove", [{ x, y: y + (yDistance * step) / 10 }]);
      await touch("touchEnd", []);
      await stage.page.waitForTimeout(300);
      return stage.page.evaluate(() => scrollY);
    }
    await stage.bubbles("bot").waitFor();
    for (const place of ["header", ".scroller", "footer .person", "textarea"]) {
      expect(await drag(place, -200), place).toBe(0);
    }
    stage.baton.bot.answer = () => "A long story.\n\n".repeat(60);
    await stage.ask("hello");
    await eventually(() => stage.bubbles("bot").last().locator("p").count()).toBe(60);
    await stage.field.fill("one\n".repeat(20));
    // It stays at the end, also of what grows.
    const hasMore = () =>
      stage.chat.locator(".scroller").evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight > 1);
    await eventually(hasMore).toBe(false);
    const end = await scrollTop();
    expect(await drag(".scroller", 200)).toBe(0);
    expect(await scrollTop()).toBeLessThan(end - 50);
    expect(await drag("textarea", -200)).toBe(0);
    await stage.chat.locator(".scroller").evaluate((list) => list.scrollTo(0, 0));
    expect(await drag(".scroller", 200)).toBe(0);
  });

  test("[W32] on a phone held sideways nothing of the chat lies under the notch", async () => {
    await stage.visit(undefined, { ...PHONE, viewport: { width: 844, height: 390 } });
    const devtools = await stage.page.context().newCDPSession(stage.page);
    const insets = { left: 47, right: 40, top: 10, bottom: 21 };
    await devtools.send("Emulation.setSafeAreaInsetsOverride", { insets });
    await stage.open();
    const size = () => stage.chat.locator("html").evaluate(() => [innerWidth, innerHeight]);
    await eventually(size).toEqual([844 - 87, 390 - 31]);
  });

  test("[W36] on a phone, too, a chat that does not come leaves the page to the visitor, says so and can be tried again", async () => {
    stage.allow(SERVER_GONE);
    await stage.visit(undefined, PHONE);
    await stage.page.route("**/widget/frame.html**", (route) => route.abort());
    await stage.launcher.click();
    const note = stage.page.locator("button.note");
    await note.waitFor();
    expect(await stage.launcher.isVisible()).toBe(true);
    expect((await note.boundingBox())?.width).toBeLessThan(390);
    await eventually(() => note.textContent()).toBe("The chat cannot be reached. Try again");
    expect(await note.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe("rgb(255, 255, 255)");

    await stage.page.reload();
    await stage.launcher.waitFor();
    expect(await stage.launcher.getAttribute("aria-expanded")).toBe("false");
    await stage.launcher.click();
    await eventually(() => note.isEnabled()).toBe(true);
    await stage.launcher.click();
    await eventually(() => note.isVisible()).toBe(false);
    await stage.launcher.click();
    await stage.page.unroute("**/widget/frame.html**");
    await note.click();
    await stage.field.waitFor();
    await eventually(() => note.isVisible()).toBe(false);
    expect(await stage.launcher.isVisible()).toBe(false);
  });

  test.each([
    ["320 pixels wide", { width: 320, height: 568 }, "de"],
    ["at 200 %", { width: 640, height: 400 }, "en"],
  ])("[W33] %s nothing is cut off and nothing scrolls sideways", async (_, viewport, locale) => {
    await stage.visit(undefined, { viewport, locale });
    await stage.open();
    stage.baton.bot.answer = () =>
      `| ${"wide | ".repeat(20)}\n|${"---|".repeat(20)}\n\n${"Donaudampfschiff".repeat(12)}`;
    await stage.ask("x".repeat(200));
    await stage.chat.locator(".person").click();
    await stage.chat.locator(".waiting").waitFor();
    stage.baton.session().live({ type: "queue", position: 12, estimated_wait_seconds: 4_000 });
    const outside = () =>
      stage.chat.locator(".window").evaluate((element) => {
        return [...element.querySelectorAll("button, textarea, .head, .note, h1, .bubble, .items")]
          .map((one) => ({ one, box: one.getBoundingClientRect() }))
          .filter(
            ({ one, box }) =>
              box.left < 0 || box.right > innerWidth || (!one.closest(".rows") && box.bottom > innerHeight),
          )
          .map(({ one }) => one.className || one.localName);
      });
    await eventually(outside).toEqual([]);
    await stage.chat.locator(".menu .opener").click();
    await eventually(outside).toEqual([]);
    expect(await stage.chat.locator(".scroller").evaluate((list) => list.clientHeight)).toBeGreaterThan(60);
  });
});
