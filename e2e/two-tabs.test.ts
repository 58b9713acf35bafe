import { isDeepStrictEqual } from "node:util";
import type { FrameLocator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { executablePath } from "./support/browser.ts";
import { type Customer, nothingGrows } from "./support/customer.ts";
import { eventually } from "./support/eventually.ts";
import { createPlainAgent } from "./support/plain-people.ts";
import { readMessages, type Said, textOf } from "./support/said.ts";
import { fill } from "./support/words.ts";
import { useWorld } from "./support/world.ts";

interface Tab {
  page: Page;
  chat: FrameLocator;
  say(text: string): Promise<void>;
  /** What is on its screen of one author. */
  said(author: "me" | "agent" | "bot"): Promise<string[]>;
  /** Everything that was said, whoever said it, from top to bottom. */
  all(): Promise<Said[]>;
  status(): Promise<string>;
}

/** So many answers are there, each of them whole. The welcome is the bot's too. */
async function answers(tab: Tab, count: number): Promise<void> {
  await eventually(async () => (await tab.said("bot")).length).toBe(count + 1);
  await nothingGrows(tab.chat);
}

/** Both come to show the same, of everybody. */
async function expectAlike(one: Tab, other: Tab): Promise<void> {
  await eventually(async () => {
    const [here, there] = await Promise.all([one.all(), other.all()]);
    return isDeepStrictEqual(here, there) ? "the same" : { here, there };
  }).toBe("the same");
}

describe.skipIf(executablePath === undefined)("one customer in two tabs (needs Chromium)", () => {
  const world = useWorld({ BATON_RATE_MESSAGES_PER_MINUTE: "0" });

  function tabOf(page: Page): Tab {
    const chat = page.frameLocator("iframe.panel");
    return {
      page,
      chat,
      async say(text) {
        await chat.locator("textarea").fill(text);
        await chat.locator("textarea").press("Enter");
      },
      said: async (author) =>
        (await chat.locator(`.message.${author} .bubble`).allTextContents()).map((text) => text.trim()),
      all: () =>
        readMessages(chat.locator(".rows > .message, .rows > .system"), {
          me: "user",
          bot: "assistant",
          agent: "agent",
          system: "system",
        }),
      status: () => textOf(chat.locator("header [role=status]")),
    };
  }

  async function twoTabs(): Promise<{ customer: Customer; first: Tab; second: Tab }> {
    const customer = await world.customer({ lang: "en" });
    await customer.openChat();
    await customer.ask("How far can I ride on one charge?");
    const page = await customer.page.context().newPage();
    await page.goto(customer.page.url());
    const second = tabOf(page);
    await page.locator("button.launcher").click();
    await second.chat.locator("textarea").waitFor();
    return { customer, first: tabOf(customer.page), second };
  }

  test("both show all, whichever writes, each message once and in one order", async () => {
    const { customer, first, second } = await twoTabs();
    await eventually(() => second.said("me")).toEqual(["How far can I ride on one charge?"]);
    await expectAlike(first, second);

    await second.chat.getByRole("button", { name: customer.words.person.ask }).click();
    for (const tab of [first, second]) await eventually(() => tab.status()).toBe(customer.words.status.waiting);
    const agent = await createPlainAgent(world.baton.url, world.li);
    const session = await customer.sessionName();
    await agent.takeOver(session);
    for (const tab of [first, second]) {
      await eventually(() => tab.status()).toBe(fill(customer.words.status.live, { name: world.li.name }));
    }

    const turns = [1, 2, 3, 4, 5];
    await Promise.all([
      ...[first, second].map(async (tab, index) => {
        for (const turn of turns) await tab.say(`tab ${index + 1}, message ${turn}`);
      }),
      (async () => {
        for (const turn of turns) await agent.write(session, `agent, message ${turn}`);
      })(),
    ]);
    const expected = [
      "How far can I ride on one charge?",
      ...[1, 2].flatMap((tab) => turns.map((turn) => `tab ${tab}, message ${turn}`)),
    ];
    for (const tab of [first, second]) {
      await eventually(async () => (await tab.said("me")).toSorted()).toEqual(expected.toSorted());
      await eventually(() => tab.said("agent")).toEqual(turns.map((turn) => `agent, message ${turn}`));
    }
    await expectAlike(first, second);
    for (const index of [1, 2]) {
      const own = (await first.said("me")).filter((text) => text.startsWith(`tab ${index}`));
      expect(own).toEqual(turns.map((turn) => `tab ${index}, message ${turn}`));
    }
  });

  test("a tab that gets no frames, because nobody sees it, has the whole answer", async () => {
    const { customer, first, second } = await twoTabs();
    await second.page.addInitScript("requestAnimationFrame = () => 0");
    await second.page.reload();
    await second.chat.locator("textarea").waitFor();
    await customer.ask("Can I return the bike?");
    const said = await first.said("bot");
    await eventually(() => second.said("bot")).toEqual(said);
  });

  test("what is being written belongs to its tab, also over a reload", async () => {
    const { first, second } = await twoTabs();
    await first.chat.locator("textarea").fill("from the first");
    await second.chat.locator("textarea").fill("from the second");
    await second.page.reload();
    await eventually(() => second.chat.locator("textarea").inputValue()).toBe("from the second");
    expect(await first.chat.locator("textarea").inputValue()).toBe("from the first");
    await second.chat.locator("textarea").press("Enter");
    for (const tab of [first, second]) {
      await eventually(() => tab.said("me")).toEqual(["How far can I ride on one charge?", "from the second"]);
    }
    expect(await first.chat.locator("textarea").inputValue()).toBe("from the first");
  });

  test("a session token that is no longer good is renewed once, and nothing is lost or said twice", async () => {
    const { customer, first, second } = await twoTabs();
    customer.trouble.allow(/status of 401 /);
    const refused = new Set<string>();
    const renewals: string[] = [];
    for (const { page } of [first, second]) {
      page.on("request", (request) => {
        if (request.method() === "POST" && request.url().endsWith("/api/sessions")) renewals.push(request.url());
      });
    }
    // The token that the page has now is refused from here on.
    await customer.page.context().route("**/api/chat", async (route) => {
      const token = route.request().headers()["authorization"] ?? "";
      if (refused.size === 0) refused.add(token);
      if (!refused.has(token)) return route.continue();
      await route.fulfill({ status: 401, json: { code: "UNAUTHENTICATED", success: false, error: "expired" } });
    });
    // The same second gives the same token.
    const lastSecond = Math.floor(Date.now() / 1000);
    await eventually(() => Math.floor(Date.now() / 1000)).toBeGreaterThan(lastSecond);
    await second.say("Can I return the bike?");
    for (const tab of [first, second]) {
      await eventually(() => tab.said("me")).toEqual(["How far can I ride on one charge?", "Can I return the bike?"]);
      await answers(tab, 2);
    }
    expect(refused.size).toBe(1);
    expect(renewals).toHaveLength(1);
    await customer.page.context().unrouteAll();
    await first.say("And the battery?");
    for (const tab of [first, second]) {
      await eventually(() => tab.said("me")).toEqual([
        "How far can I ride on one charge?",
        "Can I return the bike?",
        "And the battery?",
      ]);
      await answers(tab, 3);
    }
    await expectAlike(first, second);
  });
});
