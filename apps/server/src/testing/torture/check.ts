import { checkClients } from "./check-clients.ts";
import { checkSessions } from "./check-sessions.ts";
import { checkSubscribers } from "./check-subscribers.ts";
import type { Evidence } from "./evidence.ts";
import type { Violation } from "./violation.ts";

export function check({ sessions, clients, subscribers, verdict }: Evidence): Violation[] {
  return [
    ...checkClients(clients, sessions),
    ...checkSubscribers(subscribers, sessions),
    ...checkSessions(sessions),
    ...verdict.findings.map(({ stream, seq, fault, detail }): Violation => {
      return { rule: "chain", detail: `${stream} event ${seq ?? "?"}: ${fault} (${detail})` };
    }),
  ];
}
