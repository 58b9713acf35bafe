import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import type { Bot } from "../ports/bot.ts";
import { haltingBot } from "../testing/bot.fixtures.ts";
import { call, newSession, ofType, openStream, signIn } from "../testing/http-client.ts";
import { startTestServer } from "../testing/test-server.ts";

describe("stopping the server", () => {
  test("[T16] ends subscriptions, finishes answers in the making, and keeps everything", async () => {
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const server = await startTestServer({}, { overrides: { bot: haltingBot(30_000, mayGoOn) } });
    const agent = await signIn(server);
    const { name, token } = await newSession(server);
    const watching = await openStream(server, `/api/sessions/${name}/events`, { token });
    const queue = await openStream(server, "/api/agent/events", { token: agent });
    await queue.until(ofType("snapshot"));
    const asking = call(server, "/api/chat", { token, body: { message: "How long does charging take?" } });
    await watching.until(ofType("message"));

    const stopped = server.stop({ keepData: true });
    goOn();
    const { status, body } = await asking;
    expect([status, body.message]).toEqual([200, "one two"]);
    await stopped;
    await Promise.all([watching.ended, queue.ended]);
    await expect(call(server, "/api/health")).rejects.toThrow();

    const again = await startTestServer({}, { dataDir: server.dataDir });
    const read = await call(again, `/api/sessions/${name}`, { token });
    expect(read.body.data.session.history.at(-1)).toMatchObject({ role: "assistant", content: "one two" });
    await again.stop();
  });

  test("[T16] answers also what a customer wrote while the bot was still busy with what came before", async () => {
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const bot = (faq: Bot): Bot => ({
      ...faq,
      async *reply({ questions }) {
        await mayGoOn;
        yield `You wrote: ${questions.join(", ")}`;
        return { kind: "answered" };
      },
    });
    const server = await startTestServer({}, { overrides: { bot } });
    const { name, token } = await newSession(server);
    const watching = await openStream(server, `/api/sessions/${name}/events`, { token });
    const said = (text: string) => watching.until(({ data }) => data.content === text);
    const first = call(server, "/api/chat", { token, body: { message: "one" } });
    await said("one");
    const second = call(server, "/api/chat", { token, body: { message: "two" } });
    await said("two");

    const stopped = server.stop();
    goOn();
    expect([(await first).body.message, (await second).body.message]).toEqual(["You wrote: one", "You wrote: two"]);
    await stopped;
  });

  test("refuses what comes on a connection that is open, in the contract's words", async () => {
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const bot = (faq: Bot): Bot => ({
      ...faq,
      async *reply() {
        await mayGoOn;
        yield "Done.";
        return { kind: "answered" };
      },
    });
    const server = await startTestServer({}, { overrides: { bot } });
    const { name, token } = await newSession(server);
    const watching = await openStream(server, `/api/sessions/${name}/events`, { token });
    const asking = call(server, "/api/chat", { token, body: { message: "one" } });
    await watching.until(ofType("user_message"));
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    let answer = "";
    socket.on("data", (bytes) => {
      answer += String(bytes);
    });
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write("GET /api/config HTTP/1.1\r\nhost: 127.0.0.1\r\n");
    await call(server, "/api/config");

    const stopped = server.stop();
    await watching.ended;
    socket.write("\r\n");
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer.toLowerCase()).toContain("connection: close");
    expect(answer).toContain('"code":"UNAVAILABLE"');
    goOn();
    expect((await asking).body.message).toBe("Done.");
    await stopped;
  });
});
