import { afterAll, describe, expect, test } from "vitest";
import { executablePath } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { startHostPage } from "./support/host-page.ts";
import { textsOf, useWorld } from "./support/world.ts";

const host = await startHostPage();
afterAll(() => host.close());

describe.skipIf(executablePath === undefined)("a page of another origin that embeds the chat (needs Chromium)", () => {
  describe("named in BATON_EMBED_ORIGINS", () => {
    const world = useWorld({ BATON_EMBED_ORIGINS: `https://shop.example,${host.url}` });

    test("the chat works there, reload included, under a policy that allows no inline style and no other source", async () => {
      host.embed(world.baton.url);
      const customer = await world.customer({ lang: "en", url: host.url });
      await customer.openChat();
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
});
