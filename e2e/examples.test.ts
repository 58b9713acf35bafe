import { spawn } from "node:child_process";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Browser, Page, Request } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { plainText } from "../examples/shared/plain-text.js";
import { root } from "../scripts/run.ts";
import { ADMIN, type Baton, startBaton } from "./support/baton-process.ts";
import { executablePath, launchBrowser, type Seat, takeSeat } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { freePort, startExample } from "./support/example-process.ts";
import { useModel } from "./support/model.ts";
import { createPlainAgent, type PlainAgent } from "./support/plain-people.ts";
import type { Said } from "./support/said.ts";
import { SERVER_GONE } from "./support/trouble.ts";
import { textsOf } from "./support/world.ts";

const QUESTION = "How far can I ride on one charge?";
const ANSWER = /504 Wh/;
const REPLY = "Some 90 km with a battery of 504 Wh, and less in winter. ".repeat(6).trim();

/** What the service has of the session that the page keeps. Agents may read it as often as they like. */
async function record(page: Page, agent: PlainAgent): Promise<Said[]> {
  const stored = await page.evaluate<string | null>("localStorage.getItem('baton.session')");
  const { name } = JSON.parse(stored ?? "{}") as { name: string };
  return agent.journal(name);
}

/** What the page shows of it: each row's class is who says it. */
const shown = (page: Page) =>
  page
    .locator(".messages > li:has(.text)")
    .evaluateAll((rows) =>
      rows.map((row) => ({ by: row.className.split(" ")[0], text: row.querySelector(".text").textContent })),
    );

const texts = async (page: Page, by: Said["by"]) => textsOf(await shown(page), by);

/** All is said, the bot's last answer too, and the page shows it: all of it, in its order, each message once. */
async function expectWholeRecord(page: Page, agent: PlainAgent, users: readonly string[]): Promise<void> {
  await eventually(async () => {
    const due = await record(page, agent);
    const seen = await shown(page);
    const isWhole = textsOf(due, "user").length === users.length && due.at(-1)?.by !== "user";
    const asText = due.map(({ by, text }) => ({ by, text: by === "user" ? text : plainText(text) }));
    return isWhole && isDeepStrictEqual(seen, asText) ? "the same" : { seen, due };
  }).toBe("the same");
  expect((await texts(page, "user")).toSorted()).toEqual(users.toSorted());
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel("Your message").fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

describe.skipIf(executablePath === undefined)("the examples (need Chromium)", async () => {
  const model = await useModel(() => ({ text: REPLY }));
  let baton: Baton;
  let agent: PlainAgent;
  let browser: Browser;
  const examples: Record<string, { url: string; stop(): Promise<void> }> = {};

  beforeAll(async () => {
    const [html, vue, react] = [await freePort(), await freePort(), await freePort()];
    [baton, browser] = await Promise.all([
      startBaton({
        ...model.settings,
        BATON_CORS_ORIGINS: `http://127.0.0.1:${html}`,
        REGULATOR_REPEAT_AUTO_ESCALATE: "false",
      }),
      launchBrowser(),
    ]);
    agent = await createPlainAgent(baton.url, ADMIN);
    const started = await Promise.all([
      startExample("example:html", html, baton.url),
      startExample("example:vue", vue, baton.url),
      startExample("example:react", react, baton.url),
    ]);
    for (const [index, name] of ["html", "vue", "react"].entries()) examples[name] = started[index] ?? never();
  });
  // A test that has failed may have left it killed.
  afterEach(() => baton.restartIfKilled());
  afterAll(async () => {
    await Promise.all(Object.values(examples).map((example) => example.stop()));
    await browser?.close();
    await baton?.stop();
  });

  const never = (): never => {
    throw new Error("each of them was started");
  };

  async function enter(name: string, seat: Seat): Promise<Page> {
    await seat.page.goto(examples[name]?.url ?? never());
    await seat.page.getByLabel("Your message").waitFor();
    return seat.page;
  }

  test.for(["html", "vue", "react"])(
    "[K11] [K20] %s: the server dies in the middle of a reply and comes back; nothing is lost or doubled, and it says so",
    async (name) => {
      const seat = await takeSeat(browser, { lang: "en" });
      seat.trouble.allow(SERVER_GONE);
      // A development server that finds nobody behind it says 500.
      seat.trouble.allow(/status of 50[0-4]/);
      const page = await enter(name, seat);

      await say(page, QUESTION);
      await eventually(() => texts(page, "assistant")).toEqual([expect.stringMatching(ANSWER)]);
      await eventually(() => page.locator("[aria-busy]").count()).toBe(0);

      // It is still growing when the server dies.
      model.misbehave(null, { paceMs: 80 });
      await say(page, "How do I store the battery?");
      await page.locator("[aria-busy]").waitFor();
      await baton.kill();
      model.misbehave(null);
      await page.getByText("Connecting again").waitFor();
      await say(page, "Are you still there?");
      await page.getByText("Sending …").waitFor();
      await seat.screenshot(`examples/${name}-away`);
      await page.reload();
      await eventually(() => texts(page, "user")).toContain("Are you still there?");
      await baton.restart();

      await expectWholeRecord(page, agent, [QUESTION, "How do I store the battery?", "Are you still there?"]);
      await eventually(() => page.getByText("Connecting again").count()).toBe(0);
      await seat.screenshot(`examples/${name}`);
      expect(seat.trouble.list).toEqual([]);
      await seat.leave();
    },
  );

  test.for(["html", "vue", "react"])(
    "[K25] %s: what is refused says why, over a reload too, and is its author's to throw away; a person can be asked for",
    async (name) => {
      const seat = await takeSeat(browser, { lang: "en", device: name === "vue" ? "phone" : "desktop" });
      seat.trouble.allow(/status of 4(00|13)/);
      const page = await enter(name, seat);
      await say(page, "x".repeat(8_001));
      await page.getByText("That is too long").waitFor();
      await page.reload();
      await page.getByText("That is too long").waitFor();
      await seat.screenshot(`examples/${name}-refused`);
      await page.getByRole("button", { name: "Delete" }).click();
      await eventually(() => shown(page)).toEqual([]);
      await page.getByRole("button", { name: "Talk to a person" }).click();
      await page.getByText("A person will be with you").waitFor();
      await say(page, "My order is 8213");
      await eventually(() => texts(page, "user")).toEqual(["My order is 8213"]);
      await seat.screenshot(`examples/${name}-waiting`);
      await page.getByRole("button", { name: "Never mind, the bot is fine" }).click();
      await page.getByText("You are talking to our AI").waitFor();
      expect(seat.trouble.list).toEqual([]);
      await seat.leave();
    },
  );

  test.for(["html", "vue", "react"])(
    "[K13] %s: earlier messages come in above, and the reader stays where they were",
    async (name) => {
      const seat = await takeSeat(browser, { lang: "en" });
      // Nobody writes so fast: what the service has enough of is sent again.
      seat.trouble.allow(/status of 429/);
      const page = await enter(name, seat);
      await page.getByRole("button", { name: "Talk to a person" }).click();
      await page.getByText("A person will be with you").waitFor();
      for (let index = 0; index < 60; index++) await say(page, `line ${index}`);
      await eventually(async () => (await record(page, agent)).at(-1)?.text).toBe("line 59");
      await page.reload();
      await eventually(async () => (await texts(page, "user")).at(-1)).toBe("line 59");
      const list = page.locator(".messages");
      const fromEnd = () => list.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight);
      await eventually(fromEnd).toBeLessThan(5);
      const oldest = page.locator(".messages > li:has(.text)", { hasText: "line 20" });
      await page.getByRole("button", { name: "Show earlier messages" }).scrollIntoViewIfNeeded();
      const before = await oldest.boundingBox();
      await page.getByRole("button", { name: "Show earlier messages" }).click();
      await eventually(async () => (await texts(page, "user"))[0]).toBe("line 0");
      await eventually(async () => Math.abs(((await oldest.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(
        40,
      );
      await say(page, "at the end again?");
      await eventually(async () => (await texts(page, "user")).at(-1)).toBe("at the end again?");
      expect(await fromEnd()).toBeGreaterThan(100);
      expect(seat.trouble.list).toEqual([]);
      await seat.leave();
    },
  );

  test("[K28] two tabs of one customer are in one conversation, whichever begins it", async () => {
    const seat = await takeSeat(browser, { lang: "en" });
    const left = await enter("html", seat);
    const right = await left.context().newPage();
    await right.goto(examples["html"]?.url ?? never());
    await say(left, QUESTION);
    await eventually(() => texts(right, "assistant")).toEqual([expect.stringMatching(ANSWER)]);
    await Promise.all([say(left, "How do I store the battery?"), say(right, "Can I return the bike?")]);
    const all = [QUESTION, "How do I store the battery?", "Can I return the bike?"];
    await expectWholeRecord(left, agent, all);
    await expectWholeRecord(right, agent, all);
    expect(seat.trouble.list).toEqual([]);
    await seat.leave();
  });

  test("[K10] a page of Baton's own origin: EventSource with a cookie, which is renewed when it is gone", async () => {
    const seat = await takeSeat(browser, { lang: "en" });
    seat.trouble.allow(SERVER_GONE);
    seat.trouble.allow(/status of 401/);
    const { page } = seat;
    const bundle = await (await fetch(`${examples["html"]?.url}/baton-client.js`)).text();
    await page.route(`${baton.url}/own/**`, (route) =>
      route.request().url().endsWith(".js")
        ? route.fulfill({ contentType: "text/javascript", body: bundle })
        : route.fulfill({
            contentType: "text/html",
            body: `<!doctype html><link rel="icon" href="data:,"><script type="module">
              import { createChat } from "/own/sdk.js";
              window.chat = createChat({ baseUrl: "", transport: "eventsource" });
              await chat.start();
            </script>`,
          }),
    );
    const streams: Request[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/events")) streams.push(request);
    });
    const asked = async (stream?: Request) => ({ url: stream?.url(), ...(await stream?.allHeaders()) });
    const contents = () => page.evaluate<string[]>("chat.state().transcript.messages.map(({ content }) => content)");
    const open = () => page.evaluate("chat.state().connection.name");
    await page.goto(`${baton.url}/own/`);
    await page.waitForFunction("window.chat?.state().phase === 'ready'");
    await page.evaluate(`chat.send(${JSON.stringify(QUESTION)})`);
    await eventually(contents).toEqual([QUESTION, expect.stringMatching(ANSWER)]);
    const first = await asked(streams[0]);
    expect(first).toMatchObject({ cookie: expect.stringContaining("baton_session=") as string });
    expect(first).not.toHaveProperty("authorization");

    await page.context().clearCookies();
    await baton.kill();
    await baton.restart();
    await page.evaluate(`chat.send("How do I store the battery?")`);
    await eventually(contents).toHaveLength(4);
    await eventually(open).toBe("open");
    expect(await asked(streams.at(-1))).toMatchObject({
      cookie: expect.stringContaining("baton_session=") as string,
      url: expect.stringMatching(/last_event_id=[1-9]/) as string,
    });
    expect(seat.trouble.list).toEqual([]);
    await seat.leave();
  });
});

describe("the example for curl", () => {
  test("[K11] resumes and repeats by hand what the SDK does by itself: the server dies between two messages", async () => {
    const baton = await startBaton();
    const child = spawn(
      "bash",
      [join(root, "examples/curl/chat.sh"), QUESTION, "How do I store the battery?", "Bye!"],
      {
        env: { PATH: process.env["PATH"], BATON_URL: baton.url },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let said = "";
    let noted = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      noted += text;
    });
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    await eventually(() => said).toContain("bot:");
    await baton.kill();
    await eventually(() => noted).toContain("the stream ended, resuming after");
    await baton.restart();
    expect(await ended).toBe(0);
    const lines = said.split("\n").filter((line) => line.startsWith("you:"));
    expect(lines).toEqual([`you:    ${QUESTION}`, "you:    How do I store the battery?", "you:    Bye!"]);
    expect(said.match(/^bot:/gm)).toHaveLength(3);
    expect(said).toContain("asked for twice: the same one");
    expect(said).toContain("the record has 6 messages");
    await baton.stop();
  });
});
