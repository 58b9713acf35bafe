import { describe, expect, test } from "vitest";
import { createInspection } from "./support/accessibility.ts";
import { executablePath, type Lang } from "./support/browser.ts";
import type { Customer } from "./support/customer.ts";
import { eventually } from "./support/eventually.ts";
import { keepWhatPasses } from "./support/keep-what-passes.ts";
import { useModel } from "./support/model.ts";
import { createPlainAgent } from "./support/plain-people.ts";
import { startLine } from "./support/proxy.ts";
import { SERVER_GONE } from "./support/trouble.ts";
import { useWorld } from "./support/world.ts";

const MARKDOWN = [
  "**Yes**, within [30 days](https://shop.example/returns):",
  "1. Write to us\n2. Send it back\n\n- with `all` its parts\n- in a box\n\n> As new.",
  "| Model | Range |\n|---|---|\n| City | 90 km |\n\n```\nBAT-504\n```",
].join("\n\n");

/** More than the chat shows at once when it opens. */
const MANY_MESSAGES = 60;
/** The chat says for ten seconds that it could not do what was asked. */
const REFUSAL_MS = 10_000;

describe.skipIf(executablePath === undefined)("no barriers that axe-core knows (needs Chromium)", async () => {
  const model = await useModel(() => ({ text: MARKDOWN }));
  const world = useWorld({
    ...model.settings,
    REGULATOR_REPEAT_AUTO_ESCALATE: "false",
    BATON_RATE_MESSAGES_PER_MINUTE: "0",
    // An answer that has stopped growing stays so until it has been looked at in every language.
    BATON_BOT_FIRST_PIECE_SECONDS: "60",
    BATON_BOT_DEADLINE_SECONDS: "120",
  });

  const frameOf = ({ page }: Customer) => {
    const frame = page.frames().find((one) => one.url().includes("/widget/frame.html"));
    if (frame === undefined) throw new Error("there is no chat");
    return frame;
  };

  test("on the screens of the chat and its shop, in every language", async () => {
    const [customer, agent] = await Promise.all([
      world.customer({ lang: "en" }),
      createPlainAgent(world.baton.url, world.li),
    ]);
    const { page, chat } = customer;
    const { look, found } = createInspection(page);
    const languages = page.locator("button[lang]");

    /** The chat follows the page's language, so one change of that shows both. */
    async function lookAt(
      screen: string,
      { what = "chat", ...still }: { what?: "shop" | "chat" } & Parameters<typeof look>[1] = {},
    ): Promise<void> {
      for (const button of await languages.all()) {
        const lang = (await button.getAttribute("lang")) ?? "";
        // The open chat may lie over it.
        await button.dispatchEvent("click");
        const document = what === "chat" ? frameOf(customer) : page.mainFrame();
        await eventually(() => document.evaluate("document.documentElement.lang")).toBe(lang);
        await look(`${screen} (${lang})`, { document, ...still });
      }
      await languages.filter({ hasText: "English" }).dispatchEvent("click");
      await eventually(() => page.evaluate("document.documentElement.lang")).toBe("en");
    }
    await lookAt("shop", { what: "shop" });
    await customer.openChat();
    await lookAt("shop with the chat", { what: "shop" });
    await lookAt("welcome");

    model.misbehave("hang_after_first_piece", { times: 1 });
    await customer.say("Can I return the bike?");
    await lookAt("an answer grows", { shows: chat.locator("[aria-busy]") });
    // A person who is asked for ends it.
    await customer.askForPerson();
    await customer.cancelWaiting();
    await eventually(() => customer.status()).toBe(customer.words.status.bot);
    await customer.ask("Can I return the bike?");
    await lookAt("answered", { shows: chat.locator("table") });
    await chat.getByRole("button", { name: customer.words.menu.open }).click();
    await lookAt("menu", { shows: chat.getByRole("menu") });
    await chat.getByRole("menuitem", { name: customer.words.fresh.action }).click();
    await chat.getByText(customer.words.fresh.question).waitFor();
    await lookAt("a new conversation?");
    await chat.getByRole("button", { name: customer.words.fresh.no }).click();

    await customer.askForPerson();
    await eventually(() => customer.status()).toBe(customer.words.status.waiting);
    await customer.say("My order is 8213.");
    await lookAt("the waiting room", { shows: chat.locator(".waiting") });
    const session = await customer.sessionName();
    await agent.takeOver(session);
    await agent.write(session, "Hello, I am looking at your order.");
    await chat.getByText("looking at your order").first().waitFor();
    await lookAt("a person is there and writes", {
      shows: chat.locator(".typing, .dots"),
      renew: () => agent.typing(session),
    });
    await agent.close(session);
    await eventually(() => customer.status()).toBe(customer.words.status.closed);
    await lookAt("ended");
    await page.setViewportSize({ width: 320, height: 640 });
    await lookAt("ended, at 320 px");
    await lookAt("shop, at 320 px", { what: "shop" });
    expect(found).toEqual([]);
  });

  test.for<Lang>(["en", "zh-CN"])("when something has gone wrong, and at what is seldom seen (%s)", async (lang) => {
    const line = await startLine(world.baton.url);
    const [customer, agent] = await Promise.all([
      world.customer({ lang, url: `${line.url}/` }),
      createPlainAgent(world.baton.url, world.li),
    ]);
    const { page, chat, words, trouble } = customer;
    const { look, found } = createInspection(page);
    const lookAt = (screen: string, still: Parameters<typeof look>[1]) =>
      look(screen, { document: frameOf(customer), ...still });
    await customer.openChat();
    await customer.ask("Can I return the bike?");

    await chat.getByRole("button", { name: words.menu.open }).click();
    await chat.getByRole("menuitem", { name: words.forget.action }).click();
    await lookAt("forgotten", { shows: chat.locator(".forgotten") });

    await page.route("**/api/chat*", (route) => route.fulfill({ status: 413, json: { code: "TOO_LARGE" } }));
    await page.route("**/api/chat/stream", (route) => route.fulfill({ status: 413, json: { code: "TOO_LARGE" } }));
    trouble.allow(/status of 413 .*\/api\/chat/);
    await customer.say("too much");
    await lookAt("not delivered", { shows: chat.getByText(words.failed.TOO_LARGE) });
    await page.unrouteAll();
    await chat.getByRole("button", { name: words.message.discard }).click();

    await page.route("**/api/chat*", () => undefined);
    await page.route("**/api/chat/stream", () => undefined);
    await keepWhatPasses(frameOf(customer), { forMs: REFUSAL_MS });
    await customer.say("This takes long.");
    await lookAt("sending", { shows: chat.getByText(words.message.sending) });
    await page.unrouteAll();

    await page.reload();
    await chat.locator("textarea").waitFor();
    await keepWhatPasses(frameOf(customer), { forMs: REFUSAL_MS });
    await page.route("**/api/manual/escalate", (route) => route.fulfill({ status: 403, json: { code: "FORBIDDEN" } }));
    trouble.allow(/status of 403 .*\/api\/manual\/escalate\)$/);
    await customer.askForPerson();
    await lookAt("a command failed", { shows: chat.getByText(words.commandFailed.other) });
    await page.unrouteAll();

    await customer.askForPerson();
    await eventually(() => customer.status()).toBe(words.status.waiting);
    const session = await customer.sessionName();
    await agent.takeOver(session);
    for (let number = 1; number <= MANY_MESSAGES; number++) await agent.write(session, `Message ${number}`);
    await page.reload();
    await lookAt("earlier messages", { shows: chat.locator(".older") });

    trouble.allow(SERVER_GONE);
    line.cut();
    await lookAt("connection lost", { shows: chat.getByText(words.connection.reconnecting) });
    line.mend();
    await chat.getByText(words.connection.reconnecting).waitFor({ state: "hidden" });
    trouble.allow(/net::ERR_INTERNET_DISCONNECTED/);
    await page.context().setOffline(true);
    await lookAt("offline", { shows: chat.getByText(words.connection.offline) });
    await page.context().setOffline(false);
    await chat.getByText(words.connection.offline).waitFor({ state: "hidden" });

    await chat.locator("textarea").press("Escape");
    await eventually(() => page.locator("button.launcher").getAttribute("aria-expanded")).toBe("false");
    await agent.write(session, "Are you still there?");
    await look("closed, with an answer that was not seen", { shows: page.locator("button.launcher .badge") });

    await page.evaluate("sessionStorage.clear()");
    await page.route("**/widget/frame.html*", (route) => route.abort());
    await page.reload();
    await page.locator("button.launcher").click();
    await look("a chat that cannot be loaded", { shows: page.locator("button.launcher") });
    await line.close();
    expect(found).toEqual([]);
  });
});
