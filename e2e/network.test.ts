import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Agent } from "./support/agent.ts";
import { executablePath } from "./support/browser.ts";
import type { Customer } from "./support/customer.ts";
import { eventually } from "./support/eventually.ts";
import { useModel } from "./support/model.ts";
import { type Line, startLine } from "./support/proxy.ts";
import { SERVER_GONE } from "./support/trouble.ts";
import { fill } from "./support/words.ts";
import { expectSameOnBothScreens, textsOf, useWorld } from "./support/world.ts";

const REPLY = Array.from({ length: 40 }, (_, index) => `Sentence number ${index + 1} of the answer.`).join(" ");

type Break = "cut" | "cutWithin" | "deafen";

describe.skipIf(executablePath === undefined)("a network that breaks (needs Chromium)", async () => {
  const model = await useModel(() => ({ text: REPLY }));
  const world = useWorld({
    ...model.settings,
    REGULATOR_REPEAT_AUTO_ESCALATE: "false",
  });

  let customersLine: Line;
  let agentsLine: Line;
  const present: (Customer | Agent)[] = [];
  beforeEach(async () => {
    [customersLine, agentsLine] = await Promise.all([startLine(world.baton.url), startLine(world.baton.url)]);
  });
  afterEach(async () => {
    mayBreak(...present.splice(0));
    await Promise.all([customersLine.close(), agentsLine.close()]);
  });

  async function bothThere(): Promise<{ customer: Customer; agent: Agent }> {
    const [customer, agent] = await Promise.all([
      world.customer({ lang: "en", url: `${customersLine.url}/` }),
      world.agent(world.li, { lang: "en", url: agentsLine.url }),
    ]);
    present.push(customer, agent);
    await customer.openChat();
    await agent.signIn();
    return { customer, agent };
  }

  /** The same, with the agent serving. */
  async function bothTalking(): Promise<{ customer: Customer; agent: Agent }> {
    const both = await bothThere();
    await both.customer.askForPerson();
    const session = await both.customer.sessionName();
    await both.agent.row(session).waitFor();
    await both.agent.claim(session);
    // Its stream is open: what is told to those who listen, and to nobody later, arrives from now on.
    await both.agent.page.getByText(both.agent.words.conversation.customerHere).first().waitFor();
    await eventually(() => both.customer.status()).toBe(fill(both.customer.words.status.live, { name: world.li.name }));
    return both;
  }

  /** From here on the browsers' own lines about what the test cuts are part of the story. */
  function mayBreak(...people: (Customer | Agent)[]): void {
    for (const { trouble } of people) trouble.allow(SERVER_GONE);
  }

  /** The chat says that the connection is lost. */
  const notices = ({ chat, words }: Customer) => chat.getByText(words.connection.reconnecting).waitFor();
  /** The console does not call itself live any more. */
  const noticesToo = ({ page, words }: Agent) =>
    eventually(() => page.getByText(words.connection.live, { exact: true }).count()).toBe(0);

  test("cut in the middle of a bot's answer: it is there once and whole afterwards, on both screens", async () => {
    const { customer, agent } = await bothThere();
    // It is still growing when everybody is there to see it cut.
    model.misbehave(null, { paceMs: 80 });
    await customer.say("Tell me everything.");
    const growing = customer.chat.locator(".bubble[aria-busy]");
    await eventually(async () => (await growing.textContent())?.length ?? 0).toBeGreaterThan(60);
    await agent.open(await customer.sessionName());
    await eventually(async () => (await agent.messages()).length).toBeGreaterThan(0);
    const soFar = (await growing.textContent())?.trim().length ?? 0;
    expect(soFar).toBeLessThan(REPLY.length);
    mayBreak(customer, agent);
    customersLine.cut();
    agentsLine.cut();
    await Promise.all([notices(customer), noticesToo(agent)]);
    customersLine.mend();
    agentsLine.mend();
    await eventually(() => growing.count()).toBe(0);
    await eventually(async () => textsOf(await customer.messages(), "assistant")).toEqual([REPLY]);
    const record = await expectSameOnBothScreens(customer, agent);
    expect(record.map(({ by }) => by)).toEqual(["user", "assistant"]);
    model.misbehave(null);
  });

  test.for<[string, Break]>([
    ["before the service heard it", "cut"],
    ["while the service heard it", "cutWithin"],
    ["after the service took it, before its answer came", "deafen"],
  ])("cut in the middle of an agent's message, %s: it is said once", async ([, how]) => {
    const { customer, agent } = await bothTalking();
    await agent.say("First.");
    await eventually(async () => textsOf(await customer.messages(), "agent")).toEqual(["First."]);
    mayBreak(agent);
    agentsLine[how]("POST /api/manual/messages ");
    await agent.say("Second.");
    await agent.say("Third.");
    if (how === "deafen")
      await eventually(async () => textsOf(await customer.messages(), "agent")).toContain("Second.");
    if (how === "cutWithin") await eventually(() => agentsLine.isCut()).toBe(true);
    agentsLine.cut();
    await customer.say("Are you still there?");
    await noticesToo(agent);
    agentsLine.mend();
    await eventually(async () => {
      await agent.sendAgainWhatFailed();
      return textsOf(await customer.messages(), "agent");
    }).toEqual(["First.", "Second.", "Third."]);
    const record = await expectSameOnBothScreens(customer, agent);
    expect(textsOf(record, "agent")).toEqual(["First.", "Second.", "Third."]);
    expect(textsOf(record, "user")).toEqual(["Are you still there?"]);
  });

  test.for<[string, Break]>([
    ["before the service heard it", "cut"],
    ["while the service heard it", "cutWithin"],
    ["after the service took it, before its answer came", "deafen"],
  ])("cut in the middle of a customer's message, %s: it is said once, and in order", async ([, how]) => {
    const { customer, agent } = await bothTalking();
    await customer.say("First.");
    await eventually(async () => textsOf(await agent.messages(), "user")).toEqual(["First."]);
    mayBreak(customer);
    customersLine[how]("POST /api/manual/messages ");
    await customer.say("Second.");
    await customer.say("Third.");
    if (how === "deafen") await eventually(async () => textsOf(await agent.messages(), "user")).toContain("Second.");
    if (how === "cutWithin") await eventually(() => customersLine.isCut()).toBe(true);
    customersLine.cut();
    await agent.say("Are you still there?");
    await notices(customer);
    customersLine.mend();
    await eventually(async () => textsOf(await agent.messages(), "user")).toEqual(["First.", "Second.", "Third."]);
    const record = await expectSameOnBothScreens(customer, agent);
    expect(textsOf(record, "user")).toEqual(["First.", "Second.", "Third."]);
    expect(textsOf(record, "agent")).toEqual(["Are you still there?"]);
  });

  test("offline: both pages say so, keep what is written, and send it once they are back, also after a reload", async () => {
    const { customer, agent } = await bothTalking();
    mayBreak(customer, agent);
    // Chromium lets what is open live on, and a page that hears of something is not offline, whatever the browser says.
    customersLine.deafen();
    agentsLine.deafen();
    await Promise.all([customer.page.context().setOffline(true), agent.page.context().setOffline(true)]);
    await customer.chat.getByText(customer.words.connection.offline).waitFor();
    await eventually(() => agent.page.getByRole("status").allTextContents()).toContain(agent.words.connection.offline);
    await customer.say("Written offline.");
    await customer.chat.locator("textarea").fill("half a tho");
    await agent.page.getByLabel(agent.words.composer.label).fill("half an ans");
    customersLine.mend();
    agentsLine.mend();
    await Promise.all([customer.page.context().setOffline(false), agent.page.context().setOffline(false)]);
    await eventually(async () => textsOf(await agent.messages(), "user")).toEqual(["Written offline."]);
    await Promise.all([customer.page.reload(), agent.page.reload()]);
    await eventually(() => customer.chat.locator("textarea").inputValue()).toBe("half a tho");
    await eventually(() => agent.page.getByLabel(agent.words.composer.label).inputValue()).toBe("half an ans");
    await expectSameOnBothScreens(customer, agent);
  });

  test("released while the customer is writing: the text stays, and goes to the bot", async () => {
    const { customer, agent } = await bothTalking();
    await customer.chat.locator("textarea").pressSequentially("And how far can I");
    await agent.page
      .getByText(fill(agent.words.conversation.typing, { name: "" }).trim())
      .first()
      .waitFor();
    await agent.release();
    await eventually(() => customer.status()).toBe(customer.words.status.bot);
    const field = customer.chat.locator("textarea");
    expect(await field.inputValue()).toBe("And how far can I");
    await field.pressSequentially(" ride?");
    await field.press("Enter");
    await eventually(async () => textsOf(await customer.messages(), "assistant")).toEqual([REPLY]);
    const record = await expectSameOnBothScreens(customer, agent);
    expect(textsOf(record, "user")).toEqual(["And how far can I ride?"]);
  });
});
