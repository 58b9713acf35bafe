import { afterEach, describe, expect, test } from "vitest";
import { createLocalBus } from "../adapters/bus-local/index.ts";
import { openMemoryStore } from "../adapters/journal-memory/open.ts";
import { createMemoryPresence } from "../adapters/presence-memory/index.ts";
import { createRandomIds } from "../adapters/system/index.ts";
import type { App } from "../application/app.ts";
import { createSessionHandler } from "../application/handle.ts";
import { REGULATOR_DEFAULTS } from "../domain/regulator/defaults.ts";
import type { SessionState } from "../domain/session/state.ts";
import type { Journal } from "../ports/journal.ts";
import { startPassingDeadlines } from "./pass-deadlines.ts";
import { recoverTurns } from "./recover-turns.ts";

const TENANT = "default";
const MINUTE = 60_000;

/** Everything but a bot that answers: who begins a turn here has died before the bot was asked. */
function withoutReplies(wrap: (journal: Journal) => Journal = (journal) => journal) {
  let now = Date.UTC(2025, 0, 1);
  const clock = { now: () => now };
  const errors: unknown[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (entry: unknown) => void errors.push(entry) };
  const journal = wrap(openMemoryStore().journal);
  const bus = createLocalBus();
  const ids = createRandomIds(clock);
  const settings = {
    waitNoticeMs: MINUTE,
    waitGiveUpMs: 10 * MINUTE,
    botDeadlineMs: MINUTE,
    regulator: REGULATOR_DEFAULTS,
  };
  const sessions = createSessionHandler({
    rulesOf: () => [],
    botAccepts: () => true,
    journal,
    bus,
    clock,
    ids,
    settings,
    log,
  });
  const app: App = {
    journal,
    bus,
    clock,
    ids,
    settings,
    sessions,
    log,
    presence: createMemoryPresence(0),
    bot: {
      info: () => ({ name: "", description: "", icon_url: "", welcome: "" }),
      deadlineMs: MINUTE,
      name: "none",
      createConversation: () => Promise.reject(new Error("not asked")),
      reply: () => {
        throw new Error("not asked");
      },
    },
  };
  return {
    app,
    errors,
    later: (ms: number) => {
      now += ms;
    },
    ask: (name: string) =>
      sessions.handle(
        { tenant: TENANT, name },
        {
          type: "customer_chat",
          text: "How long does charging take?",
          lang: "en",
          clientMessageId: null,
          parameters: null,
        },
        { requestId: "test" },
      ),
    turnOf: async (name: string): Promise<string | null> => {
      const state: SessionState = await sessions.load({ tenant: TENANT, name });
      return state.status === "bot_active" ? (state.turn?.turn ?? null) : null;
    },
    typesOf: async (name: string) => {
      const events = await journal.read(`${TENANT}/session/${name}`, { limit: 100 });
      return events.map(({ type }) => type);
    },
  };
}

describe("[C12] an owner whose stream is open at an instance that the others do not hear", () => {
  test("keeps the session; one who is nowhere loses it", async () => {
    const deaf = withoutReplies();
    const { app } = deaf;
    const agents = ["here", "gone"].map((id) => ({ id, name: id }));
    for (const agent of agents) {
      const ref = { tenant: TENANT, name: agent.id };
      await app.sessions.handle(ref, { type: "open", lang: "en", profile: null }, { requestId: "test" });
      await app.sessions.handle(ref, { type: "take_over", agent }, { requestId: "test" });
    }
    const seeing: App = { ...app, presence: createMemoryPresence(0) };
    seeing.presence.streamOpened("here");
    deaf.later(5 * MINUTE + 100);
    // The one that does not know better is there first.
    const first = startPassingDeadlines(app);
    await new Promise((resolve) => setTimeout(resolve, 700));
    const second = startPassingDeadlines(seeing);
    try {
      await expect.poll(() => deaf.typesOf("here")).toContain("owner_seen");
      deaf.later(MINUTE);
      await expect.poll(() => deaf.typesOf("gone")).toContain("escalated");
      expect((await deaf.typesOf("here")).at(-1)).toBe("owner_seen");
    } finally {
      await Promise.all([first.stop(), second.stop()]);
    }
  });
});

describe("[S21] the turns of a server that died", () => {
  test("are all found and begun anew, however many pages of sessions there are", async () => {
    const { app, ask, turnOf, typesOf } = withoutReplies();
    const names = Array.from({ length: 1_001 }, (_, number) => `s${number}`);
    for (const name of names) await ask(name);
    const before = await Promise.all(names.map(turnOf));
    expect(before).not.toContain(null);

    expect(await recoverTurns(app, TENANT)).toBe(names.length);
    const after = await Promise.all(names.map(turnOf));
    expect(after.filter((turn, index) => turn === null || turn === before[index])).toEqual([]);
    expect((await typesOf("s1000")).slice(-2)).toEqual(["bot_turn_ended", "bot_turn_started"]);
  });

  test("are all ended where it is the second loss: sessions that leave the pages hide no others", async () => {
    const { app, ask, turnOf } = withoutReplies();
    const names = Array.from({ length: 600 }, (_, number) => `s${number}`);
    for (const name of names) await ask(name);
    expect(await recoverTurns(app, TENANT)).toBe(names.length);
    expect(await recoverTurns(app, TENANT)).toBe(names.length);
    const turns = await Promise.all(names.map(turnOf));
    expect(turns.filter((turn) => turn !== null)).toEqual([]);
    expect(await recoverTurns(app, TENANT)).toBe(0);
  });
});

describe("[S23] a session whose deadline cannot be passed", () => {
  let stop: (() => Promise<void>) | null = null;

  afterEach(async () => {
    await stop?.();
    stop = null;
  });

  test("does not hold up the others, and is tried again", async () => {
    let broken = true;
    const { app, ask, turnOf, errors, later } = withoutReplies((journal) => ({
      ...journal,
      append: (writes, receipt) =>
        broken && writes.some(({ stream, expectedSeq }) => stream.endsWith("/broken") && expectedSeq > 0)
          ? Promise.reject(new Error("this one cannot be written"))
          : journal.append(writes, receipt),
    }));
    const names = ["broken", "first", "second"];
    for (const name of names) await ask(name);
    const before = await Promise.all(names.map(turnOf));
    later(2 * MINUTE);
    ({ stop } = startPassingDeadlines(app));

    const hasPassed = async (name: string) => (await turnOf(name)) !== before[names.indexOf(name)];
    await expect.poll(() => Promise.all(["first", "second"].map(hasPassed))).toEqual([true, true]);
    expect(await hasPassed("broken")).toBe(false);
    expect(errors).toContainEqual(expect.objectContaining({ event: "deadline_not_passed" }));

    broken = false;
    await expect.poll(() => hasPassed("broken")).toBe(true);
  });
});
