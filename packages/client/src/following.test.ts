import { afterEach, describe, expect, test, vi } from "vitest";
import { eventually, isOpen, messageCount, stubWindow, texts, until, useChats } from "./testing/chat-world.ts";

const world = useChats();
const { openChat } = world;

describe("following a session", () => {
  afterEach(() => vi.unstubAllGlobals());

  test("[K3] [K27] a refusal that is not Baton's is waited for with a growing bound, as waiting, and online ends it", async () => {
    const page = stubWindow();
    let asked = 0;
    let isDown = false;
    const chat = await openChat({
      stream: { random: () => (asked > 3 ? 0.99 : 0), rules: { baseDelayMs: 100_000, maxDelayMs: 100_000 } },
      fetch: (input, init) => {
        if (!isDown) return fetch(input, init);
        asked++;
        return Promise.resolve(new Response("<h1>no</h1>", { status: 403 }));
      },
    });
    chat.send("a");
    await until(chat, (state) => messageCount(2)(state) && isOpen(state));
    const names = new Set<string>();
    chat.subscribe((state) => names.add(state.connection.name));
    isDown = true;
    const downSince = Date.now();
    world.baton.cutStreams();
    await eventually(() => asked).toBe(4);
    const { connection } = await until(chat, (state) => state.connection.name === "waiting");
    expect(connection).toMatchObject({ attempt: 4 });
    const waitsSince = connection.name === "waiting" ? connection.retryAtMs - 99_000 : 0;
    expect(waitsSince).toBeGreaterThanOrEqual(downSince);
    expect(waitsSince).toBeLessThanOrEqual(Date.now());
    expect(names).not.toContain("stopped");
    isDown = false;
    page.dispatchEvent(new Event("online"));
    await until(chat, isOpen);
  });

  test("[K5] [K16] a reset that cannot be followed waits as long as it is asked to, and says so", async () => {
    const chat = await openChat();
    chat.send("a");
    await until(chat, (state) => messageCount(2)(state) && isOpen(state));
    world.baton.refuseNext("GET /api/sessions/s1", 503, "UNAVAILABLE", { "retry-after": "1" });
    world.baton.session().live({ type: "reset" });
    await until(chat, (state) => state.connection.name === "waiting" && state.connection.asked);
    const waitedFrom = performance.now();
    const state = await until(chat, isOpen);
    expect(performance.now() - waitedFrom).toBeGreaterThan(800);
    expect(texts(state)).toHaveLength(2);
  });

  test("[K6] of hidden pages one alone keeps its stream; the others take over, and miss nothing when they are shown", async () => {
    const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
    const turn = (state: "visible" | "hidden") => {
      page.visibilityState = state;
      page.dispatchEvent(new Event("visibilitychange"));
    };
    vi.stubGlobal("document", page);
    const options = { storageKey: "turns", stream: { random: () => 0, rules: { restAfterMs: 30 } } };
    const first = await openChat(options);
    first.send("a");
    await until(first, messageCount(2));
    const chats = [first, await openChat(options), await openChat(options)];
    await Promise.all(chats.map((chat) => until(chat, isOpen)));
    const names = new Set<string>();
    for (const chat of chats) chat.subscribe(({ connection }) => names.add(connection.name));
    const streams = () => world.baton.session().subscribers.size;
    await eventually(streams).toBe(3);
    turn("hidden");
    await eventually(streams).toBe(1);
    const [holder, ...others] = chats.toSorted(
      (one, other) => Number(isOpen(other.state())) - Number(isOpen(one.state())),
    );
    expect(others.map((chat) => chat.state().connection.name)).toEqual(["idle", "idle"]);
    world.baton.session().takeOver("小王");
    world.baton.session().agentSays("你好");
    if (holder !== undefined) await until(holder, messageCount(3));
    holder?.close();
    await eventually(() => others.filter((chat) => isOpen(chat.state()))).toHaveLength(1);
    await eventually(streams).toBe(1);
    turn("visible");
    for (const chat of others) expect(texts(await until(chat, messageCount(3)))).toHaveLength(3);
    await eventually(streams).toBe(2);
    expect(names).toEqual(new Set(["open", "idle", "connecting"]));
  });

  test("[K16] a clock that is put back keeps no reset waiting", async () => {
    const chat = await openChat();
    chat.send("a");
    await until(chat, (state) => messageCount(2)(state) && isOpen(state));
    const loads = () => world.baton.log.filter((call) => call === "GET /api/sessions/s1").length;
    world.baton.session().live({ type: "reset" });
    await eventually(loads).toBe(1);
    await until(chat, isOpen);
    const earlier = Date.now() - 3_600_000;
    const clock = vi.spyOn(Date, "now").mockImplementation(() => earlier);
    await eventually(() => world.baton.session().subscribers.size).toBe(1);
    world.baton.session().live({ type: "reset" });
    await eventually(loads).toBe(2);
    clock.mockRestore();
  });
});
