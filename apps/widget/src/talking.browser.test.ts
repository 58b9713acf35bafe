import { describe, expect, test } from "vitest";
import { SERVER_GONE } from "../../../e2e/support/trouble.ts";
import { eventually, executablePath, useStage } from "./testing/stage.ts";

describe.skipIf(executablePath === undefined)("a conversation in the chat (needs Chromium)", () => {
  const stage = useStage();

  test("[W16] [W18] a customer asks, asks for a person, talks to one, and is told at each step who is speaking", async () => {
    await stage.visit(undefined, { locale: "zh-CN" });
    await stage.open();
    await eventually(() => stage.status.textContent()).toContain("AI");
    await stage.chat.locator(".suggestions button").first().click();
    await eventually(() => stage.bubbles("bot").last().locator("strong").textContent()).toBe("满电能骑多远？");
    await stage.button("转人工客服").click();
    await eventually(() => stage.status.textContent()).toContain("正在等待人工客服");
    await stage.button("取消等待").click();
    await stage.button("转人工客服").click();
    await stage.chat.locator(".waiting").waitFor();
    await stage.write("还在吗");
    stage.baton.session().takeOver("小王");
    stage.baton.session().agentSays("您好 **不是粗体**");
    await eventually(() => stage.status.textContent()).toContain("小王 正在为您服务");
    await eventually(() => stage.bubbles("agent").textContent()).toBe("您好 **不是粗体**");
    stage.baton.session().release();
    await eventually(() => stage.status.textContent()).toContain("AI");
  });

  test("[W17] the bot's words are marked as AI's, a person's carry their name, and who is typing is shown", async () => {
    await stage.visit();
    await stage.open();
    await stage.ask("hello");
    expect(await stage.chat.locator(".message.bot .name").last().textContent()).toMatch(/AI$/);
    stage.baton.session().takeOver("Maya");
    stage.baton.session().live({ type: "typing", role: "agent", agent_name: "Maya" });
    await stage.chat.getByText("Maya is writing").waitFor();
    expect((await stage.chat.getByText("Maya is writing").boundingBox())?.width).toBeGreaterThan(20);
    stage.baton.session().agentSays("Hi");
    await stage.bubbles("agent").waitFor();
    expect(await stage.chat.locator(".message.agent .name").textContent()).toBe("Maya");
    expect(await stage.chat.getByText("Maya is writing").count()).toBe(0);
  });

  test("[W16] a conversation that cannot be reached after a reload is being loaded, and nobody speaks in it meanwhile", async () => {
    stage.allow(SERVER_GONE);
    await stage.visit();
    await stage.open();
    await stage.ask("hello");
    stage.baton.session().takeOver("Maya");
    await eventually(() => stage.status.textContent()).toContain("Maya is with you");
    await stage.page.route("**/api/sessions/**", (route) => route.abort());
    await stage.page.reload();
    await stage.chat.getByText("Connection lost").waitFor();
    expect(await stage.status.textContent()).toBe("Loading your conversation …");
    expect(await stage.bubbles("bot").count()).toBe(0);
    expect(await stage.chat.locator(".suggestions").count()).toBe(0);
    await stage.page.unroute("**/api/sessions/**");
    await eventually(() => stage.status.textContent()).toContain("Maya is with you");
    await eventually(() => stage.bubbles("me").count()).toBe(1);
  });

  test("[W16] [W18] at the end of a conversation that says so, and in every state without a person the way to one is there", async () => {
    await stage.visit();
    await stage.open();
    const way = stage.button("Talk to a person");
    await way.waitFor();
    await stage.ask("hello");
    expect(await way.isVisible()).toBe(true);
    await stage.choose("New conversation");
    expect(await stage.button("Keep this one").isVisible()).toBe(true);
    expect(await way.isVisible()).toBe(true);
    await stage.button("Keep this one").click();
    stage.baton.session().takeOver("Maya");
    await eventually(() => way.count()).toBe(0);
    const timestamp = Date.now() / 1000;
    stage.baton.session().publish({ type: "status_change", status: "closed", reason: "closed", timestamp });
    await eventually(() => stage.status.textContent()).toBe("Conversation ended");
    expect(await way.isVisible()).toBe(true);
  });

  test("[W18] [W24] whoever asks for a person while a new conversation is offered goes on with this one", async () => {
    await stage.visit();
    await stage.open();
    await stage.ask("hello");
    await stage.choose("New conversation");
    await stage.button("Talk to a person").click();
    await stage.chat.locator(".waiting").waitFor();
    expect(await stage.button("Keep this one").count()).toBe(0);
    expect(await stage.field.isVisible()).toBe(true);
    expect(await stage.bubbles("me").allInnerTexts()).toEqual(["hello"]);
  });

  test("[W24] a new conversation withdraws the request for a person", async () => {
    await stage.visit();
    await stage.open();
    await stage.ask("hello");
    await stage.button("Talk to a person").click();
    await stage.chat.locator(".waiting").waitFor();
    const left = stage.baton.session();
    await stage.choose("New conversation");
    await stage.button("Start a new one").click();
    await eventually(() => left.status).toBe("bot_active");
    await eventually(() => stage.bubbles("me").count()).toBe(0);
  });

  test("[W20] a customer's clock that is three minutes ahead changes nothing of what is counted", async () => {
    await stage.visit();
    // It stands, so that what it counts can still be read on a slow machine.
    await stage.page.clock.setFixedTime(Date.now() + 180_000);
    await stage.page.reload();
    await stage.open();
    stage.baton.bot.pause = () => new Promise(() => undefined);
    stage.baton.bot.pieceLength = 0;
    await stage.write("hello");
    await stage.chat.locator(".typing").waitFor();
    await stage.button("Talk to a person").click();
    await stage.chat.getByText(/waiting for 0:0\d/).waitFor();
  });

  test("[W19] waiting shows the place, the estimate where there is one, and the time; writing goes on", async () => {
    await stage.visit();
    await stage.open();
    // What was waited stays on the screen until it was read.
    await stage.page.clock.setFixedTime(Date.now());
    await stage.button("Talk to a person").click();
    const room = stage.chat.locator(".waiting");
    const facts = async () => (await room.locator("[role=status] p").allTextContents()).join(" ");
    await eventually(facts).toMatch(/^Finding somebody for you waiting for 0:0\d$/);
    const queue = (position: number, estimated_wait_seconds: number | null) =>
      stage.baton.session().live({ type: "queue", position, estimated_wait_seconds });
    // What is told live is lost on whoever does not listen yet.
    await eventually(() => stage.baton.session().subscribers.size).toBe(1);
    queue(3, 230);
    await eventually(facts).toMatch(/^2 ahead of you About 4 min waiting for \d/);
    queue(1, 20);
    await eventually(facts).toMatch(/^You are next Less than a minute/);
    queue(2, null);
    await eventually(facts).toMatch(/^1 ahead of you waiting for/);
    expect(await room.textContent()).toContain("If nobody is free");
    await stage.write("my order is 8213");
    await eventually(() => stage.bubbles("me").allInnerTexts()).toEqual(["my order is 8213"]);
    await stage.button("Stop waiting").click();
    await stage.button("Talk to a person").waitFor();
  });

  test("[W21] a refused message says why and can be sent again, or thrown away", async () => {
    stage.allow(/status of 413/);
    await stage.visit();
    await stage.open();
    stage.baton.refuseNext("POST /api/chat", 413, "TOO_LARGE");
    await stage.write("first");
    await stage.chat.getByText("Not delivered: too long").waitFor();
    await stage.button("Try again").click();
    await eventually(() => stage.bubbles("bot").count()).toBe(2);
    stage.baton.refuseNext("POST /api/chat", 413, "TOO_LARGE");
    await stage.write("second");
    await stage.button("Delete").click();
    await eventually(() => stage.bubbles("me").allInnerTexts()).toEqual(["first"]);
  });

  test("[W21] each thing that did not work is said, also right after another one", async () => {
    stage.allow(/status of 400/);
    await stage.visit();
    await stage.open();
    await stage.ask("hello");
    const refused = stage.chat.locator("[role=alert]", { hasText: "That did not work" });
    stage.baton.refuseNext("POST /api/conversation/clear", 400, "VALIDATION");
    await stage.choose("Make the AI forget");
    await refused.waitFor();
    await refused.evaluate((element) => element.setAttribute("data-old", ""));
    stage.baton.refuseNext("POST /api/manual/escalate", 400, "VALIDATION");
    await stage.button("Talk to a person").click();
    await eventually(() => refused.count()).toBe(1);
    await eventually(() => refused.getAttribute("data-old")).toBeNull();
  });

  test("[W21] a customer whose identity token has ended is told to load the page anew", async () => {
    stage.allow(/status of 401/);
    await stage.visit();
    await stage.open();
    for (let time = 0; time < 2; time++) stage.baton.refuseNext("POST /api/sessions", 401, "UNAUTHENTICATED");
    await stage.write("hello");
    const failure = stage.chat.locator(".failure");
    await failure.waitFor();
    expect(await failure.textContent()).toContain("Reload the page");
    for (let time = 0; time < 2; time++) stage.baton.refuseNext("POST /api/sessions", 401, "UNAUTHENTICATED");
    await stage.button("Talk to a person").click();
    const refused = stage.chat.locator(".refused");
    await refused.waitFor();
    expect(await refused.textContent()).toContain("Reload the page");
  });

  test("[W21] a message that the service does not take says so, and is sent all the same", async () => {
    stage.allow(SERVER_GONE);
    await stage.visit();
    await stage.open();
    await stage.ask("one");
    await stage.page.route("**/api/chat", (route) => route.abort());
    await stage.stopClock();
    await stage.write("two");
    await stage.chat.getByText("Sending …").waitFor();
    await stage.page.clock.runFor(6_000);
    await stage.chat.getByText("Not delivered yet, still trying …").waitFor();
    await stage.page.unroute("**/api/chat");
    await stage.page.clock.resume();
    await eventually(() => stage.bubbles("bot").count()).toBe(3);
    expect(await stage.chat.getByText("Not delivered yet").count()).toBe(0);
  });

  test("[W21] [W31] what had failed before a reload is not cried out again", async () => {
    stage.allow(/status of 413/);
    await stage.visit();
    await stage.open();
    await stage.ask("one");
    stage.baton.refuseNext("POST /api/chat", 413, "TOO_LARGE");
    await stage.write("two");
    await stage.chat.locator("[role=alert]", { hasText: "too long" }).waitFor();
    await stage.page.reload();
    await stage.chat.getByText("Not delivered: too long").waitFor();
    expect(await stage.chat.locator("[role=alert]").count()).toBe(0);
  });

  test("[W22] a stream that is refused is said too", async () => {
    stage.allow(/status of 403/);
    stage.allow(SERVER_GONE);
    await stage.visit();
    await stage.open();
    await stage.ask("one");
    // As a firewall refuses, again and again.
    await stage.page.route(/\/events/, (route) => route.fulfill({ status: 403, body: "no" }));
    stage.baton.cutStreams();
    await stage.chat.getByText("Connection lost").waitFor();
  });

  test("[W22] without a network the chat says so, keeps what is written over a reload, and sends it once", async () => {
    stage.allow(SERVER_GONE);
    await stage.visit();
    await stage.open();
    await stage.ask("one");
    await stage.page.context().setOffline(true);
    await stage.chat.getByText("You are offline.").waitFor();
    await stage.write("two");
    await stage.chat.getByText("Will be sent once you're back online").waitFor();
    // The page can be had again, the service not yet.
    await stage.page.route("**/api/**", (route) => route.abort());
    await stage.page.context().setOffline(false);
    await stage.page.reload();
    await eventually(() => stage.bubbles("me").allInnerTexts()).toContain("two");
    await stage.page.unroute("**/api/**");
    await eventually(() => stage.bubbles("me").allInnerTexts()).toEqual(["one", "two"]);
    await eventually(() => stage.bubbles("bot").count()).toBe(3);
    expect(
      stage.baton
        .session()
        .messages.filter(({ role }) => role === "user")
        .map(({ content }) => content),
    ).toEqual(["one", "two"]);
  });

  test("[W22] a cut stream is a word only when it lasts", async () => {
    stage.allow(SERVER_GONE);
    stage.allow(/status of 503/);
    await stage.visit();
    await stage.open();
    await stage.ask("one");
    const trouble = stage.chat.locator(".trouble");
    await trouble.evaluate((element) => {
      const note = () => element.setAttribute("data-said", element.textContent);
      new MutationObserver(note).observe(element, { childList: true });
    });
    await stage.stopClock();
    const lost = stage.page.waitForEvent("requestfailed", (request) => /\/events/.test(request.url()));
    stage.baton.cutStreams();
    await lost;
    // It tries again within half a second, and the word would come after a whole one.
    await stage.page.clock.runFor(500);
    await stage.ask("two");
    await stage.page.clock.runFor(1_000);
    expect(await trouble.getAttribute("data-said")).toBeNull();
    await stage.page.clock.resume();
    await stage.page.route(/\/events/, (route) => route.fulfill({ status: 503 }));
    stage.baton.cutStreams();
    await stage.chat.getByText("Connection lost").waitFor();
    await stage.page.unroute(/\/events/);
    await eventually(() => stage.chat.locator(".trouble p").count()).toBe(0);
  });

  test("[W23] what was not sent survives a reload, and goes along into a new conversation", async () => {
    await stage.visit();
    await stage.open();
    await stage.field.fill("half a thou");
    await stage.page.reload();
    await eventually(() => stage.field.inputValue()).toBe("half a thou");
    await stage.ask("a whole one");
    await stage.field.fill("another half");
    await stage.choose("New conversation");
    await stage.button("Start a new one").click();
    await eventually(() => stage.bubbles("me").count()).toBe(0);
    expect(await stage.field.inputValue()).toBe("another half");
    await stage.page.reload();
    await eventually(() => stage.field.inputValue()).toBe("another half");
  });

  test("[W23] where nothing can be stored, what was begun is still there after a new conversation was thought of", async () => {
    await stage.visit();
    await stage.page.context().addInitScript(() => {
      Object.defineProperty(globalThis, "sessionStorage", {
        get: () => {
          throw new DOMException("blocked", "SecurityError");
        },
      });
    });
    await stage.page.reload();
    await stage.open();
    await stage.ask("one");
    await stage.field.fill("half a thou");
    await stage.choose("New conversation");
    await stage.button("Keep this one").click();
    expect(await stage.field.inputValue()).toBe("half a thou");
  });

  test("[W24] a reload brings the conversation back, a new one begins empty, and only after a question", async () => {
    await stage.visit();
    await stage.open();
    await stage.ask("first");
    await stage.page.reload();
    await eventually(() => stage.bubbles("me").allInnerTexts()).toEqual(["first"]);
    await stage.choose("New conversation");
    await stage.button("Keep this one").click();
    expect(await stage.bubbles("me").allInnerTexts()).toEqual(["first"]);
    await stage.choose("New conversation");
    await stage.button("Start a new one").click();
    await eventually(() => stage.bubbles("me").count()).toBe(0);
    await stage.ask("second");
    await eventually(() => stage.bubbles("me").allInnerTexts()).toEqual(["second"]);
    expect(stage.baton.session().name).toBe("s2");
  });

  test("[W26] Markdown is loaded with the first question, not with the chat", async () => {
    const asked: string[] = [];
    await stage.visit();
    stage.page.on("request", (request) => asked.push(request.url()));
    await stage.open();
    await stage.bubbles("bot").waitFor();
    expect(asked.filter((url) => url.includes("markdown"))).toEqual([]);
    await stage.ask("hello");
    expect(asked.filter((url) => url.includes("markdown"))).toHaveLength(1);
  });

  test("[W26] paragraphs that are whole keep their elements while the reply grows", async () => {
    await stage.visit();
    await stage.open();
    await stage.ask("hello");
    let goOn: (() => void) | undefined;
    stage.baton.bot.answer = () => "The first paragraph.\n\nThe second one, which is longer.";
    stage.baton.bot.pieceLength = 30;
    stage.baton.bot.pause = () =>
      new Promise((resolve) => {
        goOn = resolve;
      });
    await stage.write("again");
    const reply = stage.bubbles("bot").last();
    await eventually(() => reply.locator("p").count()).toBe(2);
    const [first] = await reply.locator("p").elementHandles();
    goOn?.();
    stage.baton.bot.pause = () => Promise.resolve();
    await eventually(() => reply.textContent()).toContain("which is longer.");
    expect(await first?.evaluate((paragraph) => paragraph.isConnected)).toBe(true);
  });

  test("[W26] a long reply that grows leaves nine tenths of the time to everything else", async () => {
    await stage.visit();
    await stage.page.context().addInitScript(() => {
      const request = requestAnimationFrame;
      let drawnMs = 0;
      // It rests after it was drawn: what that took is told when the next time begins.
      const tell = (atMs: number) => Object.assign(window, { told: { drawnMs, atMs } });
      tell(performance.now());
      window.requestAnimationFrame = (draw) =>
        request((time) => {
          const atMs = performance.now();
          tell(atMs);
          draw(time);
          drawnMs += performance.now() - atMs;
        });
    });
    await stage.page.reload();
    await stage.open();
    await stage.ask("hello");
    const told = () =>
      stage.chat
        .locator("html")
        .evaluate(() => (window as unknown as { told: { drawnMs: number; atMs: number } }).told);
    let pieces = 0;
    stage.baton.bot.answer = () =>
      "Some **bold** words, a `word` of code, [a link](https://shop.example/a).\n\n".repeat(600);
    stage.baton.bot.pieceLength = 300;
    // It grows on for as long as it is measured, however seldom this machine draws it.
    stage.baton.bot.pause = () => new Promise((resolve) => ++pieces < 90 && setTimeout(resolve, 40));
    const before = await told();
    await stage.write("more");
    await stage.chat.locator(".streaming p").nth(300).waitFor();
    const after = await told();
    const share = (after.drawnMs - before.drawnMs) / (after.atMs - before.atMs);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.2);
  });

  test("[W26] a list that goes on after a paragraph goes on counting", async () => {
    await stage.visit();
    await stage.open();
    stage.baton.bot.answer = () => "1. a\n\ntext\n\n2. b";
    await stage.ask("hello");
    const lists = stage.bubbles("bot").last().locator("ol");
    await eventually(() => lists.evaluateAll((all) => all.map((list) => (list as HTMLOListElement).start))).toEqual([
      1, 2,
    ]);
  });

  test("[W34] Enter that ends an input method's word does not send, Shift+Enter breaks the line", async () => {
    await stage.visit();
    await stage.open();
    await stage.field.fill("ni hao");
    await stage.field.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true });
    await stage.field.dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, cancelable: true });
    expect(await stage.bubbles("me").count()).toBe(0);
    await stage.field.press("End");
    await stage.field.press("Shift+Enter");
    await stage.field.pressSequentially("b");
    expect(await stage.field.inputValue()).toBe("ni hao\nb");
    await stage.field.press("Enter");
    await eventually(() => stage.bubbles("me").allInnerTexts()).toEqual(["ni hao\nb"]);
  });
});
