import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type Front, startFront } from "./cluster-front.ts";

const servers: Server[] = [];
const fronts: Front[] = [];
afterEach(async () => {
  await Promise.all(fronts.splice(0).map((front) => front.close()));
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** @returns its port */
async function instance(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A port that refuses connections. */
async function deadInstance(): Promise<number> {
  const port = await instance(() => undefined);
  const server = servers.pop();
  await new Promise((resolve) => server?.close(resolve));
  return port;
}

async function frontOf(...instances: number[]): Promise<string> {
  const front = await startFront({ port: 0, instances });
  fronts.push(front);
  return front.url;
}

const named =
  (name: string): RequestListener =>
  (_, response) =>
    void response.end(name);

const get = async (url: string): Promise<string> => (await fetch(url)).text();

test("each request goes to the next instance in turn", async () => {
  const url = await frontOf(await instance(named("one")), await instance(named("two")), await instance(named("three")));
  const answers: string[] = [];
  for (let index = 0; index < 4; index++) answers.push(await get(url));
  expect(answers).toEqual(["one", "two", "three", "one"]);
});

test("an instance that refuses connections is passed over, and the request arrives whole at the next", async () => {
  const repeating: RequestListener = (request, response) => void request.pipe(response);
  const url = await frontOf(await deadInstance(), await instance(repeating));
  const body = "你好".repeat(300_000);
  const answers = [1, 2].map(async () => (await fetch(url, { method: "POST", body })).text());
  for (const answer of await Promise.all(answers)) expect(answer === body).toBe(true);
});

test("where no instance is left, the caller is told to come back", async () => {
  const response = await fetch(await frontOf(await deadInstance(), await deadInstance()));
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
});

test("a request that an instance may have taken is not given to another one", async () => {
  let reached = 0;
  const dying: RequestListener = (request) => {
    reached += 1;
    request.socket.resetAndDestroy();
  };
  const url = await frontOf(await instance(dying), await instance(dying));
  expect((await fetch(url, { method: "POST", body: "once" })).status).toBe(502);
  expect(reached).toBe(1);
});

test("a stream passes piece by piece, headers first", async () => {
  let write: (text: string) => void = () => undefined;
  const streaming: RequestListener = (_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    write = (piece) => void response.write(piece);
  };
  const response = await fetch(await frontOf(await instance(streaming)));
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const reader = response.body?.getReader();
  // Each is written only when the one before has arrived: with a buffer on the way this would never end.
  for (const piece of ["data: 1\n\n", "data: 2\n\n"]) {
    write(piece);
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe(piece);
  }
  await reader?.cancel();
});

test("when the caller leaves, the instance learns of it", async () => {
  const arrived = Promise.withResolvers<IncomingMessage>();
  const port = await instance((request, response) => {
    response.flushHeaders();
    arrived.resolve(request);
  });
  const leaving = new AbortController();
  await fetch(await frontOf(port), { signal: leaving.signal });
  const { socket } = await arrived.promise;
  const closed = once(socket, "close");
  leaving.abort();
  await closed;
});

test.each(["destroy", "resetAndDestroy"] as const)("an answer cut short by %s does not look whole", async (cut) => {
  const url = await frontOf(
    await instance((_, response) => {
      response.write("half");
      setImmediate(() => response.socket?.[cut]());
    }),
  );
  await expect(get(url)).rejects.toThrow();
});

test("the instance is told who called, whatever the caller says", async () => {
  const url = await frontOf(await instance(({ headers }, response) => void response.end(JSON.stringify(headers))));
  const forged = { "x-forwarded-for": "203.0.113.9", forwarded: "for=203.0.113.9", "x-forwarded-proto": "https" };
  const headers = (await (await fetch(url, { headers: forged })).json()) as Record<string, string>;
  expect(headers).toMatchObject({
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-proto": "http",
    "x-forwarded-host": new URL(url).host,
    host: new URL(url).host,
  });
  expect(headers).not.toHaveProperty("forwarded");
});
