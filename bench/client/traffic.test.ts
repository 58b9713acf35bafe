import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Posts } from "./posts.ts";
import { getRequest, messageRequests, sessionName } from "./requests.ts";
import { Streams } from "./streams.ts";
import { Traffic } from "./traffic.ts";

const STREAMS = 5;

/** A small server of messages and streams that can be told to go wrong at one message. */
describe("traffic", () => {
  let server: Server;
  let posts: Posts;
  let streams: Streams;
  let traffic: Traffic;
  let readers: Map<string, ServerResponse>;
  let deliver: (session: string, frame: string, nth: number, port: number | undefined) => void;
  let status: (nth: number) => number;

  const write = (session: string, frame: string): void => void readers.get(session)?.write(frame);

  beforeEach(async () => {
    readers = new Map();
    deliver = write;
    status = () => 200;
    let messages = 0;
    server = createServer((request, response) => {
      const stream = /^\/api\/sessions\/(.*)\/events$/.exec(request.url ?? "")?.[1];
      if (stream !== undefined) {
        readers.set(stream, response);
        response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
        return;
      }
      let body = "";
      request.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      request.on("end", () => {
        messages += 1;
        deliver(
          /"session_name":"([^"]+)"/.exec(body)?.[1] ?? "",
          `data: ${body}\n\n`,
          messages,
          request.socket.localPort,
        );
        response.writeHead(status(messages), { "content-length": 2 }).end("{}");
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    posts = new Posts(port, 4);
    traffic = new Traffic([posts], messageRequests(null));
    streams = new Streams([port], {
      onMarker: (stream, number) => traffic.onMarker(stream, number),
      onEnd: (stream, reason) => traffic.fail(new Error(`stream ${stream} ended: ${reason}`)),
    });
    await streams.open(STREAMS, (stream) => getRequest(`/api/sessions/${sessionName(stream)}/events`, null));
  });

  afterEach(async () => {
    streams.close();
    posts.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test("counts every message once, with latencies that are within the time it took", async () => {
    await traffic.warmUp(50, STREAMS);
    const start = performance.now();
    const result = await traffic.load(200, 0.25, STREAMS);
    const elapsedMs = performance.now() - start;
    expect(result.messages).toBe(50);
    for (const latency of [result.pushFromDue, result.pushFromSend, result.ackFromDue, result.ackFromSend]) {
      expect(latency.count).toBe(50);
      expect(latency.p50).toBeGreaterThan(0);
      expect(latency.max).toBeLessThan(elapsedMs);
    }
    expect(result.pushFromDue.max).toBeGreaterThanOrEqual(result.pushFromSend.p50);
    expect(elapsedMs).toBeGreaterThanOrEqual(245);
    traffic.assertClean();
  });

  test("of two instances the one is written to when the other is read, for every session", async () => {
    const other = createServer(server.listeners("request")[0] as RequestListener);
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const ports = [server, other].map((instance) => (instance.address() as AddressInfo).port);
    const both = new Traffic([posts, new Posts(ports[1] ?? 0, 4)], messageRequests(null));
    const readAt = new Map<string, number | undefined>();
    const writtenAt = new Map<string, number | undefined>();
    deliver = (session, frame, _, port) => {
      readAt.set(session, readers.get(session)?.req.socket.localPort);
      writtenAt.set(session, port);
      write(session, frame);
    };
    streams.close();
    streams = new Streams(ports, {
      onMarker: (stream, number) => both.onMarker(stream, number),
      onEnd: (stream, reason) => both.fail(new Error(`stream ${stream} ended: ${reason}`)),
    });
    try {
      await streams.open(4, (stream) => getRequest(`/api/sessions/${sessionName(stream)}/events`, null));
      await both.load(1000, 0.02, 4);
    } finally {
      other.closeAllConnections();
      other.close();
    }
    const sessions = [0, 1, 2, 3].map(sessionName);
    expect(sessions.map((session) => readAt.get(session))).toEqual([ports[0], ports[1], ports[0], ports[1]]);
    expect(sessions.map((session) => writtenAt.get(session))).toEqual([ports[1], ports[0], ports[1], ports[0]]);
  });

  test("a server that stalls is charged for the messages that were due meanwhile", async () => {
    const held: [string, string][] = [];
    deliver = (session, frame, nth) => {
      if (nth > 10) write(session, frame);
      else if (held.push([session, frame]) === 10) for (const [name, late] of held) write(name, late);
    };
    const result = await traffic.load(100, 0.2, STREAMS);
    expect(result.pushFromDue.max).toBeGreaterThan(80);
  });

  test("messages that were due while nothing was sent are charged with the wait", async () => {
    deliver = (session, frame, nth) => {
      const resumeAt = performance.now() + (nth === 5 ? 100 : 0);
      while (performance.now() < resumeAt);
      write(session, frame);
    };
    const result = await traffic.load(100, 0.3, STREAMS);
    expect(result.sendLateness.max).toBeGreaterThan(60);
    expect(result.pushFromDue.p90).toBeGreaterThan(result.pushFromSend.p90 + 30);
  });

  test("a lost message is an error", async () => {
    // All others are heard of by what comes; this one by what does not.
    traffic = new Traffic([posts], messageRequests(null), 1_000);
    deliver = (session, frame, nth) => {
      if (nth !== 7) write(session, frame);
    };
    await expect(traffic.load(1000, 0.02, STREAMS)).rejects.toThrow("20 were acknowledged and 19 received");
  });

  test("a message that comes twice is an error", async () => {
    deliver = (session, frame, nth) => {
      write(session, frame);
      if (nth === 7) write(session, frame);
    };
    await expect(traffic.load(1000, 0.02, STREAMS)).rejects.toThrow("arrived twice");
  });

  test("a message on another session's stream is an error", async () => {
    deliver = (session, frame, nth) => {
      if (nth !== 7) write(session, frame);
      else write(sessionName((Number(session.slice(-1)) + 1) % STREAMS), frame);
    };
    await expect(traffic.load(1000, 0.02, STREAMS)).rejects.toThrow("another session's");
  });

  test("a refused message is an error", async () => {
    status = (nth) => (nth === 7 ? 429 : 200);
    await expect(traffic.load(1000, 0.02, STREAMS)).rejects.toThrow("answered 429");
  });

  test("a stream that ends is an error", async () => {
    deliver = (session, frame, nth) => {
      write(session, frame);
      if (nth === 7) readers.get(sessionName(0))?.destroy();
    };
    await expect(traffic.load(1000, 0.05, STREAMS)).rejects.toThrow("stream 0 ended");
  });

  test("a refused stream is an error with the server's words", async () => {
    await expect(streams.open(STREAMS + 1, () => "nonsense\r\n\r\n")).rejects.toThrow("400 Bad Request");
  });
});
