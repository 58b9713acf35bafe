import { describe, expect, test } from "vitest";
import type { Agent } from "./support/agent.ts";
import { ADMIN } from "./support/baton-process.ts";
import { executablePath } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { useModel } from "./support/model.ts";
import { gapsMs, requestStarts } from "./support/request-starts.ts";
import { textOf } from "./support/said.ts";
import { type Visitor, visit } from "./support/visitor.ts";
import { fill } from "./support/words.ts";
import { expectSameOnBothScreens, textsOf, useWorld } from "./support/world.ts";

const MESSAGES = 5_000;
const LANES = 20;

describe.skipIf(executablePath === undefined)("a conversation in the console (needs Chromium)", () => {
  const world = useWorld({ BATON_RATE_MESSAGES_PER_MINUTE: "0", BATON_RATE_SESSIONS_PER_MINUTE: "0" });

  const scroller = (agent: Agent) => agent.page.locator(".conversation .scroller");
  const slots = (agent: Agent) => agent.page.locator(".conversation .slot");
  const fromEnd = (agent: Agent) =>
    scroller(agent).evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight));

  /** How far below the top of the list a message is. */
  const placeOf = (agent: Agent, seq: string | null) =>
    scroller(agent).evaluate(
      (box, wanted) =>
        box.querySelector(`[data-seq="${wanted}"]`).getBoundingClientRect().top - box.getBoundingClientRect().top,
      seq,
    );

  async function claimed(agent: Agent, visitor: Visitor): Promise<void> {
    await agent.signIn();
    await agent.claim(visitor.session);
    await agent.page.getByLabel(agent.words.composer.label).waitFor();
    // One may write before it is loaded, but nothing else.
    await agent.page.locator(".header").getByRole("button", { name: agent.words.action.release }).waitFor();
  }

  async function chatter(visitor: Visitor, count: number): Promise<void> {
    let left = count;
    const lane = async () => {
      while (left-- > 0) await visitor.tell(`line ${left} ${"and more words ".repeat(left % 7)}`);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  test("[D34] of 5,000 messages only those on screen exist; they open at the end, and reading upwards leads to the first without a jump", async () => {
    const visitor = await visit(world.baton.url, "Long Story");
    await visitor.tell("x").catch(() => undefined);
    await visitor.askForPerson();
    await visitor.tell("the very first line");
    await chatter(visitor, MESSAGES);
    await visitor.tell("the newest line");
    const agent = await world.agent(world.li, { lang: "en" });
    await claimed(agent, visitor);
    await agent.page.getByText("the newest line").last().waitFor();
    await eventually(() => fromEnd(agent)).toBeLessThan(2);
    expect(await slots(agent).count()).toBeLessThan(60);

    const size = async () => Number(await slots(agent).first().getAttribute("aria-setsize"));
    const toEnd = agent.page.locator(".to-end");
    // In one go from the end to what is not loaded yet: older messages come, and the way back is offered.
    await scroller(agent).hover();
    await agent.page.mouse.wheel(0, -20_000);
    await eventually(size).toBeGreaterThan(140);
    await agent.page.waitForTimeout(300);
    expect(await toEnd.count()).toBe(1);

    // What is under the reader's eyes is still there, at the same place, after older messages were loaded above it.
    const held = Promise.withResolvers<void>();
    await agent.page.route("**/messages?*", async (route) => {
      await held.promise;
      await route.continue();
    });
    // What was on its way already comes first, and moves the list.
    await eventually(async () => {
      await scroller(agent).evaluate((box) => box.scrollTo(0, 200));
      return agent.page.getByText(agent.words.conversation.olderLoading).count();
    }).toBe(1);
    const loaded = await size();
    await agent.page.waitForTimeout(300);
    const seen = await slots(agent).locator("[data-seq]").nth(6).getAttribute("data-seq");
    const before = await placeOf(agent, seen);
    held.resolve();
    await eventually(size).toBeGreaterThan(loaded + 90);
    await agent.page.waitForTimeout(300);
    expect(Math.abs((await placeOf(agent, seen)) - before)).toBeLessThan(4);
    await agent.page.unroute("**/messages?*");
    expect(await slots(agent).count()).toBeLessThan(60);

    const first = agent.page.locator(".conversation .bubble", { hasText: "the very first line" });
    while ((await size()) <= MESSAGES) {
      await agent.page.mouse.wheel(0, -20_000);
      await agent.page.waitForTimeout(20);
    }
    await eventually(async () => {
      await agent.page.mouse.wheel(0, -20_000);
      return first.count();
    }).toBe(1);
    await first.waitFor();
    await scroller(agent).evaluate((box) => box.scrollTo(0, 0));
    expect(await size()).toBeGreaterThan(MESSAGES);
    expect(await slots(agent).count()).toBeLessThan(60);

    // Somebody who reads the beginning is told of what is new, and not torn away.
    const top = await scroller(agent).evaluate((box) => box.scrollTop);
    await visitor.tell("news from the customer");
    await eventually(() => textOf(toEnd)).toContain("1");
    expect(await scroller(agent).evaluate((box) => box.scrollTop)).toBe(top);
    await toEnd.click();
    await agent.page.getByText("news from the customer").last().waitFor();
    await eventually(() => fromEnd(agent)).toBeLessThan(2);
    await agent.screenshot("conversation/long");
  });

  test("[D30][D31] the head says what was heard, what the assistant tried, and leads to the message", async () => {
    const visitor = await visit(world.baton.url, "Emma");
    await visitor.say("How far can I ride on one charge?");
    await visitor.say("No, let me talk to a human please");
    await chatter(visitor, 130);
    const agent = await world.agent(world.li, { lang: "en" });
    await claimed(agent, visitor);
    const why = agent.page.getByRole("group", { name: agent.words.why.title });
    await eventually(() => why.textContent()).toContain(agent.words.reason.manual);
    const words = (await why.textContent()) ?? "";
    expect(words).toContain("talk to a human");
    expect(words).toContain(agent.words.why.unverified);
    // The page watches for itself: the message is pointed at for a moment only.
    await scroller(agent).evaluate((box) => {
      const view = box.ownerDocument.defaultView;
      view.pointedAt = "";
      const look = () => {
        view.pointedAt ||= box.querySelector(".slot.pointed .trigger")?.textContent ?? "";
      };
      new view.MutationObserver(look).observe(box, { subtree: true, childList: true, attributes: true });
    });
    await why.getByRole("button", { name: agent.words.why.jump }).click();
    await eventually(() => agent.page.evaluate("pointedAt")).toContain("let me talk to a human");
    await agent.page.locator(".conversation .trigger", { hasText: "let me talk to a human" }).waitFor();
    await eventually(() => why.textContent()).toContain("once");
    await why.getByRole("button", { name: agent.words.why.lastAnswer }).click();
    await eventually(() => why.locator("blockquote").textContent()).toContain("504 Wh");
    await agent.screenshot("conversation/why");
  });

  test("[D30] the way to the message waits for older ones that are on their way, says how far it is, and that it failed", async () => {
    const visitor = await visit(world.baton.url, "Far Back");
    await visitor.say("I want to talk to a human");
    await chatter(visitor, 260);
    const agent = await world.agent(world.li, { lang: "en" });
    const held = Promise.withResolvers<void>();
    await agent.page.route("**/messages?*", async (route) => {
      await held.promise;
      await route.continue();
    });
    await claimed(agent, visitor);
    await scroller(agent).evaluate((box) => box.scrollTo(0, 0));
    await agent.page.getByText(agent.words.conversation.olderLoading).waitFor();
    const jump = agent.page.getByRole("button", { name: agent.words.why.jump });
    await jump.click();
    const [leading = ""] = agent.words.conversation.leading.split("{n}");
    await agent.page.getByText(leading).waitFor();
    held.resolve();
    const trigger = agent.page.locator(".conversation .trigger");
    await trigger.waitFor();
    await eventually(() => agent.page.getByText(leading).count()).toBe(0);
    expect(await trigger.textContent()).toContain("I want to talk to a human");

    await agent.page.unroute("**/messages?*");
    agent.trouble.allow(/ERR_FAILED/);
    await agent.page.route("**/messages?*", (route) => route.abort());
    await agent.page.reload();
    await jump.click();
    await agent.page.locator(".toast", { hasText: agent.words.conversation.olderFailed }).waitFor();
    expect(await agent.page.getByText(leading).count()).toBe(0);
  });

  test("[D35] a message of one's own is on its way, then sent; one that was refused says why, and is sent again or discarded", async () => {
    const visitor = await visit(world.baton.url, "Patience");
    await visitor.askForPerson();
    const agent = await world.agent(world.li, { lang: "en" });
    await claimed(agent, visitor);
    const held = Promise.withResolvers<void>();
    await agent.page.route("**/manual/messages", async (route) => {
      await held.promise;
      await route.continue();
    });
    const own = agent.page.locator(".message.own");
    await agent.say("Slowly");
    await eventually(() => textOf(own.last())).toContain(agent.words.conversation.sending);
    held.resolve();
    await eventually(() => textOf(own.last().locator(".mark"))).toBe(agent.words.conversation.sent);
    await agent.page.unroute("**/manual/messages");

    await agent.page.route("**/manual/messages", (route) =>
      route.fulfill({
        status: 413,
        contentType: "application/problem+json",
        json: { success: false, code: "TOO_LARGE", status: 413, title: "", detail: "TOO_LARGE", error: "" },
      }),
    );
    agent.trouble.allow(/status of 413 .*\/manual\/messages\)$/);
    await agent.say("Never");
    await agent.say("Later");
    const failed = agent.page.locator(".message.failed");
    await eventually(() => failed.count()).toBe(2);
    expect(await failed.first().textContent()).toContain(agent.words.error.TOO_LARGE);
    await agent.screenshot("conversation/failed");
    await agent.page.unroute("**/manual/messages");
    await failed.first().getByRole("button", { name: agent.words.conversation.discard }).click();
    await failed.first().getByRole("button", { name: agent.words.conversation.retry }).click();
    await eventually(() => failed.count()).toBe(0);
    await eventually(async () => (await agent.journal(visitor.session)).map(({ text }) => text)).toEqual([
      "Slowly",
      "Later",
    ]);
  });

  test("[D39] stepping in while the assistant serves asks once more, and is told to the customer", async () => {
    const customer = await world.customer({ lang: "en" });
    await customer.openChat();
    await customer.ask("How far can I ride on one charge?");
    const agent = await world.agent(world.li, { lang: "en" });
    await agent.signIn();
    await agent.open(await customer.sessionName());
    const stepIn = agent.page.getByRole("button", { name: agent.words.action.stepIn, exact: true });
    await stepIn.click();
    expect(await agent.status()).toBe(agent.words.status.bot_active);
    await agent.screenshot("conversation/step-in");
    await stepIn.click();
    await agent.say("I can help as well.");
    await eventually(async () => (await customer.messages()).at(-1)?.text).toBe("I can help as well.");
    expect(await agent.status()).toBe(`${agent.words.status.manual_live} · ${world.li.name}`);
    const why = agent.page.getByRole("group", { name: agent.words.why.title });
    expect(await why.textContent()).toContain(agent.words.reason.agent_initiated);
  });

  test("[D32][D33] two agents see each other, and whether the customer is there", async () => {
    const customer = await world.customer({ lang: "en" });
    const [li, wang] = await Promise.all([
      world.agent(world.li, { lang: "en" }),
      world.agent(world.wang, { lang: "en" }),
    ]);
    await customer.openChat();
    await customer.askForPerson();
    const session = await customer.sessionName();
    await li.signIn();
    await li.claim(session);
    await wang.signIn();
    await wang.open(session);
    const others = (agent: Agent) => agent.page.locator(".header .present");
    await eventually(() => others(li).getAttribute("aria-label")).toContain(world.wang.name);
    await eventually(() => others(wang).getAttribute("aria-label")).toContain(world.li.name);
    const whereabouts = (agent: Agent) => textOf(agent.page.locator(".header .whereabouts"));
    await eventually(() => whereabouts(li)).toBe(li.words.conversation.customerHere);
    await li.screenshot("conversation/present");

    await wang.page.goto(`${world.baton.url}/console#/waiting`);
    await eventually(() => others(li).count()).toBe(0);
    await li.say("Are you there?");
    await customer.page.close();
    const [left = ""] = li.words.conversation.customerLeft.split("{time}");
    await eventually(() => whereabouts(li)).toContain(left.trim());
    await eventually(() => textOf(li.page.locator(".message.own .state").last())).toBe(li.words.conversation.sentAway);
    await li.screenshot("conversation/away");
  });

  test("[D33] who typed when one left a conversation does not type for ever when one comes back", async () => {
    const customer = await world.customer({ lang: "en" });
    const agent = await world.agent(world.li, { lang: "en" });
    await customer.openChat();
    await customer.askForPerson();
    const session = await customer.sessionName();
    await agent.signIn();
    await agent.claim(session);
    const composer = agent.page.getByLabel(agent.words.composer.label);
    await composer.waitFor();
    const typing = agent.page.locator(".conversation .typing");
    await eventually(async () => {
      await customer.chat.locator("textarea").pressSequentially("Hm ");
      return typing.count();
    }).toBe(1);
    await agent.page.keyboard.press("Escape");
    await agent.page.keyboard.press("Escape");
    await eventually(() => composer.count()).toBe(0);
    await agent.row(session).locator("a").click();
    await composer.waitFor();
    expect(await typing.count()).toBe(0);
  });

  test("[N20] a conversation whose stream the service has ended says so while the light says live, and can be followed again", async () => {
    const visitor = await visit(world.baton.url, "Cut Off");
    await visitor.askForPerson();
    const agent = await world.agent(world.li, { lang: "en" });
    agent.trouble.allow(/status of 404 /);
    await agent.page.route("**/events*", (route) =>
      new URL(route.request().url()).pathname.includes("/sessions/")
        ? route.fulfill({
            status: 404,
            contentType: "application/problem+json",
            json: { success: false, code: "SESSION_NOT_FOUND", status: 404, title: "", detail: "", error: "" },
          })
        : route.continue(),
    );
    await claimed(agent, visitor);
    const notice = agent.page.getByText(agent.words.conversation.stopped);
    await notice.waitFor();
    expect(await textOf(agent.page.locator(".light"))).toBe(agent.words.connection.live);
    await agent.page.unroute("**/events*");
    await notice.getByRole("button", { name: agent.words.common.retry }).click();
    await eventually(() => notice.count()).toBe(0);
    await visitor.tell("Can you see this?");
    await agent.page.locator(".bubble", { hasText: "Can you see this?" }).waitFor();
  });

  test("[D54] a conversation that loads slowly takes the focus only from where it was opened", async () => {
    const [one, other] = [await visit(world.baton.url, "One"), await visit(world.baton.url, "Other")];
    await Promise.all([one.askForPerson(), other.askForPerson()]);
    const agent = await world.agent(world.li, { lang: "en" });
    await claimed(agent, one);
    const composer = agent.page.getByLabel(agent.words.composer.label);
    await agent.page.keyboard.press("Escape");
    await agent.page.keyboard.press("Escape");
    await eventually(() => composer.count()).toBe(0);
    await agent.page.reload();
    const held = Promise.withResolvers<void>();
    const address = `**/api/sessions/${one.session}`;
    await agent.page.route(address, async (route) => {
      await held.promise;
      await route.continue();
    });
    await agent.row(one.session).locator("a").click();
    await composer.waitFor();
    await agent.page.keyboard.type("Good mor");
    await agent.page.keyboard.press("Escape");
    await agent.page.keyboard.press("/");
    const search = agent.page.locator("[data-queue-search]");
    await search.waitFor();
    await agent.page.keyboard.type("Oth");
    held.resolve();
    await agent.page.getByRole("group", { name: agent.words.why.title }).waitFor();
    await agent.page.keyboard.type("er");
    expect(await search.inputValue()).toBe("Other");
    expect(await composer.inputValue()).toBe("Good mor");
  });

  test("[D52] typing tells the customer at most every three seconds", async () => {
    const visitor = await visit(world.baton.url, "Watcher");
    await visitor.askForPerson();
    const agent = await world.agent(world.li, { lang: "en" });
    await claimed(agent, visitor);
    const composer = agent.page.getByLabel(agent.words.composer.label);
    const begun = performance.now();
    while (performance.now() - begun < 4_000) await composer.pressSequentially("ab ", { delay: 50 });
    const gaps = async () => gapsMs(await requestStarts(agent.page, "/typing"));
    await eventually(async () => (await gaps()).length).toBeGreaterThan(0);
    for (const gap of await gaps()) expect(gap).toBeGreaterThan(2_900);
  });

  test("[D35] closing the page asks while a message is not sent, and only then", async () => {
    const visitor = await visit(world.baton.url, "Not Yet");
    await visitor.askForPerson();
    const agent = await world.agent(world.li, { lang: "en" });
    await claimed(agent, visitor);
    agent.trouble.allow(/^dialog: $/);
    agent.trouble.allow(/ERR_FAILED/);
    await agent.page.route("**/manual/messages", (route) => route.abort());
    await agent.say("It is on its way");
    const asked = agent.page.waitForEvent("dialog");
    await agent.page.close({ runBeforeUnload: true });
    expect((await asked).type()).toBe("beforeunload");
    const failed = agent.page.locator(".message.failed");
    await failed.getByRole("button", { name: agent.words.conversation.discard }).click();
    await eventually(() => failed.count()).toBe(0);
    const closed = agent.page.waitForEvent("close");
    await agent.page.close({ runBeforeUnload: true });
    await closed;
  });

  test("a release that is under way is not begun again by another Enter", async () => {
    const visitor = await visit(world.baton.url, "Done");
    await visitor.askForPerson();
    const agent = await world.agent(world.li, { lang: "en" });
    await claimed(agent, visitor);
    const held = Promise.withResolvers<void>();
    let releases = 0;
    await agent.page.route("**/release", async (route) => {
      releases++;
      await held.promise;
      await route.continue();
    });
    await agent.page.keyboard.press("Escape");
    await agent.page.keyboard.press("x");
    await agent.page.getByLabel(agent.words.releaseReason.resolved).waitFor();
    for (let press = 0; press < 3; press++) await agent.page.keyboard.press("Enter");
    held.resolve();
    await agent.page.locator(".toast", { hasText: fill(agent.words.action.released, { name: "Done" }) }).waitFor();
    expect(releases).toBe(1);
  });

  test("[D39] the question whether to release names a colleague, and goes when the conversation changes hands", async () => {
    const visitor = await visit(world.baton.url, "Passed On");
    await visitor.askForPerson();
    const [li, admin] = await Promise.all([world.agent(world.li, { lang: "en" }), world.agent(ADMIN, { lang: "en" })]);
    await claimed(li, visitor);
    await admin.signIn();
    await admin.open(visitor.session);
    await admin.page.keyboard.press("x");
    const dialog = admin.page.getByRole("dialog");
    await dialog.getByText(fill(admin.words.action.otherHint, { name: world.li.name })).waitFor();
    await admin.screenshot("conversation/release-colleague");
    await li.release();
    await eventually(() => dialog.count()).toBe(0);
  });

  test("[D36] who loses the session while writing keeps the text, and may discard it", async () => {
    const visitor = await visit(world.baton.url, "Two Hands");
    await visitor.askForPerson();
    const agent = await world.agent(world.li, { lang: "en" });
    await claimed(agent, visitor);
    await agent.page.getByLabel(agent.words.composer.label).fill("Half an ans");
    const released = await agent.page.request.post(`${world.baton.url}/api/sessions/${visitor.session}/release`, {
      data: { reason: "resolved" },
      headers: { origin: world.baton.url },
    });
    expect(released.status()).toBe(200);
    const kept = agent.page.locator(".kept");
    await eventually(() => kept.textContent()).toContain("Half an ans");
    await agent.screenshot("conversation/kept");
    await kept.getByRole("button", { name: agent.words.conversation.discard }).click();
    await eventually(() => kept.count()).toBe(0);
  });

  test("[D37] the page that a customer writes from is a link only where it leads to one", async () => {
    const opened = await fetch(`${world.baton.url}/api/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        profile: { name: "Reader", page_url: "https://shop.example/räder/<b>", referrer: "javascript:alert(1)" },
      }),
    });
    const { data } = (await opened.json()) as { data: { session: { session_name: string } } };
    const agent = await world.agent(world.li, { lang: "en" });
    await agent.signIn();
    await agent.open(data.session.session_name);
    const link = agent.page.locator("aside a");
    await eventually(() => textOf(link)).toBe("shop.example/räder/<b>");
    expect(await link.getAttribute("rel")).toBe("noopener noreferrer");
    expect(await link.count()).toBe(1);
    await agent.screenshot("conversation/page");
  });
});

describe.skipIf(executablePath === undefined)("the assistant at work, in the console (needs Chromium)", async () => {
  const SENTENCE = "First you charge the battery, then you check the tyres. ";
  const model = await useModel(() => ({ text: SENTENCE.repeat(6) }));
  const world = useWorld({
    ...model.settings,
  });

  /** The customer has asked something that the assistant is answering, slowly. */
  async function answering() {
    model.misbehave(null, { paceMs: 150 });
    const customer = await world.customer({ lang: "en" });
    await customer.openChat();
    // Before the question: the answer is over in some ten seconds.
    const agent = await world.agent(world.li, { lang: "en" });
    await agent.signIn();
    await customer.say("What do I do before I ride?");
    await agent.open(await customer.sessionName());
    return { customer, agent, half: agent.page.locator(".message:has(.streaming) .bubble") };
  }

  test("[D38] whoever looks on sees the answer grow, piece by piece, and then whole, once", async () => {
    const { customer, agent, half } = await answering();
    const answers = async () => textsOf(await agent.messages(), "assistant").map((text) => text.trim());
    const whole = SENTENCE.repeat(6).trim();
    await eventually(answers).toEqual([whole]);
    await customer.say("And then?");
    const lengths = new Set<number>();
    await eventually(async () => {
      const [text = ""] = await half.allInnerTexts();
      if (text !== "") lengths.add(text.length);
      return lengths.size;
    }).toBeGreaterThan(2);
    await eventually(answers).toEqual([whole, whole]);
    await eventually(() => half.count()).toBe(0);
    expect(await answers()).toEqual([whole, whole]);
  });

  test("[D39] who steps in ends the answer under way, on both screens", async () => {
    const { customer, agent, half } = await answering();
    await customer.chat.locator(".bubble[aria-busy]").waitFor();
    const stepIn = agent.page.getByRole("button", { name: agent.words.action.stepIn, exact: true });
    await stepIn.click();
    await stepIn.click();
    await agent.page.getByLabel(agent.words.composer.label).waitFor();
    await eventually(() => half.count()).toBe(0);
    await eventually(() => customer.chat.locator(".bubble[aria-busy]").count()).toBe(0);
    await agent.say("I take it from here.");
    await eventually(async () => textsOf(await customer.messages(), "agent")).toEqual(["I take it from here."]);
    const record = await expectSameOnBothScreens(customer, agent);
    expect(textsOf(record, "assistant")).toEqual([]);
  });
});
