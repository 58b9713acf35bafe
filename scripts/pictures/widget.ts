import type { Browser } from "playwright-core";
import { createAgent } from "../../e2e/support/agent.ts";
import type { Account, Baton } from "../../e2e/support/baton-process.ts";
import { createPlainAgent } from "../../e2e/support/plain-people.ts";
import { widgetWords } from "../../e2e/support/words.ts";
import { takePicture } from "./picture.ts";
import { type PictureLang, SCENES } from "./scenes.ts";

/** The customer's side, on the demo shop's page. */
export async function takeWidgetPictures(
  browser: Browser,
  baton: Baton,
  account: Account,
  lang: PictureLang,
): Promise<void> {
  const { customer, agentSays } = SCENES[lang];
  const words = widgetWords[lang];
  const context = await browser.newContext({ locale: lang, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const chat = page.frameLocator("iframe.panel");
  const panel = page.locator("iframe.panel");
  const snap = (name: string) => takePicture(page, `${name}.${lang}`, panel);
  const say = async (text: string) => {
    await chat.locator("textarea").fill(text);
    await chat.locator("textarea").press("Enter");
  };
  const created = page.waitForResponse(
    (response) => response.request().method() === "POST" && new URL(response.url()).pathname === "/api/sessions",
  );
  await page.goto(baton.url);
  await page.locator("button.launcher").click();
  await chat.locator("textarea").waitFor();
  await page.waitForTimeout(400);
  await takePicture(page, `shop.${lang}`);
  await snap("widget-welcome");

  await say(customer.asks);
  const session = ((await (await created).json()) as { data: { session: { session_name: string } } }).data.session;
  await chat.locator(".message.bot").nth(1).waitFor();
  await chat.locator(".bubble[aria-busy]").waitFor({ state: "detached" });
  await page.waitForTimeout(400);
  await snap("widget-answer");

  await chat.getByRole("button", { name: words.menu.open }).click();
  await snap("widget-menu");
  await chat.getByRole("menuitem", { name: words.fresh.action }).click();
  await chat.getByText(words.fresh.question).waitFor();
  await snap("widget-new");
  await chat.getByRole("button", { name: words.fresh.no }).click();

  await chat.getByRole("button", { name: words.person.ask }).click();
  await say(customer.adds);
  await page.waitForTimeout(2_500);
  await snap("widget-waiting");

  const agent = await createAgent(browser, baton, account, { lang: lang === "de" ? "en" : lang });
  await agent.signIn();
  await agent.page.locator("#tab-waiting").click();
  await agent.claim(session.session_name);
  await agent.say(agentSays[0] ?? "");
  await chat.locator(".message.agent").waitFor();
  await say(customer.says[0] ?? "");
  await agent.page.getByLabel(agent.words.composer.label).pressSequentially("…");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForTimeout(600);
  await snap("widget-person");

  await page.emulateMedia({ colorScheme: "light" });
  await context.setOffline(true);
  await say(customer.says[1] ?? "");
  await chat.getByText(words.connection.offline).waitFor();
  await page.waitForTimeout(400);
  await snap("widget-offline");
  await context.setOffline(false);
  await agent.page.locator(".message.user", { hasText: customer.says[1] ?? "" }).waitFor();
  await agent.say(agentSays[1] ?? "");
  await chat.locator(".message.agent", { hasText: agentSays[1] ?? "" }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(400);
  await takePicture(page, `widget-phone.${lang}`);
  await page.setViewportSize({ width: 1280, height: 800 });

  await (await createPlainAgent(baton.url, account)).close(session.session_name);
  await chat.getByText(words.closedNote).waitFor();
  await page.waitForTimeout(400);
  await snap("widget-ended");
  await Promise.all([agent.leave(), context.close()]);
}
