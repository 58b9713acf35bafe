import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Answer, Posts, parseAnswer } from "./posts.ts";

describe("parseAnswer", () => {
  const whole = 'HTTP/1.1 409 Conflict\r\nContent-Length: 14\r\nx: y\r\n\r\n{"a":"您好"}';

  test("reads status and body, whatever the case of the header", () => {
    expect(parseAnswer(whole)).toEqual({ status: 409, body: '{"a":"您好"}' });
  });

  test("waits for the whole answer; the length counts bytes, not characters", () => {
    for (let cut = 0; cut < whole.length; cut += 1) expect(parseAnswer(whole.slice(0, cut))).toBeNull();
  });

  test("refuses what it cannot measure", () => {
    expect(() => parseAnswer("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")).toThrow("content-length");
  });
});

describe("Posts", () => {
  let server: Server;
  let port: number;
  let busy = 0;
  let busiest = 0;

  beforeEach(async () => {
    busy = 0;
    busiest = 0;
    server = createServer((request, response) => {
      busy += 1;
      busiest = Math.max(busiest, busy);
      request.resume();
      setImmediate(() => {
        busy -= 1;
        const body = JSON.stringify({ path: request.url });
        response.writeHead(200, { "content-length": Buffer.byteLength(body) }).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test("every request gets its own answer, over no more connections than allowed", async () => {
    const posts = new Posts(port, 4);
    const bodies = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        const request = `GET /${index} HTTP/1.1\r\nhost: bench\r\n\r\n`;
        return new Promise<Answer | Error>((resolve) => posts.send(request, resolve));
      }),
    );
    expect(bodies).toEqual(bodies.map((_, index) => ({ status: 200, body: `{"path":"/${index}"}` })));
    expect(posts.connections).toBe(4);
    expect(busiest).toBeLessThanOrEqual(4);
    posts.close();
  });

  test("a connection that dies answers with an error", async () => {
    const posts = new Posts(port, 1);
    server.removeAllListeners("request");
    server.on("request", (request) => request.socket.destroy());
    const answer = await new Promise((resolve) => posts.send("GET / HTTP/1.1\r\nhost: bench\r\n\r\n", resolve));
    expect(answer).toBeInstanceOf(Error);
  });
});
