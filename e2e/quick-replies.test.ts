import { afterEach, describe, expect, test } from "vitest";
import type { Agent } from "./support/agent.ts";
import { type Account, ADMIN } from "./support/baton-process.ts";
import { executablePath } from "./support/browser.ts";
import type { Customer } from "./support/customer.ts";
import { eventually } from "./support/eventually.ts";
import { keepWhatPasses } from "./support/keep-what-passes.ts";
import { createPlainAgent } from "./support/plain-people.ts";
import { textOf } from "./support/said.ts";
import { fill } from "./support/words.ts";
import { textsOf, useWorld } from "./support/world.ts";

const HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>{{agent_name}}";

describe.skipIf(executablePath === undefined)("quick replies in the console (needs Chromium)", () => {
  const world = useWorld();

  const composer = (agent: Agent) => agent.page.getByLabel(agent.words.composer.label);
  const options = (agent: Agent) => agent.page.getByRole("option");
  const manager = (agent: Agent) => agent.page.getByRole("dialog");

  const GREETING = "Hello {{customer_name|there}}, this is {{agent_name}}.";

  /** Each test begins without any, also at its second try. */
  afterEach(async () => {
    for (const account of [world.li, world.wang, ADMIN]) {
      const agent = await createPlainAgent(world.baton.url, account);
      await agent.removeQuickReplies(account === ADMIN ? ["own", "shared"] : ["own"]);
    }
  });

  async function twoOf(account: Account): Promise<void> {
    const own = await createPlainAgent(world.baton.url, account);
    await own.put("/api/quick-replies/own/hello", { shortcut: "hello", text: GREETING });
    await own.put("/api/quick-replies/own/bye", { shortcut: "bye", text: "Bye!" });
  }

  /** As a host page gives it when it names the customer. */
  async function nameCustomer(customer: Customer, name: string): Promise<void> {
    await customer.page.route("**/api/sessions", async (route) => {
      const body = route.request().postDataJSON() as { profile?: object };
      await route.continue({ postData: JSON.stringify({ ...body, profile: { ...body.profile, name } }) });
    });
  }
  async function seated(customer: Customer, agent: Agent): Promise<string> {
    await customer.openChat();
    await customer.askForPerson();
    const session = await customer.sessionName();
    await agent.signIn();
    await agent.claim(session);
    await composer(agent).waitFor();
    return session;
  }
  /** Where there is none yet, the empty page offers it. */
  async function begin(agent: Agent): Promise<void> {
    const { add, addFirst } = agent.words.quickReplies;
    await manager(agent).locator(".lists[aria-busy=false]").waitFor({ state: "attached" });
    const button = (name: string) => manager(agent).getByRole("button", { name, exact: true });
    await button(add).or(button(addFirst)).filter({ visible: true }).click();
  }
  async function write(agent: Agent, shortcut: string, text: string): Promise<void> {
    const words = agent.words.quickReplies;
    await begin(agent);
    await manager(agent).getByLabel(words.shortcut).fill(shortcut);
    await manager(agent).getByLabel(words.text, { exact: true }).fill(text);
    await manager(agent).getByRole("button", { name: words.save, exact: true }).click();
    await agent.page.getByText(fill(words.saved, { shortcut })).waitFor();
  }

  test("[D60][D61][D62] from the first one written to the customer's screen, with the names filled in, and all of it text", async () => {
    const [customer, agent] = await Promise.all([
      world.customer({ lang: "en" }),
      world.agent(world.li, { lang: "en" }),
    ]);
    await nameCustomer(customer, HOSTILE);
    await seated(customer, agent);
    const words = agent.words.quickReplies;

    await agent.page.keyboard.press("Escape");
    await agent.page.keyboard.press("q");
    await manager(agent).getByText(words.emptyTitle).waitFor();
    await agent.screenshot("quick-replies/empty");
    await write(agent, "hello", GREETING);
    await write(agent, "evil", `<b>bold</b> ${HOSTILE.replace("{{agent_name}}", "")}`);
    await agent.screenshot("quick-replies/manager");
    await agent.page.keyboard.press("Escape");

    await composer(agent).fill("First of all: ");
    await composer(agent).press("End");
    await composer(agent).pressSequentially("/he");
    await eventually(() => options(agent).count()).toBe(1);
    await eventually(() => agent.page.getByRole("log").locator("p").allInnerTexts()).toContain(
      fill(words.found.split(" | ")[0] ?? "", { n: "1" }),
    );
    await agent.screenshot("quick-replies/picker");
    await composer(agent).press("Enter");
    // Into the field, never out of it.
    const filled = `Hello ${HOSTILE}, this is ${world.li.name}.`;
    await eventually(() => composer(agent).inputValue()).toBe(`First of all: ${filled}`);
    expect(await options(agent).count()).toBe(0);
    expect(textsOf(await agent.messages(), "agent")).toEqual([]);
    await composer(agent).press("ControlOrMeta+z");
    await eventually(() => composer(agent).inputValue()).toBe("First of all: /he");
    await composer(agent).fill("/");
    await eventually(() => options(agent).count()).toBe(2);
    await composer(agent).press("ArrowDown");
    const chosen = agent.page.locator(`#${await composer(agent).getAttribute("aria-activedescendant")}`);
    expect(await textOf(chosen.locator("strong"))).toBe("/hello");
    await composer(agent).press("Tab");
    await composer(agent).press("Enter");

    await composer(agent).pressSequentially("/evil");
    await composer(agent).press("Enter");
    await composer(agent).press("Enter");
    const said = [filled, `<b>bold</b> ${HOSTILE.replace("{{agent_name}}", "")}`];
    await eventually(async () => textsOf(await customer.messages(), "agent")).toEqual(said);
    await eventually(async () => textsOf(await agent.messages(), "agent")).toEqual(said);
  });

  test("[D60] Escape, a word that finds nothing, and a slash within a word leave Enter to the message", async () => {
    await twoOf(world.li);
    const [customer, agent] = await Promise.all([
      world.customer({ lang: "en" }),
      world.agent(world.li, { lang: "en" }),
    ]);
    await seated(customer, agent);
    await composer(agent).pressSequentially("/");
    await options(agent).first().waitFor();
    // An input method's Enter chooses its word, and nothing of the list.
    await composer(agent).dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
    expect(await options(agent).count()).toBeGreaterThan(0);
    expect(await composer(agent).inputValue()).toBe("/");
    await composer(agent).press("Escape");
    expect(await options(agent).count()).toBe(0);
    // The first Escape is the list's, the second the field's.
    expect(await composer(agent).evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
    await composer(agent).press("Enter");
    for (const text of ["/nothing-like-this", "1/2 or 3/hello"]) {
      await composer(agent).pressSequentially(text);
      expect(await options(agent).count()).toBe(0);
      await composer(agent).press("Enter");
    }
    await eventually(async () => textsOf(await customer.messages(), "agent")).toEqual([
      "/",
      "/nothing-like-this",
      "1/2 or 3/hello",
    ]);

    // What was written once is not written again: it becomes a quick reply, and stays in the field.
    await composer(agent).pressSequentially("We open at nine. /");
    await agent.page.getByRole("button", { name: agent.words.quickReplies.saveWritten }).click();
    const text = manager(agent).getByLabel(agent.words.quickReplies.text, { exact: true });
    await eventually(() => text.inputValue()).toBe("We open at nine.");
    await agent.page.keyboard.press("Escape");
    expect(await composer(agent).inputValue()).toBe("We open at nine. /");

    // By keys too: out of the field into the list, and back.
    const focused = async () => textOf(agent.page.locator("*:focus"));
    const backTo = async (name: string) => {
      for (let steps = 0; steps < 4 && (await focused()) !== name; steps++)
        await agent.page.keyboard.press("Shift+Tab");
      expect(await focused()).toBe(name);
    };
    const inField = () => composer(agent).evaluate((field) => field === field.ownerDocument.activeElement);
    const writeWithSlash = async () => {
      await eventually(() => manager(agent).count()).toBe(0);
      await composer(agent).fill("");
      await composer(agent).pressSequentially("We close at ten. /");
      await options(agent).first().waitFor();
    };
    await writeWithSlash();
    await backTo(agent.words.quickReplies.saveWritten);
    await agent.page.keyboard.press("Enter");
    await eventually(() => text.inputValue()).toBe("We close at ten.");
    await agent.page.keyboard.press("Escape");
    await eventually(inField).toBe(true);
    await writeWithSlash();
    await backTo(agent.words.quickReplies.manage);
    await agent.page.keyboard.press("Escape");
    expect(await options(agent).count()).toBe(0);
    expect(await inField()).toBe(true);
  });

  test("[D63] an unnamed customer gets the words for that, by pointer too, and a name never shows its number", async () => {
    await twoOf(world.li);
    const [customer, agent] = await Promise.all([world.customer(), world.agent(world.li, { device: "phone" })]);
    await seated(customer, agent);
    await agent.page.getByRole("button", { name: agent.words.quickReplies.title, exact: true }).last().click();
    await eventually(() => options(agent).count()).toBe(2);
    await agent.screenshot("quick-replies/picker-phone");
    await options(agent).filter({ hasText: "/hello" }).click();
    await eventually(() => composer(agent).inputValue()).toBe(`Hello there, this is ${world.li.name}.`);
  });

  test("[N11][D66] what is said while a dialog is open stands above it; letting go outside of it closes nothing; an empty one is none", async () => {
    const agent = await world.agent(world.wang, { lang: "en" });
    const words = agent.words.quickReplies;
    await agent.signIn();
    await keepWhatPasses(agent.page);
    await agent.page.keyboard.press("q");
    await write(agent, "thanks", "Thank you!");
    const toast = agent.page.locator(".toast", { hasText: fill(words.saved, { shortcut: "thanks" }) });
    expect(
      await toast.evaluate((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return element.contains(element.ownerDocument.elementFromPoint(x + width / 2, y + height / 2));
      }),
    ).toBe(true);
    await toast.getByRole("button", { name: agent.words.common.close }).click();
    await eventually(() => toast.count()).toBe(0);

    const unsaved = manager(agent).getByRole("list", { name: words.unsaved }).getByRole("listitem");
    const add = manager(agent).getByRole("button", { name: words.add, exact: true });
    await add.click();
    await add.click();
    expect(await unsaved.count()).toBe(1);
    await manager(agent).getByRole("button", { name: "/thanks" }).click();
    expect(await unsaved.count()).toBe(0);

    const text = manager(agent).getByLabel(words.text, { exact: true });
    await text.fill("Thank you very much!");
    const box = await text.boundingBox();
    await agent.page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 15);
    await agent.page.mouse.down();
    await agent.page.mouse.move(5, 300);
    await agent.page.mouse.up();
    expect(await text.inputValue()).toBe("Thank you very much!");
    await agent.page.mouse.click(5, 300);
    await eventually(() => manager(agent).count()).toBe(0);
  });

  test("[D66] a new one whose save was done, but never answered, can be changed and saved again", async () => {
    const agent = await world.agent(world.wang, { lang: "en" });
    const words = agent.words.quickReplies;
    agent.trouble.allow(/status of 400 .*quick-replies|ERR_FAILED/);
    await agent.signIn();
    await agent.page.keyboard.press("q");
    await begin(agent);
    await manager(agent).getByLabel(words.shortcut).fill("lost");
    const text = manager(agent).getByLabel(words.text, { exact: true });
    await text.fill("Lost");
    const save = manager(agent).getByRole("button", { name: words.save, exact: true });
    await agent.page.route("**/api/quick-replies/**", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await save.click();
    await agent.page.locator(".toast.bad").waitFor();
    await agent.page.unroute("**/api/quick-replies/**");
    await text.fill("Found");
    await save.click();
    await manager(agent).getByText(words.movedOn).waitFor();
    await manager(agent).getByRole("button", { name: words.keepMine }).click();
    await save.click();
    await agent.page.getByText(fill(words.saved, { shortcut: "lost" })).waitFor();
  });

  test("[D64][D65][D66] shared ones are an administrator's; mistakes are named while one types; nobody's newer text is lost", async () => {
    const [admin, second, agent] = await Promise.all([
      world.agent(ADMIN, { lang: "en" }),
      world.agent(ADMIN, { lang: "en" }),
      world.agent(world.wang, { lang: "en" }),
    ]);
    const words = admin.words.quickReplies;
    await Promise.all([admin.signIn(), second.signIn(), agent.signIn()]);
    for (const one of [admin, second]) await one.page.keyboard.press("q");

    await begin(admin);
    await manager(admin).getByText(words.scopeShared, { exact: true }).click();
    await manager(admin).getByLabel(words.shortcut).fill("no spaces");
    await manager(admin).getByText(words.shortcutSigns).waitFor();
    await manager(admin).getByLabel(words.shortcut).fill("bye");
    await manager(admin).getByLabel(words.text, { exact: true }).fill("Bye {{custmer_name}}!");
    await manager(admin)
      .getByText(fill(words.unknownVariable, { name: "{{custmer_name}}", known: "{{customer_name}} {{agent_name}}" }))
      .waitFor();
    await admin.screenshot("quick-replies/mistakes");
    await manager(admin).getByLabel(words.text, { exact: true }).fill("Bye {{customer_name}}!");
    await manager(admin).getByRole("button", { name: words.save, exact: true }).click();
    await admin.page.getByText(fill(words.saved, { shortcut: "bye" })).waitFor();

    // Read-only for others.
    await agent.page.keyboard.press("q");
    await manager(agent).getByRole("button", { name: "/bye" }).click();
    await manager(agent).getByText(words.readOnly).waitFor();
    expect(await manager(agent).getByRole("button", { name: words.save, exact: true }).count()).toBe(0);

    // Two change the same one: the slower sees the newer text beside their own.
    await second.page.keyboard.press("Escape");
    await second.page.keyboard.press("q");
    for (const one of [admin, second]) await manager(one).getByRole("button", { name: "/bye" }).click();
    await manager(admin).getByLabel(words.text, { exact: true }).fill("Goodbye!");
    await manager(admin).getByRole("button", { name: words.save, exact: true }).click();
    await manager(second).getByLabel(words.text, { exact: true }).fill("See you!");
    second.trouble.allow(/status of 400 .*quick-replies/);
    await manager(second).getByRole("button", { name: words.save, exact: true }).click();
    await manager(second).getByText(words.movedOn).waitFor();
    expect(await textOf(manager(second).locator(".newer"))).toContain("Goodbye!");
    expect(await manager(second).getByLabel(words.text, { exact: true }).inputValue()).toBe("See you!");
    await second.screenshot("quick-replies/moved-on");
    // What is not saved outlives the page.
    await second.page.reload();
    await second.page.getByRole("tab", { name: second.words.queue.waiting }).waitFor();
    await second.page.keyboard.press("q");
    await manager(second).getByRole("button", { name: "/bye" }).click();
    expect(await manager(second).getByLabel(words.text, { exact: true }).inputValue()).toBe("See you!");
    await manager(second).getByRole("button", { name: words.keepMine }).click();
    await manager(second).getByRole("button", { name: words.save, exact: true }).click();
    await second.page.getByText(fill(words.saved, { shortcut: "bye" })).waitFor();

    // Who deletes what they have not seen is shown it instead.
    admin.trouble.allow(/status of 400 .*quick-replies/);
    await manager(admin).getByRole("button", { name: words.remove, exact: true }).click();
    await manager(admin).getByRole("button", { name: words.removeConfirm }).click();
    await admin.page.getByText(fill(words.notRemoved, { shortcut: "bye" })).waitFor();
    await eventually(() => manager(admin).getByLabel(words.text, { exact: true }).inputValue()).toBe("See you!");
  });
});
