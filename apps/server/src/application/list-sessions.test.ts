import { afterAll, beforeAll, expect, test } from "vitest";
import { call, newSession, signIn } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

const asked: string[] = [];
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer(
    {},
    {
      overrides: {
        journal: (store) => ({
          ...store,
          find(query) {
            asked.push("find");
            return store.find(query);
          },
          read(stream, range) {
            asked.push("read");
            return store.read(stream, range);
          },
          readAt(tenant, places) {
            asked.push("readAt");
            return store.readAt(tenant, places);
          },
        }),
      },
    },
  );
});

afterAll(() => server.stop());

test("[T25] a page of lines costs two readings, however long it is", async () => {
  const token = await signIn(server);
  const names: string[] = [];
  for (let count = 0; count < 30; count++) {
    const customer = await newSession(server, { profile: { name: `name ${count}` } });
    names.push(customer.name);
    const body = { session_name: customer.name };
    await call(server, "/api/manual/escalate", { token: customer.token, body });
    const words = { ...body, role: "user", content: `words ${count}` };
    await call(server, "/api/manual/messages", { token: customer.token, body: words });
  }
  for (const name of names.slice(20)) await call(server, `/api/sessions/${name}/takeover`, { token, body: {} });
  asked.length = 0;
  const { body } = await call(server, "/api/sessions?page_size=100", { token });
  expect(asked).toEqual(["find", "readAt"]);
  expect(body.data.total).toBe(30);
  const lines = new Map<string, unknown>(
    body.data.sessions.map((line: { session_name: string }) => [line.session_name, line]),
  );
  for (const [count, name] of names.entries()) {
    expect(lines.get(name)).toMatchObject({
      customer_name: `name ${count}`,
      last_message_preview: `words ${count}`,
      last_message_role: "user",
      assigned_agent: count < 20 ? null : { name: expect.any(String) },
    });
  }
});
