import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { happenings, play } from "./testing/network-model.ts";
import { type Act, acts, longActs, type Story, tell } from "./testing/session-model.ts";
import {
  addPending,
  applyFrame,
  applyOlder,
  applySnapshot,
  dropPending,
  EMPTY_TRANSCRIPT,
  expireTyping,
  failPending,
  forgetConfirmed,
  settlePending,
  type Transcript,
} from "./transcript.ts";

type Delivery = (transcript: Transcript) => Transcript;

const journaled =
  ({ seq, frame }: Story["frames"][number]): Delivery =>
  (transcript) =>
    applyFrame(transcript, frame, seq, 0);
const live =
  (frame: Story["live"][number]): Delivery =>
  (transcript) =>
    applyFrame(transcript, frame, undefined, 0);
const snapshot =
  (story: Story, seq: number): Delivery =>
  (transcript) =>
    applySnapshot(transcript, story.snapshotAt(seq));
const fold = (deliveries: readonly Delivery[], from = EMPTY_TRANSCRIPT) =>
  deliveries.reduce((transcript, deliver) => deliver(transcript), from);

const uninterrupted = (story: Story) => fold([snapshot(story, 0), ...story.frames.map(journaled)]);

/** What a screen shows once everything has arrived; who is typing right now is no part of the record. */
const shown = (transcript: Transcript) => ({ ...transcript, typing: null, queue: null, endedReplies: null });

/** Which reply a message completes is told by its frame alone; how far it was told depends on what told it. */
const record = (transcript: Transcript) => ({
  ...shown(transcript),
  messages: transcript.messages.map(({ reply_id: _, ...message }) => message),
  seq: 0,
  statusSeq: 0,
});

describe("the fold", () => {
  test("[K11] any order, repeats, pieces at any time and snapshots of any age give the uninterrupted transcript", () => {
    const order = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 200, maxLength: 200 });
    fc.assert(
      fc.property(
        acts,
        order,
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 30 }),
        (script, ranks, ages, again) => {
          const story = tell(script);
          const repeats = again
            .map((index) => story.frames[index % Math.max(1, story.frames.length)])
            .filter((one) => one !== undefined);
          const deliveries: Delivery[] = [
            snapshot(story, 0),
            ...story.frames.map(journaled),
            ...repeats.map(journaled),
            ...story.live.map(live),
            ...ages.map((age) => snapshot(story, age % (story.lastSeq + 1))),
          ];
          const shuffled = deliveries
            .map((deliver, index) => ({ deliver, rank: ranks[index % ranks.length] ?? 0 }))
            .sort((a, b) => a.rank - b.rank);
          const result = fold(shuffled.map(({ deliver }) => deliver));
          expect(result.seq).toBeGreaterThanOrEqual(uninterrupted(story).seq);
          // A snapshot also covers entries that have no frame, so it may know a higher place; nothing else differs.
          expect(shown({ ...result, seq: 0, statusSeq: 0 })).toEqual(
            shown({ ...uninterrupted(story), seq: 0, statusSeq: 0 }),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  test("[K11] a stream cut anywhere, resumed by id, with pieces lost and snapshots late, gives the uninterrupted transcript", () => {
    const cuts = fc.array(fc.record({ read: fc.nat(12), overlap: fc.nat(3), snapshotAge: fc.nat(5) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(acts, cuts, (script, connections) => {
        const story = tell(script);
        let transcript = applySnapshot(EMPTY_TRANSCRIPT, story.snapshotAt(0));
        for (const { read, overlap, snapshotAge } of connections) {
          const resumeAfter = Math.max(0, transcript.seq - overlap);
          const replay = story.frames.filter(({ seq }) => seq > resumeAfter).slice(0, read);
          transcript = fold(replay.map(journaled), transcript);
          transcript = applySnapshot(transcript, story.snapshotAt(Math.max(0, transcript.seq - snapshotAge)));
          transcript = fold(story.live.slice(0, read).map(live), transcript);
        }
        transcript = fold(story.frames.filter(({ seq }) => seq > transcript.seq).map(journaled), transcript);
        // Pieces of replies whose end was in an earlier connection must not linger.
        expect(shown({ ...transcript, statusSeq: 0, seq: 0 }).messages).toEqual(uninterrupted(story).messages);
        expect(transcript.status).toBe(uninterrupted(story).status);
      }),
      { numRuns: 300 },
    );
  });

  test("[K11] whatever happens between client and server, the transcript comes to be that of an uninterrupted stream", () => {
    fc.assert(
      fc.property(fc.oneof(acts, longActs), happenings, (script, happens) => {
        const story = tell(script);
        const inOrder = ({ messages, floorSeq = 0 }: Transcript) => {
          const seqs = messages.map(({ seq }) => seq);
          expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
          expect(seqs[0] ?? floorSeq).toBeGreaterThanOrEqual(floorSeq);
        };
        expect(record(play(story, happens, inOrder))).toEqual(record(uninterrupted(story)));
      }),
      { numRuns: 1_500 },
    );
  });

  test("[K12] a snapshot that is ahead of the stream does not move where the stream resumes", () => {
    const story = tell(["customer", "discarded", "customer"]);
    const [piece] = story.live;
    const behind = fold([snapshot(story, 0), ...story.frames.slice(0, 1).map(journaled), snapshot(story, 3)]);
    expect(behind).toMatchObject({ seq: 1, messages: { length: 2 } });
    const growing = piece === undefined ? behind : live(piece)(behind);
    expect(growing.partials).toHaveLength(1);
    const rest = story.frames.filter(({ seq }) => seq > growing.seq);
    expect(fold(rest.map(journaled), growing).partials).toEqual([]);
  });

  test("[K13] a page of older messages that comes after a reset leaves no hole", () => {
    const long = tell(Array.from({ length: 200 }, () => "customer"));
    const early = fold([snapshot(long, 100)]);
    const page = { messages: long.messages.slice(0, 50), has_more: false };
    const reset = applySnapshot(forgetConfirmed(early), long.snapshotAt(200));
    const late = applyOlder(reset, page, 51);
    expect(late).toMatchObject({ hasOlder: true, floorSeq: 151, messages: { length: 50 } });
  });

  test("[K12] resuming after `seq` misses nothing, wherever the stream was cut", () => {
    fc.assert(
      fc.property(acts, fc.nat(), (script, at) => {
        const story = tell(script);
        const cut = at % (story.frames.length + 1);
        const before = fold([snapshot(story, 0), ...story.frames.slice(0, cut).map(journaled)]);
        const rest = story.frames.filter(({ seq }) => seq > before.seq);
        expect(fold(rest.map(journaled), before)).toEqual(uninterrupted(story));
      }),
    );
  });

  test("[K11] an unknown frame of a newer server counts its place and shows nothing", () => {
    const story = tell(["customer"]);
    const before = uninterrupted(story);
    const after = applyFrame(before, { type: "sticker" } as never, 9, 0);
    expect(after).toEqual({ ...before, seq: 9 });
  });
});

describe("status", () => {
  const status = (script: Act[]) => uninterrupted(tell(script));

  test("says since when the customer waits, then who serves them, then neither", () => {
    expect(status(["customer", "escalate"])).toMatchObject({ status: "pending_manual", waitingSince: 1_763_600_002 });
    expect(status(["escalate", "take"])).toMatchObject({ waitingSince: null, assignedAgent: { name: "小王" } });
    expect(status(["escalate", "take", "release"])).toMatchObject({ status: "bot_active", assignedAgent: null });
  });

  test("the place in the queue is shown while waiting only", () => {
    const queue = { type: "queue", position: 2, estimated_wait_seconds: 90 } as const;
    const waiting = applyFrame(status(["escalate"]), queue, undefined, 0);
    expect(waiting.queue).toEqual({ position: 2, estimatedWaitSeconds: 90 });
    expect(applyFrame(status(["customer"]), queue, undefined, 0).queue).toBeNull();
    const taken = tell(["escalate", "take"]).frames[1];
    expect(taken && journaled(taken)(waiting).queue).toBeNull();
  });
});

describe("partial replies", () => {
  const piece = (offset: number, content: string) => live({ type: "message", content, reply_id: "r1", offset });

  test("[K14] pieces join by offset; repeats, overlaps and order do not matter", () => {
    const joined = fold([piece(0, "abc"), piece(5, "fg"), piece(0, "ab"), piece(2, "cde")]);
    expect(joined.partials).toMatchObject([{ replyId: "r1", text: "abcdefg" }]);
  });

  test("[K14] after a missing piece nothing is shown until it comes", () => {
    expect(fold([piece(0, "abc"), piece(6, "g")]).partials[0]?.text).toBe("abc");
    expect(fold([piece(3, "def")]).partials[0]?.text).toBe("");
  });

  test("[K14] the whole reply takes its place, and a late piece does not bring it back", () => {
    const story = tell(["reply"]);
    const done = fold([...story.live.map(live), ...story.frames.map(journaled), ...story.live.map(live)]);
    expect(done.partials).toEqual([]);
    expect(done.messages).toMatchObject([{ role: "assistant", reply_id: "reply_1" }]);
  });

  test.each(["discarded", "escalate", "take"] as const)("[K14] %s drops it for good", (end) => {
    const begun = fold([piece(0, "abc")]);
    const frame =
      end === "discarded"
        ? { seq: 1, frame: { type: "reply_discarded", reply_id: "r1" } as const }
        : tell([end]).frames[0];
    const ended = fold(frame === undefined ? [] : [journaled(frame), piece(3, "def")], begun);
    expect(ended.partials).toEqual([]);
  });
});

describe("messages of our own", () => {
  const pending = { key: "key_1", content: "text 1", timestamp: 1 };
  const written = addPending(EMPTY_TRANSCRIPT, pending);
  const story = tell(["customer"]);

  test("[K15] settle by their key through a frame, a snapshot or an answer, in any order, once", () => {
    const ways: Delivery[] = [
      ...story.frames.map(journaled),
      snapshot(story, 1),
      (transcript) => settlePending(transcript, "key_1", { message_id: "msg_1", seq: 1, timestamp: 1_763_600_001 }),
      (transcript) => settlePending(transcript, "key_1"),
      (transcript) => addPending(transcript, pending),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(ways, { minLength: 2 }), fc.nat(2), (chosen, way) => {
        const { messages, pending: left } = fold([...chosen, ways[way] ?? ((same) => same)], written);
        expect(left).toEqual([]);
        expect(messages).toEqual([expect.objectContaining({ id: "msg_1", content: "text 1" })]);
      }),
    );
  });

  test("[K15] fail with a reason, can be sent again, and a frame proves even a failed one delivered", () => {
    const failed = failPending(written, "key_1", "NETWORK");
    expect(failed.pending).toMatchObject([{ state: "failed", error: "NETWORK" }]);
    expect(addPending(failed, pending).pending).toEqual([{ ...pending, state: "sending" }]);
    expect(fold(story.frames.map(journaled), failed)).toMatchObject({ pending: [], messages: [{ id: "msg_1" }] });
    expect(dropPending(failed, "key_1").pending).toEqual([]);
  });

  test("[K16] after a reset, what was accepted comes with the snapshot, what was not stays", () => {
    const two = addPending(settlePending(written, "key_1"), { key: "key_2", content: "b", timestamp: 2 });
    expect(forgetConfirmed(two).pending.map(({ key }) => key)).toEqual(["key_2"]);
  });
});

describe("older messages", () => {
  test("[K13] are there to load when a snapshot is full, until the first page says that there are no more", () => {
    const long = tell(Array.from({ length: 120 }, () => "customer"));
    const recent = applySnapshot(EMPTY_TRANSCRIPT, long.snapshotAt(120));
    expect(recent).toMatchObject({ hasOlder: true, messages: { length: 50 } });
    const all = long.snapshotAt(70).history;
    const page = applyOlder(recent, { messages: all, has_more: true });
    expect(page).toMatchObject({ hasOlder: true, messages: { length: 100 } });
    expect(page.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, index) => index + 21));
    expect(applyOlder(page, { messages: long.snapshotAt(20).history, has_more: false }).hasOlder).toBe(false);
    expect(applySnapshot(EMPTY_TRANSCRIPT, long.snapshotAt(49)).hasOlder).toBe(false);
  });
});

describe("is typing", () => {
  const typing = applyFrame(
    EMPTY_TRANSCRIPT,
    { type: "typing", role: "agent", agent_id: "agent_01", agent_name: "小王" },
    undefined,
    1_000,
  );

  test("ends with the agent's message, a change of status, or by time", () => {
    expect(typing.typing).toEqual({ role: "agent", agentId: "agent_01", name: "小王", atMs: 1_000 });
    for (const act of ["agent", "escalate"] as const) {
      expect(fold(tell([act]).frames.map(journaled), typing).typing).toBeNull();
    }
    expect(fold(tell(["customer"]).frames.map(journaled), typing).typing).not.toBeNull();
    expect(expireTyping(typing, 6_999, 6_000)).toBe(typing);
    expect(expireTyping(typing, 7_000, 6_000).typing).toBeNull();
  });
});

describe("a long conversation", () => {
  test("[K17] of 5,000 messages takes a frame in far less than a millisecond, with fifty messages under way", () => {
    const long = tell(
      Array.from({ length: 5_000 }, (_, index) => (["customer", "reply", "agent"] as const)[index % 3] ?? "agent"),
    );
    let transcript = fold(long.frames.map(journaled));
    for (let index = 0; index < 50; index++) {
      transcript = addPending(transcript, { key: `mine ${index}`, content: "x", timestamp: 1 });
    }
    const more = tell(Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? "customer" : "reply")));
    const deliveries = [
      ...more.frames.map(({ seq, frame }) => journaled({ seq: seq + long.lastSeq, frame })),
      ...more.live.map(live),
    ];
    const durations = deliveries.map((deliver) => {
      const startedAt = performance.now();
      transcript = deliver(transcript);
      return performance.now() - startedAt;
    });
    expect(transcript.messages).toHaveLength(5_200);
    const median = durations.toSorted((a, b) => a - b)[Math.floor(durations.length / 2)] ?? Number.POSITIVE_INFINITY;
    const journal = durations.slice(0, more.frames.length).toSorted((a, b) => a - b);
    expect(median).toBeLessThan(0.5);
    // Of those that insert a message: a machine under load may hold up a few, not half of them.
    expect(journal[Math.floor(journal.length / 2)]).toBeLessThan(0.5);
  });
});
