import { describe, expect, test } from "vitest";
import type { Agent } from "./support/agent.ts";
import { type Device, executablePath, type Lang } from "./support/browser.ts";
import type { Customer } from "./support/customer.ts";
import { eventually } from "./support/eventually.ts";
import { textOf } from "./support/said.ts";
import { fill } from "./support/words.ts";
import { expectSameOnBothScreens, foreignRequests, textsOf, useWorld } from "./support/world.ts";

const LINES = {
  "zh-CN": {
    question: "满电能骑多远？",
    waiting: "我的订单号是 8213，电池充不满。",
    hello: "您好，我是小李，正在看您的订单。",
    reply: "好的，谢谢！",
    next: "买了多久之内可以退货？",
    byWords: "我要转人工",
  },
  en: {
    question: "How far can I ride on one charge?",
    waiting: "My order is 8213, and the battery never gets full.",
    hello: "Hello, I am looking at your order now.",
    reply: "Thank you!",
    next: "Can I return the bike?",
    byWords: "Let me talk to a human please",
  },
} as const;

describe.skipIf(executablePath === undefined)("a customer and an agent in two browsers (needs Chromium)", () => {
  const world = useWorld();

  async function bothSeated(customer: Customer, agent: Agent): Promise<string> {
    const session = await customer.sessionName();
    await agent.signIn();
    await agent.claim(session);
    await agent.page.getByLabel(agent.words.composer.label).waitFor();
    return session;
  }

  // Each page at each size and in each language; who is at a phone has the other at a desk.
  test.for<[Lang, Device, Device]>([
    ["zh-CN", "phone", "desktop"],
    ["en", "desktop", "phone"],
  ])(
    "the whole flow: the bot answers, a person is asked for, takes over, talks, releases, the bot answers again (%s, customer at a %s, agent at a %s)",
    async ([lang, customerDevice, agentDevice]) => {
      const [customer, agent] = await Promise.all([
        world.customer({ lang, device: customerDevice }),
        world.agent(world.li, { lang, device: agentDevice }),
      ]);
      const lines = LINES[lang];
      let stageNumber = 0;
      const stage = async (name: string) => {
        const path = `flow-${lang}/${String(++stageNumber).padStart(2, "0")}-${name}`;
        await customer.screenshot(`${path}-customer`);
        await agent.screenshot(`${path}-agent`);
      };

      await customer.openChat();
      expect(await customer.status()).toBe(customer.words.status.bot);
      await stage("opened");
      await customer.ask(lines.question);
      expect(textsOf(await customer.messages(), "assistant")[0]).toContain("504 Wh");
      await stage("answered");

      await customer.askForPerson();
      await eventually(() => customer.status()).toBe(customer.words.status.waiting);
      await customer.say(lines.waiting);
      const session = await customer.sessionName();
      await agent.signIn();
      const row = agent.row(session);
      await eventually(() => textOf(row.locator(".preview"))).toContain(lines.waiting);
      const clock = row.locator(".clock span[aria-hidden]");
      const [seenByAgent, seenByCustomer] = await Promise.all([
        textOf(clock),
        textOf(customer.chat.locator(".waiting .time")),
      ]);
      await eventually(() => textOf(clock)).not.toBe(seenByAgent);
      await eventually(() => textOf(customer.chat.locator(".waiting .time"))).not.toBe(seenByCustomer);
      await stage("waiting");

      await agent.claim(session);
      await eventually(() => customer.status()).toBe(fill(customer.words.status.live, { name: world.li.name }));
      await eventually(() => agent.status()).toBe(`${agent.words.status.manual_live} · ${world.li.name}`);
      await agent.say(lines.hello);
      await eventually(async () => textsOf(await customer.messages(), "agent")).toEqual([lines.hello]);
      expect(await textOf(customer.chat.locator(".message.agent .name"))).toBe(world.li.name);
      await customer.say(lines.reply);
      await eventually(async () => textsOf(await agent.messages(), "user")).toEqual([
        lines.question,
        lines.waiting,
        lines.reply,
      ]);
      await stage("talking");

      await agent.release();
      await eventually(() => customer.status()).toBe(customer.words.status.bot);
      await eventually(() => agent.status()).toBe(agent.words.status.bot_active);
      await stage("released");
      await customer.ask(lines.next);
      const record = await expectSameOnBothScreens(customer, agent);
      expect(record.map(({ by }) => by)).toEqual([
        "user",
        "assistant",
        "user",
        "agent",
        "user",
        "system",
        "user",
        "assistant",
      ]);
      await stage("bot-again");
    },
  );

  test.for<[Lang, Device, Device]>([
    ["zh-CN", "desktop", "phone"],
    ["en", "phone", "desktop"],
  ])(
    "who asks for a person in words gets one, and no answer of the bot (%s, customer at a %s, agent at a %s)",
    async ([lang, customerDevice, agentDevice]) => {
      const [customer, agent] = await Promise.all([
        world.customer({ lang, device: customerDevice }),
        world.agent(world.wang, { lang, device: agentDevice }),
      ]);
      await customer.openChat();
      await customer.say(LINES[lang].byWords);
      await eventually(() => customer.status()).toBe(customer.words.status.waiting);
      const session = await customer.sessionName();
      await agent.signIn();
      await eventually(() => textOf(agent.row(session).locator(".tags"))).toContain(agent.words.reasonShort.keyword);
      await agent.claim(session);
      await eventually(() => customer.status()).toBe(fill(customer.words.status.live, { name: world.wang.name }));
      const record = await expectSameOnBothScreens(customer, agent);
      expect(record.map(({ by }) => by)).toEqual(["user", "system"]);
      await customer.screenshot(`by-words-${lang}/customer`);
      await agent.screenshot(`by-words-${lang}/agent`);
    },
  );

  test("who no longer wants a person leaves the queue, and is back with the bot", async () => {
    const [customer, agent] = await Promise.all([world.customer(), world.agent(world.li)]);
    await agent.signIn();
    await customer.openChat();
    await customer.askForPerson();
    const row = agent.row(await customer.sessionName());
    await row.waitFor();
    await customer.screenshot("cancel/01-waiting-customer");
    await customer.cancelWaiting();
    await eventually(() => customer.status()).toBe(customer.words.status.bot);
    await eventually(() => row.count()).toBe(0);
    await customer.ask(LINES["zh-CN"].question);
    await customer.screenshot("cancel/02-back-customer");
  });

  test("two agents claim at once: one serves, the other is told who was faster", async () => {
    const [customer, winner, loser] = await Promise.all([
      world.customer({ lang: "en" }),
      world.agent(world.li, { lang: "en" }),
      world.agent(world.wang, { lang: "en" }),
    ]);
    await Promise.all([winner.signIn(), loser.signIn()]);
    await customer.openChat();
    await customer.askForPerson();
    const session = await customer.sessionName();
    await winner.row(session).waitFor();
    // The slower agent's claim is under way, but still on the line, when the faster one's arrives.
    await loser.page.route("**/takeover", async (route) => {
      await winner.claim(session);
      await eventually(() => winner.status()).toContain(world.li.name);
      await route.continue();
    });
    loser.trouble.allow(/status of 409 .*\/takeover\)$/);
    await loser.claim(session);
    const toast = loser.page.locator(".toast");
    await eventually(() => toast.allInnerTexts()).toEqual([
      fill(loser.words.queue.taken, {
        agent: world.li.name,
        name: fill(loser.words.customer.unnamed, { tail: session.slice(-4) }),
      }),
    ]);
    await loser.screenshot("claim-race/loser");
    // Under the pointer the row keeps its place, and says who has it; it goes when the pointer does.
    await eventually(() => textOf(loser.row(session).locator(".tags"))).toContain(world.li.name);
    await loser.page.mouse.move(900, 500);
    await eventually(() => loser.row(session).count()).toBe(0);
    await eventually(() => customer.status()).toBe(fill(customer.words.status.live, { name: world.li.name }));
    await winner.say("Hello!");
    await eventually(async () => textsOf(await customer.messages(), "agent")).toEqual(["Hello!"]);
  });

  test("both reload in the middle: who serves, all that was said, and what was being written are still there", async () => {
    const [customer, agent] = await Promise.all([world.customer(), world.agent(world.li)]);
    await customer.openChat();
    await customer.ask(LINES["zh-CN"].question);
    await customer.askForPerson();
    const session = await bothSeated(customer, agent);
    await agent.say(LINES["zh-CN"].hello);
    await customer.say(LINES["zh-CN"].reply);
    await eventually(async () => textsOf(await customer.messages(), "agent")).toEqual([LINES["zh-CN"].hello]);
    await eventually(async () => textsOf(await agent.messages(), "user")).toHaveLength(2);
    const before = await expectSameOnBothScreens(customer, agent);
    await customer.chat.locator("textarea").fill("还有一个问");
    await agent.page.getByLabel(agent.words.composer.label).fill("您的电池");

    await Promise.all([customer.page.reload(), agent.page.reload()]);
    await customer.chat.locator("textarea").waitFor();
    await eventually(() => customer.status()).toBe(fill(customer.words.status.live, { name: world.li.name }));
    await eventually(() => agent.status()).toBe(`${agent.words.status.manual_live} · ${world.li.name}`);
    expect(await expectSameOnBothScreens(customer, agent)).toEqual(before);
    expect(await customer.chat.locator("textarea").inputValue()).toBe("还有一个问");
    expect(await agent.page.getByLabel(agent.words.composer.label).inputValue()).toBe("您的电池");

    await agent.say("您的电池还在保修期内。");
    await customer.say("太好了");
    await eventually(() => agent.journal(session)).toHaveLength(before.length + 2);
    await expectSameOnBothScreens(customer, agent);
  });

  test("HTML and Markdown of customer and agent are text on both screens", async () => {
    const hostile = [
      "<img src=x onerror=alert(1)>",
      "<script>alert(1)</script>",
      "**bold** [link](javascript:alert(1)) ![](https://tracker.example/x.png)",
      "<svg onload=alert(1)></svg>\n<b>second line</b>",
    ];
    const [customer, agent] = await Promise.all([
      world.customer({ lang: "en" }),
      world.agent(world.wang, { lang: "en" }),
    ]);
    const foreign = foreignRequests(world.baton, [customer, agent]);
    await customer.openChat();
    // The bot hears it first, and the queue previews it.
    await customer.say(`human agent ${hostile[0]}`);
    await eventually(() => customer.status()).toBe(customer.words.status.waiting);
    const session = await customer.sessionName();
    await agent.signIn();
    await agent.row(session).waitFor();
    await agent.screenshot("hostile/queue");
    await agent.claim(session);
    await agent.page.getByLabel(agent.words.composer.label).waitFor();
    for (const text of hostile) {
      await customer.say(text);
      await agent.say(text);
    }
    await eventually(async () => textsOf(await customer.messages(), "agent")).toEqual(hostile);
    await eventually(async () => textsOf(await agent.messages(), "user")).toEqual([
      `human agent ${hostile[0]}`,
      ...hostile,
    ]);
    await expectSameOnBothScreens(customer, agent);
    await agent.screenshot("hostile/agent");
    await customer.screenshot("hostile/customer");
    for (const bubbles of [
      customer.chat.locator(".message.me .bubble, .message.agent .bubble"),
      agent.page.locator(".rows .bubble"),
    ]) {
      const elements = await bubbles.evaluateAll((all) =>
        all.flatMap((bubble) => [...bubble.querySelectorAll("*")].map(({ localName }) => localName as string)),
      );
      expect(elements.filter((name) => name !== "span")).toEqual([]);
    }
    expect(foreign).toEqual([]);
  });
});
