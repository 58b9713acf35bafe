import type { Message, SessionFrame } from "@baton/protocol";
import fc from "fast-check";
import {
  addPending,
  applyFrame,
  applyOlder,
  applySnapshot,
  EMPTY_TRANSCRIPT,
  failPending,
  forgetConfirmed,
  settlePending,
  type Transcript,
} from "../transcript.ts";
import type { Story } from "./session-model.ts";

/** What may happen between one client and the server of a story. Numbers choose among what there is. */
export type Happening =
  | { type: "server goes on"; entries: number }
  | { type: "client reads"; frames: number }
  | { type: "frames change places"; at: number }
  | { type: "frame comes twice"; at: number }
  | { type: "connection breaks"; again: number }
  | { type: "server resets" }
  | { type: "snapshot is asked for" }
  | { type: "older page is asked for" }
  | { type: "answer comes"; which: number }
  | { type: "customer writes"; which: number }
  | { type: "attempt ends"; which: number; how: "accepted" | "accepted with place" | "failed" };

const some = (max: number) => fc.nat(max);
const sometimes = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant("server goes on" as const), entries: some(12) }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constant("client reads" as const), frames: some(15) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("frames change places" as const), at: some(6) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("frame comes twice" as const), at: some(6) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("connection breaks" as const), again: some(4) }) },
  { weight: 1, arbitrary: fc.constant({ type: "server resets" as const }) },
  { weight: 2, arbitrary: fc.constant({ type: "snapshot is asked for" as const }) },
  { weight: 2, arbitrary: fc.constant({ type: "older page is asked for" as const }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("answer comes" as const), which: some(5) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("customer writes" as const), which: some(3) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("attempt ends" as const),
      which: some(5),
      how: fc.constantFrom("accepted" as const, "accepted with place" as const, "failed" as const),
    }),
  },
);
export const happenings: fc.Arbitrary<Happening[]> = fc.array(sometimes, { maxLength: 60, size: "max" });

const PAGE = 50;

type OnTheWire = { seq: number | undefined; frame: SessionFrame };
type Answer = (transcript: Transcript) => Transcript;

/**
 * Plays what happens, then lets everything come to rest: the server gets to the story's end, the last answers come, the
 * client reads all there is, and loads older messages until there are no more.
 * @param look sees every transcript on the way
 */
export function play(
  story: Story,
  script: readonly Happening[],
  look: (transcript: Transcript) => void = () => undefined,
): Transcript {
  let transcript = applySnapshot(EMPTY_TRANSCRIPT, story.snapshotAt(0));
  /** The server's last entry. */
  let head = 0;
  let wire: OnTheWire[] = [];
  const answers: Answer[] = [];
  const written = new Set<string>();
  const customerSays = story.frames.flatMap(({ seq, frame }) =>
    frame.type === "user_message" ? [{ seq, frame }] : [],
  );

  const framesOf = (seq: number): OnTheWire[] => {
    const ended = story.frames.filter((one) => one.seq === seq);
    const replyIds = ended.flatMap(({ frame }) => ("reply_id" in frame ? [frame.reply_id] : []));
    const pieces = story.live.filter((one) => one.type === "message" && replyIds.includes(one.reply_id));
    return [...pieces.map((frame) => ({ seq: undefined, frame })), ...ended];
  };
  const goOn = (entries: number) => {
    for (const last = Math.min(story.lastSeq, head + entries); head < last; ) wire.push(...framesOf(++head));
  };
  const read = (frames: number) => {
    for (const { seq, frame } of wire.splice(0, frames)) transcript = applyFrame(transcript, frame, seq, 0);
  };
  /**
   * Live pieces are gone for good; journaled frames come again from where the client was, or a little before. One that
   * was overtaken on the way still comes: no resuming by id could ask for it, so a real stream keeps its order.
   */
  const reconnect = (again: number) => {
    const overtaken = Math.min(...wire.map(({ seq }) => seq ?? Number.POSITIVE_INFINITY));
    const after = Math.min(transcript.seq, overtaken - 1) - again;
    wire = story.frames.filter(({ seq }) => seq > after && seq <= head);
  };
  const askForSnapshot = () => {
    const asked = story.snapshotAt(head);
    answers.push((known) => applySnapshot(known, asked));
  };
  const askForOlder = () => {
    const before = transcript.floorSeq ?? 0;
    const page = olderThan(story, head, before);
    answers.push((known) => applyOlder(known, page, before));
  };
  const hear = (which: number) => {
    const [answer] = answers.splice(which % Math.max(1, answers.length), 1);
    if (answer !== undefined) transcript = answer(transcript);
  };
  const write = (which: number) => {
    // Only what the server does not have yet: a key that was used is never written anew.
    const next = customerSays.filter(({ seq, frame }) => seq > head && !written.has(frame.client_message_id ?? ""))[
      which
    ];
    if (next === undefined) return;
    const key = next.frame.client_message_id ?? "";
    written.add(key);
    transcript = addPending(transcript, { key, content: next.frame.content, timestamp: next.frame.timestamp });
  };
  const endAttempt = (which: number, how: string) => {
    const { key } = transcript.pending[which % Math.max(1, transcript.pending.length)] ?? {};
    if (key === undefined) return;
    const there = customerSays.find(({ frame }) => frame.client_message_id === key);
    if (how === "failed") transcript = failPending(transcript, key, "NETWORK");
    else if (there !== undefined && there.seq <= head) {
      const { message_id, timestamp } = there.frame;
      const place = { message_id, timestamp, seq: there.seq };
      transcript = settlePending(transcript, key, how === "accepted" ? undefined : place);
    }
  };

  for (const one of script) {
    switch (one.type) {
      case "server goes on":
        goOn(one.entries);
        break;
      case "client reads":
        read(one.frames);
        break;
      case "frames change places": {
        const [frame] = wire.splice(one.at, 1);
        if (frame !== undefined) wire.splice(one.at + 1, 0, frame);
        break;
      }
      case "frame comes twice": {
        const frame = wire[one.at];
        if (frame !== undefined) wire.splice(one.at, 0, frame);
        break;
      }
      case "connection breaks":
        reconnect(one.again);
        break;
      case "server resets":
        transcript = applySnapshot(forgetConfirmed(transcript), story.snapshotAt(head));
        reconnect(0);
        break;
      case "snapshot is asked for":
        askForSnapshot();
        break;
      case "older page is asked for":
        askForOlder();
        break;
      case "answer comes":
        hear(one.which);
        break;
      case "customer writes":
        write(one.which);
        break;
      case "attempt ends":
        endAttempt(one.which, one.how);
        break;
    }
    look(transcript);
  }
  goOn(story.lastSeq);
  while (answers.length > 0) hear(0);
  read(wire.length);
  while (transcript.hasOlder) {
    askForOlder();
    hear(0);
  }
  return transcript;
}

function olderThan(story: Story, head: number, before: number): { messages: Message[]; has_more: boolean } {
  const older = story.messages.filter(({ seq }) => seq < before && seq <= head);
  return { messages: older.slice(-PAGE), has_more: older.length > PAGE };
}
