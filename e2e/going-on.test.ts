import { describe, expect, test } from "vitest";
import type { Agent } from "./support/agent.ts";
import { executablePath } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { keepWhatPasses } from "./support/keep-what-passes.ts";
import { type Visitor, visit } from "./support/visitor.ts";
import { fill } from "./support/words.ts";
import { useWorld } from "./support/world.ts";

describe.skipIf(executablePath === undefined)("an agent who goes on before the console has (needs Chromium)", () => {
  const world = useWorld();

  const composer = (agent: Agent) => agent.page.getByLabel(agent.words.composer.label);
  const toastWith = (agent: Agent, text: string) => agent.page.locator(".toast", { hasText: text });
  const pane = (agent: Agent, { session }: Visitor) => agent.page.locator(`[data-pane="${session}"]`);

  async function waiting(name: string): Promise<Visitor> {
    const visitor = await visit(world.baton.url, name);
    await visitor.askForPerson();
    return visitor;
  }
  /** Each is claimed after the other; the last one's conversation is open, and the list is the agent's own. */
  async function serving(agent: Agent, visitors: readonly Visitor[]): Promise<void> {
    await agent.signIn();
    for (const visitor of visitors) {
      await agent.page.getByRole("tab", { name: agent.words.queue.waiting }).click();
      await agent.claim(visitor.session);
      await pane(agent, visitor).waitFor();
      await composer(agent).waitFor();
    }
  }

  test("[D35] a message that fails while another conversation is on screen is told, there and after a reload", async () => {
    const [ann, bob] = [await waiting("Ann"), await waiting("Bob")];
    const agent = await world.agent(world.li, { lang: "en" });
    await serving(agent, [bob, ann]);
    agent.trouble.allow(/ERR_FAILED/);
    agent.trouble.allow(/^dialog: $/);
    const held = Promise.withResolvers<void>();
    await agent.page.route("**/manual/messages", async (route) => {
      await held.promise;
      await route.abort();
    });
    await agent.say("You will not get this");
    await agent.row(bob.session).locator("a").click();
    await pane(agent, bob).waitFor();
    const { failed, failedUnseen } = agent.words.conversation;
    const [one = ""] = failedUnseen.split(" | ");
    const told = toastWith(agent, fill(one, { name: "Ann" }));
    expect(await told.count()).toBe(0);
    held.resolve();
    await told.waitFor();
    await agent.row(ann.session).getByText(failed).waitFor();
    await agent.page.locator(".strip li", { hasText: "Ann" }).getByText(failed).waitFor();
    await agent.screenshot("going-on/failed-unseen");

    // The agent leaves all the same.
    await agent.page.evaluate("BeforeUnloadEvent.prototype.preventDefault = () => undefined");
    await agent.page.reload();
    await told.getByRole("button", { name: agent.words.common.open }).click();
    await agent.row(ann.session).getByText(failed).waitFor();
    await composer(agent).click();
    const asked = agent.page.waitForEvent("dialog");
    await agent.page.close({ runBeforeUnload: true });
    expect((await asked).type()).toBe("beforeunload");
    await pane(agent, ann).getByRole("button", { name: agent.words.conversation.discard }).click();
    await eventually(() => agent.row(ann.session).getByText(failed).count()).toBe(0);
  });

  test("[D54] what is typed while one's conversation loads is written there, and is no key of the console", async () => {
    const [ann, ned] = [await waiting("Ann"), await waiting("Ned")];
    const agent = await world.agent(world.li, { lang: "en" });
    await serving(agent, [ann]);
    await agent.page.keyboard.press("Escape");
    await agent.page.keyboard.press("Escape");
    await agent.page.reload();
    const held = Promise.withResolvers<void>();
    await agent.page.route(`**/api/sessions/${ann.session}`, async (route) => {
      await held.promise;
      await route.continue();
    });
    await agent.row(ann.session).locator("a").press("Enter");
    await agent.page.keyboard.type("no, not now");
    expect(await composer(agent).inputValue()).toBe("no, not now");
    await agent.page.keyboard.press("Enter");
    await agent.page.keyboard.type("but soon");
    held.resolve();
    await agent.page.getByRole("group", { name: agent.words.why.title }).waitFor();
    expect(await composer(agent).inputValue()).toBe("but soon");
    await eventually(async () => (await agent.journal(ann.session)).map(({ text }) => text)).toContain("no, not now");
    await eventually(async () => (await agent.messages()).at(-1)?.text).toBe("no, not now");
    await agent.page.getByRole("tab", { name: agent.words.queue.waiting }).click();
    await agent.row(ned.session).waitFor();
    await ned.giveUp();
  });

  test("[N10][D36] who goes on writing when the session is taken away claims nobody with the rest of the sentence", async () => {
    const [ann, ned] = [await waiting("Ann"), await waiting("Ned")];
    const agent = await world.agent(world.li, { lang: "en" });
    await serving(agent, [ann]);
    await agent.page.keyboard.type("Half a se");
    // They go on at once, however long the test is held up meanwhile.
    await agent.page.evaluate("{ const now = performance.now(); performance.now = () => now; }");
    const released = await agent.page.request.post(`${world.baton.url}/api/sessions/${ann.session}/release`, {
      data: { reason: "resolved" },
      headers: { origin: world.baton.url },
    });
    expect(released.status()).toBe(200);
    await agent.page.locator(".kept", { hasText: "Half a se" }).waitFor();
    await agent.page.keyboard.type("nten c");
    await agent.page.evaluate("delete performance.now");
    await agent.page.waitForTimeout(500);
    await agent.page.getByRole("tab", { name: agent.words.queue.waiting }).click();
    await agent.row(ned.session).waitFor();
    // Going on to something else ends it.
    await agent.page.keyboard.press("n");
    await toastWith(agent, fill(agent.words.queue.claimed, { name: "Ned" })).waitFor();
  });

  test("[D5] a claim that is answered late does not call away whoever has gone on", async () => {
    const [ann, bob] = [await waiting("Ann"), await waiting("Bob")];
    const agent = await world.agent(world.li, { lang: "en" });
    await serving(agent, [bob]);
    await agent.page.keyboard.press("Escape");
    await agent.page.keyboard.press("Escape");
    await agent.page.getByRole("tab", { name: agent.words.queue.waiting }).click();
    const held = Promise.withResolvers<void>();
    await agent.page.route(`**/api/sessions/${ann.session}/takeover`, async (route) => {
      await held.promise;
      await route.continue();
    });
    await agent.claim(ann.session);
    await agent.page.getByRole("tab", { name: agent.words.queue.mine }).click();
    await agent.row(bob.session).locator("a").click();
    await composer(agent).pressSequentially("Dear B");
    await keepWhatPasses(agent.page);
    held.resolve();
    const told = toastWith(agent, fill(agent.words.queue.claimed, { name: "Ann" }));
    await told.waitFor();
    await agent.page.keyboard.type("ob");
    expect(await pane(agent, bob).getByLabel(agent.words.composer.label).inputValue()).toBe("Dear Bob");
    await told.getByRole("button", { name: agent.words.common.open }).click();
    await pane(agent, ann).getByLabel(agent.words.composer.label).waitFor();
    expect(await composer(agent).inputValue()).toBe("");
  });

  test("[D43] after the last conversation is closed the keys go on from its row", async () => {
    const visitors = [await waiting("Ann"), await waiting("Bob"), await waiting("Cleo")];
    const agent = await world.agent(world.li, { lang: "en" });
    await agent.signIn();
    await agent.page.getByRole("tab", { name: agent.words.queue.waiting }).click();
    for (const { session } of visitors) await agent.row(session).waitFor();
    const focusedSession = () =>
      agent.page.evaluate<string | null>("document.activeElement.getAttribute('data-session')");
    await agent.page.keyboard.press("j");
    await agent.page.keyboard.press("j");
    await eventually(focusedSession).not.toBeNull();
    const second = await focusedSession();
    await agent.page.keyboard.press("Enter");
    await agent.page.locator(`[data-pane="${second}"]`).getByText(agent.words.action.claimHint).waitFor();
    // As after a click in the conversation.
    await agent.page.locator(`[data-pane="${second}"]`).focus();
    await agent.page.keyboard.press("Escape");
    await eventually(focusedSession).toBe(second);
    await Promise.all(visitors.map((visitor) => visitor.giveUp()));
  });
});
