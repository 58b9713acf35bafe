import { RuleDraft, RuleEvent } from "@baton/protocol";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createLocalBus } from "../../adapters/bus-local/index.ts";
import { createCelExpressions } from "../../adapters/expressions-cel/index.ts";
import { openMemoryStore } from "../../adapters/journal-memory/open.ts";
import { createJournalRules } from "../../adapters/rules-journal/index.ts";
import { createRandomIds } from "../../adapters/system/index.ts";
import type { RuleFacts } from "../../domain/regulator/rules.ts";
import type { Compiled, Expressions } from "../../ports/expressions.ts";
import { type Journal, JournalUnavailable } from "../../ports/journal.ts";
import { rulesStream } from "../../ports/rules.ts";
import { EVERYTHING } from "../../testing/journal.fixtures.ts";
import { leastCpuMs, ownMsUntil } from "../../testing/own-time.ts";
import { storeOn, temporaryFolder } from "../../testing/sqlite.fixtures.ts";
import { verifyJournal } from "../journal/verify.ts";
import { Refusal } from "../refusal.ts";
import { listRules, readRule } from "./list-rules.ts";
import { removeRule } from "./remove-rule.ts";
import { evolveRules, MOST_RULES } from "./rule-book.ts";
import { saveRule } from "./save-rule.ts";

const TENANT = "default";
const AT_NIGHT: RuleFacts = {
  moment: "message",
  message: { text: "hello", length: 5, lang: "en", words: ["hello"], request_score: 0, complaint_score: 0 },
  customer: { verified: false, vip: false },
  session: { messages: 1, failures: 0, age_seconds: 0, tags: [], was_served: false },
  bot: { failed: false, failure_score: 0, repeat_score: 0 },
  now: { hour: 23, weekday: 1 },
};

const cel = createCelExpressions();

const draft = (part: Partial<RuleDraft> = {}): RuleDraft => ({
  name: "夜间 Night",
  expression: "now.hour >= 21",
  priority: 0,
  action: { kind: "tag", tag: "night" },
  cool_down_seconds: 60,
  enabled: true,
  ...part,
});

/** Far beyond what all rules together take, and far below what they would without a bound. */
const HANGS_MS = 400;
const repeat = (part: string, times: number, between = ", ") => Array(times).fill(part).join(between);

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** One process: several share a journal, and a bus or not. */
async function instance(journal: Journal, { bus = createLocalBus(), expressions = cel } = {}) {
  const lines: object[] = [];
  const note = (line: object) => void lines.push(line);
  const log = { info: note, warn: note, error: note };
  const live = await createJournalRules({ journal, bus, expressions, log, tenants: [TENANT] });
  closing.push(live.close);
  const clock = { now: () => 1_763_605_000_000 };
  const deps = { journal, bus, clock, ids: createRandomIds(clock), expressions, live };
  const save = (id: string, part: Partial<RuleDraft> = {}, version: number | null = null) =>
    saveRule(deps, { tenant: TENANT, id, draft: draft(part), version, operator: "agent_1" });
  return { ...deps, lines, save, inForce: () => live.of(TENANT).map((rule) => rule.id) };
}

const memory = () => openMemoryStore().journal;
const invalid = (path: string) => expect.objectContaining({ name: "InvalidInput", path });

describe("saving", () => {
  test("[E11] a rule is in force as soon as it is saved, compiled, with its action and cool-down", async () => {
    const app = await instance(memory());
    expect(await app.save("night")).toEqual({
      ...draft(),
      id: "night",
      version: 1,
      updated_at: 1_763_605_000,
      updated_by: "agent_1",
    });
    const [rule] = app.live.of(TENANT);
    expect(rule).toMatchObject({ id: "night", version: 1, action: { kind: "tag", tag: "night" }, coolDownMs: 60_000 });
    expect([rule?.matches(AT_NIGHT), rule?.matches({ ...AT_NIGHT, now: { hour: 20, weekday: 1 } })]).toEqual([
      true,
      false,
    ]);
    expect(app.live.of("another")).toEqual([]);
  });

  test("[E11] it is in force for whoever heard the answer, also when the bus says nothing", async () => {
    const app = await instance(memory(), { bus: { ...createLocalBus(), subscribe: () => () => undefined } });
    await app.save("night");
    expect(app.inForce()).toEqual(["night"]);
  });

  test("[E11] the stream keeps every rule whole, with who changed it; its fold is the row", async () => {
    const journal = memory();
    const app = await instance(journal);
    await app.save("night");
    await app.save("night", { priority: 5 }, 1);
    await removeRule(app, { tenant: TENANT, id: "night", version: 2, operator: "agent_2" });
    await app.save("night");
    await app.save("another");
    const stored = await journal.read(rulesStream(TENANT), EVERYTHING);
    const events = stored.map((event) => ({ ...RuleEvent.parse(event), time: event.time }));
    expect(events.map(({ type, data }) => [type, data.rule_id, data.operator])).toEqual([
      ["rule_saved", "night", "agent_1"],
      ["rule_saved", "night", "agent_1"],
      ["rule_removed", "night", "agent_2"],
      ["rule_saved", "night", "agent_1"],
      ["rule_saved", "another", "agent_1"],
    ]);
    expect(events.reduce(evolveRules, { rules: [] })).toEqual((await journal.load(rulesStream(TENANT))).state);
  });

  test("[E12] a version that somebody has replaced meanwhile is refused, and so is a new rule with a name that is taken", async () => {
    const app = await instance(memory());
    await app.save("night");
    await app.save("night", { priority: 1 }, 1);
    await expect(app.save("night", { priority: 2 }, 1)).rejects.toEqual(invalid("version"));
    await expect(app.save("night", { priority: 2 })).rejects.toEqual(invalid("version"));
    await expect(app.save("other", {}, 7)).rejects.toEqual(invalid("version"));
    const stale = { tenant: TENANT, id: "night", version: 1, operator: "a" };
    await expect(removeRule(app, stale)).rejects.toEqual(invalid("version"));
    expect(await listRules(app, TENANT)).toMatchObject([{ rule: { version: 2, priority: 1 } }]);
  });

  test("[E12] of many who replace the same version at once, on two instances, one wins", async () => {
    const journal = memory();
    const both = [await instance(journal), await instance(journal)] as const;
    await both[0].save("night");
    const tries = Array.from({ length: 10 }, (_, index) =>
      both[index % 2 === 0 ? 0 : 1].save("night", { priority: index + 1 }, 1),
    );
    const settled = await Promise.allSettled(tries);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("[E12] what is saved again as it is changes nothing, whatever version is named", async () => {
    const app = await instance(memory());
    const first = await app.save("night");
    expect(await app.save("night")).toEqual(first);
    expect(await app.save("night", {}, 99)).toEqual(first);
  });

  test("[E13] a version is never used again, not even after the rule was removed", async () => {
    const app = await instance(memory());
    await app.save("night");
    await removeRule(app, { tenant: TENANT, id: "night", version: null, operator: "a" });
    expect((await app.save("night")).version).toBe(3);
  });

  test("[E2] a condition that cannot be used is refused and nothing is kept", async () => {
    const app = await instance(memory());
    await expect(app.save("night", { expression: "hour > 21" })).rejects.toEqual(invalid("expression"));
    expect(await listRules(app, TENANT)).toEqual([]);
    expect((await app.journal.load(rulesStream(TENANT))).state).toBeNull();
  });

  test("[E14] a tenant has at most a hundred rules", async () => {
    const app = await instance(memory());
    for (let count = 0; count < MOST_RULES; count++) await app.save(`r${count}`);
    await expect(app.save("more")).rejects.toEqual(invalid("id"));
    await app.save("r0", { priority: 1 }, 1);
    await removeRule(app, { tenant: TENANT, id: "r1", version: null, operator: "a" });
    await app.save("more");
    expect(app.inForce()).toHaveLength(MOST_RULES);
  });

  test("[E14] what all rules together may cost is bounded; replacing one does not count it twice", async () => {
    const app = await instance(memory());
    const expression = 'message.text.matches("a{40}")';
    for (let count = 0; count < 2; count++) await app.save(`r${count}`, { expression });
    await expect(app.save("more", { expression })).rejects.toEqual(invalid("expression"));
    await app.save("r0", { expression, priority: 1 }, 1);
    await app.save("more");
  });

  test.each([
    ["patterns that follow many states", 'message.text.matches("[ab]*a[ab]{40}$")'],
    ["short ones", 'message.text.matches("a[ab]{12}$")'],
    ["patterns of letters", String.raw`message.text.matches(r"\pL*a\pL{30}$")`],
    ["a pattern for a list of whole messages", `[${repeat("message.text", 2)}].exists(t, t.matches("a[ab]{20}$"))`],
    ["words looked for", `[${repeat('"aaaaab"', 50)}].exists(k, message.text.contains(k))`],
    ["words looked for within a list", `message.words.exists(w, ${repeat('message.text.contains("abz")', 6, " || ")})`],
    ["characters counted", `message.words.exists(w, ${repeat("size(message.text) > 9999", 4, " || ")})`],
    ["failures", `message.words.exists(w, ${repeat("1 / 0 > 1", 8, " || ")})`],
    ["comparisons", `message.words.exists(w, ${repeat("message.words == session.tags", 8, " || ")})`],
    ["long words", `message.text.contains("${"a".repeat(450)}b${"a".repeat(450)}")`],
  ])(
    "[E9] [E14] of the worst rules no more can be saved than a message can wait for: %s",
    async (_what, expression) => {
      const app = await instance(memory());
      while (await app.save(`r${app.inForce().length}`, { expression }).catch(() => false));
      expect(app.inForce().length).toBeGreaterThan(0);
      for (const letters of ["a", "ab", "ab ", "a好"]) {
        const text = Array.from(
          { length: 2_000 },
          (_, at) => letters[(at * at * 7919 + (at >> 3)) % letters.length],
        ).join("");
        const words = Array.from({ length: 50 }, (_, at) => text.slice(at * 40, at * 40 + 40));
        const facts = { ...AT_NIGHT, message: { ...AT_NIGHT.message, text, length: text.length, words } };
        const askAll = () => {
          for (const rule of app.live.of(TENANT)) rule.matches(facts);
        };
        expect(leastCpuMs(3, askAll)).toBeLessThan(HANGS_MS);
      }
    },
  );

  test("[E11] a rule that is not there is not found", async () => {
    const app = await instance(memory());
    const missing = { tenant: TENANT, id: "night", version: null, operator: "a" };
    await expect(removeRule(app, missing)).rejects.toEqual(new Refusal("NOT_FOUND"));
    await expect(readRule(app, TENANT, "night")).rejects.toEqual(new Refusal("NOT_FOUND"));
  });
});

describe("in force", () => {
  test("[E15] the greatest priority first, then the smallest id; those switched off are not asked", async () => {
    const app = await instance(memory());
    await app.save("b");
    await app.save("c", { priority: 10 });
    await app.save("a");
    await app.save("off", { priority: 99, enabled: false });
    expect(app.inForce()).toEqual(["c", "a", "b"]);
    expect((await listRules(app, TENANT)).map(({ rule }) => rule.id)).toEqual(["off", "c", "a", "b"]);
    await app.save("c", { enabled: false }, 2);
    expect(app.inForce()).toEqual(["a", "b"]);
  });

  test("[E16] another instance takes up a change that the bus or the growth watcher tells", async () => {
    const journal = memory();
    const bus = createLocalBus();
    const [one, deaf] = [await instance(journal, { bus }), await instance(journal)];
    const other = await instance(journal, { bus });
    await one.save("night");
    await expect.poll(other.inForce).toEqual(["night"]);
    expect(deaf.inForce()).toEqual([]);
    // Also when nobody tells it: what it was asked last is no older than two seconds.
    await expect.poll(deaf.inForce, { timeout: 5_000 }).toEqual(["night"]);
    await one.save("more");
    deaf.bus.publish({ kind: "reached", stream: rulesStream(TENANT), seq: 2 });
    expect(await ownMsUntil(expect.poll(deaf.inForce).toEqual(["more", "night"]))).toBeLessThan(500);
  });

  test("[E16] only rules that changed are compiled again", async () => {
    const compile = vi.fn(cel.compile);
    const journal = memory();
    const [writer, bus] = [await instance(journal), createLocalBus()];
    const reader = await instance(journal, { bus, expressions: { compile } });
    await writer.save("a", { expression: "now.hour == 1" });
    await writer.save("b", { expression: "now.hour == 2" });
    await reader.live.refreshed(TENANT);
    await writer.save("b", { expression: "now.hour == 3" }, 2);
    await reader.live.refreshed(TENANT);
    expect(compile.mock.calls.map(([expression]) => expression.at(-1))).toEqual(["1", "2", "3"]);
  });

  test("[E16] while the journal is away the older rules are asked, and the newer ones as soon as it is back", async () => {
    const journal = memory();
    let isAway = false;
    const flaky: Journal = {
      ...journal,
      load: (...args) => (isAway ? Promise.reject(new JournalUnavailable("away")) : journal.load(...args)),
    };
    const writer = await instance(journal);
    await writer.save("a");
    const reader = await instance(flaky);
    await writer.save("b");
    isAway = true;
    await reader.live.refreshed(TENANT);
    expect(reader.inForce()).toEqual(["a"]);
    expect(await reader.live.part.check()).toMatchObject({ status: "down" });
    isAway = false;
    await expect.poll(reader.inForce, { timeout: 5_000 }).toEqual(["a", "b"]);
    expect(await reader.live.part.check()).toEqual({ status: "up" });
  });

  test("[E17] a rule that an older version let through is skipped and named, and the others are asked", async () => {
    const journal = memory();
    const lenient: Expressions = {
      compile: (expression): Compiled =>
        expression.startsWith("order") ? { ok: true, cost: 0, matches: () => true } : cel.compile(expression),
    };
    const older = await instance(journal, { expressions: lenient });
    await older.save("old", { expression: "order.total > 1" });
    await older.save("night");
    const app = await instance(journal);
    expect(app.inForce()).toEqual(["night"]);
    expect(app.lines).toMatchObject([{ event: "rule_skipped", rule: "old", version: 1 }]);
    expect(await app.live.part.check()).toEqual({ status: "down", detail: "cannot be used any more: old@1" });
    const [night, old] = await listRules(app, TENANT);
    expect([night?.problems.length, old?.problems[0]?.en]).toEqual([0, expect.stringContaining("order")]);
    await app.save("old", {}, 1);
    expect(await app.live.part.check()).toEqual({ status: "up" });
  });

  test("[E16] rules are there after a restart, before anything is asked; the chain of their stream closes", async () => {
    await using folder = await temporaryFolder();
    {
      await using store = await storeOn(folder.file);
      const app = await instance(store.journal);
      await app.save("night");
      await app.save("vip", {
        expression: "customer.vip",
        action: { kind: "escalate", reason: "VIP", severity: "high" },
      });
    }
    await using store = await storeOn(folder.file);
    const app = await instance(store.journal);
    expect(app.inForce()).toEqual(["night", "vip"]);
    expect(await app.save("night")).toMatchObject({ version: 1 });
    expect(await verifyJournal(store.journal)).toMatchObject({ streams: 1, events: 2, findings: [] });
  });

  test("[E16] who cannot read the rules at the start does not start", async () => {
    const journal: Journal = { ...memory(), load: () => Promise.reject(new JournalUnavailable("away")) };
    await expect(instance(journal)).rejects.toThrow(JournalUnavailable);
  });
});

test("what the wire takes is what is kept: RuleDraft gives its defaults", () => {
  const { name, expression, action } = draft();
  expect(RuleDraft.parse({ name, expression, action })).toEqual({ ...draft(), cool_down_seconds: 3_600 });
});
