import { describe, expect, test } from "vitest";
import type { FindQuery } from "../ports/journal.ts";
import { event, put, type Store, says, session } from "./journal.fixtures.ts";

export function findContract(store: () => Store): void {
  const find = async (query: Partial<FindQuery> = {}) => {
    const { streams, total } = await store().journal.find({
      tenant: "default",
      kind: "session",
      order: "key",
      offset: 0,
      limit: 100,
      ...query,
    });
    return { names: streams.map(({ stream }) => stream.split("/")[2]), total };
  };

  describe("find", () => {
    test("[J11] the row says what the last append's summary said", async () => {
      const row = {
        updatedAt: 5,
        status: "manual_live",
        agentId: "agent_01",
        deadlineAt: 6,
        priority: 2.5,
        waitingSince: 7,
        state: { nested: { list: [1, "二"] } },
      };
      await put(store(), session("a"), [event()], { status: "pending_manual" });
      await put(store(), session("a"), [event()], row);
      const { head } = await store().journal.load(session("a"));
      const { streams } = await store().journal.find({
        tenant: "default",
        kind: "session",
        order: "key",
        offset: 0,
        limit: 1,
      });
      expect(streams).toEqual([{ stream: session("a"), head, ...row }]);
    });

    test("[J11] tenants and kinds do not see each other", async () => {
      for (const stream of ["default/session/a", "other/session/b", "default/account/c"] as const) {
        await put(store(), stream, [says("word")]);
      }
      expect(await find()).toEqual({ names: ["a"], total: 1 });
      expect(await find({ tenant: "other", keyword: "word" })).toEqual({ names: ["b"], total: 1 });
      expect(await find({ kind: "account" })).toEqual({ names: ["c"], total: 1 });
      expect(await find({ tenant: "nobody" })).toEqual({ names: [], total: 0 });
    });

    test("[J12] urgent: priority falling, then the longest wait, then who does not wait, then the key", async () => {
      const rows = {
        d: { priority: 1, waitingSince: null },
        c: { priority: 1, waitingSince: null },
        late: { priority: 1, waitingSince: 20 },
        early: { priority: 1, waitingSince: 10 },
        vip: { priority: 5, waitingSince: 99 },
      };
      for (const [name, row] of Object.entries(rows)) await put(store(), session(name), [event()], row);
      expect((await find({ order: "urgent" })).names).toEqual(["vip", "early", "late", "c", "d"]);
    });

    test("[J37] the queue is what find gives in the order urgent, of one status, without the states", async () => {
      const rows = {
        d: { status: "waits", priority: 1, waitingSince: null },
        late: { status: "waits", priority: 1, waitingSince: 20 },
        early: { status: "waits", priority: 1, waitingSince: 10 },
        served: { status: "served", priority: 9, waitingSince: 1 },
        vip: { status: "waits", priority: 2.5, waitingSince: 99 },
      };
      for (const [name, row] of Object.entries(rows)) await put(store(), session(name), [event()], row);
      await put(store(), "other/session/a", [event()], rows.vip);
      await put(store(), "default/account/a", [event()], rows.vip);
      const query = { tenant: "default", kind: "session", status: "waits", limit: 100 };
      const queue = [
        { stream: session("vip"), waitingSince: 99 },
        { stream: session("early"), waitingSince: 10 },
        { stream: session("late"), waitingSince: 20 },
        { stream: session("d"), waitingSince: null },
      ];
      expect(await store().journal.queue(query)).toEqual(queue);
      expect((await find({ order: "urgent", statuses: ["waits"] })).names).toEqual(["vip", "early", "late", "d"]);
      expect(await store().journal.queue({ ...query, limit: 2 })).toEqual(queue.slice(0, 2));
      expect(await store().journal.queue({ ...query, status: "%" })).toEqual([]);
    });

    test("[J12] recent: the last change first, then the key; key: the key", async () => {
      const rows = { b: 1, a: 1, z: 3, y: 2 };
      for (const [name, updatedAt] of Object.entries(rows)) await put(store(), session(name), [event()], { updatedAt });
      expect((await find({ order: "recent" })).names).toEqual(["z", "y", "a", "b"]);
      expect((await find({ order: "key" })).names).toEqual(["a", "b", "y", "z"]);
    });

    test("[J12] a page is a part of the order, and total counts all of it", async () => {
      for (let index = 0; index < 7; index++) await put(store(), session(`s${index}`), [says("hit")]);
      for (const keyword of ["", "hit"]) {
        expect(await find({ offset: 2, limit: 3, keyword })).toEqual({ names: ["s2", "s3", "s4"], total: 7 });
        expect(await find({ offset: 7, limit: 3, keyword })).toEqual({ names: [], total: 7 });
        expect(await find({ offset: 0, limit: 0, keyword })).toEqual({ names: [], total: 7 });
      }
    });

    test("[J13] filters by status and by agent, alone and together", async () => {
      await put(store(), session("a"), [event()], { status: "pending_manual" });
      await put(store(), session("b"), [event()], { status: "manual_live", agentId: "agent_01" });
      await put(store(), session("c"), [event()], { status: "manual_live", agentId: "agent_02" });
      await put(store(), session("d"), [event()], { status: null });
      expect((await find({ statuses: ["manual_live"] })).names).toEqual(["b", "c"]);
      expect((await find({ statuses: ["manual_live", "pending_manual"] })).names).toEqual(["a", "b", "c"]);
      expect((await find({ agentId: "agent_01" })).names).toEqual(["b"]);
      expect((await find({ statuses: ["pending_manual"], agentId: "agent_01" })).names).toEqual([]);
      expect(await find({ statuses: [] })).toEqual({ names: [], total: 0 });
      expect((await find({ statuses: ["manual_live') OR 1=1 --"] })).names).toEqual([]);
      expect((await find({ statuses: [""] })).names).toEqual([]);
    });

    test("[J14] a keyword is a part of the name or of any text of any event, in any case", async () => {
      await put(store(), session("Order-77"), [says("Hello"), says("My BATTERY is empty")]);
      await put(store(), session("b"), [says("我想退货，运费谁承担？")]);
      await put(store(), session("c"), [
        event({ personal: { name: "Zoë", tags: ["x", { deep: "ПРИВЕТ" }], age: 42 } }),
      ]);
      await put(store(), session("d"), [event({ data: { battery: "battery" } })]);
      expect((await find({ keyword: "battery" })).names).toEqual(["Order-77"]);
      expect((await find({ keyword: "order-7" })).names).toEqual(["Order-77"]);
      expect((await find({ keyword: "退货" })).names).toEqual(["b"]);
      expect((await find({ keyword: "货，运" })).names).toEqual(["b"]);
      expect((await find({ keyword: "ZOË" })).names).toEqual(["c"]);
      expect((await find({ keyword: "привет" })).names).toEqual(["c"]);
      expect((await find({ keyword: "42" })).names).toEqual([]);
      expect((await find({ keyword: "content" })).names).toEqual([]);
      expect((await find({ keyword: "hellomy" })).names).toEqual([]);
      expect((await find({ keyword: "hello\nmy" })).names).toEqual([]);
      expect(await find({ keyword: "" })).toMatchObject({ total: 4 });
    });

    test("[J14] the pages that customers write from are not searched", async () => {
      const page = { page_url: "https://shop.example/bikes", referrer: "https://search.example/" };
      await put(store(), session("a"), [event({ personal: { name: "Li", ...page } })]);
      await put(store(), session("b"), [event({ personal: { name: null, ...page } })]);
      await put(store(), session("c"), [says("I saw it on shop.example")]);
      expect((await find({ keyword: "shop.example" })).names).toEqual(["c"]);
      expect((await find({ keyword: "li" })).names).toEqual(["a"]);
    });

    test("[J14] a keyword's characters stand for themselves", async () => {
      const texts = {
        percent: "100% sure",
        underscore: "a_b",
        backslash: "c:\\new",
        quote: 'it\'s "so"',
        lines: "up\ndown",
      };
      for (const [name, text] of Object.entries(texts)) await put(store(), session(name), [says(text)]);
      await put(store(), session("plain"), [says("100 percent, a b, half \ud83d")]);
      expect((await find({ keyword: "%" })).names).toEqual(["percent"]);
      expect((await find({ keyword: "0% s" })).names).toEqual(["percent"]);
      expect((await find({ keyword: "_" })).names).toEqual(["underscore"]);
      expect((await find({ keyword: "a_b" })).names).toEqual(["underscore"]);
      expect((await find({ keyword: "\\n" })).names).toEqual(["backslash"]);
      expect((await find({ keyword: "'s \"s" })).names).toEqual(["quote"]);
      expect((await find({ keyword: "up\ndown" })).names).toEqual(["lines"]);
      expect((await find({ keyword: "*" })).names).toEqual([]);
      expect((await find({ keyword: "half \ud83d" })).names).toEqual(["plain"]);
      expect((await find({ keyword: "\u0000" })).names).toEqual((await find({ keyword: " " })).names);
    });

    test("[J14] a keyword goes together with filters, order and tenant", async () => {
      await put(store(), session("a"), [says("refund"), says("refund again")], {
        status: "pending_manual",
        updatedAt: 1,
      });
      await put(store(), session("b"), [says("refund")], { status: "pending_manual", updatedAt: 2 });
      await put(store(), session("c"), [says("refund")], { status: "closed", updatedAt: 3 });
      await put(store(), "other/session/d", [says("refund")], { status: "pending_manual" });
      expect(await find({ keyword: "refund", statuses: ["pending_manual"], order: "recent" })).toEqual({
        names: ["b", "a"],
        total: 2,
      });
    });
  });

  describe("due and streams", () => {
    test("[J15] due names the streams of every tenant whose time has come, the earliest first", async () => {
      await put(store(), session("later"), [event()], { deadlineAt: 200 });
      await put(store(), session("b"), [event()], { deadlineAt: 100 });
      await put(store(), session("a"), [event()], { deadlineAt: 100 });
      await put(store(), "other/session/first", [event()], { deadlineAt: 50 });
      await put(store(), session("never"), [event()], { deadlineAt: null });
      const { journal } = store();
      expect(await journal.due(100, 9)).toEqual([
        { stream: "other/session/first", deadlineAt: 50 },
        { stream: session("a"), deadlineAt: 100 },
        { stream: session("b"), deadlineAt: 100 },
      ]);
      expect(await journal.due(100, 1)).toHaveLength(1);
      expect(await journal.due(49, 9)).toEqual([]);
      await put(store(), session("a"), [event()], { deadlineAt: null });
      expect((await journal.due(150, 9)).map(({ stream }) => stream)).toEqual(["other/session/first", session("b")]);
    });

    test("[J16] streams walks every key once, by key", async () => {
      const keys = ["default/account/z", session("a"), session("b"), "other/session/a"] as const;
      for (const key of [...keys].reverse()) await put(store(), key);
      const { journal } = store();
      const first = await journal.streams("", 3);
      const rest = await journal.streams(first.at(-1)?.stream ?? "", 3);
      expect([...first, ...rest].map(({ stream }) => stream)).toEqual(keys);
      expect(first[0]?.head).toEqual((await journal.load("default/account/z")).head);
    });
  });
}
