import type { StoredEvent } from "../../ports/journal.ts";
import { presentFrame } from "../../stream/present-frame.ts";
import type { SessionEvidence } from "./evidence.ts";
import type { SubscriberEntry } from "./log.ts";
import type { Rule, Violation } from "./violation.ts";

/** Compares what subscribers saw with what is stored: every framed event once, in order, and nothing else. */
export function checkSubscribers(
  subscribers: readonly SubscriberEntry[][],
  sessions: readonly SessionEvidence[],
): Violation[] {
  const frames = new Map(sessions.map(({ name, events }) => [name, framesOf(events)]));
  return subscribers.flatMap((entries) => {
    const [first] = entries;
    if (first?.kind !== "subscriber") throw new Error("a subscriber's log begins with who it is");
    return checkSubscriber(first, entries, frames.get(first.session) ?? []);
  });
}

interface Frame {
  id: number;
  data: string;
}

const framesOf = (events: readonly StoredEvent[]): Frame[] =>
  events.flatMap((event) => {
    const frame = presentFrame(event);
    return frame === null ? [] : [{ id: event.seq, data: JSON.stringify(frame) }];
  });

function checkSubscriber(
  { name, whole }: Extract<SubscriberEntry, { kind: "subscriber" }>,
  entries: readonly SubscriberEntry[],
  due: readonly Frame[],
): Violation[] {
  const violations: Violation[] = [];
  const report = (rule: Rule, detail: string): void => void violations.push({ rule, detail: `${name}: ${detail}` });
  const placeOf = new Map(due.map(({ id }, place) => [id, place]));
  let seen = new Set<number>();
  /** Which frame is due next. */
  let next = 0;

  for (const entry of entries) {
    if (entry.kind === "broken") report("stream", entry.why);
    if (entry.kind === "begin") {
      seen = new Set();
      next = due.filter(({ id }) => id <= entry.after).length;
    }
    if (entry.kind !== "frame") continue;
    const { id, data } = entry;
    const place = placeOf.get(id);
    if (place === undefined) {
      report("frame", `a frame with the id ${id}, which no event of the journal has`);
      continue;
    }
    if (seen.has(id)) {
      report("repeat", `frame ${id} once more`);
      continue;
    }
    seen.add(id);
    if (due[place]?.data !== data) report("frame", `frame ${id} says something else than event ${id}`);
    if (place < next) {
      report("disorder", `frame ${id} after frame ${due[next - 1]?.id}`);
      continue;
    }
    for (const missed of due.slice(next, place)) report("gap", `frame ${missed.id} missing before frame ${id}`);
    next = place + 1;
  }
  if (whole) for (const missed of due.slice(next)) report("gap", `frame ${missed.id} missing at the end`);
  return violations;
}
