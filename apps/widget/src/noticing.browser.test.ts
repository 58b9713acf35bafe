import { describe, expect, test } from "vitest";
import { SERVER_GONE } from "../../../e2e/support/trouble.ts";
import { eventually, executablePath, useStage } from "./testing/stage.ts";

describe.skipIf(executablePath === undefined)("a customer who looks elsewhere (needs Chromium)", () => {
  const stage = useStage();
  const badge = () => stage.page.locator(".badge");

  async function closeChat(): Promise<void> {
    await stage.field.press("Escape");
    await eventually(() => stage.launcher.getAttribute("aria-expanded")).toBe("false");
  }

  /** Counts the notes that the chat plays. */
  async function listen(): Promise<() => Promise<number>> {
    await stage.page.context().addInitScript(() => {
      // A sound that the machine's audio plays too late is left out, as use-sound.test.ts shows. Here none is late.
      performance.now = () => 0;
      const { start } = AudioScheduledSourceNode.prototype;
      Object.assign(window, { notes: 0 });
      AudioScheduledSourceNode.prototype.start = function (when) {
        (window as unknown as { notes: number }).notes++;
        start.call(this, when);
      };
    });
    await stage.page.reload();
    return () => stage.chat.locator("html").evaluate(() => (window as unknown as { notes: number }).notes);
  }

  test("[W28] a closed chat counts what it missed; opening it counts as reading", async () => {
    await stage.visit();
    await stage.open();
    await stage.ask("hello");
    await closeChat();
    stage.baton.session().takeOver("Maya");
    stage.baton.session().agentSays("Hi");
    stage.baton.session().agentSays("Are you there?");
    await eventually(() => badge().textContent()).toBe("2");
    expect(await stage.launcher.getAttribute("aria-label")).toContain("2 unread");
    await stage.page.locator("[data-baton-open]").first().click();
    await eventually(() => badge().isVisible()).toBe(false);
    await closeChat();
    expect(await badge().isVisible()).toBe(false);
  });

  test("[W2] [W28] on the next page a closed chat still counts, also what came in between", async () => {
    await stage.visit();
    await stage.open();
    await stage.ask("hello");
    await closeChat();
    await stage.page.goto("about:blank");
    stage.baton.session().agentSays("Hi");
    await stage.page.goto(stage.site.url);
    await eventually(() => badge().textContent()).toBe("1");
    stage.baton.session().agentSays("Still here");
    await eventually(() => badge().textContent()).toBe("2");
  });

  test("[W31] with the chat closed, a screen reader is told how many messages wait, once", async () => {
    await stage.visit();
    await stage.open();
    await stage.ask("hello");
    await closeChat();
    const told = stage.page.locator("baton-chat").getByRole("status");
    await eventually(() => told.textContent()).toBe("");
    stage.baton.session().agentSays("Hi");
    await eventually(() => told.textContent()).toBe("Customer service chat (1 unread)");
    const words = await told.evaluateHandle((element) => element.firstChild);
    await stage.page.evaluate(() => document.querySelector("baton-chat")?.setAttribute("theme", "dark"));
    await eventually(() => stage.chat.locator("html").getAttribute("data-theme")).toBe("dark");
    // What is written anew is read out anew.
    expect(await words.evaluate((node) => node?.isConnected)).toBe(true);
    await stage.launcher.click();
    await eventually(() => told.textContent()).toBe("");
  });

  test("[W28] what another tab shows is read", async () => {
    await stage.visit();
    await stage.open();
    await stage.ask("hello");
    await closeChat();
    const other = await stage.visitAgain();
    await other.locator("button.launcher").click();
    await other.frameLocator("iframe.panel").locator(".message.me").waitFor();
    stage.baton.session().agentSays("Hi");
    await other.frameLocator("iframe.panel").locator(".message.agent").waitFor();
    await stage.chat.locator(".message.agent").waitFor({ state: "attached" });
    // Long enough for a badge that should not be there. One of before the other tab has said so goes again, and by that
    // alone: after 45 s of silence the stream is made anew, which would set it right too.
    await stage.page.waitForTimeout(500);
    const unread = () => stage.page.evaluate('document.querySelector("baton-chat").unread');
    await eventually(async () => [await badge().isVisible(), await unread()], 20_000).toEqual([false, 0]);
  });

  test("[W28] a chat that is open in a page in the background is not looked at", async () => {
    await stage.visit();
    await stage.open();
    await stage.ask("hello");
    const hide = (hidden: boolean) =>
      stage.chat.locator("html").evaluate((root, isHidden) => {
        Object.defineProperty(root.ownerDocument, "hidden", { value: isHidden, configurable: true });
        root.ownerDocument.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    const unread = () => stage.page.evaluate('document.querySelector("baton-chat").unread');
    await hide(true);
    stage.baton.session().agentSays("Hi");
    await eventually(unread).toBe(1);
    await hide(false);
    await eventually(unread).toBe(0);
  });

  test("[W31] what a person wrote while the stream was away is told, also when the customer has written since", async () => {
    stage.allow(SERVER_GONE);
    await stage.visit();
    await stage.open();
    await stage.ask("hello");
    const conversation = stage.baton.session();
    conversation.takeOver("Maya");
    conversation.agentSays("A long story. ".repeat(200));
    await stage.bubbles("agent").waitFor();
    await stage.page.route(/\/events/, (route) => route.abort());
    stage.baton.cutStreams();
    await stage.chat.getByText("Connection lost").waitFor();
    conversation.agentSays("Are you there?");
    await stage.write("yes");
    await eventually(() => conversation.messages.at(-1)?.content).toBe("yes");
    await stage.chat.locator(".message.me.timed").getByText("yes").waitFor();
    await stage.chat.locator(".scroller").evaluate((list) => list.scrollTo(0, 0));
    await stage.page.unroute(/\/events/);
    await eventually(() => stage.chat.locator("[aria-live=polite] p").last().textContent()).toBe(
      "Maya: Are you there?",
    );
    await stage.button("New messages").waitFor();
  });

  test("[W29] is silent while another tab shows the message", async () => {
    await stage.visit();
    const notes = await listen();
    await stage.open();
    await stage.ask("hello");
    await stage.chat.locator(".menu .opener").click();
    await stage.chat.getByRole("menuitemcheckbox", { name: /Sound/ }).click();
    await eventually(notes).toBe(2);
    await stage.page.keyboard.press("Escape");
    await closeChat();
    const other = await stage.visitAgain();
    await other.locator("button.launcher").click();
    await other.frameLocator("iframe.panel").locator(".message.me").waitFor();
    const conversation = stage.baton.session();
    const heardOf = stage.chat.locator(".message.agent");
    // The other tab says in time what it shows, however long that takes it here.
    await stage.stopClock();
    conversation.agentSays("seen over there");
    await heardOf.waitFor({ state: "attached" });
    const readUpTo = () => stage.page.evaluate(() => Number.parseInt(localStorage["baton.read s1"], 10));
    await eventually(readUpTo).toBe(conversation.messages.at(-1)?.seq);
    await stage.page.clock.runFor(300);
    // Long enough for a sound that should not be there.
    await stage.page.waitForTimeout(800);
    expect(await notes()).toBe(2);
    await other.close();
    conversation.agentSays("seen nowhere");
    await heardOf.nth(1).waitFor({ state: "attached" });
    await stage.page.clock.runFor(300);
    await eventually(notes).toBe(4);
  });

  test("[W28] tabs in different conversations neither lose each other's count nor keep each other busy", async () => {
    await stage.visit();
    await stage.open();
    await stage.ask("hello");
    const first = stage.baton.session();
    await closeChat();
    const other = await stage.visitAgain();
    const chat = other.frameLocator("iframe.panel");
    await other.locator("button.launcher").click();
    await chat.locator(".message.me").waitFor();
    await chat.locator(".menu .opener").click();
    await chat.locator(".menu [role^=menuitem]", { hasText: "New conversation" }).click();
    await chat.getByRole("button", { name: "Start a new one" }).click();
    await chat.locator("textarea").fill("something else");
    await chat.locator("textarea").press("Enter");
    await chat.locator(".message.bot .bubble", { hasText: "something else" }).waitFor();

    first.agentSays("Hi");
    await eventually(() => badge().textContent()).toBe("1");
    stage.baton.session().agentSays("And hi");
    await chat.locator(".message.agent").waitFor();
    first.agentSays("Are you there?");
    await eventually(() => badge().textContent()).toBe("2");

    await stage.page.locator("button.launcher").click();
    await stage.bubbles("agent").nth(1).waitFor();
    const writes = await chat.locator("html").evaluate(async () => {
      let count = 0;
      addEventListener("storage", () => count++);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return count;
    });
    expect(writes).toBeLessThan(3);
  });

  test("[W29] the sound is off until it is wanted, is remembered, and is for those who do not look", async () => {
    await stage.visit();
    const notes = await listen();
    await stage.open();
    await stage.ask("hello");
    await closeChat();
    stage.baton.session().agentSays("unheard");
    await eventually(() => badge().textContent()).toBe("1");
    expect(await notes()).toBe(0);

    await stage.launcher.click();
    await stage.chat.locator(".menu .opener").click();
    const control = stage.chat.getByRole("menuitemcheckbox", { name: /Sound/ });
    expect(await control.getAttribute("aria-checked")).toBe("false");
    await control.click();
    expect(await control.getAttribute("aria-checked")).toBe("true");
    const sample = 2;
    await eventually(notes).toBe(sample);
    await stage.page.keyboard.press("Escape");

    stage.baton.session().agentSays("seen, so unheard");
    await stage.bubbles("agent").nth(1).waitFor();
    await closeChat();
    expect(await notes()).toBe(sample);
    stage.baton.session().agentSays("heard");
    await eventually(notes).toBe(sample * 2);

    await stage.page.reload();
    await stage.launcher.click();
    await stage.chat.locator(".menu .opener").click();
    expect(await control.getAttribute("aria-checked")).toBe("true");
  });
});
