import type { StreamKey, Write } from "./journal.ts";

/**
 * Refuses an append that no journal may accept, whatever its engine: the caller is broken, so this is a TypeError
 * and never JournalUnavailable. Without it a hole in the numbers would surface only when the audit walks the chain.
 *
 * @throws TypeError when a key is malformed, a stream is written twice, the events do not continue `expectedSeq`, or a
 *   time is not a whole number of milliseconds
 */
export function assertWellFormed(writes: readonly Write[]): void {
  const seen = new Set<StreamKey>();
  for (const { stream, expectedSeq, events, summary } of writes) {
    splitKey(stream);
    if (seen.has(stream)) throw new TypeError(`An append holds two writes to the stream ${stream}.`);
    seen.add(stream);
    if (!Number.isSafeInteger(expectedSeq) || expectedSeq < 0) {
      throw new TypeError(`The stream ${stream} cannot be expected at ${expectedSeq}.`);
    }
    events.forEach((event, index) => {
      const due = expectedSeq + 1 + index;
      if (event.seq !== due) throw new TypeError(`Event ${event.seq} of ${stream} stands where ${due} is due.`);
      assertTime(stream, event.time);
    });
    assertTime(stream, summary.updatedAt);
    assertTime(stream, summary.deadlineAt ?? 0);
    assertTime(stream, summary.waitingSince ?? 0);
    if (!Number.isFinite(summary.priority)) throw new TypeError(`The priority of ${stream} is no number.`);
  }
}

function assertTime(stream: StreamKey, time: number): void {
  if (!Number.isSafeInteger(time)) throw new TypeError(`A time of ${stream} is not in whole milliseconds.`);
}

/** @throws TypeError when the key is not `<tenant>/<kind>/<name>` */
export function splitKey(stream: StreamKey): { tenant: string; kind: string; name: string } {
  const [tenant, kind, name, ...rest] = stream.split("/");
  if (!tenant || !kind || !name || rest.length > 0) throw new TypeError("A stream key is <tenant>/<kind>/<name>.");
  return { tenant, kind, name };
}
