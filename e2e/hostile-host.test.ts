import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { executablePath } from "./support/browser.ts";
import type { Customer } from "./support/customer.ts";
import { eventually } from "./support/eventually.ts";
import { startPagesOfOthers } from "./support/pages-of-others.ts";
import { createPlainAgent, createPlainCustomer } from "./support/plain-people.ts";
import { useWorld } from "./support/world.ts";

/** A page that embeds the chat, or would like to, and means no good. */

const others = await startPagesOfOthers();
afterAll(() => others.close());

/** The one origin of the two that the operator has named. */
const LISTED = others.localhost;
const UNLISTED = others.loopback;

const SECRET = "my secret order number is 8213";

const REFUSED = /frame-ancestors|X-Frame-Options|chrome-error:/i;

/** What the browser says when a page calls the service that may not read its answers. */
const REFUSED_CALL =
  /^error: (?:Access to fetch at '\S+\/api\/\S+' from origin '\S+' has been blocked by CORS policy|Failed to load resource: net::ERR_FAILED \(\S+\/api\/)/;

/** Kept by a hostile page: whatever anybody said to it, and whatever it could reach. */
const COLLECT = `<script>
  window.loot = [];
  addEventListener("message", ({ data, origin, ports }) => loot.push({ heard: data, origin, ports: ports.length }));
</script>`;

/** What a host's loader does, so that the chat opens. */
const HOST = `${COLLECT}<script>
  addEventListener("message", ({ data, source }) => {
    if (data?.type !== "ready") return;
    const settings = { lang: "en", theme: "light", look: {}, suggestions: [], page: {} };
    source.postMessage({ channel: "baton", type: "settings", settings }, "*");
    source.postMessage({ channel: "baton", type: "visible", visible: true }, "*");
  });
</script>`;

others.put("/blank", "");

describe.skipIf(executablePath === undefined)("a hostile host page (needs Chromium)", () => {
  const world = useWorld({ BATON_EMBED_ORIGINS: `https://shop.example,${LISTED}` });

  const frameOf = (host: string) =>
    `<iframe class="panel" width="400" height="600" src="${world.baton.url}/widget/frame.html?lang=en&host=${encodeURIComponent(host)}"></iframe>`;

  const loot = async (page: Page): Promise<string> => JSON.stringify(await page.evaluate("window.loot"));

  const batonFrame = (page: Page) => page.frames().find((frame) => frame.url().includes("/widget/frame.html"));

  /** A customer who has told the bot a secret, in the frame of a page at `url`; and all that nobody else may get. */
  async function customerAt(url: string): Promise<Customer & { secrets: string[] }> {
    const customer = await world.customer({ lang: "en", url });
    const tokens = new Set<string>();
    customer.page.on("request", (request) => {
      const token = request.headers()["authorization"]?.replace("Bearer ", "");
      if (token !== undefined) tokens.add(token);
    });
    await customer.chat.locator("textarea").waitFor();
    await customer.ask(SECRET);
    expect(tokens.size).toBeGreaterThan(0);
    return { ...customer, secrets: [SECRET, await customer.sessionName(), ...tokens] };
  }

  describe("who may frame what", () => {
    async function framedBy(url: string): Promise<Page> {
      const customer = await world.customer({ lang: "en", url });
      customer.trouble.allow(REFUSED);
      return customer.page;
    }

    test.for<[string, string, string]>([
      ["an origin that is not named", UNLISTED, "/one"],
      ["one that is not named, within one that is", LISTED, "/two?inner=loopback"],
      ["one that is named, within one that is not", UNLISTED, "/two?inner=localhost"],
      ["a page without an origin", LISTED, "/sandboxed"],
    ])("%s cannot frame the chat", async ([, origin, path]) => {
      others.put("/one", frameOf(origin));
      for (const inner of ["localhost", "loopback"] as const) {
        others.put(`/one-${inner}`, frameOf(others[inner]));
      }
      others.put(
        "/two",
        `<script>
          const frame = document.createElement("iframe");
          const inner = new URLSearchParams(location.search).get("inner");
          frame.src = (inner === "loopback" ? "${others.loopback}" : "${others.localhost}") + "/one-" + inner;
          document.documentElement.append(frame);
        </script>`,
      );
      others.put("/sandboxed", `<iframe sandbox="allow-scripts" src="${LISTED}/one-localhost"></iframe>`);
      const refused: string[] = [];
      const customer = await world.customer({ lang: "en", url: `${LISTED}/blank` });
      customer.trouble.allow(REFUSED);
      customer.page.on("console", (message) => refused.push(message.text()));
      await customer.page.goto(`${origin}${path}`);
      await eventually(() => refused.filter((line) => REFUSED.test(line))).not.toEqual([]);
      for (const frame of customer.page.frames()) expect(await frame.locator("textarea").count()).toBe(0);
    });

    test.for(["/console", "/console/#/waiting", "/", "/docs/"])("nobody can frame %s", async (path) => {
      others.put("/bait", `<button>Win a bike</button><iframe src="${world.baton.url}${path}"></iframe>`);
      for (const origin of [LISTED, UNLISTED]) {
        const page = await framedBy(`${origin}/blank`);
        const refused: string[] = [];
        page.on("console", (message) => refused.push(message.text()));
        await page.goto(`${origin}/bait`);
        await eventually(() => refused.filter((line) => REFUSED.test(line))).not.toEqual([]);
        expect(await page.frames().at(-1)?.locator("button, input, main").count()).toBe(0);
      }
    });
  });

  test("a named host hears that the chat is ready, closes, and has unread messages, and not a word more", async () => {
    others.put("/", `${HOST}${frameOf(LISTED)}`);
    const customer = await customerAt(`${LISTED}/`);
    const { page, secrets } = customer;
    customer.trouble.allow(/navigating to a javascript: url/);
    customer.trouble.allow(REFUSED_CALL);
    await customer.askForPerson();
    await eventually(() => customer.status()).toBe(customer.words.status.waiting);
    await page.evaluate(`(() => {
      const chat = document.querySelector("iframe").contentWindow;
      const channel = "baton";
      const visible = { channel, type: "visible", visible: false };
      for (const type of ["ready", "transcript", "token", "state", "debug", "history", "unread", "session", "ping"])
        for (const message of [{ channel, type }, { type }, { channel: "BATON", type }, JSON.stringify({ channel, type }), type])
          chat.postMessage(message, "*", [new MessageChannel().port1]);
      for (const junk of [null, undefined, 0, "", [], [[]], new Date(), /x/, new Map([["type", "settings"]]), new Error("x"), new ArrayBuffer(8)])
        chat.postMessage(junk, "*");
      chat.postMessage(visible, "*");
      const tries = {
        document: () => chat.document.body.innerText,
        html: () => chat.document.documentElement.outerHTML,
        storage: () => JSON.stringify(chat.localStorage),
        location: () => chat.location.href,
        name: () => chat.name,
        frameDocument: () => document.querySelector("iframe").contentDocument?.body.innerText,
        globals: () => Object.keys(chat).join(),
        eval: () => chat.eval("localStorage.length"),
        javascript: () => { chat.location.href = "javascript:parent.loot.push(document.body.innerText)"; },
        ownStorage: () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
        framesWithin: () => chat.length,
      };
      for (const [name, reach] of Object.entries(tries)) {
        try { loot.push({ name, got: String(reach()) }); } catch (error) { loot.push({ name, refused: error.name }); }
      }
    })()`);
    const session = await customer.sessionName();
    const agent = await createPlainAgent(world.baton.url, world.li);
    await agent.takeOver(session);
    await agent.write(session, SECRET);
    await eventually(() => loot(page)).toContain('"unread"');
    await page.evaluate(`(async () => {
      for (const path of ["/api/sessions/${session}", "/api/sessions/${session}/messages", "/api/sessions", "/api/agent/profile", "/api/config"])
        for (const credentials of ["include", "omit"])
          try { loot.push(await (await fetch("${world.baton.url}" + path, { credentials })).text()); } catch (error) { loot.push({ refused: error.name }); }
    })()`);

    type Loot = { heard?: { type: string; [field: string]: unknown }; ports?: number; name?: string; got?: string };
    const all = await page.evaluate<Loot[]>("window.loot");
    const heard = all.flatMap((one) => one.heard ?? []);
    expect([...new Set(heard.map(({ type }) => type))].toSorted()).toEqual(["ready", "unread"]);
    for (const message of heard) {
      expect(message).toEqual(
        message.type === "unread"
          ? { channel: "baton", type: "unread", count: expect.any(Number), going: expect.any(Boolean) }
          : { channel: "baton", type: message.type },
      );
    }
    expect(all.filter(({ ports = 0 }) => ports > 0)).toEqual([]);
    expect(all.flatMap(({ name, got }) => (got === undefined ? [] : [[name, got]]))).toEqual(
      expect.arrayContaining([["ownStorage", '[{},{},""]']]),
    );
    for (const secret of secrets) expect(JSON.stringify(all)).not.toContain(secret);
  });

  test("hostile settings of a named host change no more than what they may, and run nothing", async () => {
    others.put("/", `${HOST}${frameOf(LISTED)}`);
    const customer = await customerAt(`${LISTED}/`);
    const { page, chat } = customer;
    await page.evaluate(`(() => {
      const chat = document.querySelector("iframe").contentWindow;
      const say = (message) => chat.postMessage(message, "*");
      const bad = "</style><img src=x onerror=alert(1)><script>alert(2)<\\/script>";
      const css = "red;}*{background:url(${others.loopback}/stolen)}";
      const settings = {
        lang: "../../en", theme: bad, title: bad, accent: css,
        suggestions: [bad, "javascript:alert(3)", ...Array(5000).fill(bad)],
        look: { accent: css, ground: css, ink: bad, bubble: css, radius: "1e9px;" + css, font: "x;}" + css },
        page: { url: "javascript:alert(4)", referrer: bad },
        __proto__: { polluted: true },
      };
      say({ channel: "baton", type: "settings", settings });
      say(JSON.parse('{"channel":"baton","type":"settings","settings":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"title":"${"x".repeat(150)}"}}'));
      say({ channel: "baton", type: "settings", settings: { ...settings, title: "y".repeat(5_000_000) } });
      say({ channel: "baton", type: "settings", settings: "x".repeat(5_000_000) });
      say({ channel: "baton", type: "settings", settings: null });
      say({ channel: "baton", type: "settings", settings: [] });
      const cyclic = { channel: "baton", type: "settings" };
      cyclic.settings = cyclic;
      say(cyclic);
      say({ channel: "baton", type: "visible", visible: "yes" });
      say({ channel: "baton", type: "settings", settings: { lang: "de", theme: "light", look: {}, suggestions: [], page: {} } });
    })()`);
    // What is as it should be is still followed: they were all heard.
    await eventually(() => batonFrame(page)?.evaluate("document.documentElement.lang")).toBe("de");
    await customer.ask("Can I return the bike?");
    const frame = batonFrame(page);
    expect(
      await frame?.evaluate("[({}).polluted, [].polluted, document.images.length, document.styleSheets.length > 0]"),
    ).toEqual([undefined, undefined, 0, true]);
    expect(await frame?.evaluate("getComputedStyle(document.body).backgroundImage")).toBe("none");
    expect(await chat.locator("img, iframe, script:not([src]), style, [onerror]").count()).toBe(0);
    expect(others.missed.filter((path) => path.includes("stolen"))).toEqual([]);
    await customer.screenshot("hostile-host/settings");
  });

  test("nobody but the page itself is believed: not a frame beside, not a window that it opened, not its opener", async () => {
    others.put("/", `${HOST}${frameOf(LISTED)}<iframe id="beside" src="${UNLISTED}/beside"></iframe>`);
    const forge = `
      const settings = { lang: "de", theme: "dark", title: "FORGED", suggestions: ["FORGED"] };
      const forge = (target) => {
        target.postMessage({ channel: "baton", type: "settings", settings }, "*");
        target.postMessage({ channel: "baton", type: "visible", visible: true }, "*");
      };`;
    others.put("/popup", COLLECT);
    others.put("/beside", `${COLLECT}<script>${forge} setInterval(() => forge(parent.frames[0]), 50);</script>`);
    const customer = await customerAt(`${LISTED}/`);
    const { page, secrets } = customer;
    const [popup] = await Promise.all([
      page.waitForEvent("popup"),
      page.evaluate(`void window.open("${UNLISTED}/popup")`),
    ]);
    await popup.waitForLoadState();
    await popup.evaluate(`(() => { ${forge} setInterval(() => forge(opener.frames[0]), 50); })()`);
    await customer.ask("Can I return the bike?");
    expect(await customer.chat.locator("body").textContent()).not.toContain("FORGED");
    expect(await batonFrame(page)?.evaluate("document.documentElement.lang")).toBe("en");
    const beside = page.frames().find((one) => one.url().endsWith("/beside"));
    const overheard = [await beside?.evaluate("window.loot"), await popup.evaluate("window.loot")];
    expect(overheard).toEqual([[], []]);
    expect(secrets.filter((secret) => JSON.stringify(overheard).includes(secret))).toEqual([]);
  });

  test("a page that lies about its origin, and one that opens the chat in a window, hear nothing and change nothing", async () => {
    others.put("/", `${COLLECT}${frameOf("https://shop.example")}`);
    const lying = await customerAt(`${LISTED}/`);
    expect(await loot(lying.page)).toBe("[]");

    others.put("/opener", COLLECT);
    const opening = await world.customer({ lang: "en", url: `${LISTED}/opener` });
    const [popup] = await Promise.all([
      opening.page.waitForEvent("popup"),
      opening.page.evaluate(
        `window.opened = window.open("${world.baton.url}/widget/frame.html?host=${encodeURIComponent(LISTED)}"), 0`,
      ),
    ]);
    await popup.locator("textarea").fill(SECRET);
    await popup.locator("textarea").press("Enter");
    await popup.locator(".message.bot").first().waitFor();
    await opening.page.evaluate(`(() => {
      const settings = { lang: "de", theme: "dark", title: "FORGED", suggestions: [] };
      for (const message of [{ channel: "baton", type: "settings", settings }, { channel: "baton", type: "visible", visible: false }])
        opened.postMessage(message, "*");
      try { loot.push(opened.document.body.innerText); } catch (error) { loot.push(error.name); }
    })()`);
    await popup.locator("textarea").fill("more");
    await popup.locator("textarea").press("Enter");
    await popup.getByText("more").first().waitFor();
    expect(await popup.locator("body").textContent()).not.toContain("FORGED");
    expect(await loot(opening.page)).not.toContain(SECRET);
    expect(JSON.parse(await loot(opening.page))).toEqual(["SecurityError"]);
  });

  test("the loader believes nobody but its own frame", async () => {
    others.put(
      "/",
      `${COLLECT}<script src="${world.baton.url}/widget.js" defer></script><iframe id="beside" src="${UNLISTED}/beside"></iframe>`,
    );
    others.put(
      "/beside",
      `<script>
        setInterval(() => {
          for (const message of [{ type: "unread", count: 7 }, { type: "close" }, { type: "ready" }])
            parent.postMessage({ channel: "baton", ...message }, "*");
        }, 20);
      </script>`,
    );
    const customer = await world.customer({ lang: "en", url: `${LISTED}/` });
    await customer.openChat();
    await customer.page.evaluate(`(() => {
      const fake = document.createElement("iframe");
      fake.className = "panel";
      document.body.append(fake);
      const channel = "baton";
      for (const source of [window, fake.contentWindow, null])
        dispatchEvent(new MessageEvent("message", { data: { channel, type: "close" }, origin: "${world.baton.url}", source }));
      postMessage({ channel, type: "close" }, "*");
    })()`);
    await eventually(async () => (await loot(customer.page)).split('"unread"').length).toBeGreaterThan(5);
    const launcher = customer.page.locator("button.launcher");
    expect(await launcher.getAttribute("aria-expanded")).toBe("true");
    expect(await launcher.getAttribute("aria-label")).not.toContain("7");
  });

  test("a foreign page makes an agent who is signed in do nothing", async () => {
    const [agent, customer] = await Promise.all([
      world.agent(world.li, { lang: "en" }),
      createPlainCustomer(world.baton.url),
    ]);
    await agent.signIn();
    await customer.askForPerson();
    await agent.claim(customer.sessionName);
    await eventually(() => agent.status()).toContain(world.li.name);
    const { sessionName } = customer;
    const page = await agent.page.context().newPage();
    others.put(
      "/csrf",
      `${COLLECT}${["/release", "/close"]
        .map(
          (
            verb,
          ) => `<form method="post" target="sink" enctype="text/plain" action="${world.baton.url}/api/sessions/${sessionName}${verb}">
            <input name='{"reason":"resolved","x":"' value='"}'></form>`,
        )
        .join("")}<iframe name="sink"></iframe>`,
    );
    agent.trouble.allow(REFUSED);
    agent.trouble.allow(REFUSED_CALL);
    agent.trouble.allow(
      /Failed to load resource: (?:net::ERR_BLOCKED_BY_RESPONSE(?:\.NotSameOrigin)?|the server responded with a status of 40[013] .*) ?\(\S+\/(?:release|close|profile|sessions\/?[^/]*)\)$/,
    );
    for (const origin of [LISTED, UNLISTED]) {
      await page.goto(`${origin}/csrf`);
      await page.evaluate(`(async () => {
        for (const form of document.forms) { form.submit(); await new Promise((resolve) => setTimeout(resolve, 200)); }
        for (const verb of ["release", "close"])
          for (const init of [
            { mode: "no-cors", headers: { "content-type": "text/plain" } },
            { mode: "cors", headers: { "content-type": "application/json" } },
          ])
            await fetch("${world.baton.url}/api/sessions/${sessionName}/" + verb, { method: "POST", credentials: "include", body: '{"reason":"resolved"}', ...init })
              .then((answer) => answer.text()).then((text) => loot.push(text), () => {});
        for (const path of ["/api/agent/profile", "/api/sessions", "/api/sessions/${sessionName}"])
          await fetch("${world.baton.url}" + path, { credentials: "include" }).then((answer) => answer.text()).then((text) => loot.push(text), () => {});
      })()`);
      // An opaque answer reads as nothing.
      expect(JSON.parse(await loot(page)).filter((text: string) => text !== "")).toEqual([]);
    }
    await customer.write("still there?");
    await eventually(async () => (await agent.messages()).map(({ text }) => text)).toContain("still there?");
    expect(await agent.status()).toContain(world.li.name);
  });
});
