import { setTimeout as delay } from "node:timers/promises";
import { openSessions } from "../../people.ts";
import type { Violation } from "../../violation.ts";
import { type Fault, LIMITS, type Seen, WAITS } from "../fault.ts";
import { spread } from "../figures.ts";
import { openHolder } from "../held-transaction.ts";

/** Shorter than appends wait for a lock, so that they commit afterwards; and longer, so that they are refused. */
const HELD_MS = { least: 100, most: 800, long: 2_500 };
const HELD_LONG = 0.15;

export const holdTransaction: Fault = {
  name: "hold-transaction",
  what: "a transaction held open, with locks or an append, while others commit",
  times: { long: 30, short: 3 },
  load: { sessions: 10, patience: WAITS },
  limits: LIMITS,
  mayComplain: true,
  async run(scene) {
    const { cluster, people, prefix, random, times, watch, say } = scene;
    const holder = await openHolder(cluster.services);
    const [agent] = cluster.agents;
    const [quiet] = await openSessions(cluster.members[0].url, `${prefix}-held`, 1);
    if (agent === undefined || quiet === undefined) throw new Error("there is no agent");
    await takeOver(cluster.members[0].url, quiet.name, agent.token);
    for (const member of cluster.members) watch(quiet, member);
    const commits: { seq: number; at: number }[] = [];
    for (let held = 1; held <= times; held++) {
      const ms = random.chance(HELD_LONG) ? HELD_MS.long : random.whole(HELD_MS.least, HELD_MS.most);
      const way = held % 3;
      if (way === 1) {
        const handler = holder.appendingSlowly(cluster.journal, ms);
        const command = { type: "agent_message", agent: { id: agent.id, name: "" }, text: `held ${held}` } as const;
        const ref = { tenant: "default", name: quiet.name };
        const handled = await handler.handle(ref, { ...command, clientMessageId: null }, { requestId: "torture" });
        const seq = handled.repeated === null ? handled.events.at(-1)?.seq : undefined;
        if (seq !== undefined) commits.push({ seq, at: holder.committedAt });
      } else if (way === 2) {
        await holder.holdPositions(ms);
      } else {
        const [first, ...others] = people.sessions.map(({ name }) => name);
        await holder.holdSession(random.pick([first ?? quiet.name, ...others]), ms);
      }
      await delay(random.whole(0, 300));
      if (held % 10 === 0) say(`held ${held} of ${times} times`);
    }
    await holder.close();
    return { check: (seen) => judge(seen, quiet.name, commits) };
  },
};

async function takeOver(url: string, session: string, token: string): Promise<void> {
  const response = await fetch(`${url}/api/sessions/${session}/takeover`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: "{}",
  });
  if (response.status !== 200) throw new Error(`the session could not be taken over: ${response.status}`);
}

/** Nobody announced the held appends: each instance has to find them in the journal. */
function judge({ evidence }: Seen, session: string, commits: readonly { seq: number; at: number }[]) {
  const violations: Violation[] = [];
  const delays: number[] = [];
  for (const entries of evidence.subscribers) {
    const [first] = entries;
    if (first?.kind !== "subscriber" || first.session !== session) continue;
    for (const { seq, at } of commits) {
      const frame = entries.find((entry) => entry.kind === "frame" && entry.id === seq);
      // One that was not seen at all is a gap.
      if (frame?.kind !== "frame") continue;
      delays.push(Math.max(0, frame.at - at));
      if (frame.at - at > (LIMITS.frame ?? 0)) {
        violations.push({
          rule: "slow",
          detail: `${first.name} saw event ${seq} ${frame.at - at} ms after its commit`,
        });
      }
    }
  }
  return { figures: [spread("held and unannounced events seen", delays)], violations };
}
