import { isDeepStrictEqual } from "node:util";
import type { SessionEvidence } from "../evidence.ts";
import type { Violation } from "../violation.ts";
import type { Delivery } from "./consumer.ts";

/** Compares what the broker's queue got with what is stored: every event, as it is, in its session's order. */
export function checkDeliveries(deliveries: readonly Delivery[], sessions: readonly SessionEvidence[]): Violation[] {
  const bySession = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const name = delivery.body.session_name;
    const known = bySession.get(name);
    if (known === undefined) bySession.set(name, [delivery]);
    else known.push(delivery);
  }
  return sessions.flatMap((session) => checkSession(bySession.get(session.name) ?? [], session));
}

/** Deliveries of messages that had come before: their consumers leave them out by their ids. */
export function repeatsIn(deliveries: readonly Delivery[]): Delivery[] {
  const seen = new Set<string>();
  return deliveries.filter(({ messageId }) => {
    const isRepeat = seen.has(messageId);
    seen.add(messageId);
    return isRepeat;
  });
}

function checkSession(deliveries: readonly Delivery[], { name, events }: SessionEvidence): Violation[] {
  const violations: Violation[] = [];
  const report = (detail: string): void => void violations.push({ rule: "outlet", detail: `${name}: ${detail}` });
  const stored = new Map(events.map((event) => [event.id, event]));
  const arrived = new Set<string>();
  let last = 0;
  for (const { messageId, body } of deliveries) {
    const event = stored.get(messageId);
    if (event === undefined) {
      report(`the message ${messageId} (event ${body.seq}) is no event of the journal`);
      continue;
    }
    const { seq, type, data, personal, position } = event;
    const is = { id: body.id, seq: body.seq, type: body.type, data: body.data, personal: body.personal };
    if (!isDeepStrictEqual(is, { id: messageId, seq, type, data, personal }) || body.position !== position)
      report(`the message ${messageId} says something else than event ${seq}`);
    if (arrived.has(messageId)) continue;
    arrived.add(messageId);
    if (seq < last) report(`event ${seq} came after event ${last}`);
    last = Math.max(last, seq);
  }
  for (const { id, seq, type } of events) if (!arrived.has(id)) report(`event ${seq} (${type}) did not come`);
  return violations;
}
