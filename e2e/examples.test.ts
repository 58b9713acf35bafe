import { spawn } from "node:child_process";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainText } from "../examples/shared/plain-text.js";
import { root } from "../scripts/run.ts";
import { type Baton, startBaton } from "./support/baton-process.ts";
import { executablePath, launchBrowser, type Seat, takeSeat } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { freePort, startExample } from "./support/example-process.ts";
import { SERVER_GONE } from "./support/trouble.ts";

const SETUP_TIMEOUT_MS = 90_000;
const QUESTION = "How far can I ride on one charge?";
const ANSWER = /504 Wh/;

/** What the service has of the session that the page keeps. */
async function record(page: Page, baton: Baton): Promise<{ role: string; content: string }[]> {
  const stored = await page.evaluate<string | null>("localStorage.getItem('baton.session')");
  const { name, token } = JSON.parse(stored ?? "{}") as { name: string; token: string };
  const answer = await fetch(`${baton.url}/api/sessions/${name}/messages`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { data } = (await answer.json()) as { data: { messages: { role: string; content: string }[] } };
  return data.messages.map(({ role, content }) => ({ role, content }));
}

/** What the page shows of it: each row's class is who says it. */
async function shown(page: Page): Promise<{ role: string; content: string }[]> {
  const rows = await page.locator(".messages > li:has(.text)").all();
  return Promise.all(
    rows.map(async (row) => ({
      role: ((await row.getAttribute("class")) ?? "").split(" ")[0] ?? "",
      content: (await row.locator(".text").textContent()) ?? "",
    })),
  );
}

const texts = async (page: Page, role: string) =>
  (await shown(page)).filter((one) => one.role === role).map(({ content }) => content);

/** All is said, the bot's last answer too, and the page shows it: all of it, in its order, each message once. */
async function expectWholeRecord(page: Page, baton: Baton, users: readonly string[]): Promise<void> {
  await eventually(async () => {
    const due = await record(page, baton);
    const seen = await shown(page);
    const isWhole = due.filter(({ role }) => role === "user").length === users.length && due.at(-1)?.role !== "user";
    const asText = due.map(({ role, content }) => ({ role, content: role === "user" ? content : plainText(content) }));
    return isWhole && isDeepStrictEqual(seen, asText) ? "the same" : { seen, due };
  }).toBe("the same");
  expect((await texts(page, "user")).toSorted()).toEqual(users.toSorted());
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel("Your message").fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

describe.skipIf(executablePath === undefined)("the examples (need Chromium)", () => {
  let baton: Baton;
  let browser: Browser;
  const examples: Record<string, { url: string; stop(): Promise<void> }> = {};

  beforeAll(async () => {
    const [html, vue, react] = [await freePort(), await freePort(), await freePort()];
    [baton, browser] = await Promise.all([
      startBaton({ BATON_CORS_ORIGINS: `http://127.0.0.1:${html}` }),
      launchBrowser(),
    ]);
    const started = await Promise.all([
      startExample("example:html", html, baton.url),
      startExample("example:vue", vue, baton.url),
      startExample("example:react", react, baton.url),
    ]);
    for (const [index, name] of ["html", "vue", "react"].entries()) examples[name] = started[index] ?? never();
  }, SETUP_TIMEOUT_MS);
  afterAll(async () => {
    await Promise.all(Object.values(examples).map((example) => example.stop()));
    await browser?.close();
    await baton?.stop();
  }, SETUP_TIMEOUT_MS);

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

      await say(page, "How do I store the battery?");
      await page.locator("[aria-busy]").waitFor();
      await baton.kill();
      await page.getByText("Connecting again").waitFor();
      await say(page, "Are you still there?");
      await page.getByText("Sending …").waitFor();
      await seat.screenshot(`examples/${name}-away`);
      await page.reload();
      await eventually(() => texts(page, "user")).toContain("Are you still there?");
      await baton.restart();

      await expectWholeRecord(page, baton, [QUESTION, "How do I store the battery?", "Are you still there?"]);
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
      await eventually(async () => (await record(page, baton)).at(-1)?.content).toBe("line 59");
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
    await expectWholeRecord(left, baton, all);
    await expectWholeRecord(right, baton, all);
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
    const streams: Record<string, string>[] = [];
    page.on("request", async (request) => {
      if (request.url().includes("/events")) streams.push({ url: request.url(), ...(await request.allHeaders()) });
    });
    const contents = () => page.evaluate<string[]>("chat.state().transcript.messages.map(({ content }) => content)");
    const open = () => page.evaluate("chat.state().connection.name");
    await page.goto(`${baton.url}/own/`);
    await page.waitForFunction("window.chat?.state().phase === 'ready'");
    await page.evaluate(`chat.send(${JSON.stringify(QUESTION)})`);
    await eventually(contents).toEqual([QUESTION, expect.stringMatching(ANSWER)]);
    expect(streams[0]).toMatchObject({ cookie: expect.stringContaining("baton_session=") as string });
    expect(streams[0]).not.toHaveProperty("authorization");

    await page.context().clearCookies();
    await baton.kill();
    await baton.restart();
    await page.evaluate(`chat.send("How do I store the battery?")`);
    await eventually(contents).toHaveLength(4);
    await eventually(open).toBe("open");
    expect(streams.at(-1)).toMatchObject({ cookie: expect.stringContaining("baton_session=") as string });
    expect(streams.at(-1)?.["url"]).toMatch(/last_event_id=[1-9]/);
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
