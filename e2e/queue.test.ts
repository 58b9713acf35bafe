import { createHmac, randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Agent } from "./support/agent.ts";
import { ADMIN } from "./support/baton-process.ts";
import { executablePath } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { createPlainAgent, createPlainCustomer } from "./support/plain-people.ts";
import { gapsMs, requestStarts } from "./support/request-starts.ts";
import { textOf } from "./support/said.ts";
import { SERVER_GONE } from "./support/trouble.ts";
import { makeUrgent, type Visitor, visit } from "./support/visitor.ts";
import { fill } from "./support/words.ts";
import { useWorld } from "./support/world.ts";

const IDENTITY_SECRET = "an identity secret for the queue's tests";
const URGENT = "smoke";
const NO_LIMITS = { BATON_RATE_SESSIONS_PER_MINUTE: "0", BATON_RATE_MESSAGES_PER_MINUTE: "0" };
const MANY = 2_000;
const LANES = 16;

/** As a host site signs that somebody is a VIP. */
function vipToken(name: string): string {
  const base64url = (text: string) => Buffer.from(text).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const claims = { aud: "baton-identity", iat: now, exp: now + 600, sub: "c-1", name, vip: true };
  const signed = `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(JSON.stringify(claims))}`;
  return `${signed}.${createHmac("sha256", IDENTITY_SECRET).update(signed).digest("base64url")}`;
}

/** Whom a list shows, from top to bottom, and where on the screen each of them is. */
async function rowsOf(agent: Agent): Promise<{ name: string; y: number }[]> {
  const rows = await agent.page.locator("#queue-list [data-session]").evaluateAll((links) =>
    links.map((link) => ({
      name: link.querySelector("strong")?.textContent ?? "",
      y: link.getBoundingClientRect().y as number,
    })),
  );
  return rows.toSorted((one, other) => one.y - other.y);
}
const namesOf = async (agent: Agent) => (await rowsOf(agent)).map(({ name }) => name);
const showWaiting = (agent: Agent) => agent.page.getByRole("tab", { name: agent.words.queue.waiting }).click();
const fresh = (agent: Agent) => agent.page.locator("button.fresh");
/** To where no list is. */
const lookAway = (agent: Agent) => agent.page.mouse.move(1_100, 300);
const toasts = (agent: Agent) => agent.page.locator(".toast span").allInnerTexts();
const lastSaid = (agent: Agent, by: "agent" | "user") => agent.page.locator(`.message.${by} .bubble`).last();
const focusedPlace = (agent: Agent) =>
  agent.page.locator("li:focus-within").getAttribute("aria-posinset", { timeout: 2_000 });

/** What the page asks the browser to show on the desktop, and how often it makes a sound. */
async function watchNotifications(agent: Agent): Promise<void> {
  const context = agent.page.context();
  await context.grantPermissions(["notifications"]);
  await context.addInitScript(`
    window.notified = [];
    window.Notification = class extends window.Notification {
      constructor(title, options) {
        super(title, options);
        window.notified.push(this);
        window.shown = [...(window.shown ?? []), { title, body: options.body }];
      }
      close() {
        window.withdrawn = [...(window.withdrawn ?? []), this.title];
        super.close();
      }
    };
    window.sounds = 0;
    const { createOscillator } = AudioContext.prototype;
    AudioContext.prototype.createOscillator = function () {
      window.sounds++;
      return createOscillator.call(this);
    };
  `);
  await agent.page.reload();
}
const notified = (agent: Agent) => agent.page.evaluate<{ title: string; body: string }[]>("window.shown ?? []");
const titles = async (agent: Agent) => (await notified(agent)).map(({ title }) => title);
/** Before, what is to be heard is left out: how long that takes is the machine's business. */
const audible = (agent: Agent) =>
  agent.page.getByRole("button", { name: agent.words.notifications.title, exact: true }).waitFor();
/** Those that the page has taken off the desktop again. */
const withdrawn = (agent: Agent) => agent.page.evaluate<string[]>("window.withdrawn ?? []");

const unreadIn = (page: Page, { session }: Visitor) =>
  page.locator(".row", { has: page.locator(`[data-session="${session}"]`) }).locator(".unread");

/** Tests' browsers treat every page as the one that is worked in. */
const workElsewhere = (agent: Agent) =>
  agent.page.evaluate(`document.hasFocus = () => false; dispatchEvent(new Event("blur"));`);
const comeBack = (agent: Agent) =>
  agent.page.evaluate(`document.hasFocus = () => true; dispatchEvent(new Event("focus"));`);

describe.skipIf(executablePath === undefined)("the queue (needs Chromium)", () => {
  const world = useWorld({
    ...NO_LIMITS,
    BATON_IDENTITY_SECRET: IDENTITY_SECRET,
  });
  const present: Pick<Visitor, "giveUp">[] = [];

  beforeAll(() => makeUrgent(world.baton.url, ADMIN.password, URGENT));
  afterEach(async () => {
    await Promise.all(present.splice(0).map((visitor) => visitor.giveUp()));
  });

  /** They leave at the end of the test, so that each begins with an empty queue. */
  async function come(name: string): Promise<Visitor> {
    const visitor = await visit(world.baton.url, name);
    present.push(visitor);
    return visitor;
  }
  async function wait(name: string): Promise<Visitor> {
    const visitor = await come(name);
    await visitor.askForPerson();
    return visitor;
  }
  async function waitInTurn(...names: string[]): Promise<Visitor[]> {
    const visitors: Visitor[] = [];
    for (const name of names) visitors.push(await wait(name));
    return visitors;
  }
  async function comeFirst(name: string): Promise<Visitor> {
    const visitor = await come(name);
    await visitor.say(`There is ${URGENT} from the battery`);
    return visitor;
  }
  async function seated(agent: Agent): Promise<Agent> {
    await agent.signIn();
    await showWaiting(agent);
    return agent;
  }

  test("[D5] [D12] of two agents who claim at once one gets the customer, the other is told who and keeps their place", async () => {
    const [first] = await waitInTurn("Ada", "Bob", "Cleo");
    const [li, wang] = await Promise.all([
      world.agent(world.li, { lang: "en" }),
      world.agent(world.wang, { lang: "en" }),
    ]);
    await Promise.all([seated(li), seated(wang)]);
    const session = first?.session ?? "";
    // Wang's claim is on its way while Li's is accepted.
    let liHasIt: () => void = () => undefined;
    const gate = new Promise<void>((open) => {
      liHasIt = open;
    });
    await wang.page.route("**/takeover", async (route) => {
      await gate;
      await route.continue();
    });
    wang.trouble.allow(/status of 409 .*takeover\)$/);

    await wang.row(session).hover();
    await wang.claim(session);
    await li.claim(session);
    await li.page.getByLabel(li.words.composer.label).waitFor();
    liHasIt();

    await eventually(() => toasts(wang)).toContain(fill(wang.words.queue.taken, { agent: world.li.name, name: "Ada" }));
    expect(await namesOf(wang)).toEqual(["Ada", "Bob", "Cleo"]);
    await eventually(() => textOf(wang.row(session).locator(".tags"))).toBe(
      fill(wang.words.queue.owner, { name: world.li.name }),
    );
    expect(await wang.row(session).locator("button.claim").count()).toBe(0);
    await wang.screenshot("queue/lost-race");
    await lookAway(wang);
    await eventually(() => namesOf(wang)).toEqual(["Bob", "Cleo"]);
  });

  test("[D10] [D11] [D12] [D13] [D15] nothing moves under the pointer, whatever happens; when it leaves, the order settles", async () => {
    const [ada, bob] = await waitInTurn("Ada", "Bob", "Cleo");
    const agent = await seated(await world.agent(world.li, { lang: "en" }));
    await eventually(() => namesOf(agent)).toEqual(["Ada", "Bob", "Cleo"]);
    await agent.row(bob?.session ?? "").hover();
    const before = await rowsOf(agent);

    await comeFirst("Uma");
    await eventually(() => textOf(fresh(agent))).toContain("1 new");
    await ada?.giveUp();
    await eventually(() => textOf(agent.row(ada?.session ?? "").locator(".tags"))).toBe(agent.words.status.bot_active);
    await bob?.tell("I am still here");
    await eventually(() => textOf(agent.row(bob?.session ?? "").locator(".preview"))).toBe("I am still here");
    // A pointer that rests for long has been left there.
    await agent.row(bob?.session ?? "").hover({ position: { x: 40, y: 20 } });
    await wait("Zoe");
    await eventually(() => namesOf(agent)).toEqual(["Ada", "Bob", "Cleo", "Zoe"]);
    expect((await rowsOf(agent)).slice(0, 3)).toEqual(before);
    await agent.screenshot("queue/held");

    // The focus that a click leaves behind holds nothing.
    await agent
      .row(bob?.session ?? "")
      .locator("a")
      .click();
    expect((await rowsOf(agent)).slice(0, 3)).toEqual(before);
    await lookAway(agent);
    await eventually(() => namesOf(agent)).toEqual(["Uma", "Bob", "Cleo", "Zoe"]);
    expect(await fresh(agent).count()).toBe(0);
  });

  test("[D13] the count of new ones shows them when it is pressed", async () => {
    const [ada] = await waitInTurn("Ada", "Bob");
    const agent = await seated(await world.agent(world.li, { lang: "zh-CN" }));
    await agent.row(ada?.session ?? "").hover();
    await comeFirst("Uma");
    await fresh(agent).click();
    await eventually(() => namesOf(agent)).toEqual(["Uma", "Ada", "Bob"]);
  });

  test("[D3] [D5] keys alone: through the list, claim, answer, claim whoever is next", async () => {
    const [, bob] = await waitInTurn("Ada", "Bob", "Cleo");
    const agent = await seated(await world.agent(world.li, { lang: "en" }));
    await eventually(() => namesOf(agent)).toEqual(["Ada", "Bob", "Cleo"]);
    const { keyboard } = agent.page;
    await keyboard.press("j");
    await keyboard.press("ArrowDown");
    await eventually(() => focusedPlace(agent)).toBe("2");
    await keyboard.press("c");
    await agent.page.getByLabel(agent.words.composer.label).waitFor();
    await eventually(() => new URL(agent.page.url()).hash).toBe(`#/mine/${bob?.session}`);
    await keyboard.type("Hello Bob");
    await keyboard.press("Enter");
    await eventually(() => textOf(lastSaid(agent, "agent"))).toBe("Hello Bob");

    await keyboard.press("Escape");
    await keyboard.press("2");
    await keyboard.press("n");
    await eventually(() => toasts(agent)).toContain(fill(agent.words.queue.claimed, { name: "Ada" }));
    await keyboard.press("Escape");
    await keyboard.press("?");
    await agent.page.getByRole("dialog", { name: agent.words.keys.title }).waitFor();
    await agent.screenshot("queue/keys");
    await keyboard.press("Escape");
    await showWaiting(agent);
    expect(await namesOf(agent)).toEqual(["Cleo"]);
  });

  test("[D20] [D21] the filter keeps who matches, says how many, and is still there after a reload", async () => {
    await waitInTurn("Ada Lovelace", "Bob", "Cleo");
    await comeFirst("Uma");
    const agent = await seated(await world.agent(world.li, { lang: "en" }));
    const { words } = agent;
    await agent.page.keyboard.press("f");
    await agent.page
      .getByRole("group", { name: words.queue.severity })
      .getByRole("button", { name: words.severity.high })
      .click();
    await eventually(() => namesOf(agent)).toEqual(["Uma"]);
    await agent.page.getByText(fill(words.queue.filtered, { shown: "1", n: "4" })).waitFor();
    await agent.screenshot("queue/filter");
    await agent.page.reload();
    await eventually(() => namesOf(agent)).toEqual(["Uma"]);
    await agent.page.keyboard.press("/");
    await agent.page.keyboard.type("love");
    await agent.page.getByText(words.queue.emptyFilterTitle).waitFor();
    await agent.screenshot("queue/no-match");
    await agent.page.getByRole("button", { name: words.queue.clearFilter }).first().click();
    await eventually(() => namesOf(agent)).toEqual(["Uma", "Ada Lovelace", "Bob", "Cleo"]);
    await agent.page.keyboard.press("/");
    await agent.page.keyboard.type("love");
    await eventually(() => namesOf(agent)).toEqual(["Ada Lovelace"]);
  });

  test("[N1] [N2] [N5] [N6] a new customer and a message in one of mine are told: on the desktop without the customer's words, and with a sound", async () => {
    const agent = await world.agent(world.li, { lang: "en" });
    await watchNotifications(agent);
    const { words } = agent;
    const old = await wait("Old");
    await seated(agent);
    await audible(agent);
    await agent.row(old.session).waitFor();
    expect(await titles(agent)).toEqual([]);

    const uma = await comeFirst("Uma");
    await eventually(() => notified(agent)).toEqual([
      { title: fill("{name} is waiting for a person", { name: "Uma" }), body: words.reason.rule },
    ]);
    expect(await agent.page.evaluate("window.sounds")).toBe(2);

    await agent.claim(old.session);
    await agent.page.getByLabel(words.composer.label).waitFor();
    await old.tell("In front of you");
    await eventually(() => textOf(lastSaid(agent, "user"))).toBe("In front of you");
    await eventually(() => textOf(agent.row(old.session).locator(".preview"))).toBe("In front of you");
    await agent.page.keyboard.press("Escape");
    await agent.page.keyboard.press("Escape");
    await old.tell("While you look elsewhere");
    await eventually(() => titles(agent)).toEqual(["Uma is waiting for a person", "New message from Old"]);
    const all = await notified(agent);
    expect(all).toHaveLength(2);
    expect(JSON.stringify(all)).not.toContain(URGENT);
    expect(JSON.stringify(all)).not.toContain("While you");

    // What has been read needs nobody any more.
    expect(await withdrawn(agent)).toEqual([]);
    await agent.page.getByRole("tab", { name: words.queue.mine }).click();
    await agent.row(old.session).locator("a").click();
    await eventually(() => withdrawn(agent)).toEqual(["New message from Old"]);

    // The one about Uma leads to her.
    await agent.page.evaluate("window.notified[0].onclick()");
    await eventually(() => new URL(agent.page.url()).hash).toBe(`#/waiting/${uma.session}`);
  });

  test("[D46] [N2] a message on a second screen is news while the agent works in another window, and read when they come back", async () => {
    const agent = await world.agent(world.li, { lang: "en" });
    await watchNotifications(agent);
    const old = await wait("Old");
    await seated(agent);
    await agent.claim(old.session);
    await agent.page.getByLabel(agent.words.composer.label).waitFor();
    await workElsewhere(agent);
    await old.tell("On the other screen");
    await eventually(() => titles(agent)).toEqual(["New message from Old"]);
    expect(await textOf(unreadIn(agent.page, old).locator("[aria-hidden]"))).toBe("1");
    await comeBack(agent);
    await eventually(() => unreadIn(agent.page, old).count()).toBe(0);
    expect(await withdrawn(agent)).toEqual(["New message from Old"]);
  });

  test("[D46] what is read or answered in one window is read in the other", async () => {
    const agent = await world.agent(world.li, { lang: "en" });
    const old = await wait("Old");
    await seated(agent);
    await agent.claim(old.session);
    await agent.page.getByLabel(agent.words.composer.label).waitFor();
    const second = await agent.page.context().newPage();
    await second.goto(`${world.baton.url}/console#/mine`);
    await second.locator(`[data-session="${old.session}"]`).waitFor();
    await workElsewhere(agent);
    await old.tell("Hello?");
    await eventually(() => unreadIn(second, old).count()).toBe(1);
    await comeBack(agent);
    await eventually(() => unreadIn(second, old).count()).toBe(0);
    await workElsewhere(agent);
    await old.tell("Still there?");
    await eventually(() => unreadIn(second, old).count()).toBe(1);
    await agent.say("Yes!");
    await eventually(() => unreadIn(second, old).count()).toBe(0);
  });

  test("[N4] [N5] of two tabs one notifies; do not disturb holds in both", async () => {
    const agent = await world.agent(world.wang, { lang: "en" });
    await watchNotifications(agent);
    await seated(agent);
    const second = await agent.page.context().newPage();
    await second.goto(`${world.baton.url}/console#/waiting`);
    await second.getByRole("tab", { name: agent.words.queue.waiting }).waitFor();
    await second.getByText(agent.words.queue.emptyWaitingTitle).waitFor();
    const inBoth = async () => [
      ...(await titles(agent)),
      ...(await second.evaluate<{ title: string }[]>("window.shown ?? []")).map(({ title }) => title),
    ];

    await wait("Uma");
    await eventually(inBoth).toEqual(["Uma is waiting for a person"]);

    await second.getByRole("button", { name: agent.words.notifications.title }).click();
    await second.getByLabel(agent.words.notifications.quiet).check();
    await second.screenshot({ path: "e2e/screenshots/queue/notifications.png" });
    await agent.page.getByRole("button", { name: agent.words.notifications.titleQuiet }).waitFor();
    await wait("Vera");
    await eventually(() => namesOf(agent)).toEqual(["Uma", "Vera"]);
    // Longer than tabs take to agree, and notices to be collected.
    await agent.page.waitForTimeout(4_000);
    expect(await inBoth()).toEqual(["Uma is waiting for a person"]);
  });

  test("[N5] where the browser allows no sound yet the bell says so", async () => {
    const agent = await seated(await world.agent(world.li, { lang: "en" }));
    const { title, titleSilenced } = agent.words.notifications;
    const bell = (name: string) => agent.page.getByRole("button", { name, exact: true });
    await bell(title).waitFor();
    // Whatever Playwright asks a page counts as a gesture there, before the page has asked itself.
    await agent.page.addInitScript("Object.defineProperty(navigator, 'userActivation', { value: undefined })");
    await agent.page.reload();
    await bell(titleSilenced).waitFor();
    await lookAway(agent);
    await agent.page.mouse.down();
    await agent.page.mouse.up();
    await bell(title).waitFor();
  });

  test("[N10] a key that acts acts once, however long it is held", async () => {
    await waitInTurn("Ada", "Bob", "Cleo");
    const agent = await seated(await world.agent(world.li, { lang: "en" }));
    await eventually(() => namesOf(agent)).toEqual(["Ada", "Bob", "Cleo"]);
    const { keyboard } = agent.page;
    await keyboard.down("n");
    await agent.page.getByLabel(agent.words.composer.label).waitFor();
    await agent.page.getByRole("tab", { name: agent.words.queue.waiting }).click();
    await eventually(() => namesOf(agent)).toEqual(["Bob", "Cleo"]);
    await keyboard.down("n");
    await keyboard.down("n");
    await agent.page.waitForTimeout(500);
    expect(await namesOf(agent)).toEqual(["Bob", "Cleo"]);
    // Moving goes on.
    await keyboard.down("j");
    await keyboard.down("j");
    await eventually(() => focusedPlace(agent)).toBe("2");
  });

  test("[D5] the next one is taken where another agent was faster, three at most", async () => {
    const [ada, bob] = await waitInTurn("Ada", "Bob", "Cleo", "Dora", "Emil");
    const [li, wang] = await Promise.all([
      world.agent(world.li, { lang: "en" }),
      world.agent(world.wang, { lang: "en" }),
    ]);
    await Promise.all([seated(li), seated(wang)]);
    await eventually(() => namesOf(li)).toEqual(["Ada", "Bob", "Cleo", "Dora", "Emil"]);
    li.trouble.allow(/status of 409 .*takeover\)$/);
    /** Wang takes whomever Li is about to take, so many times. */
    const faster = (times: number) =>
      li.page.route(
        "**/takeover",
        async (route) => {
          await wang.page.request.post(route.request().url(), { data: {}, headers: { origin: world.baton.url } });
          await route.continue();
        },
        { times },
      );
    await faster(1);
    await li.page.keyboard.press("n");
    await eventually(() => toasts(li)).toContain(fill(li.words.queue.claimed, { name: "Bob" }));
    expect(await toasts(li)).toContain(fill(li.words.queue.taken, { agent: world.wang.name, name: "Ada" }));
    expect(new URL(li.page.url()).hash).toBe(`#/mine/${bob?.session}`);
    expect(ada?.session).not.toBe(bob?.session);

    await li.page.keyboard.press("Escape");
    await li.page.keyboard.press("Escape");
    await waitInTurn("Finn");
    await showWaiting(li);
    await eventually(() => namesOf(li)).toEqual(["Cleo", "Dora", "Emil", "Finn"]);
    await faster(3);
    await li.page.keyboard.press("n");
    await eventually(() => toasts(li)).toContain(fill(li.words.queue.taken, { agent: world.wang.name, name: "Emil" }));
    await eventually(() => namesOf(li)).toEqual(["Finn"]);
  });

  test("[D4] a row says who is a VIP, what priority they have, and how they are tagged", async () => {
    const admin = await createPlainAgent(world.baton.url, ADMIN);
    const actions = { tagged: { kind: "tag", tag: "brakes" }, first: { kind: "set_priority", priority: "urgent" } };
    for (const [name, action] of Object.entries(actions)) {
      await admin.put(`/api/rules/${name}`, { name, expression: 'message.text.contains("squeak")', action });
    }
    const vera = await createPlainCustomer(world.baton.url, { identity_token: vipToken("Vera") });
    present.push({ giveUp: () => vera.cancelWaiting().catch(() => undefined) });
    await vera.ask("The brakes squeak");
    await waitInTurn("Ada");
    const agent = await seated(await world.agent(world.li, { lang: "en" }));
    await eventually(() => namesOf(agent)).toEqual(["Vera", "Ada"]);
    const row = agent.row(vera.sessionName);
    expect(await textOf(row.locator(".vip"))).toBe(agent.words.customer.vip);
    const tags = await row.locator(".tag").allInnerTexts();
    expect(tags).toContain(fill(agent.words.queue.priority, { level: agent.words.severity.urgent }));
    expect(tags).toContain("brakes");
    await agent.screenshot("queue/marks");
  });

  test("[D6] the list of all asks again by itself, and soon after something else has changed", async () => {
    const agent = await world.agent(world.li, { lang: "en" });
    await agent.signIn();
    await agent.page.getByRole("tab", { name: agent.words.queue.all, exact: true }).click();
    await eventually(() => namesOf(agent)).not.toEqual([]);
    const name = `Quiet ${randomUUID()}`;
    const quiet = await come(name);
    await quiet.say("Hello");
    // The stream does not speak of the bot's sessions.
    await agent.row(quiet.session).waitFor();
    const lists = () => requestStarts(agent.page, "/api/sessions");
    const before = (await lists()).length;
    const other = await come("Other One");
    await other.say("Hello");
    await quiet.askForPerson();
    await agent.row(other.session).waitFor();
    // By itself the list asks every 15 s.
    await eventually(async () => Math.min(...gapsMs((await lists()).slice(before - 1)))).toBeLessThan(10_000);
    // Another question's answer is another list, wherever the pointer is.
    await agent.row(other.session).hover();
    await agent.page.locator("[data-queue-search]").fill(name);
    await eventually(() => namesOf(agent)).toEqual([name]);
  });

  test("[D15] a page that cannot be seen holds nothing back", async () => {
    const [ada] = await waitInTurn("Ada", "Bob");
    const agent = await seated(await world.agent(world.li, { lang: "en" }));
    await agent.row(ada?.session ?? "").hover();
    await comeFirst("Uma");
    await eventually(() => textOf(fresh(agent))).toContain("1 new");
    await agent.page.evaluate(`
      Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    `);
    await eventually(() => namesOf(agent)).toEqual(["Uma", "Ada", "Bob"]);
  });

  test("[N6] what happens within three seconds is one sound, one notification and one sentence a kind", async () => {
    const agent = await world.agent(world.li, { lang: "en" });
    await watchNotifications(agent);
    await seated(agent);
    await audible(agent);
    const others = [await come("Bob"), await come("Cleo")];
    const ada = await wait("Ada");
    await eventually(() => titles(agent)).toEqual(["Ada is waiting for a person"]);
    await Promise.all(others.map((other) => other.askForPerson()));
    await eventually(() => titles(agent)).toEqual([
      "Ada is waiting for a person",
      "2 customers are waiting for a person",
    ]);
    // A sound is two notes.
    expect(await agent.page.evaluate("window.sounds")).toBe(4);
    const log = agent.page.getByRole("log");
    const told = async () => await log.locator("p").allInnerTexts();
    expect(await told()).toContain("2 customers are waiting for a person");

    // All kinds are read out, also over a dialog, behind which the page is silent.
    await agent.claim(ada.session);
    await agent.page.getByLabel(agent.words.composer.label).waitFor();
    await agent.page.keyboard.press("Escape");
    await agent.page.keyboard.press("Escape");
    await agent.page.keyboard.press("?");
    await agent.page.locator("dialog[open]").getByRole("log").waitFor({ state: "attached" });
    await Promise.all([ada.tell("Hello?"), wait("Dora")]);
    await eventually(told).toEqual(expect.arrayContaining(["New message from Ada", "Dora is waiting for a person"]));
    await agent.page.keyboard.press("Escape");
    await agent.page.locator("main.bench > [role=log]").waitFor({ state: "attached" });
  });

  test("[D53] all windows of a browser are the same agent's: who signs in in one is signed in in the others", async () => {
    const agent = await world.agent(world.li, { lang: "en" });
    agent.trouble.allow(/status of 401 /);
    await agent.signIn();
    const context = agent.page.context();
    agent.trouble.allow(/ERR_FAILED/);
    /** One that does not hear of it, and has no network meanwhile. */
    const deaf = await context.newPage();
    await deaf.addInitScript(`addEventListener("storage", (event) => event.stopImmediatePropagation(), true);`);
    const second = await context.newPage();
    for (const page of [deaf, second]) {
      await page.goto(`${world.baton.url}/console`);
      await page.getByRole("tab", { name: agent.words.queue.waiting }).waitFor();
    }
    const menu = (page: Page) => page.getByRole("button", { name: agent.words.preferences.menu });
    const whose = async (page: Page) => {
      // Whatever was open goes with the agent whose it was.
      await eventually(async () => {
        if ((await menu(page).getAttribute("aria-expanded")) !== "true") await menu(page).click();
        return page.locator("#preferences .who strong").allInnerTexts();
      }).toEqual([world.wang.name]);
      await page.keyboard.press("Escape");
    };
    await deaf.route("**/api/**", (route) => route.abort());
    await menu(agent.page).click();
    await agent.page.getByText(agent.words.preferences.signOut).click();
    await agent.page.getByLabel(agent.words.signIn.username).fill(world.wang.username);
    await agent.page.getByLabel(agent.words.signIn.password, { exact: true }).fill(world.wang.password);
    await agent.page.getByRole("button", { name: agent.words.signIn.submit, exact: true }).click();
    await agent.page.getByRole("tab", { name: agent.words.queue.waiting }).waitFor();
    await second.getByRole("tab", { name: agent.words.queue.waiting }).waitFor();
    await whose(second);

    // Its next question is refused; whoever it then finds signed in is not its agent.
    await context.clearCookies({ name: "baton_agent" });
    await deaf.unroute("**/api/**");
    await deaf.getByRole("tab", { name: agent.words.queue.all, exact: true }).click();
    await whose(deaf);
  });

  test("[D53] after a sign-in that ended in all windows, signing in again in one does so in all", async () => {
    const agent = await world.agent(world.li, { lang: "en" });
    agent.trouble.allow(/status of 401 /);
    await agent.signIn();
    const context = agent.page.context();
    const second = await context.newPage();
    const deaf = await context.newPage();
    await deaf.addInitScript(`addEventListener("storage", (event) => event.stopImmediatePropagation(), true);`);
    for (const page of [second, deaf]) {
      await page.goto(`${world.baton.url}/console`);
      await page.getByRole("tab", { name: agent.words.queue.waiting }).waitFor();
    }
    const username = (page: Page) => page.getByLabel(agent.words.signIn.username);
    await context.clearCookies();
    for (const page of [agent.page, second, deaf]) {
      await page.getByRole("tab", { name: agent.words.queue.all, exact: true }).click();
      await username(page).waitFor();
    }
    const isShownAgain = `document.dispatchEvent(new Event("visibilitychange"))`;
    await username(deaf).fill("half a na");
    const refused = deaf.waitForResponse("**/api/agent/refresh");
    await deaf.evaluate(isShownAgain);
    await refused;
    expect(await username(deaf).inputValue()).toBe("half a na");

    await agent.signIn();
    await second.getByRole("tab", { name: agent.words.queue.waiting }).waitFor();
    await deaf.evaluate(isShownAgain);
    await deaf.getByRole("tab", { name: agent.words.queue.waiting }).waitFor();
  });

  test("[N20] the light tells how old the picture is while the service is gone, and lives again with it", async () => {
    await waitInTurn("Ada");
    const agent = await world.agent(world.li, { lang: "en" });
    // It waits the longest before it tries again by itself: the click is to be what brings it back.
    await agent.page.addInitScript("Math.random = () => 0.999");
    await agent.page.reload();
    await seated(agent);
    const light = agent.page.locator(".light");
    await eventually(() => textOf(light)).toBe(agent.words.connection.live);
    agent.trouble.allow(SERVER_GONE);
    const stream = "**/api/agent/events*";
    await world.baton.kill();
    try {
      await eventually(() => textOf(light)).toMatch(/^(?:[3-9]|[1-5]\d) s old$/);
      await agent.page.getByText("The connection is down. What you see is from").waitFor();
      await agent.screenshot("queue/reconnecting");
      await agent.page.route(stream, (route) => route.abort());
    } finally {
      await world.baton.restart();
    }
    await eventually(async () => {
      const [, seconds] = /^Reconnecting in (\d+) s$/.exec((await light.getAttribute("title")) ?? "") ?? [];
      return Number(seconds ?? 0);
    }).toBeGreaterThan(10);
    await agent.page.unroute(stream);
    await agent.page.getByRole("button", { name: agent.words.connection.retryNow }).click();
    await eventually(() => textOf(light)).toBe(agent.words.connection.live);
    expect(await namesOf(agent)).toEqual(["Ada"]);
  });

  test(`[D3] [D11] ${MANY} customers wait: keys reach every row, of which only those on screen exist`, async () => {
    let left = MANY;
    const lane = async () => {
      while (left > 0) await wait(`Visitor ${left--}`);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    const agent = await seated(await world.agent(world.li, { lang: "en" }));
    const { keyboard } = agent.page;
    await eventually(() =>
      textOf(agent.page.getByRole("tab", { name: agent.words.queue.waiting }).locator(".count")),
    ).toBe(`${MANY}`);
    await keyboard.press("j");
    await eventually(() => focusedPlace(agent)).toBe("1");
    for (let step = 0; step < 40; step++) await keyboard.press("j");
    await eventually(() => focusedPlace(agent)).toBe("41");
    await keyboard.press("End");
    await eventually(() => focusedPlace(agent)).toBe(`${MANY}`);
    await keyboard.press("k");
    await eventually(() => focusedPlace(agent)).toBe(`${MANY - 1}`);
    expect(await agent.page.locator("#queue-list [data-session]").count()).toBeLessThan(40);
    const focused: Locator = agent.page.locator("li:focus-within");
    expect(await focused.getAttribute("aria-setsize")).toBe(`${MANY}`);

    // Wherever the wheel goes meanwhile, the keyboard's place is kept, and somebody who comes first moves nothing.
    const name = await textOf(focused.locator("strong"));
    await agent.page.locator("#queue-list [data-session]").last().hover();
    await agent.page.mouse.wheel(0, -60_000);
    await comeFirst("Uma");
    await eventually(() => textOf(fresh(agent))).toContain("1 new");
    expect(await textOf(focused.locator("strong"))).toBe(name);
    await keyboard.press("k");
    await eventually(() => focusedPlace(agent)).toBe(`${MANY - 2}`);
    await keyboard.press("u");
    await eventually(() => textOf(focused.locator("strong"))).toBe("Uma");
    expect(await focused.getAttribute("aria-setsize")).toBe(`${MANY + 1}`);
  });
});

describe.skipIf(executablePath === undefined)("a wait that ends soon (needs Chromium)", () => {
  const world = useWorld({ ...NO_LIMITS, BATON_WAIT_NOTICE_SECONDS: "1", BATON_WAIT_GIVE_UP_SECONDS: "66" });

  test("[D4] [N3] the row counts down, and with a minute left the agent is told, once", async () => {
    const agent = await world.agent(world.li, { lang: "en" });
    await watchNotifications(agent);
    await agent.signIn();
    await showWaiting(agent);
    const visitor = await visit(world.baton.url, "Ada");
    await visitor.askForPerson();
    await eventually(() => textOf(agent.row(visitor.session).locator(".leaves"))).toMatch(
      /^Back to the assistant in (?:1:0[0-6]|0:[3-5]\d)$/,
    );
    await eventually(() => titles(agent)).toEqual([
      "Ada is waiting for a person",
      "Ada returns to the assistant in a minute",
    ]);
    await agent.screenshot("queue/deadline");
    await agent.claim(visitor.session);
    // Nobody needs to act on them any more.
    await eventually(() => withdrawn(agent)).toEqual([
      "Ada is waiting for a person",
      "Ada returns to the assistant in a minute",
    ]);
  });

  test("[N3] the agent is told in time although a hidden page's clock is slowed to a tick a minute", async () => {
    const agent = await world.agent(world.li, { lang: "en" });
    await agent.page.context().addInitScript(`
      const { setInterval } = window;
      window.setInterval = (work, ms, ...more) => setInterval(work, Math.max(ms, 60_000), ...more);
    `);
    await watchNotifications(agent);
    await agent.signIn();
    await showWaiting(agent);
    const visitor = await visit(world.baton.url, "Bob");
    await visitor.askForPerson();
    await eventually(() => titles(agent)).toEqual([
      "Bob is waiting for a person",
      "Bob returns to the assistant in a minute",
    ]);
    await visitor.giveUp();
  });
});
