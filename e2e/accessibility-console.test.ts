import type { Route } from "playwright-core";
import { describe, expect, test } from "vitest";
import { createInspection } from "./support/accessibility.ts";
import type { Agent } from "./support/agent.ts";
import { ADMIN } from "./support/baton-process.ts";
import { type Device, executablePath, type Lang } from "./support/browser.ts";
import { keepWhatPasses } from "./support/keep-what-passes.ts";
import { createPlainAgent, createPlainCustomer, type PlainCustomer } from "./support/plain-people.ts";
import { SERVER_GONE } from "./support/trouble.ts";
import { makeUrgent } from "./support/visitor.ts";
import { useWorld } from "./support/world.ts";

/** More than a page of the history holds. */
const MANY_MESSAGES = 120;
/** More than a list of some 700 pixels shows. */
const MANY_ROWS = 14;

/** A sentence up to its first hole. */
const startOf = (sentence: string) => sentence.split("{")[0] ?? "";

const refuse =
  (status: number, code: string, headers = {}) =>
  (route: Route) =>
    route.fulfill({ status, headers, json: { success: false, code, error: code, detail: code, errors: [] } });

describe.skipIf(executablePath === undefined).each<Lang>(["en", "zh-CN"])(
  "no barriers that axe-core knows (%s, needs Chromium)",
  (lang) => {
    // Who waits is about to leave from the beginning, for the tag that says so.
    const world = useWorld({ BATON_RATE_MESSAGES_PER_MINUTE: "0", BATON_WAIT_GIVE_UP_SECONDS: "118" });

    async function visitWith(options: { device?: Device } = {}) {
      const agent = await world.agent(world.wang, { lang, ...options });
      return { ...agent, ...createInspection(agent.page) };
    }

    async function live(agent: Agent): Promise<PlainCustomer> {
      const customer = await createPlainCustomer(world.baton.url, { profile: { name: "Anna Schmidt" } });
      await customer.askForPerson();
      const plain = await createPlainAgent(world.baton.url, agent.account);
      await plain.takeOver(customer.sessionName);
      return customer;
    }

    test("while one signs in, or cannot", async () => {
      const { page, words, trouble, look, found, signIn, account } = await visitWith();
      trouble.allow(SERVER_GONE);
      await page.route("**/api/agent/profile", () => undefined);
      await page.reload();
      await look("is one signed in?", { shows: page.locator("main[aria-busy=true]") });
      await page.unrouteAll();
      await page.route("**/api/agent/profile", (route) => route.abort());
      await page.reload();
      await look("unreachable", { shows: page.getByText(words.signIn.unreachable) });
      await page.unrouteAll();
      await page.reload();

      const submit = page.getByRole("button", { name: words.signIn.submit, exact: true });
      await submit.click();
      await look("fields that are missing", { shows: page.getByText(words.signIn.usernameMissing) });
      const password = page.getByLabel(words.signIn.password, { exact: true });
      await password.fill("a password");
      await page.getByRole("button", { name: words.signIn.showPassword }).click();
      await look("a password that is shown", { shows: page.getByRole("button", { name: words.signIn.hidePassword }) });
      await password.evaluate((field) =>
        field.dispatchEvent(
          new field.ownerDocument.defaultView.KeyboardEvent("keydown", { modifierCapsLock: true, bubbles: true }),
        ),
      );
      await look("caps lock", { shows: page.getByText(words.signIn.capsLock) });
      trouble.allow(/status of 429 .*\/api\/agent\/login\)$/);
      await page.route("**/api/agent/login", refuse(429, "RATE_LIMITED", { "retry-after": "60" }));
      await page.getByLabel(words.signIn.username).fill(account.username);
      await submit.click();
      await look("throttled", { shows: page.getByText(startOf(words.signIn.throttled)) });
      await page.unrouteAll();

      await page.reload();
      await signIn();
      await page.context().clearCookies();
      trouble.allow(/status of 401 .*\/api\//);
      await page.getByRole("tab", { name: words.queue.all }).click();
      await look("a sign-in that has ended", { shows: page.getByText(words.signIn.ended) });
      expect(found).toEqual([]);
    });

    test("in the queue while it loads, is held, filtered to nothing, and about to lose somebody", async () => {
      const { page, words, look, found, signIn, row } = await visitWith();
      await page.route("**/api/agent/events*", () => undefined);
      await signIn();
      await page.getByRole("tab", { name: words.queue.waiting }).click();
      await look("a queue that loads", {
        shows: page.locator(".skeleton, [role=status]").filter({ hasText: words.queue.loading }),
      });
      await page.unrouteAll();
      await page.reload();

      await makeUrgent(world.baton.url, ADMIN.password, "brakes");
      const waiting = await Promise.all(
        Array.from({ length: MANY_ROWS }, (_, index) =>
          createPlainCustomer(world.baton.url, { profile: { name: `C ${index}` } }),
        ),
      );
      for (const customer of waiting) await customer.askForPerson();
      const [first] = waiting as [PlainCustomer];
      let moves = 0;
      /** One that rests for long holds nothing. */
      const point = () => row(first.sessionName).hover({ position: { x: 40 + (moves++ % 2), y: 20 } });
      await point();
      const late = await createPlainCustomer(world.baton.url, { profile: { name: "Late" } });
      await late.ask("My brakes do nothing any more!");
      await look("somebody new, while one points at the list", { shows: page.locator(".fresh"), renew: point });
      await look("rows of those who leave soon", { shows: page.locator(".leaves") });
      await point();
      await first.cancelWaiting();
      await look("a row whose customer has gone", { shows: page.locator(".row.gone"), renew: point });
      await page.mouse.move(900, 10);
      await page.getByRole("button", { name: words.queue.filterBy }).click();
      await page.getByRole("button", { name: words.queue.vipOnly }).click();
      await look("a filter that nobody matches", { shows: page.getByText(words.queue.emptyFilterTitle) });
      await page.getByRole("button", { name: words.queue.clearFilter }).first().click();
      await Promise.all(waiting.slice(1).map((customer) => customer.cancelWaiting()));
      expect(found).toEqual([]);
    });

    test("in a conversation that loads, fails, is shared, or goes to somebody else", async () => {
      const agent = await visitWith();
      const { page, words, trouble, look, found } = agent;
      const path = (name: string) => new RegExp(`/api/sessions/${name}(?:\\?.*)?$`);
      await agent.signIn();
      const customer = await live(agent);
      await Promise.all(Array.from({ length: MANY_MESSAGES }, (_, index) => customer.write(`Message ${index}`)));

      await page.route(path(customer.sessionName), () => undefined);
      await page.goto(`${world.baton.url}/console#/mine/${customer.sessionName}`);
      await look("a conversation that loads", { shows: page.locator(".conversation .loading") });
      await page.unrouteAll();
      trouble.allow(/status of 403 .*\/api\//);
      await page.route(path(customer.sessionName), refuse(403, "FORBIDDEN"));
      await page.reload();
      await look("a conversation that cannot be loaded", { shows: page.getByText(words.conversation.failedTitle) });
      await page.unrouteAll();
      await page.getByRole("button", { name: words.common.retry }).click();

      const field = page.getByLabel(words.composer.label);
      await field.waitFor();
      const scroller = page.locator(".conversation .scroller");
      await page.route("**/messages?*", () => undefined);
      await scroller.evaluate((box) => box.scrollTo(0, 0));
      await look("earlier messages that load", { shows: page.getByText(words.conversation.olderLoading) });
      await page.unrouteAll();
      await page.route("**/messages?*", refuse(403, "FORBIDDEN"));
      await page.reload();
      await field.waitFor();
      await scroller.evaluate((box) => box.scrollTo(0, 0));
      await look("earlier messages that cannot be loaded", { shows: page.getByText(words.conversation.olderFailed) });
      await page.unrouteAll();

      const held = Promise.withResolvers<void>();
      await page.route("**/api/manual/messages", (route) => held.promise.then(() => route.continue()));
      await agent.say("This takes long.");
      const underWay = page.locator(".message .state", { hasText: words.conversation.sending });
      await look("a message on its way", { shows: underWay });
      held.resolve();
      await underWay.waitFor({ state: "hidden" });
      await page.unrouteAll();
      await page.route("**/api/manual/messages", refuse(403, "FORBIDDEN"));
      await agent.say("This will not do.");
      await look("a message that was not sent", { shows: page.locator(".message.failed") });
      await page.unrouteAll();
      await field.fill("x".repeat(8_005));
      await look("too long", { shows: page.locator(".over") });
      await field.fill("A draft that is not sent");

      const colleague = await world.agent(world.li, { lang });
      await colleague.signIn();
      await colleague.open(customer.sessionName);
      await look("a colleague looks too", { shows: page.locator(".present") });
      await colleague.leave();
      const admin = await createPlainAgent(world.baton.url, ADMIN);
      await admin.release(customer.sessionName);
      await look("a draft that is kept", { shows: page.locator(".kept") });
      await page.getByRole("button", { name: words.action.stepIn }).click();
      await look("step in?", { shows: page.getByText(startOf(words.action.stepInConfirm)) });
      expect(found).toEqual([]);
    });

    test("in several conversations at once, without a connection for each, and with a word at the edge", async () => {
      const agent = await visitWith();
      const { page, words, look, found } = agent;
      await agent.signIn();
      // As where the page's context is not secure.
      await page.addInitScript("delete Navigator.prototype.locks");
      await page.setViewportSize({ width: 1280, height: 800 });
      const [first, second, third] = [await live(agent), await live(agent), await live(agent)];
      await page.goto(`${world.baton.url}/console#/mine/${first.sessionName}+${second.sessionName}/1`);
      await page.reload();
      await third.write("Anybody?");
      await look("the others in a strip", { shows: page.locator(".strip") });
      await look("a conversation that is asked for every few seconds", {
        shows: page.getByText(words.conversation.polled),
      });
      await page.goto(`${world.baton.url}/console#/mine/${first.sessionName}`);
      await keepWhatPasses(page);
      await page.locator(".header").getByRole("button", { name: words.action.release }).click();
      await page.getByRole("dialog").getByRole("button", { name: words.action.releaseConfirm }).click();
      await look("a word at the edge", { shows: page.locator(".toast") });
      expect(found).toEqual([]);
    });

    test("in the quick replies: chosen, read only, with mistakes, overtaken, not to be had", async () => {
      const agent = await visitWith();
      const { page, words, trouble, look, found } = agent;
      const [own, admin] = await Promise.all([
        createPlainAgent(world.baton.url, agent.account),
        createPlainAgent(world.baton.url, ADMIN),
      ]);
      // A second try has one of its own.
      const mine = `mine${Date.now()}`;
      const path = `/api/quick-replies/own/${mine}`;
      await own.put(path, { shortcut: mine, text: "Hello {{customer_name|there}}!" });
      await admin.put("/api/quick-replies/shared/ours", { shortcut: "ours", text: "We are glad to help." });
      await agent.signIn();
      const open = () => page.getByRole("button", { name: words.quickReplies.title }).first().click();
      await open();
      const dialog = page.getByRole("dialog");
      const choose = (shortcut: string) => dialog.getByRole("button", { name: `/${shortcut}` }).click();
      await look("quick replies", { shows: dialog.getByText("/ours") });
      await choose("ours");
      await look("one to read only", { shows: dialog.getByText(words.quickReplies.readOnly) });
      await choose(mine);
      await look("one of mine", { shows: dialog.getByLabel(words.quickReplies.shortcut) });
      await dialog.getByLabel(words.quickReplies.shortcut).fill("no such sign!");
      await dialog.getByRole("textbox", { name: words.quickReplies.text }).fill("{{nothing_known}}");
      await look("mistakes", { shows: dialog.getByText(words.quickReplies.shortcutSigns) });
      await dialog.getByLabel(words.quickReplies.shortcut).fill(mine);
      await dialog.getByRole("textbox", { name: words.quickReplies.text }).fill("Mine is newer.");
      await own.put(path, { shortcut: mine, text: "Theirs is newer.", version: 1 });
      trouble.allow(/status of 4\d\d .*\/api\/quick-replies\/own\/mine\d+\)$/);
      await dialog.getByRole("button", { name: words.quickReplies.save, exact: true }).click();
      await look("overtaken", { shows: dialog.getByText(words.quickReplies.movedOn) });
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      trouble.allow(/status of 403 .*\/api\/quick-replies\)$/);
      await page.route("**/api/quick-replies", refuse(403, "FORBIDDEN"));
      await page.reload();
      await open();
      await look("quick replies that cannot be had", { shows: dialog.getByText(words.quickReplies.failed) });
      expect(found).toEqual([]);
    });

    test.for<Device>(["phone", "zoomed"])(
      "on a small screen: list, conversation, details, dialogs (%s)",
      async (device) => {
        const agent = await visitWith({ device });
        const { page, words, look, found } = agent;
        await agent.signIn();
        const customer = await live(agent);
        await customer.write("My order is 8213.");
        await page.getByRole("tab", { name: words.queue.mine }).click();
        await look("list", { shows: agent.row(customer.sessionName) });
        await agent.row(customer.sessionName).locator("a").click();
        await look("conversation", { shows: page.getByLabel(words.composer.label) });
        await page.getByRole("button", { name: words.conversation.showDetails }).click();
        await look("details", { part: ".conversation > .panel", shows: page.getByText(words.details.sessionName) });
        await page.getByRole("button", { name: words.common.close }).first().click();
        await page.locator(".header").getByRole("button", { name: words.action.release }).click();
        await look("release", { shows: page.getByRole("dialog") });
        expect(found).toEqual([]);
      },
    );
  },
);
