import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executablePath, launchBrowser, type Seat, takeSeat } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";

/** What the other tests rely on when they find that no browser complained. */
describe.skipIf(executablePath === undefined)("what a page complains about is heard (needs Chromium)", () => {
  let browser: Browser;
  const server = createServer(({ url }, response) => {
    if (url !== "/" && url !== "/inner") return void response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "script-src 'none'; connect-src 'self'; frame-src 'self'; img-src 'self'",
    });
    response.end("<!doctype html><title>A page</title>");
  });
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  beforeAll(async () => {
    browser = await launchBrowser();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  async function heard(act: string, expected: RegExp, allowed?: RegExp): Promise<Seat> {
    const seat = await takeSeat(browser, { lang: "en" });
    if (allowed !== undefined) seat.trouble.allow(allowed);
    await seat.page.goto(address());
    expect(seat.trouble.list.filter((line) => !line.includes("favicon"))).toEqual([]);
    await seat.page.evaluate(`void (() => { ${act} })()`);
    await eventually(() => seat.trouble.list.join("\n")).toMatch(expected);
    return seat;
  }
  const INLINE =
    "const script = document.createElement('script'); script.textContent = '1'; document.body.append(script);";
  const FRAME = "const frame = document.createElement('iframe'); frame.src = '/inner'; document.body.append(frame);";

  test.for<[string, string, RegExp]>([
    ["an error in the console", "console.error('broken')", /error: broken/],
    ["a warning in the console", "console.warn('fishy')", /warning: fishy/],
    ["an error that nobody caught", "setTimeout(() => { throw new Error('lost') })", /uncaught: lost/],
    ["a promise that nobody caught", "void Promise.reject(new Error('lost too'))", /uncaught: lost too/],
    ["an inline script that the policy keeps out", INLINE, /content security policy: script-src-elem inline/],
    ["a request that is refused", "fetch('/nothing')", /status of 404 .*\/nothing/],
    ["a window that pops up", "setTimeout(() => alert('Hello'))", /dialog: Hello/],
    [
      "an error in a frame",
      `${FRAME} frame.onload = () => frame.contentWindow.console.error('within')`,
      /error: within/,
    ],
    ["an error in a new window", "open('/inner').console.error('beside')", /error: beside/],
  ])("%s", async ([, act, expected]) => {
    const seat = await heard(act, expected);
    await seat.leave();
  });

  test("what is allowed is not, and only that", async () => {
    const seat = await heard("console.error('known'); console.error('new')", /new/, /known/);
    expect(seat.trouble.list.join("\n")).not.toContain("known");
    await seat.leave();
  });
});
