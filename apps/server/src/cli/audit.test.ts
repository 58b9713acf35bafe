import { spawnSync } from "node:child_process";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openSqliteStore } from "../adapters/journal-sqlite/open.ts";
import { event, put, says, session } from "../testing/journal.fixtures.ts";
import { audit } from "./audit.ts";

describe("npm run audit", () => {
  let folder = "";
  const file = () => join(folder, "baton.sqlite");

  async function run(...args: string[]) {
    const said = { out: "", err: "" };
    const code = await audit(args, {
      place: () => ({ kind: "file", dataDir: folder }),
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
    });
    return { code, ...said };
  }

  /** Changes the file as somebody with the file in hand could. */
  function tamper(...statements: string[]) {
    const db = new DatabaseSync(file(), { enableForeignKeyConstraints: false });
    for (const statement of statements) expect(db.prepare(statement).run().changes).toBeGreaterThan(0);
    db.close();
  }

  /** Written once: each test works on a copy of its own. */
  let original = "";
  beforeAll(async () => {
    original = await mkdtemp(join(tmpdir(), "baton-audit-"));
    const store = await openSqliteStore({ path: join(original, "baton.sqlite") });
    for (const name of ["a", "b", "c"]) {
      await put(store, session(name), [says("one"), event({ data: { n: 2 } }), says("three")]);
      await put(store, session(name), [says("four"), says("five")]);
    }
    await store.journal.close();
  });
  afterAll(() => rm(original, { recursive: true }));
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "baton-audit-"));
    await copyFile(join(original, "baton.sqlite"), file());
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("[J28] says in one line that every chain closes", async () => {
    expect(await run("verify")).toEqual({
      code: 0,
      out: "ok: 3 streams, 15 events, every chain closes (0 events erased)\n",
      err: "",
    });
  });

  const B = "stream_id = (SELECT id FROM streams WHERE stream = 'default/session/b')";
  const swap = (left: number, right: number) => [
    `UPDATE events SET seq = -1 WHERE ${B} AND seq = ${left}`,
    `UPDATE events SET seq = ${left} WHERE ${B} AND seq = ${right}`,
    `UPDATE events SET seq = ${right} WHERE ${B} AND seq = -1`,
  ];

  test.each([
    ["a text", [`UPDATE events SET personal = '{"content":"thrice"}' WHERE ${B} AND seq = 3`], "event 3: changed"],
    ["a salt", [`UPDATE events SET salt = '${"0".repeat(32)}' WHERE ${B} AND seq = 3`], "event 3: changed"],
    ["words added", [`UPDATE events SET personal = '{"content":"x"}' WHERE ${B} AND seq = 2`], "event 2: changed"],
    ["words blanked", [`UPDATE events SET personal = NULL WHERE ${B} AND seq = 4`], "event 4: changed"],
    ["a digest", [`UPDATE events SET personal_digest = NULL WHERE ${B} AND seq = 1`], "event 1: changed"],
    ["the data", [`UPDATE events SET data = '{"n":3}' WHERE ${B} AND seq = 2`], "event 2: changed"],
    ["a type", [`UPDATE events SET type = 'bot_reply' WHERE ${B} AND seq = 4`], "event 4: changed"],
    ["a time", [`UPDATE events SET time = time + 1 WHERE ${B} AND seq = 4`], "event 4: changed"],
    ["an id", [`UPDATE events SET id = 'evt_x' WHERE ${B} AND seq = 5`], "event 5: changed"],
    ["a hash", [`UPDATE events SET hash = '${"f".repeat(64)}' WHERE ${B} AND seq = 2`], "event 2: changed"],
    ["data that is no JSON", [`UPDATE events SET data = '{' WHERE ${B} AND seq = 4`], "event 4: unreadable"],
    ["the first row", [`DELETE FROM events WHERE ${B} AND seq = 1`], "event 1: removed"],
    ["a middle row", [`DELETE FROM events WHERE ${B} AND seq = 3`], "event 3: removed"],
    ["the last row", [`DELETE FROM events WHERE ${B} AND seq = 5`], "event 5: removed"],
    ["every row", [`DELETE FROM events WHERE ${B}`], "event 1: removed"],
    ["two neighbours", swap(3, 4), "event 3: reordered"],
    ["two far apart", swap(1, 5), "event 1: reordered"],
    ["a place in the order of all", [`UPDATE events SET position = 1000 WHERE ${B} AND seq = 3`], "event 4: reordered"],
    ["the head's hash", [`UPDATE streams SET hash = '${"f".repeat(64)}' WHERE stream LIKE '%b'`], "event 5: changed"],
    ["a head that is ahead", ["UPDATE streams SET seq = 9 WHERE stream LIKE '%b'"], "event 6: removed"],
    ["a head that is behind", ["UPDATE streams SET seq = 4 WHERE stream LIKE '%b'"], "event 4: changed"],
    [
      "a head and hash that are behind",
      [`UPDATE streams SET seq = 4, hash = (SELECT hash FROM events WHERE ${B} AND seq = 4) WHERE stream LIKE '%b'`],
      "event 5: changed",
    ],
  ])("[J28] names what was done to %s", async (_, statements, found) => {
    tamper(...statements);
    const { code, out } = await run("verify");
    expect(out).toMatch(new RegExp(`^default/session/b ${found} \\(.+\\)\n$`));
    expect(code).toBe(1);
  });

  test("[J28] names the events of a stream whose row was deleted", async () => {
    tamper("DELETE FROM streams WHERE stream LIKE '%b'");
    const { code, out } = await run("verify");
    expect(out).toMatch(/^unknown\/stream\/2 event 1: removed \(.+\)\n$/);
    expect(code).toBe(1);
  });

  test("[J28] names an event that was moved into another stream", async () => {
    tamper(
      `UPDATE events SET stream_id = 3, seq = 6 WHERE ${B} AND seq = 5`,
      "UPDATE streams SET seq = 6 WHERE id = 3",
    );
    expect((await run("verify")).out).toMatch(/b event 5: removed .*\n.*c event 6: changed .*\n$/);
  });

  test("[J28] names the first row of each stream that is broken, and says so of a row it cannot read", async () => {
    tamper("UPDATE events SET data = '[' WHERE seq IN (2, 4)");
    expect((await run("verify")).out.match(/event 2: unreadable/g)).toHaveLength(3);
    tamper("UPDATE streams SET state = 'x' WHERE stream LIKE '%b'");
    expect(await run("verify")).toMatchObject({
      code: 1,
      out: expect.stringContaining("the stream after default/session/a: unreadable"),
    });
  });

  test("[J22] erases a session, after which its chain verifies", async () => {
    expect(await run("erase", "b")).toMatchObject({ code: 0, out: expect.stringContaining("default/session/b") });
    expect((await run("verify")).out).toBe("ok: 3 streams, 15 events, every chain closes (4 events erased)\n");
    tamper(`UPDATE events SET type = 'x' WHERE ${B} AND seq = 4`);
    expect((await run("verify")).out).toContain("b event 4: changed");
  });

  test("says what it cannot do, and makes no journal where there is none", async () => {
    expect(await run("erase", "nobody")).toMatchObject({
      code: 1,
      err: "There is no stream default/session/nobody.\n",
    });
    expect(await run("erase", "b", "--tenant", "other")).toMatchObject({ code: 1 });
    for (let round = 0; round < 2; round++) {
      expect(await run("verify", "--data", join(folder, "elsewhere"))).toMatchObject({
        code: 2,
        out: "",
        err: expect.stringContaining("There is no journal at"),
      });
    }
    for (const args of [[], ["frobnicate"], ["verify", "extra"], ["erase"], ["verify", "--nope"]]) {
      expect(await run(...args)).toMatchObject({ code: 2, out: "" });
    }
  });

  test("runs as a command, with help", () => {
    const script = fileURLToPath(new URL("./audit.ts", import.meta.url));
    const spawn = (...args: string[]) =>
      spawnSync(process.execPath, [script, ...args], {
        encoding: "utf8",
        env: { ...process.env, BATON_DATA_DIR: folder },
      });
    expect(spawn("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("npm run audit -- verify") });
    expect(spawn("verify")).toMatchObject({ status: 0, stdout: expect.stringMatching(/^ok: 3 streams/) });
    tamper(`DELETE FROM events WHERE ${B} AND seq = 3`);
    expect(spawn("verify")).toMatchObject({ status: 1, stdout: expect.stringContaining("event 3: removed") });
  });
});
