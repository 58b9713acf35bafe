import { afterEach, beforeEach, expect } from "vitest";
import { type GuardOptions, guardBot } from "../adapters/bot-guard/index.ts";
import { createPrometheusMetrics } from "../adapters/metrics-prometheus/index.ts";
import { type Script, scriptedBot } from "./bot.fixtures.ts";

/** A rejection that nobody hears is a fault of the guard's: after each test there must have been none. */
export function expectNoUnhandledRejections(): void {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  beforeEach(() => {
    unhandled.length = 0;
    process.on("unhandledRejection", note);
  });
  afterEach(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
  });
}

interface Line {
  event?: string;
  error?: string;
}

/** A guard before an engine that does what the scripts say, one a call; the last one goes on. */
export function guarded(scripts: [Script, ...Script[]], options: Partial<GuardOptions> & { deadlineMs?: number } = {}) {
  const { deadlineMs = 60_000, ...given } = options;
  const engine = { ...scriptedBot(...scripts), deadlineMs };
  const lines: Line[] = [];
  const log = {
    info: (line: Line) => lines.push(line),
    warn: (line: Line) => lines.push(line),
    error: () => undefined,
  };
  const metrics = createPrometheusMetrics();
  const bot = guardBot(engine, {
    firstPieceMs: 60_000,
    breaker: { failures: 100, openMs: 60_000 },
    clock: { now: () => Date.UTC(2026, 0, 2, 12, 3, 44) },
    random: () => 0,
    ...given,
    log,
    metrics,
  });
  const metric = async (name: string) => {
    const { text } = await metrics.scrape();
    return Number(new RegExp(`^baton_bot_${name} (\\S+)$`, "m").exec(text)?.[1]);
  };
  return { bot, engine, lines, metric };
}
