import { describe, expect, test } from "vitest";
import type { Agent } from "./support/agent.ts";
import { executablePath } from "./support/browser.ts";
import type { Customer } from "./support/customer.ts";
import { eventually } from "./support/eventually.ts";
import { useModel } from "./support/model.ts";
import { textOf } from "./support/said.ts";
import { SERVER_GONE } from "./support/trouble.ts";
import { fill } from "./support/words.ts";
import { expectSameOnBothScreens, textsOf, useWorld } from "./support/world.ts";

const QUESTION = "满电能骑多远？";
const REPLY = "一次充满约可骑行九十公里，冬天会少一些。".repeat(10);

describe.skipIf(executablePath === undefined)("kill -9 of the server, and a restart (needs Chromium)", async () => {
  const model = await useModel(() => ({ text: REPLY }));
  const world = useWorld({ ...model.settings, REGULATOR_REPEAT_AUTO_ESCALATE: "false" });

  async function seat(): Promise<[Customer, Agent]> {
    const [customer, agent] = await Promise.all([world.customer(), world.agent(world.li)]);
    for (const { trouble } of [customer, agent]) trouble.allow(SERVER_GONE);
    // The page asks again with the key of the request that was cut; the answer may still be in the making.
    customer.trouble.allow(/status of 409 .*\/api\/chat\)$/);
    await Promise.all([customer.openChat(), agent.signIn()]);
    return [customer, agent];
  }

  /** Both pages find the service again by themselves. */
  async function bothAreBack(customer: Customer, agent: Agent): Promise<void> {
    await eventually(() => agent.page.locator(".light.live").count()).toBe(1);
    await eventually(() => customer.chat.locator(".trouble p").count()).toBe(0);
  }

  test("in the middle of a talk: both pages come back, nothing is lost or doubled, and the talk goes on", async () => {
    const [customer, agent] = await seat();
    await customer.ask(QUESTION);
    await customer.askForPerson();
    const session = await customer.sessionName();
    await agent.claim(session);
    await agent.say("您好，我是小李");
    await customer.say("你好");
    await eventually(async () => textsOf(await agent.messages(), "user")).toEqual([QUESTION, "你好"]);
    await eventually(async () => textsOf(await customer.messages(), "agent")).toEqual(["您好，我是小李"]);

    // Sent, but perhaps not accepted, when the server dies; then one each that nobody can take.
    await Promise.all([customer.say("断线前"), agent.say("断线前的话")]);
    await world.baton.kill();
    await Promise.all([customer.say("断线时"), agent.say("断线时的话")]);
    await eventually(() => textOf(customer.chat.locator(".trouble p"))).toBe(customer.words.connection.reconnecting);
    await agent.page.locator(".light.reconnecting").waitFor();
    await customer.screenshot("crash/01-down-customer");
    await agent.screenshot("crash/01-down-agent");

    await world.baton.restart();
    await bothAreBack(customer, agent);
    await eventually(async () => {
      await agent.sendAgainWhatFailed();
      return textsOf(await agent.journal(session), "agent");
    }).toEqual(["您好，我是小李", "断线前的话", "断线时的话"]);
    await eventually(async () => textsOf(await agent.journal(session), "user")).toEqual([
      QUESTION,
      "你好",
      "断线前",
      "断线时",
    ]);
    await expectSameOnBothScreens(customer, agent);
    expect(await customer.status()).toBe(fill(customer.words.status.live, { name: world.li.name }));
    await customer.screenshot("crash/02-back-customer");
    await agent.screenshot("crash/02-back-agent");

    await agent.say("我还在");
    await customer.say("我也在");
    await eventually(async () => textsOf(await agent.messages(), "user").at(-1)).toBe("我也在");
    await eventually(async () => textsOf(await customer.messages(), "agent").at(-1)).toBe("我还在");
    await agent.release();
    await eventually(() => customer.status()).toBe(customer.words.status.bot);
    await customer.ask("买了多久之内可以退货？");
    await expectSameOnBothScreens(customer, agent);
  });

  test("while a customer waits: they keep their place and their time, and can still be claimed", async () => {
    const [customer, agent] = await seat();
    await customer.askForPerson();
    const session = await customer.sessionName();
    await eventually(() => agent.secondsWaited(session)).toBeGreaterThan(1);
    const before = await agent.secondsWaited(session);
    await world.baton.kill();
    await agent.page.locator(".light.reconnecting").waitFor();
    await world.baton.restart();
    await bothAreBack(customer, agent);
    expect(await agent.secondsWaited(session)).toBeGreaterThanOrEqual(before);
    expect(await customer.status()).toBe(customer.words.status.waiting);
    await agent.claim(session);
    await agent.say("让您久等了");
    await eventually(async () => textsOf(await customer.messages(), "agent")).toEqual(["让您久等了"]);
    await expectSameOnBothScreens(customer, agent);
  });

  test("while the bot's answer is arriving: the half answer goes, one whole outcome takes its place", async () => {
    const [customer, agent] = await seat();
    await customer.say("你好");
    await eventually(async () => textsOf(await customer.messages(), "assistant")).toHaveLength(1);
    const session = await customer.sessionName();
    await agent.open(session);
    // It is still growing when the server dies.
    model.misbehave(null, { paceMs: 80 });
    await customer.say(QUESTION);
    await customer.chat.locator(".bubble[aria-busy]").waitFor();
    await world.baton.kill();
    model.misbehave(null);
    await customer.screenshot("crash/03-half-an-answer-customer");
    await world.baton.restart();
    await bothAreBack(customer, agent);
    await eventually(async () => (await agent.journal(session)).length).toBeGreaterThan(3);
    const record = await expectSameOnBothScreens(customer, agent);
    expect(textsOf(record, "user")).toEqual(["你好", QUESTION]);
    expect(record).toHaveLength(4);
    expect(await customer.chat.locator(".bubble[aria-busy]").count()).toBe(0);
    await customer.ask("买了多久之内可以退货？");
    expect(await expectSameOnBothScreens(customer, agent)).toHaveLength(6);
    await customer.screenshot("crash/04-whole-answer-customer");
    await agent.screenshot("crash/04-whole-answer-agent");
  });
});
