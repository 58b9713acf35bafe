import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { buildPackage } from "../packages/client/build/package.ts";
import { commandFile, root, run } from "../scripts/run.ts";
import { type Account, addAgent, type Baton, startBaton } from "./support/baton-process.ts";
import { executablePath, launchBrowser, takeSeat } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { freePort } from "./support/example-process.ts";

/** The pieces of the SDK's README that stand for themselves, by their names there. */
const readme = readFileSync(join(root, "packages/client/README.md"), "utf8");
const snippets = Object.fromEntries(
  [...readme.matchAll(/<!-- snippet: (\S+) -->\n\n```\w+\n(.*?)\n```\n/gs)].map(([, name = "", text = ""]) => [
    name,
    text,
  ]),
);
const snippet = (name: string): string => {
  const text = snippets[name];
  if (text === undefined) throw new Error(`the README has no snippet ${name}`);
  return text;
};

describe("the SDK's README is true", () => {
  /** A project of somebody else's. */
  let project: string;
  let baton: Baton;
  let port: number;
  let robo: Account;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    project = mkdtempSync(join(tmpdir(), "baton-readme-"));
    port = await freePort();
    [baton] = await Promise.all([
      startBaton({ BATON_CORS_ORIGINS: `http://127.0.0.1:${port}` }),
      buildPackage(join(project, "node_modules/@baton/client")),
    ]);
    robo = await addAgent(baton, "robo", "Robo");
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill();
  });
  afterAll(async () => {
    await baton?.stop();
    rmSync(project, { recursive: true, force: true });
  });

  function runSnippet(name: string, args: string[] = [], env: Record<string, string> = {}): () => string {
    writeFileSync(join(project, name), snippet(name));
    const child = spawn(process.execPath, [name, ...args], {
      cwd: project,
      env: { PATH: process.env["PATH"], BATON_URL: baton.url, ...env },
    });
    children.push(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    return () => output;
  }

  test("[K41] a customer in Node has a conversation", async () => {
    const said = runSnippet("customer.mjs");
    await eventually(said).toMatch(/^user: How far can I ride on one charge\?\nassistant: [\s\S]*504 Wh/);
  });

  test("[K41] an agent's bot serves who waits, answers each question once, over a restart too, and gives them back", async () => {
    const env = { BOT_USER: robo.username, BOT_PASSWORD: robo.password };
    const bot = runSnippet("bot.mjs", [], env);
    await eventually(bot).toContain("open");
    const said = runSnippet("customer.mjs", ["human agent please"]);
    await eventually(said).toContain("agent: You said: human agent please");
    children.shift()?.kill("SIGKILL");
    await baton.kill();
    await baton.restart();
    const again = runSnippet("bot.mjs", [], env);
    await eventually(again).toContain("open");
    const thanks = runSnippet("customer.mjs", ["human agent, and thanks"]);
    await eventually(thanks).toContain("agent: You said: human agent, and thanks");
    // Given back: what Baton itself says then comes last.
    await eventually(thanks).toMatch(/agent: You said: human agent, and thanks\nsystem: .+\n$/);
    expect(said().match(/You said/g)).toHaveLength(1);
    expect(bot() + again()).not.toMatch(/error/i);
  });

  test.skipIf(executablePath === undefined)("[K41] a page without a framework (needs Chromium)", async () => {
    const page = snippet("page.html").replace("http://127.0.0.1:8000", baton.url);
    const bundle = readFileSync(join(project, "node_modules/@baton/client/baton-client.js"));
    const server = createServer(({ url }, response) => {
      const isScript = url === "/baton-client.js";
      response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html; charset=utf-8" });
      response.end(isScript ? bundle : page);
    });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    const browser = await launchBrowser();
    try {
      const seat = await takeSeat(browser, { lang: "en" });
      await seat.page.goto(`http://127.0.0.1:${port}/`);
      await seat.page.getByLabel("Your message").fill("How far can I ride on one charge?");
      await seat.page.getByRole("button", { name: "Send" }).click();
      const lines = seat.page.locator("#messages li");
      await eventually(() => lines.allTextContents()).toEqual([
        "user: How far can I ride on one charge?",
        expect.stringMatching(/^assistant: [\s\S]*504 Wh[\s\S]*[^…]$/),
      ]);
      expect(seat.trouble.list).toEqual([]);
    } finally {
      await browser.close();
      server.closeAllConnections();
      server.close();
    }
  });

  test.each([
    ["Vue", "examples/vue", "Chat.vue", "vue-tsc"],
    ["React", "examples/react", "Chat.tsx", "typescript"],
  ])("[K41] what it says for %s has the right types", async (_, example, name, checker) => {
    // Beside the example, where Vue and React can be found.
    const folder = join(root, example, `.readme-${process.pid}`);
    mkdirSync(folder);
    try {
      writeFileSync(join(folder, name), snippet(name));
      writeFileSync(
        join(folder, "tsconfig.json"),
        JSON.stringify({ extends: "../tsconfig.json", include: [name], vueCompilerOptions: { strictTemplates: true } }),
      );
      const command = checker === "vue-tsc" ? "vue-tsc" : "tsc";
      const { code, output } = await run(process.execPath, [commandFile(checker, command), "--noEmit", "-p", folder]);
      expect(output).toBe("");
      expect(code).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
