import { describe, expect, test } from "vitest";
import { createLocalBus } from "../adapters/bus-local/index.ts";
import { openMemoryStore } from "../adapters/journal-memory/open.ts";
import { createRandomIds, createSystemClock } from "../adapters/system/index.ts";
import { REGULATOR_DEFAULTS } from "../domain/regulator/defaults.ts";
import type { Command } from "../domain/session/commands.ts";
import { type Journal, JournalUnavailable } from "../ports/journal.ts";
import { createSessionHandler } from "./handle.ts";

const SESSION = { tenant: "default", name: "ses_1" };
const CALL = { requestId: "req_1" };

const says = (text: string): Command => ({
  type: "customer_chat",
  lang: "en",
  text,
  clientMessageId: null,
  parameters: null,
});

function handlerOn(journal: Journal) {
  const clock = createSystemClock();
  return createSessionHandler({
    rulesOf: () => [],
    botAccepts: () => true,
    journal,
    bus: createLocalBus(),
    clock,
    ids: createRandomIds(clock),
    settings: { waitNoticeMs: 1, waitGiveUpMs: 2, botDeadlineMs: 1_000, regulator: REGULATOR_DEFAULTS },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
}

describe("commands on one session while the journal is away", () => {
  test("[C3] those that queued behind one that failed fail with it; what comes afterwards is tried", async () => {
    const { journal } = openMemoryStore();
    let asked = 0;
    let answer = Promise.withResolvers<never>();
    let isAway = true;
    const sessions = handlerOn({
      ...journal,
      load: (stream) => {
        asked += 1;
        return isAway ? answer.promise : journal.load(stream);
      },
    });
    const waiting = ["one", "two", "three"].map((text) => sessions.handle(SESSION, says(text), CALL));
    const settled = Promise.allSettled(waiting);
    answer.reject(new JournalUnavailable("away"));
    expect((await settled).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    for (const one of waiting) await expect(one).rejects.toBeInstanceOf(JournalUnavailable);
    expect(asked).toBe(1);

    isAway = false;
    answer = Promise.withResolvers<never>();
    expect((await sessions.handle(SESSION, says("four"), CALL)).repeated).toBeNull();
  });

  test("a refusal does not stop those behind it", async () => {
    const { journal } = openMemoryStore();
    const sessions = handlerOn(journal);
    const [refused, accepted] = await Promise.allSettled([
      sessions.handle(
        SESSION,
        { type: "release", by: { kind: "agent", id: "a", name: "A" } } as unknown as Command,
        CALL,
      ),
      sessions.handle(SESSION, says("hello"), CALL),
    ]);
    expect([refused.status, accepted.status]).toEqual(["rejected", "fulfilled"]);
  });
});
