import { describe, expect, test } from "vitest";
import type { Feed, Follower } from "../ports/feed.ts";
import type { StoredEvent } from "../ports/journal.ts";
import { streamSession } from "./session-stream.ts";
import type { Sink } from "./sink.ts";

const says = (seq: number): StoredEvent => ({
  id: `evt_${seq}`,
  stream: "default/session/s",
  position: seq,
  seq,
  type: "customer_message",
  time: 0,
  data: { message_id: `msg_${seq}` },
  personal: { content: `text ${seq}` },
  salt: null,
  personalDigest: null,
  hash: "",
});

describe("[T15] a stream that ends with the answer", () => {
  test("shows nothing that comes after it, though it comes in the same run", async () => {
    let follower: Follower | undefined;
    const feed: Feed = {
      async follow(_stream, _after, theFollower) {
        follower = theFollower;
        return { stop: () => undefined };
      },
    };
    let written = "";
    let ended = false;
    const sink: Sink = {
      write: (text) => {
        written += text;
      },
      bufferedBytes: 0,
      drained: async () => undefined,
      end: () => {
        ended = true;
      },
      cut: () => undefined,
      onClose: () => undefined,
    };
    await streamSession({
      feed,
      heartbeat: { add: () => () => undefined },
      stream: "default/session/s",
      after: 0,
      open: () => sink,
      expiresAtMs: null,
      now: () => 0,
      endsAt: (events) => events.find(({ seq }) => seq === 2)?.seq ?? null,
    });
    await follower?.onEvents([says(1), says(2), says(3)], true);
    expect([...written.matchAll(/^id: (\d+)$/gm)].map(([, id]) => id)).toEqual(["1", "2"]);
    expect(written).toMatch(/"type":"done","content":""\}\n\n$/);
    expect(ended).toBe(true);
  });
});
