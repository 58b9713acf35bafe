import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { postgresUrl } from "../../../../../e2e/support/needs.ts";
import { verifyJournal } from "../../application/journal/verify.ts";
import { everything, put, says, session } from "../../testing/journal.fixtures.ts";
import { postgresStoreOn, SILENT_LOG, testDatabase } from "../../testing/postgres.fixtures.ts";
import { JournalRefused } from "./failure.ts";
import { openPostgresStore } from "./open.ts";

const server = postgresUrl();
const open = (url: string) => openPostgresStore({ url, log: SILENT_LOG });
const refusalOf = (url: string): Promise<unknown> => open(url).catch((error: unknown) => error);
const files = (await readdir(new URL("./migrations/", import.meta.url))).length;

describe.skipIf(server === undefined)("migrations (need PostgreSQL)", () => {
  test("[C8] several instances may start at once on an empty database, and write at the same time", async () => {
    await using database = await testDatabase(server ?? "");
    const stores = await Promise.all(Array.from({ length: 4 }, () => open(database.url)));
    await Promise.all(
      stores.map(async (store, index) => {
        for (let round = 0; round < 10; round++) await put(store, session(`s${index}`), [says("word")]);
      }),
    );
    const [first] = stores;
    expect(first && (await verifyJournal(first.journal))).toEqual({ streams: 4, events: 40, erased: 0, findings: [] });
    await Promise.all(stores.map(({ journal }) => journal.close()));
    expect(await database.run("SELECT count(*)::int AS done FROM baton.migrations")).toEqual([{ done: files }]);
  });

  test("[C8] what was written is there after closing and opening again", async () => {
    await using database = await testDatabase(server ?? "");
    for (let round = 1; round <= 3; round++) {
      await using store = await postgresStoreOn(database.url);
      await put(store, session("a"));
      expect((await store.journal.load(session("a"))).head.seq).toBe(round);
    }
  });

  test("[C8] a database of newer code is refused in one sentence and left as it is", async () => {
    await using database = await testDatabase(server ?? "");
    await (await open(database.url)).journal.close();
    await database.run("INSERT INTO baton.migrations (version, name) VALUES (99, 'of the future')");
    const refusal = await refusalOf(database.url);
    expect(refusal).toBeInstanceOf(JournalRefused);
    expect(String(refusal)).toMatch(/newer Baton \(schema 99, this one knows \d+\)[^.\n]*\.$/);
    expect(await database.run("SELECT count(*)::int AS done FROM baton.migrations")).toEqual([{ done: files + 1 }]);
  });

  test("[C8] a schema of another program is refused and left as it is", async () => {
    await using database = await testDatabase(server ?? "");
    await database.run("CREATE SCHEMA baton; CREATE TABLE baton.theirs (x int)");
    const refusal = await refusalOf(database.url);
    expect(refusal).toBeInstanceOf(JournalRefused);
    expect(String(refusal)).toMatch(/another program's: name another database\.$/);
    expect(await database.run("SELECT tablename FROM pg_tables WHERE schemaname = 'baton'")).toEqual([
      { tablename: "theirs" },
    ]);
  });

  test("[C8] what else is in the database is not touched", async () => {
    await using database = await testDatabase(server ?? "");
    await database.run("CREATE TABLE public.events (x int); INSERT INTO public.events VALUES (1)");
    await using store = await postgresStoreOn(database.url);
    await put(store, session("a"));
    expect(await database.run("SELECT x FROM public.events")).toEqual([{ x: 1 }]);
  });

  test("[C8] a database that cannot hold every text is refused in one sentence", async () => {
    await using database = await testDatabase(server ?? "", "LATIN1");
    const refusal = await refusalOf(database.url);
    expect(refusal).toBeInstanceOf(JournalRefused);
    expect(String(refusal)).toMatch(/encoding LATIN1[^.\n]*\.$/);
  });

  test("[C8] a schema of older code needs the user who owns it", async () => {
    await using database = await testDatabase(server ?? "");
    await (await open(database.url)).journal.close();
    const role = `${database.name}_weak`;
    await database.run(
      `CREATE ROLE "${role}" LOGIN; GRANT "${database.name}_serving", "${database.name}_reader" TO "${role}";
       DELETE FROM baton.migrations WHERE version = ${files}`,
    );
    const refusal = await refusalOf(database.urlFor(role, ""));
    expect(refusal).toBeInstanceOf(JournalRefused);
    expect(String(refusal)).toContain("DATABASE_OWNER_URL");
  });

  test("[C7] a copy under another name has roles of its own, and keeps tenants apart as before", async () => {
    await using database = await testDatabase(server ?? "");
    const original = await open(database.url);
    for (const stream of [session("a"), "other/session/b"] as const) await put(original, stream, [says("word")]);
    await original.journal.close();
    await using copy = await testDatabase(server ?? "", "UTF8", database.name);
    await using store = await postgresStoreOn(copy.url);
    await put(store, session("a"), [says("word")]);
    expect(await everything(store)).toHaveLength(3);
    const query = { tenant: "default", kind: "session", keyword: "word", order: "key", offset: 0, limit: 9 } as const;
    expect((await store.journal.find(query)).streams.map(({ stream }) => stream)).toEqual([session("a")]);
    await database.run(`REVOKE SELECT ON baton.events FROM "${database.name}_reader"`);
    expect(await everything(store)).toHaveLength(3);
  });
});
