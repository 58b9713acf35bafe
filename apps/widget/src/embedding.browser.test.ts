import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { SERVER_GONE } from "../../../e2e/support/trouble.ts";
import { eventually, executablePath, useStage } from "./testing/stage.ts";

/** Serves one page of somebody's own, as strict as a host can be that embeds the chat. */
async function host(batonUrl: string, body: string, lang = ' lang="en"') {
  const server = createServer((_, response) => {
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; script-src ${batonUrl}; frame-src ${batonUrl}; style-src 'self'`,
    });
    response.end(`<!doctype html><html${lang}><head><title>Host</title></head><body>${body}</body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe.skipIf(executablePath === undefined)("the chat on somebody's page (needs Chromium)", () => {
  const stage = useStage();
  const opened: { close(): void }[] = [];
  afterEach(() => {
    for (const one of opened.splice(0)) one.close();
  });

  async function visitHost(body: string, path = "/"): Promise<void> {
    const page = await host(stage.site.url, body);
    opened.push(page);
    await stage.visit(`${page.url}${path}`);
  }
  const script = (data = "") => `<script src="${stage.site.url}/widget.js" defer ${data}></script>`;
  const heading = () => stage.chat.locator("h1").textContent();
  const launchers = () => stage.page.locator("button.launcher").count();

  test("[W1] an element under a policy that allows nothing but Baton's origin", async () => {
    await visitHost(`${script()}<baton-chat title="Acme support" suggestions="One?|Two?"></baton-chat>`);
    await stage.open();
    expect(await heading()).toBe("Acme support");
    expect(await stage.chat.locator(".suggestions button").allInnerTexts()).toEqual(["One?", "Two?"]);
    await stage.ask("hello");
  });

  test("[W2] nothing of the chat is loaded before it is opened", async () => {
    const asked: string[] = [];
    await stage.visit("about:blank");
    stage.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await stage.page.goto(stage.site.url);
    await stage.launcher.waitFor();
    await stage.page.waitForLoadState("networkidle");
    expect(asked.filter((path) => path.includes("frame"))).toEqual([]);
    await stage.open();
    expect(asked.filter((path) => path.includes("frame"))).not.toEqual([]);
  });

  test("[W2] a visitor without a conversation loads nothing on the next page; who has one is told what is new, next day too", async () => {
    const asked: string[] = [];
    await stage.visit();
    stage.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const nextDay = async () => {
      const old = stage.page;
      await stage.visitInNewTab();
      await old.close();
      stage.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await stage.launcher.waitFor();
    };
    await stage.open();
    await stage.launcher.click();
    await nextDay();
    await stage.page.reload();
    await stage.page.waitForLoadState("networkidle");
    expect(await stage.page.locator("iframe").count()).toBe(0);

    await stage.open();
    await stage.ask("hello");
    await stage.launcher.click();
    const conversation = stage.baton.session();
    await stage.page.goto("about:blank");
    conversation.agentSays("Here I am");
    await nextDay();
    await eventually(() => stage.page.locator(".badge").textContent()).toBe("1");
    expect(await stage.launcher.getAttribute("aria-expanded")).toBe("false");

    await stage.launcher.click();
    await stage.choose("New conversation");
    await stage.button("Start a new one").click();
    await eventually(() => stage.bubbles("me").count()).toBe(0);
    await stage.launcher.click();
    await nextDay();
    await stage.page.waitForLoadState("networkidle");
    expect(await stage.page.locator("iframe").count()).toBe(0);
  });

  test.each(["before there was a conversation", "after it had ended"])(
    "[W2] [W22] what was written during an outage %s is sent by the next page, with the chat closed",
    async (when) => {
      stage.allow(SERVER_GONE);
      await stage.visit();
      await stage.open();
      if (when.startsWith("after")) {
        await stage.ask("one");
        const timestamp = Date.now() / 1000;
        stage.baton.session().publish({ type: "status_change", status: "closed", reason: "closed", timestamp });
        await eventually(() => stage.status.textContent()).toBe("Conversation ended");
      }
      await stage.page.route("**/api/**", (route) => route.abort());
      await stage.write("kept");
      await stage.bubbles("me").getByText("kept").waitFor();
      await stage.launcher.click();
      await stage.page.goto("about:blank");
      await stage.page.unroute("**/api/**");
      // The stand-in does not take up again by itself what has ended.
      if (when.startsWith("after")) stage.baton.session().status = "bot_active";
      await stage.page.goto(stage.site.url);
      await eventually(() => stage.page.locator(".badge").textContent()).toBe("1");
      expect(
        stage.baton
          .session()
          .messages.filter(({ role }) => role === "user")
          .at(-1)?.content,
      ).toBe("kept");
    },
  );

  test("[W3] one button a page: the page's own element instead of the script's, a second one only after the first", async () => {
    await visitHost(`${script('data-title="By script"')}<div></div>`);
    await eventually(launchers).toBe(1);
    await stage.page.evaluate(() => {
      for (const title of ["First", "Second"]) {
        const element = document.createElement("baton-chat");
        element.title = title;
        document.body.append(element);
      }
    });
    await eventually(launchers).toBe(1);
    await stage.open();
    expect(await heading()).toBe("First");
    await stage.page.evaluate(() => document.querySelector("baton-chat[title=First]")?.remove());
    await eventually(launchers).toBe(1);
    await eventually(heading).toBe("Second");
  });

  test("[W3] a page that replaces its body and runs the script again has its button again, once", async () => {
    await visitHost(script());
    await stage.launcher.waitFor();
    await stage.page.evaluate(() => {
      const again = document.createElement("script");
      again.src = document.querySelector("script")?.src ?? "";
      document.body.replaceChildren(again);
    });
    await eventually(launchers).toBe(1);
    await stage.page.evaluate(async () => {
      const again = document.createElement("script");
      again.src = document.querySelector("script")?.src ?? "";
      const loaded = new Promise((resolve) => again.addEventListener("load", resolve));
      document.body.append(again);
      await loaded;
    });
    expect(await stage.page.locator("baton-chat").count()).toBe(1);
  });

  test("[W3] no button before the page brings its own, where the script is told so", async () => {
    await visitHost(`${script("data-manual")}<p>Text</p>`);
    await stage.page.waitForFunction(() => customElements.get("baton-chat") !== undefined);
    expect(await stage.page.locator("baton-chat").count()).toBe(0);
  });

  test("[W4] attributes count while the chat is open, and <html lang> does", async () => {
    await visitHost(`${script()}<baton-chat title="A" title-de="B"></baton-chat>`);
    await stage.open();
    const set = (name: string, value: string) =>
      stage.page.evaluate(([n, v]) => document.querySelector("baton-chat")?.setAttribute(n, v), [name, value] as const);
    await set("title", "C");
    await eventually(heading).toBe("C");
    await stage.page.evaluate(() => {
      document.documentElement.lang = "de-AT";
    });
    await eventually(heading).toBe("B");
    await stage.button("Mit einem Menschen sprechen").waitFor();
    await set("lang", "zh-Hans");
    await stage.button("转人工客服").waitFor();
    expect(await stage.launcher.getAttribute("aria-label")).toBe("在线客服");
    for (const [colour, hex] of [
      ["oklch(0.4 0.1 150)", "#115629"],
      ["color-mix(in oklab, red, blue)", "#8c53a2"],
      ["color(srgb 0.2 0.4 0.6)", "#336699"],
      ["rgb(0 0 0 / 0.5)", "#0f766e"],
    ] as const) {
      await set("accent", colour);
      await eventually(() =>
        stage.chat.locator("html").evaluate((root) => getComputedStyle(root).getPropertyValue("--accent")),
      ).toBe(hex);
    }
    await set("accent", "hsl(0 100% 27%)");
    await eventually(() =>
      stage.chat.locator("html").evaluate((root) => getComputedStyle(root).getPropertyValue("--accent")),
    ).toBe("#8a0000");
  });

  test("[W5] a visitor whose page says no language gets their own", async () => {
    const page = await host(stage.site.url, script(), "");
    opened.push(page);
    await stage.visit(page.url, { locale: "de-DE" });
    await stage.open();
    await stage.button("Mit einem Menschen sprechen").waitFor();
  });

  test("[W6] pages open and close it, and hear what happens, but not what is said", async () => {
    await visitHost(`${script()}<baton-chat></baton-chat><button data-baton-open>Help</button>`);
    await stage.page.evaluate(() => {
      const heard: string[] = [];
      for (const name of ["open", "close", "unread"]) {
        document.addEventListener(`baton-${name}`, (event) =>
          heard.push(`${name} ${JSON.stringify((event as CustomEvent).detail)}`),
        );
      }
      Object.assign(window, { heard });
    });
    const call = (what: string) => stage.page.evaluate(`document.querySelector("baton-chat").${what}`);
    await call("open()");
    expect(await call("isOpen")).toBe(true);
    await stage.ask("a secret");
    await call("close()");
    stage.baton.session().agentSays("another secret");
    await eventually(() => call("unread")).toBe(1);
    await stage.page.getByText("Help").click();
    await eventually(() => call("unread")).toBe(0);
    await stage.page.evaluate(() => document.querySelector("baton-chat")?.removeAttribute("open"));
    await eventually(() => call("isOpen")).toBe(false);
    expect(await stage.page.evaluate("heard")).toEqual([
      "open null",
      "close null",
      'unread {"count":1}',
      "open null",
      'unread {"count":0}',
      "close null",
    ]);
  });

  test("[W6] a framework that assigns `open` opens and closes as the attribute does, and the method stays", async () => {
    await visitHost(`${script()}<baton-chat></baton-chat>`);
    await stage.launcher.waitFor();
    const run = (what: string) => stage.page.evaluate(`document.querySelector("baton-chat").${what}`);
    for (const [value, isOpen] of [
      ['""', true],
      ["false", false],
      ["true", true],
      ["null", false],
      ["true", true],
      ["undefined", false],
    ] as const) {
      await run(`open = ${value}`);
      await eventually(() => stage.launcher.getAttribute("aria-expanded")).toBe(String(isOpen));
    }
    await run("open()");
    expect(await run("isOpen")).toBe(true);
  });

  test("[W7] a forged message from the page itself neither closes nor counts", async () => {
    await stage.visit();
    await stage.open();
    await stage.page.evaluate(async () => {
      const channel = "baton";
      window.postMessage({ channel, type: "close" }, location.origin);
      window.postMessage({ channel, type: "unread", count: 7 }, location.origin);
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    expect(await stage.launcher.getAttribute("aria-expanded")).toBe("true");
    expect(await stage.page.locator(".badge").isVisible()).toBe(false);
  });

  test("[W7] a page that frames the chat under another's name hears nothing", async () => {
    const named = encodeURIComponent(stage.site.url);
    const html = `<!doctype html><title>x</title><iframe src="${stage.site.url}/widget/frame.html?host=${named}"></iframe>
      <script>window.heard = []; addEventListener("message", ({ data }) => heard.push(data));</script>`;
    const evil = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(html));
    await new Promise<void>((resolve) => evil.listen(0, "127.0.0.1", resolve));
    opened.push(evil);
    await stage.visit(`http://localhost:${(evil.address() as AddressInfo).port}/`);
    const inner = stage.page.frameLocator("iframe");
    await inner.locator("textarea").fill("secret");
    await inner.locator("textarea").press("Enter");
    await inner.locator(".message.bot").nth(1).waitFor();
    expect(await stage.page.evaluate("window.heard")).toEqual([]);
  });

  test("[W9] the service is told the page, and nothing of it that may be a secret; [W10] or not at all", async () => {
    const told: unknown[] = [];
    const listen = () =>
      stage.page.on("request", (request) => {
        if (request.method() === "POST" && request.url().endsWith("/api/sessions")) {
          told.push((request.postDataJSON() as { profile?: unknown }).profile);
        }
      });
    await visitHost(script(), "/bikes/city?token=s3cret#top");
    listen();
    await stage.open();
    await stage.ask("one");
    const { origin } = new URL(stage.page.url());
    expect(told).toEqual([{ page_url: `${origin}/bikes/city`, referrer: "" }]);

    // Once more from another page, in the same conversation.
    await stage.page.addInitScript(() => {
      const heard: string[] = [document.referrer];
      Object.assign(window, { heard });
      addEventListener("message", ({ data }) => heard.push(JSON.stringify(data)));
    });
    await stage.page.goto(`${origin}/cart?token=s3cret`);
    await stage.ask("two");
    const heard = await stage.chat
      .locator("html")
      .evaluate(() => (window as unknown as { heard: string[] }).heard.join());
    expect(heard).toContain(`${origin}/cart`);
    expect(heard).not.toContain("s3cret");
    await stage.ask("three");
    expect(told.slice(1)).toEqual([{ page_url: `${origin}/cart`, referrer: "" }]);

    await visitHost(script('data-page="off"'), "/bikes/city");
    listen();
    await stage.open();
    await stage.ask("one");
    expect(told.slice(2)).toEqual([{ page_url: "", referrer: "" }]);
  });

  test("[W9] a page that comes to another address without being loaded anew tells that one", async () => {
    const told: unknown[] = [];
    await visitHost(`${script()}<button>Buy</button>`);
    stage.page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/api/sessions")) {
        told.push((request.postDataJSON() as { profile?: unknown }).profile);
      }
    });
    await stage.open();
    await stage.page.getByText("Buy").click();
    await stage.page.evaluate(() => history.pushState(null, "", "/cart?token=s3cret"));
    await stage.field.click();
    await stage.ask("one");
    expect(told).toEqual([{ page_url: `${new URL(stage.page.url()).origin}/cart`, referrer: "" }]);
  });

  test("[W9] a tab that joins another's conversation tells its own page, and once more when that failed", async () => {
    stage.allow(/status of 429/);
    const told: unknown[] = [];
    await visitHost(script(), "/a");
    const first = stage.page;
    const { origin } = new URL(first.url());
    await stage.open();
    stage.page.context().on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/api/sessions")) {
        told.push((request.postDataJSON() as { profile: { page_url: string } }).profile.page_url);
      }
    });
    const second = await stage.visitAgain(`${origin}/b`);
    const chat = second.frameLocator("iframe.panel");
    const writeThere = async (text: string) => {
      await chat.locator("textarea").fill(text);
      await chat.locator("textarea").press("Enter");
      await chat.locator(".message.bot .bubble", { hasText: text }).waitFor();
    };
    await second.locator("button.launcher").click();
    await chat.locator("textarea").waitFor();
    await stage.ask("one");
    await chat.locator(".message.me").waitFor();
    stage.baton.refuseNext("POST /api/sessions", 429, "RATE_LIMITED");
    await writeThere("two");
    await writeThere("three");
    await writeThere("four");
    expect(told).toEqual([`${origin}/a`, `${origin}/b`, `${origin}/b`]);
  });

  test("[W11] a token that the page renews is the one that counts", async () => {
    const token = (exp: number) => `x.${Buffer.from(JSON.stringify({ sub: "ada", exp })).toString("base64url")}.x`;
    const used: unknown[] = [];
    await visitHost(`${script()}<baton-chat identity-token="${token(1)}"></baton-chat>`);
    stage.page.on("request", (request) => {
      if (request.method() !== "POST" || !request.url().endsWith("/api/sessions")) return;
      used.push((request.postDataJSON() as { identity_token?: string }).identity_token);
    });
    await stage.open();
    await stage.field.fill("half a thought");
    const heard = await stage.chat.locator("html").evaluateHandle(() => {
      const list: string[] = [];
      addEventListener("message", ({ data }) => list.push(JSON.stringify(data)));
      return list;
    });
    await stage.page.evaluate((next) => {
      document.querySelector("baton-chat")?.setAttribute("identity-token", next);
    }, token(2));
    await eventually(() => heard.evaluate((list) => list.join())).toContain(token(2));
    await stage.field.press("Enter");
    await eventually(() => stage.bubbles("bot").count()).toBe(2);
    expect(used).toEqual([token(2)]);
  });

  test("[W11] another customer's token is another customer's chat", async () => {
    const token = (sub: string) => `x.${Buffer.from(JSON.stringify({ sub })).toString("base64url")}.x`;
    await visitHost(`${script()}<baton-chat identity-token="${token("ada")}"></baton-chat>`);
    await stage.open();
    await stage.ask("what Ada asks");
    await stage.field.fill("what Ada has not said");
    await stage.page.evaluate((next) => {
      document.querySelector("baton-chat")?.setAttribute("identity-token", next);
    }, token("bob"));
    await eventually(() => stage.bubbles("me").count()).toBe(0);
    expect(await stage.field.inputValue()).toBe("");
    await stage.ask("what Bob asks");
    await eventually(() => stage.bubbles("me").allInnerTexts()).toEqual(["what Bob asks"]);
  });

  test("[W11] a text that is no token is waited out, and named in the browser's console", async () => {
    stage.allow(/not a JWT with a sub/);
    await visitHost(`${script()}<baton-chat identity-token="{{ token }}"></baton-chat>`);
    const said = stage.page.waitForEvent("console", (message) => message.text().includes("not a JWT with a sub"));
    await stage.launcher.click();
    expect((await said).type()).toBe("warning");
    await eventually(() => stage.status.textContent()).toBe("Loading your conversation …");
    expect(await stage.bubbles("me").count()).toBe(0);
  });

  test("[W11] while the page does not know who is here, nothing is shown and nothing of the customer's is lost", async () => {
    const token = `x.${Buffer.from(JSON.stringify({ sub: "ada" })).toString("base64url")}.x`;
    const element = (value: string) => `${script()}<baton-chat identity-token="${value}"></baton-chat>`;
    await visitHost(element(token));
    await stage.open();
    await stage.ask("what Ada asks");
    const next = await host(stage.site.url, element("pending"));
    opened.push(next);
    await stage.page.goto(next.url);
    await stage.launcher.click();
    await eventually(() => stage.status.textContent()).toBe("Loading your conversation …");
    // Long enough for a chat that should not be there.
    await stage.page.waitForTimeout(300);
    expect(await stage.field.count()).toBe(0);
    expect(await stage.bubbles("me").count()).toBe(0);
    await stage.chat.locator("header button").press("Escape");
    await eventually(() => stage.launcher.getAttribute("aria-expanded")).toBe("false");
    await stage.launcher.click();
    const name = (value: string | null) =>
      stage.page.evaluate((next) => {
        const chat = document.querySelector("baton-chat");
        if (next === null) chat?.removeAttribute("identity-token");
        else chat?.setAttribute("identity-token", next);
      }, value);
    await name(token);
    await eventually(() => stage.bubbles("me").allInnerTexts()).toEqual(["what Ada asks"]);
    await eventually(() => stage.field.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
    await name("pending");
    await eventually(() => stage.bubbles("me").count()).toBe(0);
    await name(null);
    await stage.field.waitFor();
    expect(await stage.bubbles("me").count()).toBe(0);
  });

  test("[W12] the page's CSS variables dress button and chat; [W13] also when its own theme changes", async () => {
    await stage.visit();
    const style = (css: string) =>
      stage.page.evaluate((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        document.adoptedStyleSheets = [sheet];
      }, css);
    await style(`baton-chat { --baton-launcher-size: 48px; --baton-offset-x: 7px; --baton-radius: 4px; --baton-font: Georgia, serif }
      html.night { --baton-ground: rgb(10, 20, 30) }`);
    await stage.open();
    expect(await stage.launcher.evaluate((button) => button.getBoundingClientRect().width)).toBe(48);
    const frameStyle = (name: string) =>
      stage.chat.locator("html").evaluate((root, one) => getComputedStyle(root).getPropertyValue(one), name);
    await stage.page.evaluate(() => document.documentElement.classList.add("night"));
    await eventually(() => frameStyle("--ground")).toBe("#0a141e");
    expect(await frameStyle("--radius")).toBe("4px");
    expect(await frameStyle("font-family")).toMatch(/^Georgia, serif/);
    expect(await frameStyle("color-scheme")).toBe("dark");
    await stage.page.evaluate(() => document.documentElement.classList.remove("night"));
    await eventually(() => frameStyle("--ground")).toBe("#fff");
  });
});
