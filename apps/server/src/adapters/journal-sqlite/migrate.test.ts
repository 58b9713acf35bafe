import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { verifyJournal } from "../../application/journal/verify.ts";
import { put, session } from "../../testing/journal.fixtures.ts";
import { storeOn, temporaryFolder } from "../../testing/sqlite.fixtures.ts";
import { JournalRefused } from "./failure.ts";
import { openSqliteStore } from "./open.ts";

const CHILD = fileURLToPath(new URL("./durability.child.ts", import.meta.url));

describe("migrations", () => {
  test("[J32] a file of newer code is refused in one sentence and left as it is", async () => {
    await using folder = await temporaryFolder();
    await (await storeOn(folder.file))[Symbol.asyncDispose]();
    const db = new DatabaseSync(folder.file);
    db.exec("PRAGMA user_version = 99");
    db.close();
    const before = await readFile(folder.file);
    const refusal = await openSqliteStore({ path: folder.file }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(JournalRefused);
    expect(String(refusal)).toMatch(/newer Baton \(schema 99, this one knows \d+\)[^.\n]*\.$/);
    expect((await readFile(folder.file)).equals(before)).toBe(true);
  });

  test("[J32] a database of another program is refused and left as it is", async () => {
    await using folder = await temporaryFolder();
    const db = new DatabaseSync(folder.file);
    db.exec("CREATE TABLE theirs (x)");
    db.close();
    const before = await readFile(folder.file);
    await expect(openSqliteStore({ path: folder.file })).rejects.toThrow("another program");
    expect((await readFile(folder.file)).equals(before)).toBe(true);
  });

  test("[J32] a file that is no database is not overwritten", async () => {
    await using folder = await temporaryFolder();
    const words = "This is somebody's diary. ".repeat(200);
    await writeFile(folder.file, words);
    await expect(openSqliteStore({ path: folder.file })).rejects.toThrow("not a database");
    expect(await readFile(folder.file, "utf8")).toBe(words);
  });

  test("[J32] what was written is there after closing and opening again", async () => {
    await using folder = await temporaryFolder();
    for (let round = 1; round <= 3; round++) {
      await using store = await storeOn(folder.file);
      await put(store, session("a"));
      expect((await store.journal.load(session("a"))).head.seq).toBe(round);
    }
  });

  test("[J32] starting waits for another process that is busy with the file", async () => {
    await using folder = await temporaryFolder();
    const other = new DatabaseSync(folder.file);
    other.exec("BEGIN EXCLUSIVE");
    const opening = storeOn(folder.file);
    setTimeout(() => other.exec("COMMIT"), 1000);
    await using store = await opening;
    expect(await put(store, session("a"))).toMatchObject({ ok: true });
    other.close();
  });

  test("[J32] several processes may start at once on a new file, and write to it at the same time", async () => {
    await using folder = await temporaryFolder();
    const names = ["a", "b", "c"];
    const children = names.map((name) => runChild(folder.file, "40", name));
    for (const { code, acknowledged } of await Promise.all(children)) {
      expect(code).toBe(0);
      expect(acknowledged).toBe(40);
    }
    await using store = await storeOn(folder.file);
    expect(await verifyJournal(store.journal)).toEqual({ streams: 3, events: 120, erased: 0, findings: [] });
  });
});

function runChild(...args: string[]): Promise<{ code: number | null; acknowledged: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, acknowledged: said.match(/^ack /gm)?.length ?? 0 }));
  });
}
