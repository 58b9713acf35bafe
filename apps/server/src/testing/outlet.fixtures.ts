import { randomUUID } from "node:crypto";
import type { OutletMessage } from "@baton/protocol";
import { createLocalBus } from "../adapters/bus-local/index.ts";
import { createPrometheusMetrics } from "../adapters/metrics-prometheus/index.ts";
import type { NewEvent } from "../application/journal/chain.ts";
import type { Bus } from "../ports/bus.ts";
import type { JsonObject, StreamKey } from "../ports/journal.ts";
import type { Outlet } from "../ports/outlet.ts";
import type { Part } from "../ports/part.ts";
import { startSendingOutlet } from "../reactions/send-outlet.ts";
import { event, put, type Store } from "./journal.fixtures.ts";

export interface SendingInstance {
  bus: Bus;
  part: Part;
  /** Every line that it logged. */
  lines: Record<string, unknown>[];
  /** Null when it is left out of the page. */
  metric(name: string): Promise<number | null>;
  stop(): Promise<void>;
}

/** An instance that does nothing but send, on a store that others may share. */
export function startSending(store: Store, outlet: Outlet, monotonicMs?: () => number): SendingInstance {
  const bus = createLocalBus();
  const metrics = createPrometheusMetrics();
  const lines: Record<string, unknown>[] = [];
  const note = (line: object) => void lines.push({ ...line });
  const { part, stop } = startSendingOutlet({
    ...store,
    bus,
    outlet,
    metrics,
    ids: { name: (prefix) => `${prefix}_${randomUUID()}`, guard: (prefix) => `${prefix}_${randomUUID()}` },
    log: { info: note, warn: note, error: note },
    ...(monotonicMs === undefined ? {} : { monotonicMs }),
  });
  return {
    bus,
    part,
    lines,
    async metric(name) {
      const line = new RegExp(`^${name} (.+)$`, "m").exec((await metrics.scrape()).text);
      return line === null ? null : Number(line[1]);
    },
    stop,
  };
}

export const customerMessage = (content: string): NewEvent =>
  event({
    type: "customer_message",
    data: { message_id: `msg_${randomUUID()}`, channel: "bot", lang: "en" },
    personal: { content },
  });

export const closed = (): NewEvent => event({ type: "closed", data: { operator: "agent_1", reason: "resolved" } });

/** One append for each. */
export async function say(store: Store, stream: StreamKey, ...contents: string[]): Promise<void> {
  for (const content of contents) await put(store, stream, [customerMessage(content)]);
}

/** What a consumer keeps that removes repeats by id: the numbers of each session's events, in the order of arrival. */
export function numbersBySession(arrived: readonly OutletMessage[]): Record<string, number[]> {
  const ids = new Set<string>();
  const numbers: Record<string, number[]> = {};
  for (const { id, session_name, seq } of arrived) {
    if (ids.has(id)) continue;
    ids.add(id);
    numbers[session_name] = [...(numbers[session_name] ?? []), seq];
  }
  return numbers;
}

export const countOfRepeats = (arrived: readonly OutletMessage[]): number =>
  arrived.length - new Set(arrived.map(({ id }) => id)).size;

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

export const placeOf = async ({ vault }: Store): Promise<JsonObject | undefined> =>
  (await vault.get("outlet", "events"))?.value;
