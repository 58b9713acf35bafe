import { spawn } from "node:child_process";
import { EventSource } from "eventsource";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, newSession, signIn } from "../apps/server/src/testing/http-client.ts";
import { startTestServer, type TestServer } from "../apps/server/src/testing/test-server.ts";
import { type CuttingProxy, startCuttingProxy } from "../apps/server/src/testing/torture/cutting-proxy.ts";
import { createRandom } from "../apps/server/src/testing/torture/random.ts";
import { executablePath, launchBrowser } from "./support/browser.ts";
import { watchTrouble } from "./support/trouble.ts";

/**
 * Readers of event streams that nobody here wrote: each reads the beginning, loses its connection, and comes back for
 * what was said meanwhile.
 */
const BEFORE = ["您好，请问有什么可以帮您？😊", "two\nlines"];
const MEANWHILE = ["said while nobody listened", "还有一句，也没有人听"];
const AFTERWARDS = ["said to whoever came back"];

let server: TestServer;
let agent: string;

beforeAll(async () => {
  server = await startTestServer();
  agent = await signIn(server);
});
afterAll(() => server.stop());

interface Seen {
  id: string;
  content: string;
}

async function say(name: string, texts: readonly string[]): Promise<void> {
  for (const content of texts) {
    const body = { session_name: name, role: "agent", content };
    const { status } = await call(server, "/api/manual/messages", { token: agent, body });
    expect(status).toBe(200);
  }
}

/** A session in an agent's hands, and what was said in it so far. */
async function servedSession(): Promise<{ name: string; token: string }> {
  const session = await newSession(server);
  await call(server, `/api/sessions/${session.name}/takeover`, { token: agent, body: {} });
  await say(session.name, BEFORE);
  return session;
}

/** What a reader must have seen of the session in all: every event that has a frame, once, in order. */
async function dueFrames(name: string): Promise<Seen[]> {
  const { body } = await call(server, `/api/sessions/${name}/messages`, { token: agent });
  return body.data.messages.map((one: { seq: number; content: string }) => {
    return { id: String(one.seq), content: one.content };
  });
}

const messagesIn = (frames: readonly { id: string; data: string }[]): Seen[] =>
  frames.flatMap(({ id, data }) => {
    const frame = JSON.parse(data) as { type: string; content?: string };
    return frame.type === "manual_message" ? [{ id, content: frame.content ?? "" }] : [];
  });

/** What `EventSource` waits before it comes back by itself is its own business; some 3 s, as a rule. */
const TIMEOUT_MS = 60_000;

/** The server behind a network that can fail. */
async function behindNetwork(): Promise<CuttingProxy> {
  const network = await startCuttingProxy(Number(new URL(server.url).port), createRandom(1));
  network.calm();
  return network;
}

describe("curl", () => {
  /** @param until ends curl once so many messages have come */
  function curl(url: string, headers: string[], until: number): Promise<{ id: string; data: string }[]> {
    return new Promise((resolve, reject) => {
      const child = spawn("curl", ["-sN", "--max-time", "20", ...headers.flatMap((header) => ["-H", header]), url]);
      let output = "";
      const frames = () =>
        [...output.matchAll(/^id: (.*)\ndata: (.*)\n\n/gm)].map(([, id = "", data = ""]) => ({ id, data }));
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (messagesIn(frames()).length >= until) child.kill();
      });
      child.on("error", reject);
      child.on("close", () => resolve(frames()));
    });
  }

  test("resumes by id", async () => {
    const { name, token } = await servedSession();
    const url = `${server.url}/api/sessions/${name}/events`;
    const authorization = `Authorization: Bearer ${token}`;
    const first = await curl(`${url}?from=start`, [authorization], BEFORE.length);
    await say(name, MEANWHILE);
    const lastId = first.at(-1)?.id ?? "";
    const second = await curl(url, [authorization, `Last-Event-ID: ${lastId}`], MEANWHILE.length);
    expect(messagesIn([...first, ...second])).toEqual(await dueFrames(name));
    expect(messagesIn(second).map(({ content }) => content)).toEqual(MEANWHILE);

    const byAddress = await curl(`${url}?last_event_id=${lastId}`, [authorization], MEANWHILE.length);
    expect(byAddress).toEqual(second);
  });
});

describe("the npm package eventsource", () => {
  test("resumes by id, by itself", { timeout: TIMEOUT_MS }, async () => {
    const { name, token } = await servedSession();
    const network = await behindNetwork();
    const frames: { id: string; data: string }[] = [];
    const ids: (string | null)[] = [];
    const source = new EventSource(`${network.url}/api/sessions/${name}/events?from=start`, {
      fetch: (url, init) => {
        ids.push(new Headers(init.headers).get("last-event-id"));
        return fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
      },
    });
    source.addEventListener("message", ({ lastEventId, data }) => frames.push({ id: lastEventId, data }));
    try {
      await expect.poll(() => messagesIn(frames).length, { timeout: TIMEOUT_MS }).toBe(BEFORE.length);
      network.cutAll();
      await say(name, MEANWHILE);
      await expect
        .poll(() => messagesIn(frames).length, { timeout: TIMEOUT_MS })
        .toBe(BEFORE.length + MEANWHILE.length);
      await say(name, AFTERWARDS);
      const due = await dueFrames(name);
      await expect.poll(() => messagesIn(frames), { timeout: TIMEOUT_MS }).toEqual(due);
      expect(ids).toEqual([null, due[BEFORE.length - 1]?.id]);
    } finally {
      source.close();
      await network.close();
    }
  });
});

describe.skipIf(executablePath === undefined)("the browser's own EventSource (needs Chromium)", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test("resumes by id, by itself, with the cookie that its page was given", { timeout: TIMEOUT_MS }, async () => {
    const network = await behindNetwork();
    const context = await browser.newContext();
    const trouble = await watchTrouble(context);
    const page = await context.newPage();
    const asked: (string | undefined)[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/events")) void request.allHeaders().then((all) => asked.push(all["last-event-id"]));
    });
    try {
      const name = "read-by-a-browser";
      // Of the server's own origin: nobody else's page is given the cookie.
      await page.goto(`${network.url}/docs`);
      expect(await page.evaluate(openSession(name))).toBe(200);
      await call(server, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
      await say(name, BEFORE);
      await page.evaluate(listen(name));
      const frames = () => page.evaluate<{ id: string; data: string }[]>("globalThis.received");
      const messages = async () => messagesIn(await frames());
      await expect.poll(async () => (await messages()).length, { timeout: TIMEOUT_MS }).toBe(BEFORE.length);
      trouble.allow(/net::ERR_/);
      network.cutAll();
      await say(name, MEANWHILE);
      const sofar = BEFORE.length + MEANWHILE.length;
      await expect.poll(async () => (await messages()).length, { timeout: TIMEOUT_MS }).toBe(sofar);
      await say(name, AFTERWARDS);
      const due = await dueFrames(name);
      await expect.poll(messages, { timeout: TIMEOUT_MS }).toEqual(due);
      expect(asked).toEqual([undefined, due[BEFORE.length - 1]?.id]);
      expect(trouble.list).toEqual([]);
    } finally {
      await context.close();
      await network.close();
    }
  });
});

/** Run in the page; as text, because this file is not checked against the browser's types. */
const openSession = (name: string): string => `fetch("/api/sessions", {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ session_name: "${name}", cookie: true }),
}).then((response) => response.status)`;

const listen = (name: string): string => `
  globalThis.received = [];
  new EventSource("/api/sessions/${name}/events?from=start").onmessage = ({ lastEventId, data }) =>
    globalThis.received.push({ id: lastEventId, data });
  0`;
