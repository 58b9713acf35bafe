import { type Verdict, verifyJournal } from "../../application/journal/verify.ts";
import { openJournal } from "../../compose/journal.ts";
import type { FoundStream, Journal, StoredEvent } from "../../ports/journal.ts";
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

export async function readEvidence(dataDir: string, logFolder: string): Promise<Evidence> {
  return withJournal(dataDir, async (journal) => {
    const sessions: SessionEvidence[] = [];
    for (const row of await sessionRows(journal)) {
      const name = row.stream.split("/")[2] ?? "";
      sessions.push({ name, row, events: await readWhole(journal, row.stream) });
    }
    return { sessions, ...readLogs(logFolder), verdict: await verifyJournal(journal) };
  });
}

/** The rows of all sessions, read beside a running server or without one. */
export async function readSessionRows(dataDir: string): Promise<FoundStream[]> {
  return withJournal(dataDir, sessionRows);
}

async function withJournal<Result>(dataDir: string, work: (journal: Journal) => Promise<Result>): Promise<Result> {
  const journal = await openJournal(dataDir);
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}

async function sessionRows(journal: Journal): Promise<FoundStream[]> {
  const rows: FoundStream[] = [];
  for (let after = ""; ; ) {
    const page = await journal.streams(after, PAGE);
    rows.push(...page.filter(({ stream }) => stream.includes("/session/")));
    const last = page.at(-1);
    if (last === undefined) return rows;
    after = last.stream;
  }
}

async function readWhole(journal: Journal, stream: FoundStream["stream"]): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const page = await journal.read(stream, { afterSeq: events.at(-1)?.seq ?? 0, limit: PAGE });
    events.push(...page);
    if (page.length < PAGE) return events;
  }
}
