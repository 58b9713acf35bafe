import { setTimeout as delay } from "node:timers/promises";
import { chain } from "../application/journal/chain.ts";
import { compose, createLogs, type Overrides } from "../compose.ts";
import { readSettings } from "../config.ts";
import type { AppendResult, Journal, Receipt, Write } from "../ports/journal.ts";

/**
 * The server with a fault built in, for the proof that the torture's checker sees it. `BATON_FAULT` names it:
 *
 *   early-ack   an append is acknowledged before it is committed, and committed a little later
 *   skip-seam   a stream goes live without looking at what was committed while it read old events
 *   no-seq-check  an append is accepted on whatever number the stream is at, not only on the one it was decided on
 *   trusts-redis  what the bus says is taken for the truth: no gap is filled, and nobody asks what it lost
 */
const COMMIT_LATE_MS = 50;

/** Apart from being too early the journal behaves: whoever reads waits for what was acknowledged. */
function acknowledgingEarly(journal: Journal): Journal {
  const committing = new Set<Promise<unknown>>();

  const after =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await Promise.all(committing);
      return call(...args);
    };

  return {
    ...journal,
    append(writes: readonly Write[], receipt) {
      const commit = delay(COMMIT_LATE_MS).then(() => journal.append(writes, receipt));
      committing.add(commit);
      commit.finally(() => committing.delete(commit)).catch(() => undefined);
      const early: AppendResult = { ok: true, positions: writes.map(({ events }) => events.map(() => 0)) };
      return Promise.resolve(early);
    },
    load: after(journal.load),
    read: after(journal.read),
    readAll: after(journal.readAll),
    find: after(journal.find),
    streams: after(journal.streams),
    receipt: after(journal.receipt),
    close: after(journal.close),
  };
}

/** What was decided on an old number is chained to the newest: the chain closes, and nobody is told that they came late. */
function withoutSeqCheck(journal: Journal): Journal {
  return {
    ...journal,
    async append(writes, receipt) {
      for (;;) {
        const moved = await Promise.all(writes.map((write) => ontoHead(journal, write)));
        const result = await journal.append(moved, receipt && shifted(receipt, moved));
        if (result.ok || "repeated" in result) return result;
      }
    },
  };
}

async function ontoHead(journal: Journal, write: Write): Promise<Write> {
  const { head } = await journal.load(write.stream);
  const events = chain(write.stream, head, write.events);
  // In place: whoever appends tells others of these very events.
  write.events.forEach((event, index) => void Object.assign(event, events[index]));
  return { ...write, expectedSeq: head.seq };
}

function shifted(receipt: Receipt, writes: readonly Write[]): Receipt {
  const write = writes.find(({ stream }) => stream === receipt.stream);
  const fromSeq = write?.expectedSeq ?? receipt.fromSeq;
  return { ...receipt, fromSeq, toSeq: fromSeq + (write?.events.length ?? 0) };
}

const FAULTS: Record<string, Overrides> = {
  "early-ack": { journal: acknowledgingEarly },
  "skip-seam": { skipSeamCheck: true },
  "no-seq-check": { journal: withoutSeqCheck },
  "trusts-redis": { trustBus: true },
};

const fault = process.env["BATON_FAULT"] ?? "";
const overrides = FAULTS[fault];
if (overrides === undefined) throw new Error(`BATON_FAULT is one of ${Object.keys(FAULTS).join(", ")}`);

const config = readSettings();
const service = await compose(config, { logs: createLogs(config), version: fault, overrides });
const url = await service.server.listen({ port: config.port, host: config.host });
process.stdout.write(`Baton is ready at ${url}, with the fault ${fault}\n`);
process.once("SIGTERM", () => {
  void service.stop().then(() => process.exit(0));
});
