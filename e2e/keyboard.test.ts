import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type Device, executablePath, type Lang } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { focused, tabTo } from "./support/keyboard.ts";
import { sideways } from "./support/sideways.ts";
import { fill } from "./support/words.ts";
import { expectSameOnBothScreens, useWorld } from "./support/world.ts";

const QUESTION = { "zh-CN": "满电能骑多远？", en: "How far can I ride on one charge?" };

describe.skipIf(executablePath === undefined)("without a mouse (needs Chromium)", () => {
  const world = useWorld();

  async function expectNoSideways(page: Page): Promise<void> {
    for (const frame of page.frames()) expect(await sideways(frame)).toEqual([]);
  }

  test.for<[Lang, Device]>([
    ["en", "desktop"],
    ["zh-CN", "zoomed"],
  ])("the whole flow goes by the keyboard, on both sides (%s, %s)", async ([lang, device]) => {
    const [customer, agent] = await Promise.all([
      world.customer({ lang, device }),
      world.agent(world.li, { lang, device }),
    ]);
    let stageNumber = 0;
    const stage = async (name: string) => {
      for (const { page } of [customer, agent]) await expectNoSideways(page);
      const path = `keyboard-${device}/${++stageNumber}-${name}`;
      await customer.screenshot(`${path}-customer`);
      await agent.screenshot(`${path}-agent`);
    };
    const [hers, his] = [customer.page.keyboard, agent.page.keyboard];
    const launcher = customer.page.locator("button.launcher");
    const opens = (await launcher.getAttribute("aria-label")) ?? "";

    await tabTo(customer.page, opens);
    expect((await focused(customer.page)).marked).toBe(true);
    await hers.press("Enter");
    await eventually(async () => (await focused(customer.page)).name).toBe(customer.words.message.placeholder);
    await hers.type(QUESTION[lang]);
    await hers.press("Enter");
    await eventually(async () => (await customer.messages()).length).toBe(2);
    await stage("answered");
    await tabTo(customer.page, customer.words.person.ask);
    expect((await focused(customer.page)).marked).toBe(true);
    await hers.press("Enter");
    await eventually(() => customer.status()).toBe(customer.words.status.waiting);
    await tabTo(customer.page, customer.words.message.placeholder);
    await hers.type("8213");
    await hers.press("Enter");

    await tabTo(agent.page, agent.words.signIn.username);
    expect((await focused(agent.page)).marked).toBe(true);
    await his.type(world.li.username);
    await tabTo(agent.page, agent.words.signIn.password);
    await his.type(world.li.password);
    await his.press("Enter");
    const session = await customer.sessionName();
    await agent.row(session).waitFor();
    await stage("waiting");
    await his.press("j");
    await eventually(async () => (await focused(agent.page)).marked).toBe(true);
    await his.press("c");
    await eventually(() => customer.status()).toBe(fill(customer.words.status.live, { name: world.li.name }));
    await agent.page.getByLabel(agent.words.composer.label).waitFor();
    await eventually(async () => (await focused(agent.page)).name).toBe(agent.words.composer.label);
    await his.type("Hello!");
    await his.press("Enter");
    await eventually(async () => (await customer.messages()).at(-1)?.text).toBe("Hello!");
    await tabTo(customer.page, customer.words.message.placeholder);
    await hers.type("Thank you!");
    await hers.press("Enter");
    await eventually(async () => (await agent.messages()).at(-1)?.text).toBe("Thank you!");
    await stage("talking");

    await his.press("Escape");
    const details = agent.page.locator(`#details-${session}`);
    const wereShown = await details.isVisible();
    await his.press("i");
    await eventually(() => details.isVisible()).toBe(!wereShown);
    await stage("details-the-other-way");
    await his.press("i");
    await eventually(() => details.isVisible()).toBe(wereShown);
    await his.press("?");
    await agent.page.getByRole("dialog").waitFor();
    await stage("keys");
    await his.press("Escape");
    await agent.page.getByRole("dialog").waitFor({ state: "hidden" });
    await his.press("x");
    await agent.page.getByRole("dialog").waitFor();
    await stage("releasing");
    await tabTo(agent.page, agent.words.action.releaseConfirm);
    expect((await focused(agent.page)).marked).toBe(true);
    await his.press("Enter");
    await eventually(() => customer.status()).toBe(customer.words.status.bot);
    await expectSameOnBothScreens(customer, agent);
    await stage("released");

    await hers.press("Escape");
    await eventually(() => launcher.getAttribute("aria-expanded")).toBe("false");
    await eventually(async () => (await focused(customer.page)).name).toBe(opens);
  });
});
