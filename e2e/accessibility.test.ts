import { describe, expect, test } from "vitest";
import { createInspection } from "./support/accessibility.ts";
import { executablePath, type Lang } from "./support/browser.ts";
import { useModel } from "./support/model.ts";
import { createPlainAgent, createPlainCustomer } from "./support/plain-people.ts";
import { startLine } from "./support/proxy.ts";
import { SERVER_GONE } from "./support/trouble.ts";
import { useWorld } from "./support/world.ts";

/** So many that the list of all of them has pages. */
const MANY = 24;

const MARKDOWN = [
  "**Yes**, within [30 days](https://shop.example/returns):",
  "1. Write to us\n2. Send it back\n\n- with `all` its parts\n- in a box\n\n> As new.",
  "| Model | Range |\n|---|---|\n| City | 90 km |\n\n```\nBAT-504\n```",
].join("\n\n");

describe.skipIf(executablePath === undefined)("no barriers that axe-core knows (needs Chromium)", async () => {
  const model = await useModel(() => ({ text: MARKDOWN }));
  const world = useWorld({
    ...model.settings,
    REGULATOR_REPEAT_AUTO_ESCALATE: "false",
    BATON_RATE_MESSAGES_PER_MINUTE: "0",
  });

  test.for<Lang>(["zh-CN", "en"])("on the screens of the console (%s)", async (lang) => {
    const account = lang === "en" ? world.wang : world.li;
    const line = await startLine(world.baton.url);
    const [agent, colleague] = await Promise.all([
      world.agent(account, { lang, url: line.url }),
      createPlainAgent(world.baton.url, lang === "en" ? world.li : world.wang),
    ]);
    const { page, words } = agent;
    const { look, found } = createInspection(page);
    const customer = (name?: string) =>
      createPlainCustomer(world.baton.url, { lang, ...(name === undefined ? {} : { profile: { name } }) });

    await look("sign-in");
    agent.trouble.allow(/status of 401 .*\/api\/agent\/login\)$/);
    await page.getByLabel(words.signIn.username).fill(account.username);
    await page.getByLabel(words.signIn.password, { exact: true }).fill("another password");
    await page.getByRole("button", { name: words.signIn.submit, exact: true }).click();
    await look("sign-in, refused", { shows: page.getByText(words.error.BAD_CREDENTIALS) });

    await agent.signIn();
    const tab = (name: string) => page.getByRole("tab", { name }).first().click();
    await tab(words.queue.mine);
    await look("mine, nobody", { shows: page.getByText(words.queue.emptyMineTitle) });
    await tab(words.queue.waiting);
    await look("waiting, nobody", { shows: page.getByText(words.queue.emptyWaitingTitle) });

    const [first, second, angry] = await Promise.all([customer("Anna Schmidt"), customer(), customer("陈静")]);
    await Promise.all(Array.from({ length: MANY }, (_, index) => customer(`C ${index}`)));
    await first.ask("Can I return the bike?");
    await Promise.all([first.askForPerson(), second.askForPerson(), angry.ask("This is a scam, get me a human!")]);
    await first.write("My order is 8213.");
    for (const { sessionName } of [first, second, angry]) await agent.row(sessionName).waitFor();
    await look("waiting, three");
    await page.getByRole("button", { name: words.queue.filterBy }).click();
    await look("waiting, filter");
    await page.keyboard.press("Escape");

    await agent.open(first.sessionName);
    await look("all, and a conversation that waits");
    await page.getByLabel(words.queue.search).fill("nothing that anybody said");
    await look("all, nothing found", { shows: page.getByText(words.queue.emptySearchTitle) });

    await agent.open(second.sessionName);
    // The search field still has the keys.
    await page.keyboard.press("Escape");
    await page.keyboard.press("c");
    await page.getByLabel(words.composer.label).waitFor();
    await agent.say("Hello!");
    await second.write("Thank you");
    await page.getByText("Thank you").first().waitFor();
    await look("a live conversation", { shows: page.locator(".typing"), renew: () => second.typing() });
    await page.getByLabel(words.composer.label).press("/");
    await look("quick replies, to insert", { shows: page.getByText(words.quickReplies.manage) });
    await page.getByText(words.quickReplies.manage).click();
    await look("quick replies, none", { shows: page.getByText(words.quickReplies.emptyTitle) });
    await page.getByRole("button", { name: words.quickReplies.addFirst }).click();
    await look("quick replies, a new one", { shows: page.getByLabel(words.quickReplies.shortcut) });
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.goto(`${line.url}/console#/mine/${second.sessionName}+${first.sessionName}`);
    await look("two beside each other", { shows: page.getByText("My order is 8213.").last() });
    await agent.open(second.sessionName);
    await tab(words.queue.mine);
    await look("mine, one");
    const details = page.getByRole("button", { name: words.conversation.hideDetails });
    if (await details.isVisible()) await details.click();
    else await page.getByRole("button", { name: words.conversation.showDetails }).click();
    await look("details, the other way");
    await page.getByRole("button", { name: words.action.release, exact: true }).click();
    await page.getByRole("dialog").getByLabel(words.releaseReason.other).check();
    await look("release", { shows: page.getByRole("dialog") });
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByLabel(words.composer.label).blur();
    await page.keyboard.press("?");
    await look("keys", { shows: page.getByRole("dialog") });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: words.notifications.title }).click();
    await look("notifications", { shows: page.getByRole("dialog") });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: words.preferences.menu }).click();
    await look("preferences", { shows: page.getByRole("button", { name: words.preferences.signOut }) });
    await page.keyboard.press("Escape");

    const withBot = await customer();
    await withBot.ask("Can I return the bike?");
    await agent.open(withBot.sessionName);
    await look("a conversation with the bot", { shows: page.getByText("within") });
    await colleague.takeOver(angry.sessionName);
    await agent.open(angry.sessionName);
    await look("a colleague's conversation");
    await colleague.close(angry.sessionName);
    await look("a closed conversation", { shows: page.getByText(words.action.closedHint) });
    // In the next language nobody waits at first.
    await first.cancelWaiting();
    agent.trouble.allow(/status of 404 .*\/api\/sessions\/nobody\)$/);
    await page.goto(`${line.url}/console#/all/nobody`);
    await look("no such conversation", { shows: page.getByText(words.conversation.notFoundTitle) });

    await agent.open(second.sessionName);
    agent.trouble.allow(SERVER_GONE);
    // Chromium lets what is open live on: a heartbeat would show that the connection is not lost.
    line.deafen();
    await page.context().setOffline(true);
    await look("connection lost", { shows: page.locator(".banner") });
    line.mend();
    await page.context().setOffline(false);
    await page.getByText(words.connection.live, { exact: true }).first().waitFor();

    await page.setViewportSize({ width: 390, height: 844 });
    await look("a live conversation, phone");
    await page.getByRole("button", { name: words.common.back }).click();
    await look("the list, phone");
    await line.close();
    expect(found).toEqual([]);
  });
});
