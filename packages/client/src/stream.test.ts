import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { EventSource as NodeEventSource } from "eventsource";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ConnectionState } from "./connection.ts";
import { openStream, type Stream, type StreamOptions } from "./stream.ts";
import { eventually } from "./testing/chat-world.ts";

interface Frame {
  type: string;
  n?: number;
}

/** Answers the requests in turn, the last handler for all that follow. */
let handlers: ((request: IncomingMessage, response: ServerResponse) => void)[];
let requests: IncomingMessage[];
let url: string;
let server: ReturnType<typeof createServer>;
let streams: Stream[];

beforeEach(async () => {
  handlers = [];
  requests = [];
  streams = [];
  server = createServer((request, response) => {
    requests.push(request);
    const handle = handlers.length > 1 ? handlers.shift() : handlers[0];
    handle?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
});

afterEach(async () => {
  for (const stream of streams) stream.close();
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
});

const events =
  (...chunks: (string | "end")[]) =>
  (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.flushHeaders();
    for (const chunk of chunks) {
      if (chunk === "end") response.end();
      else response.write(chunk);
    }
  };
const refusal =
  (status: number, code: string, headers: Record<string, string> = {}) =>
  (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/problem+json", ...headers });
    response.end(JSON.stringify({ code, error: code, status }));
  };
const frame = (n: number, id?: number) =>
  `${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify({ type: "x", n })}\n\n`;

function listen(options: Partial<StreamOptions<Frame>> = {}) {
  const frames: [number | undefined, string | undefined][] = [];
  const states: ConnectionState[] = [];
  const stream = openStream<Frame>({
    url,
    random: () => 0,
    onFrame: ({ n }, id) => frames.push([n, id]),
    onState: (state) => states.push(state),
    ...options,
  });
  streams.push(stream);
  const until = (name: ConnectionState["name"]) => eventually(() => stream.state.name).toBe(name);
  return { stream, frames, states, until };
}

describe("a stream", () => {
  test("[K9] sends its token, its language and where it was, and gives frames with their own ids", async () => {
    handlers = [events(frame(1, 7), frame(2), ": beat\n\n", "data: no json\n\n", "data: 5\n\n", frame(3, 8))];
    const { frames } = listen({ token: () => "secret", lang: "zh-CN", lastEventId: "6" });
    await eventually(() => frames.length).toBe(3);
    expect(frames).toEqual([
      [1, "7"],
      [2, undefined],
      [3, "8"],
    ]);
    expect(requests[0]?.headers).toMatchObject({
      authorization: "Bearer secret",
      "accept-language": "zh-CN",
      "last-event-id": "6",
      accept: "text/event-stream",
    });
  });

  test.each([
    ["cut", (response: ServerResponse) => response.destroy()],
    ["end", (response: ServerResponse) => response.end()],
  ])("[K9] goes on after a connection's %s from the last id that was seen", async (_, leave) => {
    const responses: ServerResponse[] = [];
    handlers = [
      (request, response) => {
        responses.push(response);
        events(frame(1, 7), frame(2))(request, response);
      },
      events(frame(3, 8)),
    ];
    const { frames, states } = listen();
    // What a client has not read when its connection breaks is lost.
    await eventually(() => frames.length).toBe(2);
    for (const response of responses) leave(response);
    await eventually(() => frames.length).toBe(3);
    expect(requests[1]?.headers["last-event-id"]).toBe("7");
    expect(states.map(({ name }) => name)).toEqual(["connecting", "open", "waiting", "connecting", "open"]);
  });

  test("[K2] takes an answer that is no event stream for a failure, not for the end", async () => {
    handlers = [
      (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>Sign in</p>"),
      events(frame(1, 1)),
    ];
    const { frames } = listen();
    await eventually(() => frames).toEqual([[1, "1"]]);
  });

  test("[K5] waits as long as the server asks", async () => {
    const askedAt: number[] = [];
    handlers = [refusal(429, "RATE_LIMITED", { "retry-after": "1" }), events()].map((answer) => (request, response) => {
      askedAt.push(performance.now());
      answer(request, response);
    });
    const { states, until } = listen();
    await until("open");
    expect(states).toContainEqual(expect.objectContaining({ name: "waiting", asked: true }));
    const [first = 0, second = 0] = askedAt;
    expect(second - first).toBeGreaterThan(800);
  });

  test("[K2] stops at a refusal, and says which", async () => {
    handlers = [refusal(404, "SESSION_NOT_FOUND")];
    const { stream, until } = listen();
    await until("stopped");
    expect(stream.state).toEqual({
      name: "stopped",
      reason: { cause: "refused", status: 404, code: "SESSION_NOT_FOUND" },
    });
  });

  test("[K4] gets a new token once and sends it", async () => {
    let token = "old";
    handlers = [refusal(401, "UNAUTHENTICATED"), events(frame(1))];
    const onUnauthorized = vi.fn(async () => {
      token = "new";
      return true;
    });
    const { until } = listen({ token: () => token, onUnauthorized });
    await until("open");
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer old", "Bearer new"]);
    expect(onUnauthorized).toHaveBeenCalledOnce();
  });

  test("[K8] leaves a connection that says nothing for too long", async () => {
    handlers = [events(": hello\n\n"), events(frame(1, 1))];
    const { frames } = listen({ rules: { silenceLimitMs: 60 } });
    await eventually(() => frames[0]).toEqual([1, "1"]);
  });

  test("[K8] comments keep it alive", async () => {
    let beats = 0;
    handlers = [
      (request, response) => {
        events(": hello\n\n")(request, response);
        const timer = setInterval(() => {
          beats++;
          response.write(": beat\n\n");
        }, 20);
        response.on("close", () => clearInterval(timer));
      },
    ];
    // By a clock that stands still when the beats do.
    const { until } = listen({ rules: { silenceLimitMs: 1_000 }, now: () => beats * 20 });
    await until("open");
    await eventually(() => beats).toBeGreaterThan(70);
    expect(requests).toHaveLength(1);
  });

  test("[K8] leaves an attempt that gets no answer", async () => {
    handlers = [() => undefined, events(frame(1, 1))];
    const { frames } = listen({ rules: { connectTimeoutMs: 300 } });
    await eventually(() => frames[0]).toEqual([1, "1"]);
  });

  test("[K8] its watchdog stays awake when the timer rings before the clock agrees", async () => {
    handlers = [() => undefined, events(frame(1, 1))];
    let behindMs = 5;
    const now = () => Date.now() - (requests.length > 0 ? behindMs : 0);
    const { frames } = listen({ rules: { connectTimeoutMs: 60 }, now });
    await new Promise((resolve) => setTimeout(resolve, 70));
    behindMs = 0;
    await eventually(() => frames[0]).toEqual([1, "1"]);
  });

  test("[K8] a clock that is put back does not keep a dead connection", async () => {
    handlers = [events(": hello\n\n"), events(frame(1, 1))];
    let aheadMs = 3_600_000;
    const { frames, until } = listen({ rules: { silenceLimitMs: 60 }, now: () => Date.now() + aheadMs });
    await until("open");
    aheadMs = 0;
    await eventually(() => frames[0]).toEqual([1, "1"]);
  });

  test("[K1] closed by the listener that hears of its opening, it has no timer left", async () => {
    handlers = [events(frame(1, 1))];
    const set = vi.spyOn(globalThis, "setTimeout");
    const { stream, frames, until } = listen({
      rules: { silenceLimitMs: 77_777 },
      onState: ({ name }) => name === "open" && stream.close(),
    });
    await until("stopped");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(set.mock.calls.filter(([, delayMs]) => delayMs === 77_777)).toEqual([]);
    expect(frames).toEqual([]);
    set.mockRestore();
  });

  test("[K1] a listener that throws hears of the next state, and breaks no connection", async () => {
    handlers = [events(frame(1, 1))];
    const thrown: unknown[] = [];
    const later = globalThis.queueMicrotask;
    vi.stubGlobal("queueMicrotask", (run: () => void) =>
      later(() => {
        try {
          run();
        } catch (error) {
          thrown.push(error);
        }
      }),
    );
    const { stream, frames } = listen({
      onState() {
        throw new Error("a screen's mistake");
      },
    });
    await eventually(() => frames).toEqual([[1, "1"]]);
    expect(requests).toHaveLength(1);
    stream.close();
    await eventually(() => thrown).toHaveLength(3);
    vi.unstubAllGlobals();
  });

  test("[K1] ends at once when closed, and says nothing any more", async () => {
    let closedByClient = false;
    handlers = [
      (request, response) => {
        response.on("close", () => {
          closedByClient = true;
        });
        events(frame(1, 1))(request, response);
      },
    ];
    const { stream, frames } = listen();
    await eventually(() => frames.length).toBe(1);
    stream.close();
    await eventually(() => closedByClient).toBe(true);
    expect(stream.state).toEqual({ name: "stopped", reason: { cause: "closed" } });
  });
});

describe("by EventSource", () => {
  beforeEach(() => vi.stubGlobal("EventSource", NodeEventSource));
  afterEach(() => vi.unstubAllGlobals());

  test("[K9] resumes by the query, and does not take a repeated id for a frame's own", async () => {
    handlers = [events(frame(1, 7), frame(2), frame(3), frame(4, 8), "end"), events(frame(5, 9))];
    const { frames } = listen({ mode: "eventsource", lastEventId: "6" });
    await eventually(() => frames.length).toBe(5);
    expect(frames.map(([, id]) => id)).toEqual(["7", undefined, undefined, "8", "9"]);
    expect(requests.map((request) => request.url)).toEqual(["/events?last_event_id=6", "/events?last_event_id=8"]);
  });

  test("[K10] asks by fetch why it was refused, and stops with the reason", async () => {
    handlers = [refusal(404, "SESSION_NOT_FOUND")];
    const { stream, until } = listen({ mode: "eventsource", token: () => "mine" });
    await until("stopped");
    expect(stream.state).toMatchObject({ reason: { cause: "refused", status: 404, code: "SESSION_NOT_FOUND" } });
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([undefined, "Bearer mine"]);
  });

  test("[K10] a cookie that opens nothing, while the token does, is renewed once until the stream opens", async () => {
    handlers = [refusal(401, "UNAUTHENTICATED"), events(), events(frame(1, 1))];
    const onUnauthorized = vi.fn(async () => true);
    const { frames } = listen({ mode: "eventsource", onUnauthorized });
    await eventually(() => frames).toEqual([[1, "1"]]);
    expect(onUnauthorized).toHaveBeenCalledOnce();
  });

  test("[K10] a proxy that refuses EventSource only is tried again, and never taken for the end", async () => {
    handlers = Array.from({ length: 3 }, () => [refusal(502, "UNEXPECTED"), events()]).flat();
    handlers.push(events(frame(1, 1)));
    const onUnauthorized = vi.fn(async () => true);
    const { frames, states } = listen({ mode: "eventsource", onUnauthorized });
    await eventually(() => frames).toEqual([[1, "1"]]);
    expect(states.map(({ name }) => name)).not.toContain("stopped");
    expect(onUnauthorized).toHaveBeenCalledOnce();
  });
});

describe("a page that is hidden and shown", () => {
  const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const turn = (state: "visible" | "hidden") => {
    page.visibilityState = state;
    page.dispatchEvent(new Event("visibilitychange"));
  };
  beforeEach(() => {
    page.visibilityState = "visible";
    vi.stubGlobal("document", page);
  });
  afterEach(() => vi.unstubAllGlobals());

  test("[K6] waits longer while hidden, and connects at once when shown", async () => {
    handlers = [refusal(503, "UNAVAILABLE"), events(frame(1, 1))];
    turn("hidden");
    const { stream, frames, until } = listen({ random: () => 0.999, rules: { hiddenFactor: 1_000 }, now: () => 0 });
    await until("waiting");
    expect(stream.state).toMatchObject({ retryAtMs: 499_000 });
    turn("visible");
    await eventually(() => frames).toEqual([[1, "1"]]);
  });

  test("[K8] by EventSource, replaces a connection that was silent for long", async () => {
    vi.stubGlobal("EventSource", NodeEventSource);
    handlers = [events(frame(1, 7)), events(frame(2, 8))];
    let laterMs = 0;
    const { frames } = listen({ mode: "eventsource", now: () => Date.now() + laterMs });
    await eventually(() => frames).toEqual([[1, "7"]]);
    turn("hidden");
    turn("visible");
    expect(requests).toHaveLength(1);
    laterMs = 50_000;
    turn("visible");
    await eventually(() => frames).toEqual([
      [1, "7"],
      [2, "8"],
    ]);
    expect(requests[1]?.url).toBe("/events?last_event_id=7");
  });

  test("[K1] listens to nothing any more once it is closed", async () => {
    handlers = [events()];
    const remove = vi.spyOn(page, "removeEventListener");
    const { stream, until } = listen();
    await until("open");
    stream.close();
    expect(remove).toHaveBeenCalledOnce();
  });
});
