import type { StoredRule } from "@baton/protocol";
import type { Rule } from "../../domain/regulator/rules.ts";
import type { Bus } from "../../ports/bus.ts";
import type { Expressions } from "../../ports/expressions.ts";
import type { Journal } from "../../ports/journal.ts";
import type { Log } from "../../ports/log.ts";
import type { Part } from "../../ports/part.ts";
import { type LiveRules, type RuleBook, rulesStream } from "../../ports/rules.ts";

const RETRY_MS = 1_000;
/** What an instance that nobody told may lag behind, counted from its next question. */
const MAX_STALE_MS = 2_000;

/** What one tenant's row says, compiled. */
interface Known {
  seq: number;
  /** By id and version, of every enabled rule; null for one that cannot be used any more. */
  compiled: ReadonlyMap<string, Rule | null>;
  rules: readonly Rule[];
}

const NOTHING: Known = { seq: 0, compiled: new Map(), rules: [] };

/**
 * The rules of these tenants, kept compiled and up to date with what the bus says and the growth watcher finds.
 * @throws JournalUnavailable when they cannot be read at the start: without them too few people would be called
 */
export async function createJournalRules(deps: {
  journal: Pick<Journal, "load">;
  bus: Pick<Bus, "subscribe">;
  expressions: Expressions;
  log: Log;
  tenants: readonly string[];
}): Promise<LiveRules & { part: Part; close(): void }> {
  const { journal, bus, expressions, log, tenants } = deps;
  const known = new Map<string, Known>();
  const reading = new Map<string, Promise<void>>();
  const retries = new Map<string, NodeJS.Timeout>();
  const lookedAt = new Map<string, number>();
  let closed = false;

  async function read(tenant: string): Promise<void> {
    const { head, state } = await journal.load(rulesStream(tenant));
    const before = known.get(tenant) ?? NOTHING;
    if (head.seq === before.seq) return;
    // Rows of this stream are written from this type alone.
    const { rules } = state as unknown as RuleBook;
    known.set(tenant, { seq: head.seq, ...compileAll(rules, before) });
  }

  function compileAll(stored: readonly StoredRule[], before: Known): Pick<Known, "compiled" | "rules"> {
    const compiled = new Map<string, Rule | null>();
    for (const rule of stored.filter(({ enabled }) => enabled)) {
      const key = `${rule.id}@${rule.version}`;
      compiled.set(key, before.compiled.get(key) ?? compileOne(rule));
    }
    const usable = [...compiled.values()].filter((rule) => rule !== null);
    return { compiled, rules: usable.toSorted(inOrder) };
  }

  function compileOne(rule: StoredRule): Rule | null {
    const { id, version, priority, action } = rule;
    const compiled = expressions.compile(rule.expression);
    if (compiled.ok) {
      return { id, version, priority, action, coolDownMs: rule.cool_down_seconds * 1000, matches: compiled.matches };
    }
    log.error({ event: "rule_skipped", rule: id, version, problem: compiled.problems[0].en });
    return null;
  }

  /** One reading after the other, so that an older one never comes last. */
  function refresh(tenant: string): Promise<void> {
    lookedAt.set(tenant, performance.now());
    const next = (reading.get(tenant) ?? Promise.resolve()).then(() => read(tenant)).catch(() => retryLater(tenant));
    reading.set(tenant, next);
    return next;
  }

  /** Until then the older rules are asked. */
  function retryLater(tenant: string): void {
    if (closed || retries.has(tenant)) return;
    const retry = () => {
      retries.delete(tenant);
      void refresh(tenant);
    };
    retries.set(tenant, setTimeout(retry, RETRY_MS));
  }

  const streams = new Map(tenants.map((tenant) => [rulesStream(tenant), tenant]));
  const unsubscribe = bus.subscribe((signal) => {
    if (signal.kind !== "committed" && signal.kind !== "reached") return;
    const tenant = streams.get(signal.stream);
    if (tenant !== undefined) void refresh(tenant);
  });
  await Promise.all(tenants.map(read));

  return {
    of(tenant) {
      // What was saved while this process started, before anybody could tell it, would otherwise stay unseen.
      if (performance.now() - (lookedAt.get(tenant) ?? 0) >= MAX_STALE_MS) void refresh(tenant);
      return known.get(tenant)?.rules ?? [];
    },
    refreshed: refresh,
    part: {
      name: "rules",
      vital: false,
      check: async () => {
        if (retries.size > 0) return { status: "down", detail: "cannot be read; the older ones are asked" };
        const skipped = [...known.values()].flatMap(({ compiled }) =>
          [...compiled].filter(([, rule]) => rule === null).map(([key]) => key),
        );
        return skipped.length === 0
          ? { status: "up" }
          : { status: "down", detail: `cannot be used any more: ${skipped.join(", ")}` };
      },
    },
    close() {
      closed = true;
      unsubscribe();
      for (const retry of retries.values()) clearTimeout(retry);
    },
  };
}

const inOrder = (one: Rule, other: Rule): number => other.priority - one.priority || (one.id < other.id ? -1 : 1);
