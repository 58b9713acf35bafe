import { describe, expect, test } from "vitest";
import { call, newSession, ofType, openStream, signIn } from "../testing/http-client.ts";
import { startTestServer } from "../testing/test-server.ts";

describe("stopping the server", () => {
  test("[T16] ends subscriptions, finishes answers in the making, and keeps everything", async () => {
    const server = await startTestServer();
    const agent = await signIn(server);
    const { name, token } = await newSession(server);
    const watching = await openStream(server, `/api/sessions/${name}/events`, { token });
    const queue = await openStream(server, "/api/agent/events", { token: agent });
    await queue.until(ofType("snapshot"));
    const asking = call(server, "/api/chat", { token, body: { message: "How long does charging take?" } });
    await watching.until(ofType("message"));

    await server.stop({ keepData: true });
    const { status, body } = await asking;
    expect([status, body.success]).toEqual([200, true]);
    await Promise.all([watching.ended, queue.ended]);
    await expect(call(server, "/api/health")).rejects.toThrow();

    const again = await startTestServer({}, { dataDir: server.dataDir });
    const read = await call(again, `/api/sessions/${name}`, { token });
    expect(read.body.data.session.history.at(-1)).toMatchObject({ role: "assistant", content: body.message });
    await again.stop();
  });
});
