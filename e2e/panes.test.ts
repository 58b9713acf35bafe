import { describe, expect, test } from "vitest";
import type { Agent } from "./support/agent.ts";
import { executablePath } from "./support/browser.ts";
import type { Customer } from "./support/customer.ts";
import { eventually } from "./support/eventually.ts";
import { textOf } from "./support/said.ts";
import { useWorld } from "./support/world.ts";

describe.skipIf(executablePath === undefined)("several sessions side by side (needs Chromium)", () => {
  const world = useWorld();

  const pane = (agent: Agent, session: string) => agent.page.locator(`[data-pane="${session}"]`);
  const composer = (agent: Agent, session: string) => pane(agent, session).getByLabel(agent.words.composer.label);
  const address = (agent: Agent) => decodeURIComponent(new URL(agent.page.url()).hash);
  const shown = (agent: Agent) =>
    agent.page.locator("[data-pane]").evaluateAll((all) => all.map((one) => one.getAttribute("data-pane") as string));

  const backToList = (agent: Agent) => agent.page.getByRole("button", { name: agent.words.common.back }).click();

  async function waiting(customer: Customer): Promise<string> {
    await customer.openChat();
    await customer.askForPerson();
    return customer.sessionName();
  }
  /** Two customers of one agent, the second one's conversation open. */
  async function twoOfMine(agent: Agent, customers: readonly [Customer, Customer]) {
    const sessions = [await waiting(customers[0]), await waiting(customers[1])] as const;
    await agent.signIn();
    for (const session of sessions) {
      if (agent.device === "phone" && session !== sessions[0]) await backToList(agent);
      await agent.page.getByRole("tab", { name: agent.words.queue.waiting }).click();
      await agent.claim(session);
      await composer(agent, session).waitFor();
    }
    return sessions;
  }

  test("[D42][D46] beside each other both are live; what comes in the other one counts as unread until it has the keys", async () => {
    const [first, second, agent] = await Promise.all([
      world.customer({ lang: "en" }),
      world.customer({ lang: "en" }),
      world.agent(world.li, { lang: "en" }),
    ]);
    const [a, b] = await twoOfMine(agent, [first, second]);
    expect(await shown(agent)).toEqual([b]);

    await agent
      .row(a)
      .locator("a")
      .click({ modifiers: ["ControlOrMeta"] });
    await composer(agent, a).waitFor();
    expect(await shown(agent)).toEqual([b, a]);
    expect(address(agent)).toBe(`#/mine/${b}+${a}/2`);

    await second.say("Are you there?");
    const news = pane(agent, b).locator(".news");
    await eventually(() => news.locator("[aria-hidden]").allInnerTexts()).toEqual(["1"]);
    await eventually(() => textOf(pane(agent, b).locator(".message.user .bubble").last())).toBe("Are you there?");
    await first.say("And here?");
    await eventually(() => textOf(pane(agent, a).locator(".message.user .bubble").last())).toBe("And here?");
    expect(await pane(agent, a).locator(".news").count()).toBe(0);
    await agent.screenshot("panes/two-unread");

    await composer(agent, b).click();
    await eventually(() => news.count()).toBe(0);
    expect(address(agent)).toBe(`#/mine/${b}+${a}`);
    await composer(agent, b).fill("Yes, both of you");
    await composer(agent, b).press("Enter");
    await eventually(async () => (await second.messages()).at(-1)?.text).toBe("Yes, both of you");
    expect((await first.messages()).map(({ text }) => text)).not.toContain("Yes, both of you");
  });

  test("[D40][D44] a reload brings back the panes, each with its unsent text; keys lead from one to the other", async () => {
    const [first, second, agent] = await Promise.all([
      world.customer({ lang: "en" }),
      world.customer({ lang: "en" }),
      world.agent(world.li, { lang: "en" }),
    ]);
    const [a, b] = await twoOfMine(agent, [first, second]);
    await agent.row(a).locator("a").focus();
    await agent.page.keyboard.press("o");
    await composer(agent, a).fill("to the first");
    await composer(agent, b).fill("to the second");

    await agent.page.reload();
    await composer(agent, a).waitFor();
    await composer(agent, b).waitFor();
    expect(await shown(agent)).toEqual([b, a]);
    expect(await composer(agent, a).inputValue()).toBe("to the first");
    expect(await composer(agent, b).inputValue()).toBe("to the second");
    // It had the keys, and has them again.
    await eventually(() => composer(agent, b).evaluate((field) => field === field.ownerDocument.activeElement)).toBe(
      true,
    );

    await agent.page.keyboard.press("Escape");
    await agent.page.keyboard.press("]");
    await eventually(() => address(agent)).toBe(`#/mine/${b}+${a}/2`);
    await agent.page.keyboard.press("r");
    await agent.page.keyboard.type("!");
    expect(await composer(agent, a).inputValue()).toBe("to the first!");
    await agent.page.keyboard.press("Escape");
    await agent.page.keyboard.press("h");
    await eventually(() => address(agent)).toBe(`#/mine/${b}+${a}`);
    // The keys of a conversation are the active one's.
    await agent.page.keyboard.press("Escape");
    await eventually(() => shown(agent)).toEqual([a]);
    await agent.page.keyboard.press("x");
    await agent.page.getByRole("dialog").getByText(agent.words.action.releaseConfirm).first().waitFor();
    await agent.page.keyboard.press("Escape");
  });

  test("[D45] where there is room for one, the other stays at hand with what is unread, and the way back leads to the list", async () => {
    const [first, second, agent] = await Promise.all([
      world.customer(),
      world.customer(),
      world.agent(world.wang, { device: "phone" }),
    ]);
    const [a, b] = await twoOfMine(agent, [first, second]);
    expect(await shown(agent)).toEqual([b]);
    await first.say("您好");
    const other = agent.page.locator(`.strip a[data-session="${a}"]`);
    await eventually(() => textOf(other.locator(".count-badge [aria-hidden]"))).toBe("1");
    await agent.screenshot("panes/phone");
    await other.click();
    await composer(agent, a).waitFor();
    expect(await shown(agent)).toEqual([a]);
    await backToList(agent);
    await agent.row(b).waitFor();
    expect(await shown(agent)).toEqual([]);
  });

  test("[D50] a sign-in that ends in the middle of a sentence leads back to the same place, with the sentence", async () => {
    const [first, second, agent] = await Promise.all([
      world.customer({ lang: "en" }),
      world.customer({ lang: "en" }),
      world.agent(world.wang, { lang: "en" }),
    ]);
    const [a, b] = await twoOfMine(agent, [first, second]);
    await agent
      .row(a)
      .locator("a")
      .click({ modifiers: ["ControlOrMeta"] });
    await composer(agent, b).fill("half a sen");
    agent.trouble.allow(/status of 401 /);
    // Whatever the page asks meanwhile, it is refused in the middle of the sentence and not before.
    const typed = Promise.withResolvers<void>();
    await agent.page.route("**/api/**", async (route) => {
      await typed.promise;
      await route.continue();
    });
    await agent.page.context().clearCookies();
    await composer(agent, a).fill("the other ha");
    typed.resolve();
    await agent.page.getByText(agent.words.signIn.ended).waitFor();
    expect(await agent.page.getByLabel(agent.words.signIn.username).inputValue()).toBe("wang");
    const password = agent.page.getByLabel(agent.words.signIn.password, { exact: true });
    await eventually(() => password.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
    await agent.screenshot("panes/signed-out");
    await agent.signIn();
    await composer(agent, a).waitFor();
    expect(await shown(agent)).toEqual([b, a]);
    expect(await composer(agent, b).inputValue()).toBe("half a sen");
    expect(await composer(agent, a).inputValue()).toBe("the other ha");
  });

  test("[D47] with more windows than connections a conversation asks every few seconds, and says so", async () => {
    const [customer, other, agent] = await Promise.all([
      world.customer({ lang: "en" }),
      world.customer({ lang: "en" }),
      world.agent(world.li, { lang: "en" }),
    ]);
    const [, session] = await twoOfMine(agent, [customer, other]);
    const context = agent.page.context();
    const windows = [];
    for (let count = 0; count < 4; count++) {
      const page = await context.newPage();
      windows.push(page);
      await page.goto(agent.page.url());
      await page.locator(`[data-pane="${session}"] .header .status`).waitFor();
    }
    const notice = pane(agent, session).getByText(agent.words.conversation.polled);
    await notice.waitFor();
    await other.say("Do you still hear me?");
    await eventually(() => textOf(pane(agent, session).locator(".message.user .bubble").last())).toBe(
      "Do you still hear me?",
    );
    await composer(agent, session).fill("I do");
    await composer(agent, session).press("Enter");
    await eventually(async () => (await other.messages()).at(-1)?.text).toBe("I do");
    await agent.screenshot("panes/polled");
    // Asking may fail while the light, which speaks of the agents' stream, says live.
    agent.trouble.allow(/ERR_FAILED/);
    const question = `**/api/sessions/${session}`;
    await agent.page.route(question, (route) => route.abort());
    const behind = pane(agent, session).getByText(agent.words.conversation.catchingUp);
    await behind.waitFor();
    await agent.page.unroute(question);
    await eventually(() => behind.count()).toBe(0);
    for (const page of windows) await page.close();
    await eventually(() => notice.count()).toBe(0);
  });
});
