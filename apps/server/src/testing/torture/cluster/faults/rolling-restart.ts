import { setTimeout as delay } from "node:timers/promises";
import type { ClientEntry } from "../../log.ts";
import type { Violation } from "../../violation.ts";
import { type Fault, LIMITS, type Seen, WAITS } from "../fault.ts";
import { spread } from "../figures.ts";

export const rollingRestart: Fault = {
  name: "rolling-restart",
  what: "every instance stopped (SIGTERM) and started, one after the other",
  times: { long: 3, short: 1 },
  load: { sessions: 12, patience: WAITS },
  limits: LIMITS,
  mayComplain: false,
  async run({ cluster, random, times, say }) {
    for (let rolled = 1; rolled <= times; rolled++) {
      for (const member of cluster.members) {
        await delay(random.whole(300, 1_000));
        await member.stop();
        await member.start();
      }
      say(`rolled ${rolled} of ${times} times`);
    }
    return { check: judge };
  },
};

/**
 * A call without a key whose connection was closed may not be sent again, so it has to be one that was not carried out:
 * what an instance accepts it answers before it ends.
 */
function judge({ evidence, times }: Seen): { figures: string[]; violations: Violation[] } {
  const said = new Set(
    evidence.sessions.flatMap(({ events }) => events.flatMap(({ personal }) => personal?.["content"] ?? [])),
  );
  const open = evidence.clients.flatMap(leftOpen);
  return {
    figures: [spread("streams resumed", times.resumes), `${open.length} calls without a key turned away`],
    violations: open
      .filter(({ text }) => text !== null && said.has(text))
      .map(({ text }): Violation => ({ rule: "request", detail: `carried out, and not answered: ${text}` })),
  };
}

function leftOpen(entries: readonly ClientEntry[]): { text: string | null }[] {
  const unknown = new Set(entries.flatMap((entry) => (entry.kind === "unknown" ? [entry.n] : [])));
  return entries.flatMap((entry) => (entry.kind === "sent" && unknown.has(entry.n) ? [{ text: entry.text }] : []));
}
