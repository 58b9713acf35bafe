import { DatabaseSync } from "node:sqlite";
import { chain } from "../../application/journal/chain.ts";
import { GENESIS_HASH, type Head, type Journal, JournalUnavailable } from "../../ports/journal.ts";
import { event, session, summary } from "../../testing/journal.fixtures.ts";
import { openSqliteStore } from "./open.ts";

/**
 * A process of its own for tests that look at it from outside: appends `count` events to one stream, one after the
 * other, and says on standard output when each begins and how it ended.
 *
 *   durability.child.ts FILE COUNT STREAM            through the store
 *   durability.child.ts FILE COUNT STREAM careless   as a store would that does not wait for the disk
 */
const [path = "", count = "0", name = "s", careless] = process.argv.slice(2);

if (careless === undefined) await throughTheStore();
else withoutWaiting();

async function throughTheStore(): Promise<void> {
  const { journal } = await openSqliteStore({ path });
  let head: Head = { seq: 0, hash: GENESIS_HASH };
  for (let turn = 1; turn <= Number(count); turn++) {
    process.stdout.write(`begin ${turn}\n`);
    const next = await tryAppend(journal, head);
    process.stdout.write(`${next === null ? "refused" : "ack"} ${turn}\n`);
    head = next ?? head;
  }
  await journal.close();
}

async function tryAppend(journal: Journal, head: Head): Promise<Head | null> {
  const stream = session(name);
  const events = chain(stream, head, [event({ personal: { content: "text" } })]);
  try {
    const result = await journal.append([{ stream, expectedSeq: head.seq, events, summary: summary() }]);
    return result.ok ? { seq: head.seq + 1, hash: events[0]?.hash ?? "" } : null;
  } catch (error) {
    if (error instanceof JournalUnavailable) return null;
    throw error;
  }
}

function withoutWaiting(): void {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE t (x)");
  const insert = db.prepare("INSERT INTO t VALUES (?)");
  for (let turn = 1; turn <= Number(count); turn++) {
    process.stdout.write(`begin ${turn}\n`);
    insert.run(turn);
    process.stdout.write(`ack ${turn}\n`);
  }
  db.close();
}
