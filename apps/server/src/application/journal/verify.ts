import {
  GENESIS_HASH,
  type Journal,
  JournalUnavailable,
  type StoredEvent,
  type StreamKey,
} from "../../ports/journal.ts";
import { digestPersonal, hashEvent } from "./chain.ts";

/** The first row of a stream that is not as it was written. What follows it in the stream proves nothing any more. */
export interface Finding {
  /** The stream's key, or where it was looked for. */
  stream: string;
  /** Null when no single event can be named. */
  seq: number | null;
  fault: "changed" | "removed" | "reordered" | "unreadable";
  detail: string;
}

export interface Verdict {
  streams: number;
  events: number;
  /** Events whose words were erased: they verify by their digest. */
  erased: number;
  findings: Finding[];
}

const PAGE = 500;

/**
 * Walks every chain from its genesis to its head (docs/spec/journal.md, section "The audit"). Appends may go on
 * meanwhile: each stream is walked up to the head that it had when its turn came.
 */
export async function verifyJournal(journal: Journal): Promise<Verdict> {
  const known = await countAll(journal);
  const verdict: Verdict = { streams: 0, events: 0, erased: 0, findings: [] };
  let counted = 0;
  for await (const stream of everyStream(journal, verdict.findings)) {
    verdict.streams += 1;
    const walk = new ChainWalk(journal, stream, (event) => {
      verdict.events += 1;
      if (event.personalDigest !== null && event.personal === null) verdict.erased += 1;
      if (event.position <= known.lastPosition) counted += 1;
    });
    const finding = await walk.run();
    if (finding) verdict.findings.push(finding);
  }
  // Only when every stream is whole does a difference mean rows that belong to no stream.
  if (verdict.findings.length === 0 && (counted !== known.events || known.unreadable)) {
    verdict.findings.push(await findStray(journal));
  }
  return verdict;
}

/** What the journal held when the walk began: a stream without a row is in no list, but its events are still here. */
async function countAll(journal: Journal): Promise<{ events: number; lastPosition: number; unreadable: boolean }> {
  const known = { events: 0, lastPosition: 0, unreadable: false };
  for (;;) {
    const page = await readable(() => journal.readAll(known.lastPosition, PAGE));
    if (page === null) return { ...known, unreadable: true };
    known.events += page.length;
    known.lastPosition = page.at(-1)?.position ?? known.lastPosition;
    if (page.length < PAGE) return known;
  }
}

async function* everyStream(journal: Journal, findings: Finding[]): AsyncGenerator<StreamKey> {
  for (let after = ""; ; ) {
    const page =
      (await readable(() => journal.streams(after, PAGE))) ?? (await readable(() => journal.streams(after, 1)));
    if (page === null) {
      const stream = after === "" ? "the first stream" : `the stream after ${after}`;
      findings.push({ stream, seq: null, fault: "unreadable", detail: "its row is no longer what was written" });
      return;
    }
    for (const { stream } of page) yield stream;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.stream;
  }
}

async function findStray(journal: Journal): Promise<Finding> {
  const vouched = new Map<string, number>();
  for (let after = 0; ; ) {
    const page = await readable(() => journal.readAll(after, PAGE));
    if (page === null) {
      const stream = `the rows after position ${after}`;
      return { stream, seq: null, fault: "unreadable", detail: "one of them is no longer what was written" };
    }
    for (const { stream, seq } of page) {
      if (!vouched.has(stream)) vouched.set(stream, (await journal.load(stream)).head.seq);
      if (seq > (vouched.get(stream) ?? 0)) {
        return { stream, seq, fault: "removed", detail: "the event is there, the row of its stream is not" };
      }
    }
    const last = page.at(-1);
    if (last === undefined) {
      return {
        stream: "the journal",
        seq: null,
        fault: "changed",
        detail: "it changed in other ways than by appending",
      };
    }
    after = last.position;
  }
}

class ChainWalk {
  readonly #journal: Journal;
  readonly #stream: StreamKey;
  readonly #onEvent: (event: StoredEvent) => void;
  #seq = 0;
  #hash = GENESIS_HASH;
  #position = 0;

  constructor(journal: Journal, stream: StreamKey, onEvent: (event: StoredEvent) => void) {
    this.#journal = journal;
    this.#stream = stream;
    this.#onEvent = onEvent;
  }

  async run(): Promise<Finding | null> {
    const { head } = await this.#journal.load(this.#stream);
    while (this.#seq < head.seq) {
      const page = await this.#next(head.seq);
      if (page === null) return this.#finding("unreadable", "it is no longer what was written", this.#seq + 1);
      if (page.length === 0)
        return this.#finding("removed", `the stream ends before its head, ${head.seq}`, this.#seq + 1);
      for (const event of page) {
        const finding = await this.#check(event);
        if (finding) return finding;
      }
    }
    if (head.hash !== this.#hash)
      return this.#finding("changed", "the stream's row does not repeat its hash", this.#seq);
    const [beyond] = await this.#journal.read(this.#stream, { afterSeq: this.#seq, limit: 1 });
    if (beyond === undefined || (await this.#journal.load(this.#stream)).head.seq >= beyond.seq) return null;
    return this.#finding("changed", "the stream's row names an earlier event as the last", beyond.seq);
  }

  /** A page, or a single event when the page holds one that cannot be read. */
  async #next(headSeq: number): Promise<StoredEvent[] | null> {
    const range = { afterSeq: this.#seq, beforeSeq: headSeq + 1 };
    const read = (limit: number) => readable(() => this.#journal.read(this.#stream, { ...range, limit }));
    return (await read(PAGE)) ?? (await read(1));
  }

  async #check(event: StoredEvent): Promise<Finding | null> {
    const due = this.#seq + 1;
    if (event.seq !== due) return this.#finding("removed", `the next one there is ${event.seq}`, due);
    if (hashEvent(this.#stream, this.#hash, event) !== event.hash) return this.#explain(event);
    const words = faultOfWords(event);
    if (words !== null) return this.#finding("changed", words, due);
    if (event.position <= this.#position) {
      return this.#finding("reordered", "it stands before its predecessor in the order of all events", due);
    }
    this.#seq = due;
    this.#hash = event.hash;
    this.#position = event.position;
    this.#onEvent(event);
    return null;
  }

  /** Is the event that belongs here standing elsewhere in the stream, or is this it, altered? */
  async #explain(broken: StoredEvent): Promise<Finding> {
    for (let after = broken.seq; ; ) {
      const page = await readable(() => this.#journal.read(this.#stream, { afterSeq: after, limit: PAGE }));
      const last = page?.at(-1);
      if (!page || !last) return this.#finding("changed", "it does not give the hash that was written", broken.seq);
      const misplaced = page.find(
        (event) => hashEvent(this.#stream, this.#hash, { ...event, seq: broken.seq }) === event.hash,
      );
      if (misplaced) {
        return this.#finding("reordered", `the event that belongs there stands at ${misplaced.seq}`, broken.seq);
      }
      after = last.seq;
    }
  }

  #finding(fault: Finding["fault"], detail: string, seq: number): Finding {
    return { stream: this.#stream, seq, fault, detail };
  }
}

function faultOfWords({ personal, salt, personalDigest }: StoredEvent): string | null {
  if (personal === null) return salt === null ? null : "its words are gone, but not by an erasure: their salt is there";
  if (salt === null || personalDigest === null) return "it holds words that were never part of it";
  return digestPersonal(salt, personal) === personalDigest ? null : "its words do not give the digest that was written";
}

/** Null when a stored value is no longer one that the store can read. */
async function readable<Result>(read: () => Promise<Result>): Promise<Result | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof JournalUnavailable) throw error;
    return null;
  }
}
