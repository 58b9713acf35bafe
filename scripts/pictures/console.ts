import type { Browser } from "playwright-core";
import { type Agent, createAgent } from "../../e2e/support/agent.ts";
import { type Account, addAgent, type Baton } from "../../e2e/support/baton-process.ts";
import type { Device, Lang } from "../../e2e/support/browser.ts";
import { createPlainAgent } from "../../e2e/support/plain-people.ts";
import { identityToken, type Visitor, visit, writeQuickReplies } from "./people.ts";
import { takePicture } from "./picture.ts";
import { SCENES } from "./scenes.ts";

type Snap = (name: string) => Promise<void>;

/** The agents' side, from signing in to two conversations at once. */
export async function takeConsolePictures(
  browser: Browser,
  baton: Baton,
  admin: { username: string; password: string },
  lang: Lang,
): Promise<void> {
  const scene = SCENES[lang];
  const account = await addAgent(baton, "picture", scene.agent);
  await writeQuickReplies(baton.url, admin, account, scene.quickReplies);
  const seat = (device: Device) => createAgent(browser, baton, account, { lang, device });

  const agent = await seat("desktop");
  const snap: Snap = async (name) => {
    await withoutToasts(agent);
    await takePicture(agent.page, `${name}.${lang}`);
  };
  await agent.page.emulateMedia({ reducedMotion: "reduce" });
  await agent.page.getByLabel(agent.words.signIn.username).fill(account.username);
  await snap("console-sign-in");
  await agent.signIn();
  await agent.page.locator("#tab-waiting").click();
  await snap("console-nobody-waits");

  const others: Visitor[] = [];
  for (const { name, says } of scene.waiting) others.push(await come(baton.url, name, says));
  const customer = await visit(baton.url, {
    identityToken: identityToken({ sub: "8213", name: scene.customer.name, email: "customer@example.com", vip: true }),
  });
  await customer.ask(scene.customer.asks);
  await customer.ask(scene.customer.wantsPerson);
  await customer.say(scene.customer.adds);
  await agent.row(customer.session).locator("a").click();
  await agent.page.getByText(scene.customer.adds).last().waitFor();
  await snap("console-queue");

  await agent.page.getByRole("button", { name: agent.words.queue.filterBy }).click();
  await agent.page.getByRole("button", { name: agent.words.severity.medium }).first().click();
  await snap("console-filter");
  await agent.page.getByRole("button", { name: agent.words.queue.clearFilter }).first().click();
  await agent.page.getByRole("button", { name: agent.words.queue.filterBy }).click();

  await agent.claim(customer.session);
  await talk(agent, customer, scene);
  await agent.page.locator("#tab-waiting").click();
  await snap("console");

  await agent.page.getByLabel(agent.words.composer.label).pressSequentially("/");
  await agent.page.getByRole("listbox").waitFor();
  await snap("console-quick-replies");
  await agent.page.keyboard.press("Escape");
  await agent.page.getByLabel(agent.words.composer.label).fill("");

  await agent.page.getByRole("button", { name: agent.words.quickReplies.title }).first().click();
  await agent.page
    .getByRole("dialog")
    .getByRole("button", { name: scene.quickReplies.at(-1)?.shortcut ?? "" })
    .click();
  await snap("console-quick-replies-manager");
  await agent.page.keyboard.press("Escape");
  await agent.page.getByRole("dialog").waitFor({ state: "hidden" });

  await agent.page.getByRole("button", { name: agent.words.notifications.title }).first().click();
  await snap("console-notifications");
  await agent.page.keyboard.press("Escape");

  await agent.page.locator(".header").getByRole("button", { name: agent.words.action.release }).click();
  await snap("console-release");
  await agent.page.keyboard.press("Escape");

  await agent.page.locator(".bench").press("?");
  await snap("console-keys");
  await agent.page.keyboard.press("Escape");

  await agent.page.getByRole("button", { name: agent.words.preferences.menu }).click();
  await snap("console-account");
  await agent.page.keyboard.press("Escape");

  await agent.page.locator("#tab-all").click();
  await agent.page.locator("#queue-list .row").first().waitFor();
  await snap("console-all");
  await closedAndCutOff(agent, baton, account, others, snap);
  await agent.open(customer.session);
  await agent.page.locator("#tab-mine").click();

  await besideInTheDark(agent, customer, baton, scene, snap);
  await agent.leave();
  await onThePhone(await seat("phone"), account, customer, lang);
}

async function come(url: string, name: string, says: string): Promise<Visitor> {
  const visitor = await visit(url, { name });
  await visitor.askForPerson();
  await visitor.say(says);
  return visitor;
}

type Scene = (typeof SCENES)[Lang];

async function talk(agent: Agent, customer: Visitor, scene: Scene): Promise<void> {
  for (const [turn, text] of scene.agentSays.entries()) {
    await agent.say(text);
    await agent.page.locator(".message.own:not(.sending):not(.sent)", { hasText: text }).last().waitFor();
    await customer.say(scene.customer.says[turn] ?? "");
    await agent.page
      .getByText(scene.customer.says[turn] ?? "")
      .last()
      .waitFor();
  }
}

/** A conversation that has ended, and a console without its service. */
async function closedAndCutOff(
  agent: Agent,
  baton: Baton,
  account: Account,
  others: readonly Visitor[],
  snap: Snap,
): Promise<void> {
  const session = others[0]?.session ?? "";
  const plain = await createPlainAgent(baton.url, account);
  await plain.takeOver(session);
  await plain.close(session);
  await agent.open(session);
  await agent.page.getByText(agent.words.action.closedHint).waitFor();
  await snap("console-closed");
  await agent.page.context().setOffline(true);
  await agent.page.locator(".banner").waitFor();
  await snap("console-cut-off");
  await agent.page.context().setOffline(false);
  await agent.page.getByText(agent.words.connection.live, { exact: true }).first().waitFor();
}

async function besideInTheDark(agent: Agent, customer: Visitor, baton: Baton, scene: Scene, snap: Snap): Promise<void> {
  const second = await come(baton.url, scene.second.name, scene.second.says);
  await agent.page.locator("#tab-waiting").click();
  await agent.claim(second.session);
  await agent.page.getByLabel(agent.words.composer.label).waitFor();
  await agent
    .row(customer.session)
    .locator("a")
    .click({ modifiers: ["ControlOrMeta"] });
  await agent.page.locator(`[data-pane="${customer.session}"]`).getByLabel(agent.words.composer.label).waitFor();
  await second.say(scene.second.adds);
  await agent.page.locator(`[data-pane="${second.session}"]`).getByText(scene.second.adds).waitFor();
  await customer.type();
  await agent.page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await agent.page.waitForTimeout(500);
  await snap("console-beside");
}

async function onThePhone(agent: Agent, account: Account, customer: Visitor, lang: Lang): Promise<void> {
  await agent.page.getByLabel(agent.words.signIn.username).fill(account.username);
  await agent.signIn();
  await agent.page.locator("#tab-mine").click();
  await agent.row(customer.session).waitFor();
  await takePicture(agent.page, `console-phone-list.${lang}`);
  await agent.row(customer.session).locator("a").click();
  await agent.page.getByLabel(agent.words.composer.label).waitFor();
  await agent.page.waitForTimeout(300);
  await takePicture(agent.page, `console-phone.${lang}`);
  await agent.leave();
}

async function withoutToasts(agent: Agent): Promise<void> {
  for (const toast of await agent.page.locator(".toast button").all()) await toast.click();
  await agent.page.locator(".toast").first().waitFor({ state: "detached" });
}
