import { describe, expect, test } from "vitest";
import { HOSTILE_TEXTS } from "./testing/hostile-texts.ts";
import { eventually, executablePath, useStage } from "./testing/stage.ts";

const FORBIDDEN = new Set([
  ...["script", "img", "svg", "iframe", "style", "form", "input"],
  ...["object", "embed", "base", "meta", "math", "details"],
]);

describe.skipIf(executablePath === undefined)("hostile texts in the chat (needs Chromium)", () => {
  const stage = useStage();

  test("[W26] [W27] none of bot, agent or customer runs, loads or links anywhere", async () => {
    await stage.visit();
    await stage.open();
    stage.baton.bot.answer = (text) => text;
    stage.baton.bot.pieceLength = 9;
    const foreign: string[] = [];
    stage.page.on("request", (request) => {
      if (!request.url().startsWith(stage.site.url)) foreign.push(request.url());
    });
    for (const text of HOSTILE_TEXTS) await stage.write(text);
    await eventually(() => stage.bubbles("me").count()).toBe(HOSTILE_TEXTS.length);
    await eventually(() => stage.bubbles("bot").count()).toBe(HOSTILE_TEXTS.length + 1);
    await eventually(() => stage.chat.locator(".streaming").count()).toBe(0);
    await stage.button("Talk to a person").click();
    await stage.chat.locator(".waiting").waitFor();
    for (const [index, text] of HOSTILE_TEXTS.entries()) {
      stage.baton.session().takeOver(text.slice(0, 60));
      stage.baton.session().agentSays(text);
      await eventually(() => stage.bubbles("agent").count()).toBe(index + 1);
    }
    expect(await stage.bubbles("agent").allInnerTexts()).toHaveLength(HOSTILE_TEXTS.length);
    const found = await stage.chat.locator(".scroller").evaluate((list) => ({
      elements: [...list.querySelectorAll(".bubble *")].map(({ localName }) => localName),
      handlers: [...list.querySelectorAll("*")].filter((one) =>
        [...one.attributes].some(({ name }) => name.startsWith("on")),
      ).length,
      links: [...list.querySelectorAll("a")].map(({ href, rel, target }) => `${href} ${rel} ${target}`),
    }));
    expect(found.elements.filter((name) => FORBIDDEN.has(name))).toEqual([]);
    expect(found.handlers).toBe(0);
    expect(found.links.length).toBeGreaterThan(0);
    for (const link of found.links) expect(link).toMatch(/^https:\/\/[^ ]+ noopener noreferrer _blank$/);
    expect(foreign).toEqual([]);
  });
});
