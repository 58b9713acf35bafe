import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { REGULATOR_DEFAULTS } from "../../domain/regulator/defaults.ts";
import type { Situation } from "../../domain/regulator/facts.ts";
import { regulateMessage, regulateTurn } from "../../domain/regulator/regulate.ts";
import type { Rule, RuleAction } from "../../domain/regulator/rules.ts";
import {
  arbitraryExpression,
  arbitraryFacts,
  arbitraryText,
  arbitraryTexts,
} from "../../testing/expression-arbitrary.ts";
import { createCelExpressions } from "./index.ts";

const { compile } = createCelExpressions();

/** Far beyond what anything takes here, and far below what a pattern that backtracks does. */
const HANGS_MS = 2_000;

function withinReason<Result>(work: () => Result): Result {
  const startedAt = performance.now();
  const result = work();
  expect(performance.now() - startedAt).toBeLessThan(HANGS_MS);
  return result;
}

const usableExpression = arbitraryExpression.filter((condition) => compile(condition).ok);

describe("[E9] whatever is written", () => {
  test("is let through or refused with a place and a sentence", () => {
    let usable = 0;
    fc.assert(
      fc.property(arbitraryExpression, (condition) => {
        const compiled = withinReason(() => compile(condition));
        if (compiled.ok) {
          usable += 1;
          return;
        }
        for (const { at, en, zh } of compiled.problems) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(condition.length);
          expect(en === "" || zh === "").toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
    // Else the other tests here would show little.
    expect(usable).toBeGreaterThan(400);
  });

  test("[E8] what was let through answers true or false, twice the same, whatever the facts, and changes none", () => {
    fc.assert(
      fc.property(usableExpression, arbitraryFacts, (condition, facts) => {
        const compiled = compile(condition);
        if (!compiled.ok) throw new Error("it was let through before");
        const before = structuredClone(facts);
        const first = withinReason(() => compiled.matches(facts));
        expect(typeof first).toBe("boolean");
        expect(compiled.matches(facts)).toBe(first);
        expect(facts).toEqual(before);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a list is gone through once for each time that it is written", () => {
    let looked = 0;
    const words = Array.from({ length: 50 }, (_, index) => `${index}`);
    const counted = new Proxy(words, {
      get(target, key, receiver) {
        if (typeof key === "string" && /^\d+$/.test(key)) looked += 1;
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
    const [facts] = fc.sample(arbitraryFacts, 1);
    const compiled = compile('message.words.all(w, w != "x") && message.words.exists(w, w == "49")');
    if (!compiled.ok || facts === undefined) throw new Error("not usable");
    expect(compiled.matches({ ...facts, message: { ...facts.message, words: counted } })).toBe(true);
    expect(looked).toBe(100);
  });
});

const ACTIONS: RuleAction[] = [
  { kind: "escalate", reason: "A rule", severity: "high" },
  { kind: "tag", tag: "range" },
  { kind: "set_priority", priority: "urgent" },
];

const usableRule = fc.record({
  condition: usableExpression,
  action: fc.constantFrom(...ACTIONS),
  id: fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,62}$/),
  coolDownMs: fc.nat(10_000),
});

const rules: fc.Arbitrary<Rule[]> = fc.array(
  usableRule.map(({ condition, action, id, coolDownMs }) => {
    const compiled = compile(condition);
    if (!compiled.ok) throw new Error("it was let through before");
    return { id, version: 1, priority: 0, action, coolDownMs, matches: compiled.matches };
  }),
  { maxLength: 5 },
);

const situations: fc.Arbitrary<Situation> = fc.record({
  now: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  lang: fc.constantFrom("zh", "en"),
  createdAt: fc.nat(),
  verified: fc.boolean(),
  vip: fc.boolean(),
  vipEscalatedAt: fc.constant(null),
  failCount: fc.nat(10),
  messageCount: fc.nat(1_000),
  tags: arbitraryTexts,
  manualStartAt: fc.constantFrom(null, 1),
  rulesFiredAt: fc.constantFrom<Record<string, number>[]>({}, { "rule:a": 1 }),
});

describe("[E9] adding any rules to the regulator", () => {
  const settings = { ...REGULATOR_DEFAULTS, timeZone: "Asia/Shanghai" };

  test("never breaks or hangs it at a message, and what it finds by itself it still finds", () => {
    fc.assert(
      fc.property(rules, situations, arbitraryText, (added, situation, said) => {
        const alone = regulateMessage(said, situation, { settings, rules: [] });
        const together = withinReason(() => regulateMessage(said, situation, { settings, rules: added }));
        expect(together).toMatchObject({ request: alone.request, complaint: alone.complaint });
        if (alone.finding !== null) expect(together.finding).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  test("never breaks or hangs it after the bot's turn, and what it finds by itself it still finds", () => {
    fc.assert(
      fc.property(rules, situations, fc.nat(5), (added, situation, failures) => {
        const turn = { failures, failure: null, circling: null };
        const alone = regulateTurn(turn, situation, { settings, rules: [] });
        const together = withinReason(() => regulateTurn(turn, situation, { settings, rules: added }));
        if (alone.finding !== null) expect(together.finding).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
