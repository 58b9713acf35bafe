import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type ServiceKind, shakeHands } from "./handshake.ts";

const SCHEMES: Record<ServiceKind, string> = {
  postgres: "postgres://postgres@",
  redis: "redis://",
  rabbitmq: "amqp://",
};
const kinds = Object.keys(SCHEMES) as ServiceKind[];

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that greets with `greeting` and says no more. */
async function urlOfServer(kind: ServiceKind, greeting: string): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined).on("data", () => undefined);
    socket.write(greeting);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `${SCHEMES[kind]}127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

test.concurrent.each(kinds)("an open port that stays silent is no %s", async (kind) => {
  await expect(shakeHands(kind, await urlOfServer(kind, ""))).rejects.toThrow();
});

test.concurrent.each(kinds)("another program's port is no %s", async (kind) => {
  await expect(shakeHands(kind, await urlOfServer(kind, "220 mail.example ESMTP\r\n"))).rejects.toThrow();
});

test.each(kinds)("a port that nobody listens on is no %s", async (kind) => {
  await expect(shakeHands(kind, `${SCHEMES[kind]}127.0.0.1:1`)).rejects.toThrow();
});
