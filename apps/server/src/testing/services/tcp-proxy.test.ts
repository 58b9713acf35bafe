import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

/** Says back whatever it is told. */
let echo: Server;
let proxy: TcpProxy;
const clients: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => void socket.on("error", () => undefined).pipe(socket));
  await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve));
  proxy = await startTcpProxy((echo.address() as AddressInfo).port);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.close();
  echo.close();
});

function dial(): Socket {
  const client = connect(proxy.port, "127.0.0.1");
  clients.push(client);
  return client.setEncoding("utf8");
}

/** Resolves once `text` has come back. */
async function hear(client: Socket, text: string): Promise<void> {
  for (let heard = ""; heard !== text; ) heard += ((await once(client, "data")) as [string])[0];
}

test("what is said goes through, both ways", async () => {
  const client = dial();
  client.write("hello");
  await hear(client, "hello");
});

test("what is larger than any buffer arrives whole", async () => {
  const client = dial();
  const bytes = 8 << 20;
  client.write("x".repeat(bytes));
  let heard = 0;
  while (heard < bytes) heard += ((await once(client, "data")) as [string])[0].length;
  expect(heard).toBe(bytes);
});

test("cut, connections are reset and new ones refused, until it is mended", async () => {
  const client = dial();
  client.write("hello");
  await hear(client, "hello");
  await Promise.all([expect(once(client, "data")).rejects.toThrow("ECONNRESET"), proxy.cut()]);
  await expect(once(dial(), "connect")).rejects.toThrow("ECONNREFUSED");

  await proxy.mend();
  const again = dial();
  again.write("hello again");
  await hear(again, "hello again");
});

test("stalled, connections are accepted and kept but carry nothing; mended, nothing of it is lost", async () => {
  const before = dial();
  before.write("hello");
  await hear(before, "hello");

  let reached = 0;
  echo.on("connection", (socket) => socket.on("data", () => (reached += 1)));
  proxy.stall();
  const during = dial();
  await once(during, "connect");
  before.write("one");
  during.write("two");
  // Whatever reaches the server by way of the proxy is later than this.
  const direct = connect((echo.address() as AddressInfo).port, "127.0.0.1").setEncoding("utf8");
  clients.push(direct);
  direct.write("direct");
  await hear(direct, "direct");
  expect(reached).toBe(1);

  const heard = [hear(before, "one"), hear(during, "two")];
  await proxy.mend();
  await Promise.all(heard);
});

test("the server's end of a connection ends the client's", async () => {
  const client = dial();
  client.write("hello");
  await hear(client, "hello");
  client.end();
  await once(client, "close");
});

test("an address by way of it keeps all but host and port", () => {
  expect(proxy.through("redis://name:secret@db.example:6379/3")).toBe(`redis://name:secret@127.0.0.1:${proxy.port}/3`);
});
