import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandFile, root, run } from "../../../scripts/run.ts";
import { type FakeBaton, startFakeBaton } from "../src/testing/fake-baton.ts";
import { buildPackage } from "./package.ts";

const BUILD_TIMEOUT_MS = 120_000;

/** A project of somebody else's: outside of this repository, with nothing installed but the package. */
let project: string;
let baton: FakeBaton;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), "baton-sdk-"));
  baton = await startFakeBaton();
  await buildPackage(join(project, "package"));
  npm("pack", "./package", "--silent");
  const tarball = readdirSync(project).find((file) => file.endsWith(".tgz")) ?? "";
  rmSync(join(project, "package"), { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "name": "theirs", "private": true, "type": "module" }');
  npm("install", "--offline", "--no-audit", "--no-fund", `./${tarball}`);
}, BUILD_TIMEOUT_MS);
afterAll(async () => {
  await baton.close();
  rmSync(project, { recursive: true, force: true });
});

function npm(...args: string[]): void {
  execFileSync("npm", args, { cwd: project, stdio: "pipe", shell: process.platform === "win32" });
}

/** This Node, and whichever other one the machine has that is new enough. */
const nodes = [
  process.execPath,
  ...(process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.startsWith(root))
    .map((folder) => join(folder, "node"))
    .filter((file) => existsSync(file) && Number(/^v(\d+)/.exec(String(execFileSync(file, ["--version"])))?.[1]) >= 20)
    .slice(0, 1),
];

describe("the package that others install", () => {
  test("[K40] brings no other package, and no source that only this repository could run", () => {
    expect(readdirSync(join(project, "node_modules/@baton"))).toEqual(["client"]);
    const files = readdirSync(join(project, "node_modules/@baton/client"));
    expect(files).toEqual(expect.arrayContaining(["index.js", "vue.js", "react.js", "baton-client.js", "README.md"]));
    expect(files.filter((file) => /\.test\.|testing|(?<!\.d)\.ts$/.test(file))).toEqual([]);
    for (const file of files.filter((one) => /\.(js|d\.ts)$/.test(one))) {
      const text = readFileSync(join(project, "node_modules/@baton/client", file), "utf8");
      expect(text, file).not.toMatch(/["'](@baton\/protocol|zod|\.[^"']*\.ts)["']/);
    }
  });

  test.each(nodes)("[K40] runs under %s, without types and without a bundler", async (node) => {
    writeFileSync(
      join(project, "main.mjs"),
      `import { createChat } from "@baton/client";
       const chat = createChat({ baseUrl: ${JSON.stringify(baton.url)} });
       chat.subscribe(({ transcript }) => {
         const answer = transcript.messages.find(({ role }) => role === "assistant");
         if (answer === undefined) return;
         console.log(answer.content);
         chat.close();
       });
       await chat.start();
       chat.send("hello");`,
    );
    const { code, output } = await run(node, ["main.mjs"], { cwd: project });
    expect(output).toBe("**hello**?\n");
    expect(code).toBe(0);
  });

  test("[K40] has types that a strict project can use, and that say what is wrong", async () => {
    const check = (source: string) => {
      writeFileSync(join(project, "main.mts"), source);
      const strict = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", "--lib", "es2024,dom"];
      const args = [commandFile("typescript", "tsc"), ...strict, "main.mts"];
      return run(process.execPath, args, { cwd: project });
    };
    const good = `
      import { type ChatState, createApi, createChat, openStream, type SessionFrame } from "@baton/client";
      import type { QuickReplyDraft, QuickReplyScope } from "@baton/client";
      const chat = createChat({ baseUrl: "" });
      const words = ({ transcript }: ChatState): string[] => transcript.messages.map(({ content }) => content);
      chat.subscribe((state) => void words(state));
      const api = createApi({ baseUrl: "" });
      const { session, token } = await api.createSession({ profile: { name: "Li" } });
      const name: string = session.session_name;
      const save = (scope: QuickReplyScope, draft: QuickReplyDraft) => api.saveQuickReply(scope, "hello", draft);
      openStream<SessionFrame>({
        url: api.sessionEventsUrl(name),
        token: () => token,
        onFrame: (frame) => void (frame.type === "bot_message" ? frame.content.length : 0),
      });
      void save;`;
    expect(await check(good)).toMatchObject({ output: "", code: 0 });
    const { output } = await check(`${good}\nsession.status === "open";\nchat.send(5);`);
    expect(output).toContain("have no overlap");
    expect(output).toContain("'number' is not assignable to parameter of type 'string'");
  }, 60_000);
});
