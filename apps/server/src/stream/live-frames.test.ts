import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLocalBus } from "../adapters/bus-local/index.ts";
import { openMemoryStore } from "../adapters/journal-memory/open.ts";
import { chain } from "../application/journal/chain.ts";
import type { StreamKey } from "../ports/journal.ts";
import { createFeed } from "./feed.ts";
import { createHeartbeat, HEARTBEAT } from "./heartbeat.ts";
import { streamSession } from "./session-stream.ts";
import { MAX_BUFFERED_BYTES, type Sink } from "./sink.ts";

const STREAM: StreamKey = "default/session/s1";
const REPLY = "rep_1";

/** A reader who takes nothing: whatever is written waits, until it is cut off. */
function unreadSink() {
  const written: string[] = [];
  let onClose: () => void = () => undefined;
  let cuts = 0;
  let waiting = 0;
  const sink: Sink = {
    write(text) {
      written.push(text);
      waiting += Buffer.byteLength(text);
    },
    get bufferedBytes() {
      return waiting;
    },
    drained: () => new Promise(() => undefined),
    end: () => onClose(),
    cut() {
      cuts += 1;
      onClose();
    },
    onClose(listener) {
      onClose = listener;
    },
  };
  return { sink, written, waiting: () => waiting, cuts: () => cuts, take: () => (waiting = 0) };
}

async function opened() {
  const { journal } = openMemoryStore();
  const bus = createLocalBus();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const feed = createFeed({ journal, bus, log });
  const heartbeat = createHeartbeat();
  const data = { turn: "turn_1", reply_id: REPLY };
  const { head } = await journal.load(STREAM);
  const events = chain(STREAM, head, [{ id: "evt_1", type: "bot_turn_started", time: 1, data, personal: null }]);
  const summary = { updatedAt: 1, status: null, agentId: null, deadlineAt: null, priority: 0, waitingSince: null };
  await journal.append([{ stream: STREAM, expectedSeq: 0, events, summary: { ...summary, state: {} } }]);
  const reader = unreadSink();
  await streamSession({
    feed,
    heartbeat,
    stream: STREAM,
    after: 1,
    open: () => reader.sink,
    expiresAtMs: null,
    now: Date.now,
  });
  return {
    ...reader,
    typing: () => bus.publish({ kind: "typing", stream: STREAM, role: "agent", agentId: "a", agentName: "小王" }),
    piece: (text: string) => bus.publish({ kind: "piece", stream: STREAM, replyId: REPLY, offset: 0, text }),
    close() {
      heartbeat.stop();
      feed.close();
    },
  };
}

describe("[T12] what is live only is bounded like everything else", () => {
  test("a reader flooded with typing is cut off past 256 KiB, once, and gets no more", async () => {
    const reader = await opened();
    const frameBytes = 200;
    for (let sent = 0; sent < (4 * MAX_BUFFERED_BYTES) / 50; sent++) reader.typing();
    expect(reader.cuts()).toBe(1);
    expect(reader.waiting()).toBeGreaterThan(MAX_BUFFERED_BYTES);
    expect(reader.waiting()).toBeLessThan(MAX_BUFFERED_BYTES + frameBytes);
    reader.close();
  });

  test("one whom a piece of a reply takes past 256 KiB is cut off; one just below is not", async () => {
    const reader = await opened();
    reader.piece("x".repeat(MAX_BUFFERED_BYTES - 1_000));
    expect([reader.cuts(), reader.written.length]).toEqual([0, 1]);
    reader.piece("x".repeat(1_000));
    expect([reader.cuts(), reader.written.length]).toEqual([1, 2]);
    reader.piece("too late");
    expect(reader.written).toHaveLength(2);
    reader.close();
  });

  test("one who takes what comes gets any amount", async () => {
    const reader = await opened();
    for (let sent = 0; sent < 20; sent++) {
      reader.piece("x".repeat(MAX_BUFFERED_BYTES / 2));
      reader.take();
    }
    expect([reader.cuts(), reader.written.length]).toEqual([0, 20]);
    reader.close();
  });
});

describe("[T13] the comment line", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("is not written to a reader for whom something waits: it would wait, too", async () => {
    const reader = await opened();
    reader.typing();
    vi.advanceTimersByTime(60_000);
    expect(reader.written).not.toContain(HEARTBEAT);
    reader.take();
    vi.advanceTimersByTime(15_000);
    expect(reader.written.at(-1)).toBe(HEARTBEAT);
    reader.close();
  });
});
