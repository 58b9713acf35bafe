import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createLocalBus } from "../adapters/bus-local/index.ts";
import { openMemoryStore } from "../adapters/journal-memory/open.ts";
import { call, newSession, openStream, signIn } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { createFeed } from "./feed.ts";
import { createHeartbeat, HEARTBEAT } from "./heartbeat.ts";
import { streamSession } from "./session-stream.ts";
import type { Sink } from "./sink.ts";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.stop());

describe("a reader that does not read", () => {
  test("[T12] is cut off, and the others miss nothing meanwhile", async () => {
    const agent = await signIn(server);
    const { name, token } = await newSession(server);
    await call(server, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
    const reading = await openStream(server, `/api/sessions/${name}/events`, { token });

    const { port, hostname } = new URL(server.url);
    const stuck = connect(Number(port), hostname);
    await new Promise((resolve) => stuck.once("connect", resolve));
    const cut = new Promise((resolve) => stuck.once("close", resolve));
    stuck.write(`GET /api/sessions/${name}/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`);
    await new Promise((resolve) => stuck.once("data", resolve));
    stuck.pause();

    // What the system keeps for a socket comes before our own 256 KiB: some megabytes have to be sent.
    const content = "龙".repeat(8_000);
    const sent: string[] = [];
    for (let round = 0; round < 20; round++) {
      const posted = await Promise.all(
        Array.from({ length: 25 }, () =>
          call(server, "/api/manual/messages", { token: agent, body: { session_name: name, role: "agent", content } }),
        ),
      );
      sent.push(...posted.map(({ body }) => body.data.message_id));
    }
    await reading.until((frame) => frame.data.message_id === sent.at(-1));
    const seen = reading.frames.map(({ data }) => data.message_id);
    expect(new Set(seen)).toEqual(new Set(sent));
    expect(seen).toHaveLength(sent.length);

    stuck.resume();
    await cut;
    reading.close();
  }, 60_000);
});

/** A reader's end that keeps what was written. */
function fakeSink() {
  const written: string[] = [];
  let onClose: () => void = () => undefined;
  let ended = false;
  const sink: Sink = {
    write: (text) => void written.push(text),
    bufferedBytes: 0,
    drained: () => Promise.resolve(),
    end() {
      ended = true;
      onClose();
    },
    cut: () => undefined,
    onClose(listener) {
      onClose = listener;
    },
  };
  return { sink, written, ended: () => ended };
}

describe("the heartbeat", () => {
  async function beating(expiresAtMs: number | null) {
    vi.useFakeTimers();
    const heartbeat = createHeartbeat();
    const { journal } = openMemoryStore();
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const feed = createFeed({ journal, bus: createLocalBus(), log });
    const reader = fakeSink();
    const started = Date.now();
    await streamSession({
      feed,
      heartbeat,
      stream: "default/session/s1",
      after: 0,
      open: () => reader.sink,
      expiresAtMs: expiresAtMs === null ? null : started + expiresAtMs,
      now: Date.now,
    });
    return { ...reader, stop: () => heartbeat.stop() };
  }

  test("[T13] writes a comment every 15 s", async () => {
    const { written, stop } = await beating(null);
    vi.advanceTimersByTime(45_000);
    expect(written).toEqual([HEARTBEAT, HEARTBEAT, HEARTBEAT]);
    stop();
    vi.useRealTimers();
  });

  test("[T14] ends the stream once its token has ended", async () => {
    const { ended, stop } = await beating(20_000);
    vi.advanceTimersByTime(15_000);
    expect(ended()).toBe(false);
    vi.advanceTimersByTime(20_000);
    expect(ended()).toBe(true);
    stop();
    vi.useRealTimers();
  });
});
