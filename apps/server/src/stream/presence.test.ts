import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { call, type Frame, newSession, type OpenStream, ofType, openStream, signIn } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
const open: OpenStream[] = [];

beforeAll(async () => {
  server = await startTestServer({ BATON_AUTH: "open" });
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});
afterAll(() => server.stop());

async function stream(path: string, token?: string): Promise<OpenStream> {
  const opened = await openStream(server, path, token === undefined ? {} : { token });
  open.push(opened);
  return opened;
}

const eventsOf = (name: string) => `/api/sessions/${name}/events`;
const asAgent = (name: string, id: string) => stream(`${eventsOf(name)}?agent_id=${id}&agent_name=${id.toUpperCase()}`);

const presence =
  (who: string, isHere: boolean) =>
  ({ data }: Frame): boolean =>
    data.type === "presence" && (data.agent_id ?? data.role) === who && data.is_here === isHere;

describe("[T22] who has a session on a screen", () => {
  test("agents see each other and the customer come and go; the customer's streams never say that anybody looks", async () => {
    const { name, token } = await newSession(server);
    const customers = [
      await stream(eventsOf(name), token),
      await openStream(server, "/api/chat/stream", { token, body: { message: "", user_id: name } }),
    ];
    open.push(...customers);
    const wang = await asAgent(name, "wang");
    await wang.until(presence("user", true));
    const li = await asAgent(name, "li");
    expect((await wang.until(presence("li", true))).data).toEqual({
      type: "presence",
      role: "agent",
      agent_id: "li",
      agent_name: "LI",
      is_here: true,
    });
    await li.until(presence("wang", true));
    await li.until(presence("user", true));
    li.close();
    await wang.until(presence("li", false));
    await call(server, "/api/manual/escalate", { token, body: { session_name: name } });
    for (const customer of customers) {
      await customer.until(ofType("status_change"));
      expect(customer.raw()).not.toContain("presence");
      expect(customer.raw()).not.toContain("wang");
      customer.close();
    }
    const left = await wang.until(presence("user", false));
    expect(left).toMatchObject({ id: null, data: { role: "user" } });
    expect(wang.frames.filter(presence("wang", true))).toEqual([]);
  });

  test("without a name in open mode a reader is taken for the customer, and sees nobody", async () => {
    const { name } = await newSession(server);
    const looking = await asAgent(name, "wang");
    const nameless = await stream(eventsOf(name));
    await looking.until(presence("user", true));
    const typing = { role: "agent", agent_info: { agent_id: "wang", agent_name: "小王" } };
    expect(await call(server, `/api/sessions/${name}/typing`, { body: typing })).toMatchObject({ status: 200 });
    await nameless.until(ofType("typing"));
    expect(nameless.raw()).not.toContain("presence");
  });

  test("[T20] an agent's own stream says it of the sessions they own, and of no others", async () => {
    const token = await signIn(server);
    const queue = await stream("/api/agent/events", token);
    await queue.until(ofType("snapshot"));
    const [mine, other] = [await newSession(server), await newSession(server)];
    await call(server, `/api/sessions/${mine.name}/takeover`, { token, body: {} });
    await stream(eventsOf(other.name), other.token);
    const customer = await stream(eventsOf(mine.name), mine.token);
    const isHere = await queue.until(({ data }) => data.type === "session_event" && data.event.type === "presence");
    expect(isHere.data).toEqual({
      type: "session_event",
      session_name: mine.name,
      seq: null,
      event: { type: "presence", role: "user", is_here: true },
    });
    customer.close();
    await queue.until(({ data }) => data.event?.type === "presence" && !data.event.is_here);
    await call(server, `/api/sessions/${mine.name}/release`, { token, body: {} });
    await queue.until(({ data }) => data.type === "session_removed");
    await stream(eventsOf(mine.name), mine.token);
    await asAgent(mine.name, "li");
    await queue.until(({ data }) => data.type === "session_removed");
    expect(queue.frames.filter(({ data }) => data.event?.agent_id === "li")).toEqual([]);
    expect(queue.raw()).not.toContain(other.name);
  });
});
