import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { postgresUrl } from "../../../e2e/support/needs.ts";
import { call, newSession, ofType, openStream } from "./testing/http-client.ts";
import { instancesOn } from "./testing/instances.fixtures.ts";
import { ownNow } from "./testing/own-time.ts";

const postgres = postgresUrl();

/** The name of the statement that commits, as the driver writes it. */
const COMMITS = "append\0";

/** Between a server and its database: the answer to the next commit does not come back. */
async function swallowing(target: number) {
  const sockets = new Set<Socket>();
  let isArmed = false;
  const server = createServer({ noDelay: true }, (client) => {
    const database = connect({ port: target, host: "127.0.0.1", noDelay: true });
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
    }
    let isDeaf = false;
    client.on("data", (bytes) => {
      if (isArmed && bytes.includes(COMMITS)) [isDeaf, isArmed] = [true, false];
      database.write(bytes);
    });
    database.on("data", (bytes) => void (isDeaf || client.write(bytes)));
    database.on("close", () => client.destroy());
    client.on("close", () => database.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    swallowNext() {
      isArmed = true;
    },
    hasSwallowed: () => !isArmed,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe.skipIf(postgres === undefined)("a commit whose answer was lost (needs PostgreSQL)", () => {
  test("[C4] is 503 within two seconds; asked again with its key it is there once, and everybody has seen it", async () => {
    await using service = await instancesOn({ postgres: postgres ?? "" });
    const address = new URL(service.database.url);
    await using way = await swallowing(Number(address.port || 5432));
    address.hostname = "127.0.0.1";
    address.port = String(way.port);
    const [cutOff, other] = await Promise.all([
      service.start({ settings: { DATABASE_URL: address.href } }),
      service.start(),
    ]);
    const { name, token } = await newSession(cutOff);
    await call(cutOff, "/api/manual/escalate", { token, body: { session_name: name } });
    const watching = await openStream(cutOff, `/api/sessions/${name}/events`, { token });
    const say = (key: string) =>
      call(cutOff, "/api/manual/messages", {
        token,
        body: { session_name: name, role: "user", content: `said with ${key}` },
        headers: { "idempotency-key": key },
      });
    const messages = async () => {
      const { body } = await call(other, `/api/sessions/${name}`, { token });
      return body.data.session.history.filter(({ role }: { role: string }) => role === "user");
    };
    await say("before");

    way.swallowNext();
    const startedAt = ownNow();
    const lost = await say("lost");
    expect([lost.status, lost.body.code]).toEqual([503, "UNAVAILABLE"]);
    expect(ownNow() - startedAt).toBeLessThan(3_000);
    expect(way.hasSwallowed()).toBe(true);
    await watching.until(({ data }) => data.content === "said with lost");

    const again = await say("lost");
    expect(again.status).toBe(200);
    expect((await messages()).map(({ content }: { content: string }) => content)).toEqual([
      "said with before",
      "said with lost",
    ]);
    expect((await messages())[1].id).toBe(again.body.data.message_id);
    expect(watching.frames.filter(ofType("user_message"))).toHaveLength(2);
    watching.close();
  });
});
