import { afterAll, describe, expect, test } from "vitest";
import { executablePath } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { startHostPage } from "./support/host-page.ts";
import { useModel } from "./support/model.ts";
import { fill, widgetWords } from "./support/words.ts";
import { textsOf, useWorld } from "./support/world.ts";

const host = await startHostPage();
afterAll(() => host.close());

describe.skipIf(executablePath === undefined)(
  "a page of another origin that embeds the chat (needs Chromium)",
  async () => {
    const model = await useModel(() => ({ text: "Some 90 km, and less in winter. ".repeat(4) }));

    describe("named in BATON_EMBED_ORIGINS", () => {
      const world = useWorld({
        BATON_EMBED_ORIGINS: `https://shop.example,${host.url}`,
        ...model.settings,
      });

      test("the chat works there, reload included, under a policy that allows no inline style and no other source", async () => {
        host.embed(world.baton.url);
        const customer = await world.customer({ lang: "en", url: host.url });
        await customer.openChat();
        // Slowly: a page that is busy elsewhere would see all pieces at once.
        model.misbehave(null, { paceMs: 150 });
        expect((await customer.watchAnswerGrow("How far can I ride on one charge?")).length).toBeGreaterThan(1);
        await customer.askForPerson();
        await eventually(() => customer.status()).toBe(customer.words.status.waiting);
        await customer.screenshot("embed/allowed");
        await customer.page.reload();
        await eventually(() => customer.status()).toBe(customer.words.status.waiting);
        await eventually(async () => textsOf(await customer.messages(), "user")).toEqual([
          "How far can I ride on one charge?",
        ]);
      });
    });

    describe("with an element of its own, in German", () => {
      const world = useWorld({ BATON_EMBED_ORIGINS: host.url });
      const words = widgetWords.de;

      test("[W3] [W5] [W9] [W19] [W25] the chat speaks German, the AI forgets and the screen does not, the agent sees the page", async () => {
        host.embed(world.baton.url, {
          lang: "de",
          element: '<baton-chat title="Radladen" accent="teal"></baton-chat>',
        });
        const customer = await world.customer({ lang: "en", url: `${host.url}/raeder/city?token=geheim#unten` });
        const { chat, page } = customer;
        expect(await page.locator("button.launcher").count()).toBe(1);
        await customer.openChat();
        expect(await chat.locator("h1").textContent()).toBe("Radladen");
        expect(await customer.status()).toBe(words.status.bot);
        await customer.ask("Wie weit komme ich mit einer Akkuladung?");
        await chat.locator(".menu .opener").click();
        await chat.getByRole("menuitem", { name: words.forget.action }).click();
        await chat.getByText(words.forget.done).and(chat.locator("span")).waitFor();
        await customer.ask("Und wie schwer ist es?");
        const said = textsOf(await customer.messages(), "user");
        expect(said).toEqual(["Wie weit komme ich mit einer Akkuladung?", "Und wie schwer ist es?"]);
        await page.reload();
        await eventually(() =>
          chat
            .locator(".rows > .message, .rows > .forgotten")
            .evaluateAll((rows) =>
              rows.map(({ classList }) => (classList.contains("forgotten") ? "forgotten" : (classList.item(1) ?? ""))),
            ),
        ).toEqual(["bot", "me", "bot", "forgotten", "me", "bot"]);

        await chat.getByRole("button", { name: words.person.ask }).click();
        await chat.locator(".waiting").getByText(words.queue.next).waitFor();
        await customer.screenshot("embed/german-waiting");
        const agent = await world.agent(world.wang, { lang: "en" });
        await agent.signIn();
        const session = await customer.sessionName();
        const response = await agent.page.request.get(`${world.baton.url}/api/sessions/${session}`);
        const { data } = (await response.json()) as { data: { session: { user_profile: Record<string, unknown> } } };
        expect(data.session.user_profile).toMatchObject({ page_url: `${host.url}/raeder/city`, referrer: null });
        await agent.claim(session);
        await eventually(() => customer.status()).toBe(fill(words.status.live, { name: world.wang.name }));
      });
    });

    describe("not named there", () => {
      const world = useWorld();

      test("the browser refuses to show the chat, because of the frame's own policy", async () => {
        host.embed(world.baton.url);
        const customer = await world.customer({ lang: "en", url: host.url });
        const refusals: string[] = [];
        customer.page.on("console", (message) => refusals.push(message.text()));
        customer.trouble.allow(/frame-ancestors/);
        await customer.page.locator("button.launcher").click();
        await eventually(() => refusals).toEqual([expect.stringContaining("frame-ancestors 'self'")]);
        expect(await customer.chat.locator("textarea").count()).toBe(0);
        await customer.screenshot("embed/refused");
      });
    });
  },
);
