import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, ofType, openStream } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

/** The wire contract, section 2, `open`: clients of the seed's system, which send no token. */
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ BATON_AUTH: "open" });
});

afterAll(() => server.stop());

const escalate = (session_name: string) => call(server, "/api/manual/escalate", { body: { session_name } });
const takeOver = (name: string, body: object) => call(server, `/api/sessions/${name}/takeover`, { body });
const release = (name: string, body: object) => call(server, `/api/sessions/${name}/release`, { body });
const say = (session_name: string, body: object) =>
  call(server, "/api/manual/messages", { body: { session_name, content: "您好", ...body } });
const stateOf = async (name: string) => (await call(server, `/api/sessions/${name}`)).body.data.session;

const WANG = { agent_id: "agent_01", agent_name: "小王" };
const LI = { agent_id: "agent_02", agent_name: "小李" };

describe("[S14] an agent's message in open mode", () => {
  test("without agent_info is the owner's", async () => {
    await escalate("unnamed");
    await takeOver("unnamed", WANG);
    const watching = await openStream(server, "/api/sessions/unnamed/events");
    expect((await say("unnamed", { role: "agent" })).status).toBe(200);
    expect((await watching.until(ofType("manual_message"))).data).toMatchObject({ role: "agent", ...WANG });
    expect((await stateOf("unnamed")).assigned_agent).toEqual({ id: "agent_01", name: "小王" });
    watching.close();
  });

  test("without agent_info takes a waiting session over, for an agent without a name", async () => {
    await escalate("waiting");
    expect((await say("waiting", { role: "agent" })).status).toBe(200);
    expect(await stateOf("waiting")).toMatchObject({ status: "manual_live", assigned_agent: { id: "agent" } });
  });

  test("is another agent's when it says so: 409 ALREADY_TAKEN", async () => {
    await escalate("taken");
    await takeOver("taken", WANG);
    const refused = await say("taken", { role: "agent", agent_info: LI });
    expect([refused.status, refused.body.detail]).toEqual([409, "ALREADY_TAKEN"]);
    expect((await stateOf("taken")).history.map(({ role }: { role: string }) => role)).not.toContain("agent");
  });

  test("a message of role user is the customer's, whatever agent_info says", async () => {
    await escalate("customer");
    await say("customer", { role: "user", agent_info: WANG });
    const state = await stateOf("customer");
    expect(state.status).toBe("pending_manual");
    expect(state.history.at(-1)).toMatchObject({ role: "user", content: "您好" });
  });
});

describe("[S16] [S17] who the agent is must be said", () => {
  test("release and takeover without agent_id are 400, and change nothing", async () => {
    await escalate("nobody");
    const refused = await takeOver("nobody", {});
    expect([refused.status, refused.body.detail, refused.body.errors[0].path]).toEqual([400, "VALIDATION", "agent_id"]);
    expect((await stateOf("nobody")).status).toBe("pending_manual");

    await takeOver("nobody", WANG);
    const kept = await release("nobody", { reason: "resolved" });
    expect([kept.status, kept.body.detail, kept.body.errors[0].path]).toEqual([400, "VALIDATION", "agent_id"]);
    expect(await stateOf("nobody")).toMatchObject({ status: "manual_live", assigned_agent: { id: "agent_01" } });
  });

  test("another agent than the owner may not release", async () => {
    await escalate("owned");
    await takeOver("owned", WANG);
    const refused = await release("owned", LI);
    expect([refused.status, refused.body.detail]).toEqual([409, "ALREADY_TAKEN"]);
    const released = await release("owned", WANG);
    expect([released.status, released.body.data.status]).toEqual([200, "bot_active"]);
  });

  test("a token that is given must be good, here too", async () => {
    const { status } = await call(server, "/api/sessions/owned", { token: "made-up" });
    expect(status).toBe(401);
  });
});

describe("[T3] a reader of the seed's kind", () => {
  test.each(["How long does charging take?", "充满电要多久？"])(
    "puts the pieces of a reply together: %s",
    async (message) => {
      const user_id = `seed-${message.length}`;
      const stream = await openStream(server, "/api/chat/stream", { body: { message, user_id } });
      await stream.ended;
      // As the seed's client reads it: `data:` lines only, and of them only what it knows.
      let reply = "";
      let isDone = false;
      for (const line of stream.raw().split("\n")) {
        if (!line.startsWith("data: ")) continue;
        const event = JSON.parse(line.slice(6)) as { type: string; content: string };
        if (event.type === "message") reply += event.content;
        if (event.type === "done") isDone = true;
      }
      expect(isDone).toBe(true);
      const { history } = await stateOf(user_id);
      expect(history.at(-1)).toMatchObject({ role: "assistant" });
      expect(reply.trim()).toBe(history.at(-1).content);
      expect(stream.frames.filter(ofType("message")).length).toBeGreaterThan(1);
    },
  );
});
