import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { check } from "../check.ts";
import { readEvidence, readSessionRows } from "../evidence.ts";
import { startLoad } from "../load.ts";
import { openLog, type SubscriberEntry } from "../log.ts";
import { openSessions } from "../people.ts";
import type { Random } from "../random.ts";
import { settle } from "../settle.ts";
import { type Subscriber, subscribe } from "../subscriber.ts";
import type { Violation } from "../violation.ts";
import { checkDeliveries, repeatsIn } from "./check-deliveries.ts";
import { checkTimes, coldAfter } from "./check-times.ts";
import type { Cluster } from "./cluster.ts";
import type { Delivery } from "./consumer.ts";
import type { Fault, Happened, Scene } from "./fault.ts";
import { notePauses } from "./pauses.ts";

export interface FaultResult {
  fault: Fault;
  times: number;
  acknowledged: number;
  frames: number;
  deliveries: number;
  /** Deliveries of what had been delivered before. */
  repeats: number;
  violations: Violation[];
  figures: string[];
  tookMs: number;
}

export interface PlayOptions {
  cluster: Cluster;
  fault: Fault;
  times: number;
  random: Random;
  folder: string;
  /** Fewer than the fault's own, for a short form. */
  sessions?: number;
  /** What never comes is not waited for: for a cluster that is known to be broken. */
  isBroken?: boolean;
  say(line: string): void;
}

/** Between two requests of one client, at most: all instances share this machine with the torture. */
const REST_MS = 60;
const RESTLESS_MS = 4_000;
const WARM_UP_MS = 500;
/** Longer than it takes another instance to become the sender, and to catch up. */
const DELIVERED_WITHIN_MS = 30_000;
const POLL_MS = 100;
const HASTY = { ms: 3_000, afterwards: "broken" } as const;

/** One fault on a running cluster, with sessions of its own, and everything that is to be found out afterwards. */
export async function play(options: PlayOptions): Promise<FaultResult> {
  const { cluster, fault, times, folder, isBroken = false, say } = options;
  const random = options.random.child(fault.name);
  const prefix = `${fault.name}-${random.whole(1_000, 9_999)}`;
  const logFolder = join(folder, prefix);
  await mkdir(logFolder, { recursive: true });
  const startedAt = performance.now();
  using pauses = notePauses();
  for (const member of cluster.members) member.takeErrors();

  const sessions = fault.load === null ? 0 : (options.sessions ?? fault.load.sessions);
  const people = {
    agents: cluster.agents,
    sessions: await openSessions(cluster.members[0].url, prefix, sessions),
  };
  const load =
    fault.load === null
      ? null
      : startLoad({
          people,
          commands: cluster.instances,
          streams: cluster.instances,
          restMs: REST_MS,
          restlessMs: RESTLESS_MS,
          patience: isBroken ? HASTY : fault.load.patience,
          random: random.child("load"),
          logFolder,
        });
  if (load !== null) await delay(WARM_UP_MS);
  const watching: { session: string; subscriber: Subscriber }[] = [];
  const watch: Scene["watch"] = ({ name: session, token }, member) => {
    const name = `${session}-at-${member.name}`;
    const log = openLog<SubscriberEntry>(logFolder, { kind: "subscriber", name, session, whole: true });
    const instances = { any: () => Promise.resolve(member.url) };
    const subscriber = subscribe({ instances, session, token, random: random.child(name), log, restlessMs: null });
    watching.push({ session, subscriber });
    return subscriber;
  };
  const seen = () => [
    ...(load?.seen() ?? []),
    ...watching.map(({ session, subscriber }) => ({ session, lastId: subscriber.lastId() })),
  ];
  const scene = { cluster, people, load, random: random.child("fault"), times, prefix, logFolder, watch, say };
  let happened: Happened;
  try {
    happened = await fault.run(scene);
  } finally {
    await load?.end();
  }
  await settle({ seen }, cluster.journal, prefix, isBroken ? HASTY.ms : undefined);
  await untilDelivered(cluster, prefix, isBroken ? HASTY.ms : DELIVERED_WITHIN_MS);
  await Promise.all([load?.stopReading(), ...watching.map(({ subscriber }) => subscriber.close())]);

  const evidence = await readEvidence(cluster.journal, prefix, logFolder);
  const deliveries = deliveriesOf(cluster, prefix);
  const isCold = coldAfter(new Map(cluster.members.map(({ url, readyAt }) => [url, readyAt])));
  const { times: measured, violations } = checkTimes(evidence, fault.limits, isCold, pauses.within);
  const own = happened.check?.({ evidence, deliveries, times: measured });
  violations.push(...check(evidence), ...checkDeliveries(deliveries, evidence.sessions), ...(own?.violations ?? []));
  for (const member of cluster.members) {
    for (const line of member.takeErrors()) {
      if (!fault.mayComplain || !line.includes('"level":50')) violations.push({ rule: "server", detail: line });
    }
  }
  return {
    fault,
    times,
    acknowledged: (happened.acknowledged ?? 0) + evidence.clients.flat().filter(({ kind }) => kind === "acked").length,
    frames: evidence.subscribers.flat().filter(({ kind }) => kind === "frame").length,
    deliveries: deliveries.length,
    repeats: repeatsIn(deliveries).length,
    violations,
    figures: own?.figures ?? [],
    tookMs: performance.now() - startedAt,
  };
}

const deliveriesOf = ({ consumer }: Cluster, prefix: string): Delivery[] =>
  consumer.deliveries.filter(({ body }) => body.session_name.startsWith(prefix));

/** Waits no longer than sense makes; the checker says what is missing. */
async function untilDelivered(cluster: Cluster, prefix: string, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    const rows = await readSessionRows(cluster.journal, prefix);
    const stored = rows.reduce((sum, { head }) => sum + head.seq, 0);
    if (new Set(deliveriesOf(cluster, prefix).map(({ messageId }) => messageId)).size >= stored) return;
    await delay(POLL_MS);
  }
}
