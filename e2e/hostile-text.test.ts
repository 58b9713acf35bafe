import { createHmac, randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { activeElements } from "./support/active-elements.ts";
import type { Agent } from "./support/agent.ts";
import { type Account, ADMIN, addAgent } from "./support/baton-process.ts";
import { executablePath } from "./support/browser.ts";
import { type Canary, setCanary } from "./support/canary.ts";
import { eventually } from "./support/eventually.ts";
import { HOSTILE_TEXTS } from "./support/hostile-texts.ts";
import { useModel } from "./support/model.ts";
import { startPagesOfOthers } from "./support/pages-of-others.ts";
import { createPlainAgent, createPlainCustomer, type PlainCustomer } from "./support/plain-people.ts";
import { textsOf, useWorld } from "./support/world.ts";

const TIMEOUT_MS = 180_000;
const IDENTITY_SECRET = "an identity secret for the browser tests";

const others = await startPagesOfOthers();
afterAll(() => others.close());

const base64url = (text: string) => Buffer.from(text).toString("base64url");

/** As a host site signs who is there. */
function identityToken(claims: object): string {
  const now = Math.floor(Date.now() / 1000);
  const payload = { aud: "baton-identity", iat: now, exp: now + 600, ...claims };
  const signed = `${base64url(JSON.stringify({ alg: "HS256", typ: "JWT" }))}.${base64url(JSON.stringify(payload))}`;
  return `${signed}.${createHmac("sha256", IDENTITY_SECRET).update(signed).digest("base64url")}`;
}

describe.skipIf(executablePath === undefined)("hostile texts (needs Chromium)", async () => {
  const model = await useModel((request) => {
    const asked = request.messages.at(-1)?.content;
    const number = /say number (\d+)/.exec(JSON.stringify(asked))?.[1];
    return { text: HOSTILE_TEXTS[Number(number)] ?? "Yes." };
  });
  const world = useWorld({
    ...model.settings,
    BATON_IDENTITY_SECRET: IDENTITY_SECRET,
    BATON_EMBED_ORIGINS: others.localhost,
    REGULATOR_REPEAT_AUTO_ESCALATE: "false",
    REGULATOR_FAIL_THRESHOLD: "100",
    REGULATOR_VIP_AUTO_ESCALATE: "false",
    BATON_RATE_MESSAGES_PER_MINUTE: "0",
    BATON_RATE_SESSIONS_PER_MINUTE: "0",
  });

  const waiting: PlainCustomer[] = [];
  afterEach(async () => {
    await Promise.all(waiting.splice(0).map((customer) => customer.cancelWaiting().catch(() => undefined)));
  });

  /** With an account of their own, at a second try of a test, too. */
  const newcomer = (name: string) => addAgent(world.baton, `agent-${randomUUID()}`, name);

  /** Nothing ran, nothing was asked for, and nothing of a text has become an element that could. */
  async function expectOnlyText(canary: Canary, page: Page): Promise<void> {
    for (const frame of page.frames()) expect(await activeElements(frame)).toEqual([]);
    expect(canary.calls).toHaveLength(0);
    expect(canary.foreign).toEqual([]);
  }

  /** Goes through a list that shows only a part of itself at a time, and looks at each part. */
  async function scrollThrough(canary: Canary, page: Page, list: string): Promise<void> {
    const box = await page.locator(list).first().boundingBox();
    if (box === null) throw new Error(`there is no ${list}`);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    for (let step = 0; step < 24; step++) {
      await page.mouse.wheel(0, 500);
      await page.evaluate("new Promise(requestAnimationFrame)");
      await expectOnlyText(canary, page);
    }
  }

  async function agentThere(account: Account = world.li): Promise<{ agent: Agent; canary: Canary }> {
    const agent = await world.agent(account, { lang: "en" });
    const canary = await setCanary(agent.page.context(), [world.baton.url]);
    await agent.page.reload();
    await agent.signIn();
    return { agent, canary };
  }

  test("are hostile: a page without our care runs them, and the canary tells", async () => {
    others.put("/careless", "");
    const customer = await world.customer({ lang: "en", url: `${others.localhost}/careless` });
    const canary = await setCanary(customer.page.context(), [others.localhost]);
    customer.trouble.allow(/./);
    await customer.page.route("https://xss.example/**", (route) => route.abort());
    await customer.page.goto(`${others.localhost}/careless`);
    await customer.page.evaluate(`
      for (const text of ${JSON.stringify(HOSTILE_TEXTS)}) {
        const frame = document.createElement("iframe");
        frame.srcdoc = text;
        document.body.append(frame);
      }`);
    await eventually(() => new Set(canary.calls).size).toBeGreaterThan(25);
    await eventually(() => new Set(canary.foreign).size).toBeGreaterThan(5);
  });

  test(
    "are text wherever the chat shows them: of the customer, of the bot, of a person, as a person's name",
    async () => {
      const account = await newcomer("<img src=x onerror=xss()>{{constructor}}");
      const [customer, agent] = await Promise.all([
        world.customer({ lang: "en" }),
        createPlainAgent(world.baton.url, account),
      ]);
      const { page, chat } = customer;
      const canary = await setCanary(page.context(), [world.baton.url]);
      await page.reload();
      await customer.openChat();
      for (const index of HOSTILE_TEXTS.keys()) await customer.ask(`please say number ${index}`);
      await expectOnlyText(canary, page);
      await customer.askForPerson();
      await eventually(() => customer.status()).toBe(customer.words.status.waiting);
      const session = await customer.sessionName();
      await agent.takeOver(session);
      for (const text of HOSTILE_TEXTS) {
        await agent.write(session, text);
        await customer.say(text);
      }
      for (const author of ["me", "agent"]) {
        const bubbles = chat.locator(`.message.${author} .bubble`);
        await eventually(async () =>
          (await bubbles.allTextContents()).map((text) => text.trim()).slice(-HOSTILE_TEXTS.length),
        ).toEqual(HOSTILE_TEXTS.map((text) => text.trim()));
      }
      expect(await customer.status()).toContain(account.name);
      await expectOnlyText(canary, page);
      await customer.screenshot("hostile-text/chat");
    },
    TIMEOUT_MS,
  );

  test(
    "are text wherever the console lists them: names, previews, what it reads out",
    async () => {
      const { agent, canary } = await agentThere();
      const { page } = agent;
      for (const [index, text] of HOSTILE_TEXTS.entries()) {
        const claims = { sub: `c-${index}`, name: text.slice(0, 200), email: "a@shop.example" };
        const customer = await createPlainCustomer(
          world.baton.url,
          index % 4 === 0 && !/\p{Cc}/u.test(text)
            ? { identity_token: identityToken(claims) }
            : { profile: { name: text.slice(0, 200) } },
        );
        await customer.askForPerson();
        waiting.push(customer);
        await customer.write(text);
      }
      await eventually(() => page.getByRole("tab", { name: agent.words.queue.waiting }).textContent()).toContain(
        String(HOSTILE_TEXTS.length),
      );
      await scrollThrough(canary, page, "[role=tabpanel]");
      await expectOnlyText(canary, page);
      await agent.screenshot("hostile-text/queue");
      await page.getByRole("tab", { name: agent.words.queue.all }).click();
      await page.locator(".row").first().waitFor();
      await scrollThrough(canary, page, "[role=tabpanel]");
      for (const text of ["<img src=x onerror=xss()>", "%3Cscript%3E", "{{constructor}}"]) {
        const answered = page.waitForResponse(
          (response) => new URL(response.url()).searchParams.get("keyword") === text,
        );
        await page.getByLabel(agent.words.queue.search).fill(text);
        await answered;
      }
      await expectOnlyText(canary, page);
    },
    TIMEOUT_MS,
  );

  test(
    "are text in a conversation of the console: what all three say, the page, tags, reasons, and an agent's name",
    async () => {
      const [admin, mallory] = await Promise.all([
        createPlainAgent(world.baton.url, ADMIN),
        newcomer("</b><svg onload=xss()>").then((account) => createPlainAgent(world.baton.url, account)),
      ]);
      const tags = HOSTILE_TEXTS.filter((text) => text.length <= 50 && !/\p{Cc}/u.test(text)).slice(0, 40);
      for (const [index, tag] of tags.entries()) {
        const expression = 'moment == "message"';
        await admin.put(`/api/rules/tag-${index}`, { name: tag, expression, action: { kind: "tag", tag } });
      }
      const reason = "<img src=x onerror=xss()> {{reason}}";
      await admin.put("/api/rules/call", {
        name: reason,
        expression: 'message.text.contains("call somebody")',
        action: { kind: "escalate", reason, severity: "high" },
      });
      const { agent, canary } = await agentThere();
      const { page, words } = agent;
      const customer = await createPlainCustomer(world.baton.url, {
        identity_token: identityToken({
          sub: "<img src=x onerror=xss()>",
          name: "<svg onload=xss()>{{1}}",
          email: '"<svg/onload=xss()>"@shop.example',
          vip: true,
        }),
        profile: {
          page_url: 'https://shop.example/"><img src=x onerror=xss()>?q=javascript:xss()',
          referrer: "https://search.example/'onmouseover=xss()//",
        },
      });
      for (const index of HOSTILE_TEXTS.keys()) await customer.ask(`please say number ${index}`);
      await customer.ask("call somebody");
      for (const text of HOSTILE_TEXTS) await customer.write(text);
      await mallory.takeOver(customer.sessionName);
      for (const text of HOSTILE_TEXTS) await mallory.write(customer.sessionName, text);
      for (const text of ["<img src=x onerror=xss()>", "{{reason}} {name}", "javascript:xss()"]) {
        await mallory.release(customer.sessionName, text);
        await mallory.takeOver(customer.sessionName);
      }

      await agent.open(customer.sessionName);
      const details = page.getByRole("button", { name: words.conversation.showDetails });
      if (await details.isVisible()) await details.click();
      await page
        .getByText(tags[0] ?? "")
        .first()
        .waitFor();
      expect(await agent.status()).toContain("<svg onload=xss()>");
      await expectOnlyText(canary, page);
      await agent.screenshot("hostile-text/conversation");
      await page.getByLabel(words.conversation.messages, { exact: true }).hover();
      for (let step = 0; step < 60; step++) {
        await page.mouse.wheel(0, -700);
        await page.evaluate("new Promise(requestAnimationFrame)");
        await expectOnlyText(canary, page);
      }
      const shown = await agent.messages();
      for (const by of ["user", "agent"] as const) {
        const last = textsOf(shown, by).slice(-HOSTILE_TEXTS.length);
        expect(last).toEqual(HOSTILE_TEXTS.map((text) => text.trim()));
      }
      await expectOnlyText(canary, page);
      await mallory.release(customer.sessionName, "<b>xss()</b>");
      await eventually(() => agent.status()).toBe(words.status.bot_active);
      await expectOnlyText(canary, page);
    },
    TIMEOUT_MS,
  );

  test(
    "are text as the page that a customer writes from, and as where they came from",
    async () => {
      const { agent, canary } = await agentThere();
      const { page, words } = agent;
      await page.goto(`${world.baton.url}/console#/all`);
      for (const [index, text] of HOSTILE_TEXTS.entries()) {
        const profile = {
          page_url: `https://shop.example/${text}`,
          referrer: index % 2 === 0 ? `https://search.example/?q=${text}` : text,
        };
        const { sessionName } = await createPlainCustomer(world.baton.url, { profile });
        await page.evaluate(`location.hash = "#/all/${sessionName}"`);
        const details = page.locator(`#details-${sessionName}`);
        if (index === 0) {
          const show = page.getByRole("button", { name: words.conversation.showDetails });
          // They may open by themselves while we are about to.
          await eventually(async () => {
            if (await show.isVisible()) await show.click({ timeout: 1_000 }).catch(() => undefined);
            return details.isVisible();
          }).toBe(true);
        }
        const links = details.getByRole("link");
        await eventually(() => links.count()).toBe(index % 2 === 0 ? 2 : 1);
        expect(await links.first().getAttribute("href")).toMatch(/^https:\/\/shop\.example\//);
        expect(await links.last().getAttribute("href")).toMatch(/^https:\/\/(?:shop|search)\.example\//);
        await expectOnlyText(canary, page);
      }
      await agent.screenshot("hostile-text/page");
    },
    TIMEOUT_MS,
  );

  test("are text as the address of a real page that embeds the chat, and of the one that led there", async () => {
    const hostile = `/${encodeURIComponent(`"><img src=x onerror=xss()>'onmouseover=xss()//{{constructor}}`)}`;
    const embedding = `<script src="${world.baton.url}/widget.js" async></script>`;
    others.put(hostile, `<a href="${hostile}-2">On</a>`);
    others.put(`${hostile}-2`, embedding);
    const customer = await world.customer({ lang: "en", url: `${others.localhost}${hostile}` });
    const canaryThere = await setCanary(customer.page.context(), [world.baton.url, others.localhost]);
    await customer.page.reload();
    await customer.page.getByRole("link").click();
    await customer.openChat();
    await customer.askForPerson();
    await eventually(() => customer.status()).toBe(customer.words.status.waiting);
    await expectOnlyText(canaryThere, customer.page);

    const { agent, canary } = await agentThere();
    const session = await customer.sessionName();
    await agent.open(session);
    const links = agent.page.locator(`#details-${session}`).getByRole("link");
    await eventually(() => links.evaluateAll((all) => all.map((one) => one.getAttribute("href")))).toEqual([
      `${others.localhost}${hostile}-2`,
      `${others.localhost}${hostile}`,
    ]);
    await expectOnlyText(canary, agent.page);
  });

  test("are text as quick replies, with hostile values for their variables", async () => {
    const account = await newcomer("Quinn");
    const { agent, canary } = await agentThere(account);
    const { page, words } = agent;
    const own = await createPlainAgent(world.baton.url, account);
    const texts = HOSTILE_TEXTS.filter((text) => !text.includes("{{"));
    for (const [index, text] of texts.entries()) {
      await own.put(`/api/quick-replies/own/q-${index}`, { shortcut: `q${index}`, text: `${text} {{customer_name}}` });
    }
    const name = "<img src=x onerror=xss()>{{agent_name}}";
    const customer = await createPlainCustomer(world.baton.url, { profile: { name } });
    await customer.askForPerson();
    await agent.open(customer.sessionName);
    await page.keyboard.press("c");
    const field = page.getByLabel(words.composer.label);
    await field.waitFor();
    await page.reload();
    await field.fill("");
    await field.press("/");
    await page.getByRole("listbox", { name: words.quickReplies.title }).getByRole("option").first().waitFor();
    for (let step = 0; step < texts.length; step++) await field.press("ArrowDown");
    await expectOnlyText(canary, page);
    await field.pressSequentially("q9");
    await field.press("Enter");
    await eventually(() => field.inputValue()).toContain(name);
    await field.press("Enter");
    await eventually(async () => (await agent.messages()).at(-1)?.text).toContain(name);
    await expectOnlyText(canary, page);
    await agent.screenshot("hostile-text/quick-replies");
  });

  test("are nowhere, when the console's address holds them", async () => {
    const { agent, canary } = await agentThere();
    // Some of them are names that a session might have.
    agent.trouble.allow(/status of 404 .*\/api\/sessions\/[^/]+\)$/);
    for (const text of HOSTILE_TEXTS) {
      const hash = encodeURIComponent(text).replaceAll("%3C", "<").replaceAll("%3E", ">");
      for (const address of [`#/all/${hash}`, `#/${hash}/${hash}+${hash}/${hash}`]) {
        await agent.page.evaluate(`location.hash = ${JSON.stringify(address)}`);
      }
    }
    await agent.page.goto(`${world.baton.url}/console?x=<img src=x onerror=xss()>#/mine/<svg onload=xss()>`);
    await agent.page.getByRole("tab", { name: agent.words.queue.waiting }).waitFor();
    await expectOnlyText(canary, agent.page);
  });
});
