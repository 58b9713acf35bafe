import { QuickReplyEvent } from "@baton/protocol";
import { describe, expect, test } from "vitest";
import { postgresUrl } from "../../../../../e2e/support/needs.ts";
import { createLocalBus } from "../../adapters/bus-local/index.ts";
import { openMemoryStore } from "../../adapters/journal-memory/open.ts";
import { createRandomIds } from "../../adapters/system/index.ts";
import type { Journal } from "../../ports/journal.ts";
import { EVERYTHING } from "../../testing/journal.fixtures.ts";
import { postgresStoreOn, testDatabase } from "../../testing/postgres.fixtures.ts";
import { storeOn, temporaryFolder } from "../../testing/sqlite.fixtures.ts";
import { verifyJournal } from "../journal/verify.ts";
import { Refusal } from "../refusal.ts";
import { listQuickReplies } from "./list-quick-replies.ts";
import { evolveQuickReplies, MOST_QUICK_REPLIES } from "./quick-reply-book.ts";
import { quickRepliesStream, type ScopeRef } from "./quick-reply-stream.ts";
import { removeQuickReply } from "./remove-quick-reply.ts";
import { saveQuickReply } from "./save-quick-reply.ts";

const SHARED: ScopeRef = { tenant: "default", scope: "shared", agentId: "agent_1" };
const OWN: ScopeRef = { ...SHARED, scope: "own" };

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const CALL = { requestId: "req_1" };

/** One process: several share a journal. */
function instance(journal: Journal) {
  const clock = { now: () => 1_763_605_000_000 };
  const deps = { journal, bus: createLocalBus(), clock, ids: createRandomIds(clock), log };
  return {
    async save(ref: ScopeRef, id: string, { version = null as number | null, shortcut = id, text = "Hello." } = {}) {
      const saved = await saveQuickReply(deps, ref, { id, draft: { shortcut, text }, version }, CALL);
      if ("repeated" in saved) throw new Error("there was no key");
      return saved;
    },
    remove: (ref: ScopeRef, id: string, version: number | null = null) =>
      removeQuickReply(deps, ref, { id, version }, CALL),
    list: (agentId: string | null = "agent_1", tenant = "default") => listQuickReplies(deps, { tenant, agentId }),
  };
}

const invalid = (path: string) => expect.objectContaining({ name: "InvalidInput", path });

const sqlite = async (run: (journal: Journal) => Promise<void>) => {
  await using folder = await temporaryFolder();
  await using store = await storeOn(folder.file);
  await run(store.journal);
};
const server = postgresUrl();
const postgres = async (run: (journal: Journal) => Promise<void>) => {
  await using database = await testDatabase(server ?? "");
  await using store = await postgresStoreOn(database.url);
  await run(store.journal);
};

describe.each([
  { store: "in memory", needs: [], on: (run: (journal: Journal) => Promise<void>) => run(openMemoryStore().journal) },
  { store: "in SQLite", needs: [], on: sqlite },
  { store: "in PostgreSQL (needs PostgreSQL)", needs: [server], on: postgres },
])("quick replies $store", ({ on, needs }) => {
  const isThere = !needs.includes(undefined);

  test.skipIf(!isThere)("[Q4] the stream keeps each whole, with who changed it; its fold is the row", () =>
    on(async (journal) => {
      const app = instance(journal);
      await app.save(SHARED, "hello");
      await app.save(SHARED, "hello", { text: "Hi {{customer_name}}.", version: 1 });
      await app.remove({ ...SHARED, agentId: "agent_2" }, "hello", 2);
      await app.save(OWN, "mine");
      await app.save(SHARED, "bye");
      const stored = await journal.read(quickRepliesStream(SHARED), EVERYTHING);
      const events = stored.map((event) => ({ ...QuickReplyEvent.parse(event), time: event.time }));
      expect(events.map(({ type, data }) => [type, data.quick_reply_id, data.operator])).toEqual([
        ["quick_reply_saved", "hello", "agent_1"],
        ["quick_reply_saved", "hello", "agent_1"],
        ["quick_reply_removed", "hello", "agent_2"],
        ["quick_reply_saved", "bye", "agent_1"],
      ]);
      const row = await journal.load(quickRepliesStream(SHARED));
      expect(events.reduce(evolveQuickReplies, { quickReplies: [] })).toEqual(row.state);
      expect(await verifyJournal(journal)).toMatchObject({ streams: 2, events: 5, findings: [] });
    }),
  );

  test.skipIf(!isThere)("[Q5] of many who replace the same version at once, on two instances, one wins", () =>
    on(async (journal) => {
      const both = [instance(journal), instance(journal)] as const;
      await both[0].save(SHARED, "hello");
      const tries = Array.from({ length: 10 }, (_, index) =>
        both[index % 2 === 0 ? 0 : 1].save(SHARED, "hello", { text: `Hello ${index}.`, version: 1 }),
      );
      const settled = await Promise.allSettled(tries);
      const refused = settled.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
      expect(refused).toEqual(Array.from({ length: 9 }, () => invalid("version")));
      expect(await both[1].list()).toMatchObject([{ version: 2 }]);
    }),
  );

  test.skipIf(!isThere)("[Q4] what is made at once, on two instances, is all there, and nothing twice", () =>
    on(async (journal) => {
      const both = [instance(journal), instance(journal)] as const;
      const ids = Array.from({ length: 8 }, (_, index) => `r${index}`);
      await Promise.all(ids.map((id, index) => both[index % 2 === 0 ? 0 : 1].save(OWN, id)));
      expect((await both[0].list()).map(({ id }) => id)).toEqual(ids);
      const same = await Promise.allSettled([both[0].save(OWN, "x"), both[1].save(OWN, "y", { shortcut: "X" })]);
      expect(same.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    }),
  );
});

describe("saving", () => {
  const app = () => instance(openMemoryStore().journal);

  test("[Q2] [Q3] each agent and each tenant has their own; nobody in particular has none", async () => {
    const { save, list } = app();
    await save(SHARED, "s");
    await save(OWN, "one");
    await save({ ...OWN, agentId: "shared" }, "other");
    expect((await list()).map(({ id }) => id)).toEqual(["one", "s"]);
    expect((await list("shared")).map(({ id }) => id)).toEqual(["other", "s"]);
    expect((await list(null)).map(({ id }) => id)).toEqual(["s"]);
    expect(await list("agent_1", "another")).toEqual([]);
  });

  test("[Q5] a version that somebody has replaced meanwhile is refused, and so is a new one with an id that is taken", async () => {
    const { save, remove, list } = app();
    await save(OWN, "hello");
    await save(OWN, "hello", { text: "Hi.", version: 1 });
    await expect(save(OWN, "hello", { text: "Hey.", version: 1 })).rejects.toEqual(invalid("version"));
    await expect(save(OWN, "hello", { text: "Hey." })).rejects.toEqual(invalid("version"));
    await expect(save(OWN, "other", { version: 7 })).rejects.toEqual(invalid("version"));
    await expect(remove(OWN, "hello", 1)).rejects.toEqual(invalid("version"));
    expect(await list()).toMatchObject([{ version: 2, text: "Hi." }]);
  });

  test("[Q5] what is saved again as it is changes nothing; a version is never used again", async () => {
    const { save, remove } = app();
    const first = await save(OWN, "hello");
    expect(await save(OWN, "hello")).toEqual(first);
    expect(await save(OWN, "hello", { version: 99 })).toEqual(first);
    await remove(OWN, "hello");
    expect((await save(OWN, "hello")).version).toBe(3);
  });

  test("[Q6] a shortcut is there once in a scope, whatever its capitals and the width of its letters", async () => {
    const { save, remove } = app();
    await save(OWN, "a", { shortcut: "Hello" });
    for (const shortcut of ["hello", "HELLO", "ｈｅｌｌｏ"]) {
      await expect(save(OWN, "b", { shortcut })).rejects.toEqual(invalid("shortcut"));
    }
    await save(SHARED, "b", { shortcut: "hello" });
    await save(OWN, "a", { shortcut: "HELLO", version: 1 });
    await save(OWN, "b", { shortcut: "bye" });
    await expect(save(OWN, "b", { shortcut: "hello", version: 3 })).rejects.toEqual(invalid("shortcut"));
    await remove(OWN, "a");
    await save(OWN, "b", { shortcut: "hello", version: 3 });
  });

  test("[Q7] a scope has at most two hundred", async () => {
    const { save, remove } = app();
    for (let count = 0; count < MOST_QUICK_REPLIES; count++) await save(OWN, `r${count}`);
    await expect(save(OWN, "more")).rejects.toEqual(invalid("id"));
    await save(OWN, "r0", { text: "Changed.", version: 1 });
    await save(SHARED, "more");
    await remove(OWN, "r1");
    await save(OWN, "more");
  });

  test("[Q5] one that is not there is not found", async () => {
    await expect(app().remove(OWN, "hello")).rejects.toEqual(new Refusal("NOT_FOUND"));
  });
});
