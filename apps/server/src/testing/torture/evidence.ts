import { type Verdict, verifyJournal } from "../../application/journal/verify.ts";
import { openStore, type StorePlace } from "../../compose/store.ts";
import type { FoundStream, Journal, StoredEvent } from "../../ports/journal.ts";
import { presentFrame } from "../../stream/present-frame.ts";
import { type ClientEntry, readLogs, type SubscriberEntry } from "./log.ts";

/** Everything the checker judges: what clients and subscribers saw, and what is stored. */
export interface Evidence {
  sessions: SessionEvidence[];
  clients: ClientEntry[][];
  subscribers: SubscriberEntry[][];
  verdict: Verdict;
}

export interface SessionEvidence {
  name: string;
  row: FoundStream;
  /** Every event, by its number. */
  events: StoredEvent[];
}

const PAGE = 500;
const SESSIONS = "default/session/";

/** @param prefix only of sessions whose names begin so */
export async function readEvidence(journal: Journal, prefix: string, logFolder: string): Promise<Evidence> {
  const sessions: SessionEvidence[] = [];
  for (const row of await readSessionRows(journal, prefix)) {
    sessions.push({ name: nameOf(row), row, events: await readWhole(journal, row.stream) });
  }
  const verdict = await verifyJournal(journal);
  const findings = verdict.findings.filter(({ stream }) => !isSession(stream) || isSession(stream, prefix));
  return { sessions, ...readLogs(logFolder), verdict: { ...verdict, findings } };
}

/** Opens the journal beside running servers, or without any. */
export async function withJournal<Result>(
  place: StorePlace,
  work: (journal: Journal) => Promise<Result>,
): Promise<Result> {
  const { journal } = await openStore(place);
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}

export async function readSessionRows(journal: Journal, prefix: string): Promise<FoundStream[]> {
  const rows: FoundStream[] = [];
  for (let after = ""; ; ) {
    const page = await journal.streams(after, PAGE);
    rows.push(...page.filter(({ stream }) => isSession(stream, prefix)));
    const last = page.at(-1);
    if (last === undefined) return rows;
    after = last.stream;
  }
}

/** The last event of each session that subscribers see, by the session's name. */
export async function readLastFrames(journal: Journal, prefix: string): Promise<Map<string, number>> {
  const last = new Map<string, number>();
  for (const row of await readSessionRows(journal, prefix)) {
    const events = await journal.read(row.stream, { limit: PAGE, newestFirst: true });
    const seen = events.find((event) => presentFrame(event) !== null);
    if (seen !== undefined) last.set(nameOf(row), seen.seq);
  }
  return last;
}

const isSession = (stream: string, prefix = ""): boolean => stream.startsWith(`${SESSIONS}${prefix}`);

const nameOf = ({ stream }: FoundStream): string => stream.slice(SESSIONS.length);

async function readWhole(journal: Journal, stream: FoundStream["stream"]): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const page = await journal.read(stream, { afterSeq: events.at(-1)?.seq ?? 0, limit: PAGE });
    events.push(...page);
    if (page.length < PAGE) return events;
  }
}
