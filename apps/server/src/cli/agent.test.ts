import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSqliteStore } from "../adapters/journal-sqlite/open.ts";
import { createArgon2Passwords } from "../adapters/passwords-argon2/index.ts";
import { accountStream } from "../application/accounts/account-stream.ts";
import { type Instance, instance, signInRequest, TENANT, world } from "../testing/access-fixture.ts";
import { agent } from "./agent.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "baton-agent-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(args: string[], stdin = "") {
  const said = { out: "", err: "" };
  const code = await agent(args, {
    place: () => ({ kind: "file", dataDir: folder }),
    stdin: async () => stdin,
    out: (line) => {
      said.out += `${line}\n`;
    },
    err: (line) => {
      said.err += `${line}\n`;
    },
  });
  return { code, ...said };
}

const containing = (part: string): unknown => expect.stringContaining(part);

const shownIn = (out: string): string => /shown this once\): (\S+)/.exec(out)?.[1] ?? "";

/** The server's side of the same data folder; two seconds pass by themselves, the rest when told to. */
async function server(work: (app: Instance) => Promise<void>, dataDir = folder) {
  const place = world(await openSqliteStore({ path: join(dataDir, "baton.sqlite") }));
  try {
    await work(await instance(place, { passwords: createArgon2Passwords() }));
  } finally {
    await place.store.journal.close();
  }
}

describe("[A31] npm run agent", () => {
  test("adds an account with a generated password that is shown once and signs in", async () => {
    const added = await run(["add", "Wang", "--name", "小王", "--role", "admin", "--max-sessions", "3"]);
    expect(added).toMatchObject({ code: 0, err: "" });
    const password = shownIn(added.out);
    expect(password).toHaveLength(23);
    await server(async (app) => {
      expect((await app.access.signIn(signInRequest({ password }))).account).toMatchObject({
        username: "wang",
        name: "小王",
        role: "admin",
        maxSessions: 3,
      });
    });
    expect((await run(["list"])).out).not.toContain(password);
  });

  test("takes a password from standard input, without its line break, and does not show it", async () => {
    const added = await run(["add", "wang", "--password-stdin"], "a secret of mine\n");
    expect(added.code).toBe(0);
    expect(added.out).not.toContain("a secret");
    await server(async (app) => {
      const issued = await app.access.signIn(signInRequest({ password: "a secret of mine" }));
      expect(issued.account).toMatchObject({ name: "wang", role: "agent", maxSessions: 5 });
    });
  });

  test("lists accounts in columns", async () => {
    await run(["add", "wang", "--name", "小王"]);
    await run(["add", "li", "--name", "李女士", "--role", "admin"]);
    await run(["disable", "wang"]);
    const { code, out } = await run(["list"]);
    expect(code).toBe(0);
    expect(out.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^USERNAME {2}ROLE {3}MAX {2}STATUS {4}ID +NAME$/),
      expect.stringMatching(/^li {8}admin {2}5 {4}enabled {3}agent_\S+ {2}李女士$/),
      expect.stringMatching(/^wang {6}agent {2}5 {4}disabled {2}agent_\S+ {2}小王$/),
    ]);
  });

  test("beside a running server: what it changes holds there after two seconds", async () => {
    await run(["add", "wang", "--password-stdin"], "the first password");
    await server(async (app) => {
      const authenticate = (token: string) => app.access.authenticate({ tenant: TENANT, token });
      const first = await app.access.signIn(signInRequest({ password: "the first password" }));
      await authenticate(first.token);

      expect((await run(["password", "wang", "--password-stdin"], "the second password")).code).toBe(0);
      app.clock.pass(2_000);
      await expect(authenticate(first.token)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
      const second = await app.access.signIn(signInRequest({ password: "the second password" }));
      await authenticate(second.token);

      expect((await run(["disable", "wang"])).code).toBe(0);
      app.clock.pass(2_000);
      await expect(authenticate(second.token)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
      await expect(app.access.signIn(signInRequest({ password: "the second password" }))).rejects.toMatchObject({
        code: "BAD_CREDENTIALS",
      });

      expect((await run(["enable", "wang"])).code).toBe(0);
      app.clock.pass(2_000);
      await expect(app.access.signIn(signInRequest({ password: "the second password" }))).resolves.toBeDefined();
      const events = await app.journal.read(accountStream(TENANT, "wang"), { limit: 10 });
      expect(events.map(({ type, data }) => [type, data.operator])).toEqual([
        ["account_created", undefined],
        ["password_changed", "cli"],
        ["account_disabled", "cli"],
        ["account_enabled", "cli"],
      ]);
    });
  });

  test("says what is refused, and exits 1", async () => {
    await run(["add", "wang"]);
    const refused: [string[], string, string?][] = [
      [["add", "WANG"], "exists already"],
      [["add", "小王"], "1 to 64"],
      [["add", "li", "--max-sessions", "many"], "1 to 1000"],
      [["add", "li", "--name", " "], "1 to 200"],
      [["add", "li", "--password-stdin"], "8 to 1024", "short"],
      [["password", "nobody"], "no account"],
      [["password", "../wang"], "no account"],
      [["disable", "nobody"], "no account"],
      [["enable", "nobody"], "no account"],
    ];
    for (const [args, sentence, stdin] of refused) {
      const result = await run(args, stdin);
      expect(result).toMatchObject({ code: 1, out: "", err: containing(sentence) });
    }
  });

  test("disabling or enabling twice is no error, and says so", async () => {
    await run(["add", "wang"]);
    expect(await run(["enable", "wang"])).toMatchObject({ code: 0, out: containing("already") });
    await run(["disable", "wang"]);
    expect(await run(["disable", "wang"])).toMatchObject({ code: 0, out: containing("already") });
  });

  test("says how it is used when it is used wrongly, and exits 2", async () => {
    for (const args of [[], ["frobnicate"], ["add"], ["list", "wang"], ["add", "a", "b"], ["toString", "wang"]]) {
      expect(await run(args)).toMatchObject({ code: 2, out: "", err: containing("npm run agent -- add") });
    }
    expect(await run(["add", "wang", "--role", "boss"])).toMatchObject({
      code: 2,
      err: containing("--role"),
    });
    expect(await run(["add", "wang", "--nope"])).toMatchObject({ code: 2, err: containing("--nope") });
  });

  test("makes a store for the first account only, and says what it cannot open", async () => {
    for (const command of [["list"], ["password", "wang"], ["disable", "wang"], ["enable", "wang"]]) {
      const result = await run([...command, "--data", join(folder, "elsewhere")]);
      expect(result).toMatchObject({ code: 2, out: "", err: containing("There is nothing at this path") });
    }
    expect(existsSync(join(folder, "elsewhere"))).toBe(false);
    await writeFile(join(folder, "a file"), "");
    expect(await run(["add", "wang", "--data", join(folder, "a file")])).toMatchObject({
      code: 2,
      err: containing("cannot be opened"),
    });
  });

  test("runs as a command: help, settings from the environment, exit codes, standard input", async () => {
    const script = join(import.meta.dirname, "agent.ts");
    async function command(args: string[], stdin = "") {
      const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, ...args], {
        cwd: folder,
        env: { ...process.env, BATON_DATA_DIR: join(folder, "data") },
      });
      child.stdin.end(stdin);
      const closed = once(child, "close");
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
      await closed;
      return { code: child.exitCode, out, err };
    }
    expect(await command(["--help"])).toMatchObject({ code: 0, out: containing("管理客服账号"), err: "" });
    expect(await command([])).toMatchObject({ code: 2, out: "" });
    const added = await command(["add", "wang", "--name", "小王", "--password-stdin"], "correct horse battery\n");
    expect(added).toMatchObject({ code: 0, err: "" });
    expect(await command(["add", "wang"])).toMatchObject({ code: 1, out: "" });
    expect(await command(["list"])).toMatchObject({ code: 0, out: containing("小王") });
    await server(async (app) => void (await app.access.signIn(signInRequest())), join(folder, "data"));
  });
});
