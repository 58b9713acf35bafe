import { isDeepStrictEqual } from "node:util";
import { asSessionEvent } from "../../application/handle.ts";
import { evolve } from "../../domain/session/evolve.ts";
import { sentence } from "../../domain/session/sentences.ts";
import { ABSENT, type SessionState } from "../../domain/session/state.ts";
import type { StoredEvent } from "../../ports/journal.ts";
import type { SessionEvidence } from "./evidence.ts";
import type { Claim, ClientEntry } from "./log.ts";
import type { Rule, Violation } from "./violation.ts";

interface Stored {
  session: string;
  event: StoredEvent;
}

type Sent = Extract<ClientEntry, { kind: "sent" }>;

/** Compares what clients were told with what is stored: nothing lost, doubled, reordered, or made up. */
export function checkClients(clients: readonly ClientEntry[][], sessions: readonly SessionEvidence[]): Violation[] {
  const said = wordsIn(sessions);
  const histories = new Map(sessions.map((session) => [session.name, historyOf(session)]));
  return clients.flatMap((entries) => checkClient(entries, said, histories));
}

function checkClient(
  entries: readonly ClientEntry[],
  said: ReadonlyMap<string, readonly Stored[]>,
  histories: ReadonlyMap<string, History>,
): Violation[] {
  const [first] = entries;
  if (first?.kind !== "client") throw new Error("a client's log begins with who it is");
  const violations: Violation[] = [];
  const history = histories.get(first.session) ?? { states: [], events: [] };
  const sent = new Map<number, Sent>();
  const claims = new Map<number, Claim>();
  /** Requests that nobody waits for and that may still be carried out: by an instance that stood still, for instance. */
  const abandoned = new Set<number>();
  const unfounded = (rule: Rule, n: number, detail: string): void => {
    violations.push({ rule, detail: `${first.name}#${n} (${sent.get(n)?.action}) on ${first.session}: ${detail}` });
  };

  for (const entry of entries) {
    if (entry.kind === "sent") sent.set(entry.n, entry);
    if (entry.kind === "broken") unfounded("request", entry.n, entry.why);
    if (entry.kind === "tried" && entry.gaveUp) abandoned.add(entry.n);
    if (entry.kind !== "acked" && entry.kind !== "refused") continue;
    const earlier = claims.get(entry.n);
    if (entry.kind === "refused") {
      if (earlier !== undefined) unfounded("answer", entry.n, `acknowledged, and refused when repeated: ${entry.code}`);
      else if (!abandoned.has(entry.n) && (said.get(wordsOf(sent.get(entry.n))) ?? []).length > 0)
        unfounded("unasked", entry.n, `refused (${entry.code}), yet stored`);
      continue;
    }
    if (earlier === undefined) claims.set(entry.n, entry.claim);
    else if (!isDeepStrictEqual(earlier, entry.claim))
      unfounded(
        "answer",
        entry.n,
        `answered ${JSON.stringify(earlier)}, and ${JSON.stringify(entry.claim)} when repeated`,
      );
  }

  let last = 0;
  for (const [n, { text }] of sent) {
    const claim = claims.get(n);
    const found = text === null ? [] : (said.get(text) ?? []);
    if (text !== null && claim !== undefined && found.length === 0)
      unfounded("lost", n, "acknowledged, not in the journal");
    if (found.length > 1) unfounded("doubled", n, `${found.length} times in the journal`);
    const [stored] = found;
    if (stored !== undefined) {
      if (stored.session !== first.session) unfounded("answer", n, `stored in the session ${stored.session}`);
      // What was acknowledged was carried out by then, however often it was asked for.
      if (claim !== undefined || !abandoned.has(n)) {
        if (stored.event.seq <= last) unfounded("reordered", n, `event ${stored.event.seq} after event ${last}`);
        last = Math.max(last, stored.event.seq);
      }
    }
    if (claim !== undefined) checkClaim(claim, stored?.event, history, (rule, detail) => unfounded(rule, n, detail));
  }
  return violations;
}

function checkClaim(
  { message, reply, state }: Claim,
  stored: StoredEvent | undefined,
  history: History,
  unfounded: (rule: Rule, detail: string) => void,
): void {
  if (message !== null && stored !== undefined) {
    const is = { id: stored.data["message_id"], seq: stored.seq };
    if (!isDeepStrictEqual(is, message))
      unfounded("answer", `answered ${JSON.stringify(message)}, is ${JSON.stringify(is)}`);
  }
  if (reply !== null && stored !== undefined && !OWN_SENTENCES.has(reply)) {
    const isThere = history.events.some((event) => event.seq > stored.seq && contentOf(event) === reply);
    if (!isThere) unfounded("lost", `its answer is not in the journal: ${reply.slice(0, 60)}`);
  }
  if (state !== null) {
    const at = history.states[state.seq];
    if (at === undefined) unfounded("lost", `answered with event ${state.seq}; the journal has no such event`);
    else if (!isDeepStrictEqual(at, { status: state.status, owner: state.owner }))
      unfounded("answer", `answered ${JSON.stringify(state)}, the journal says ${JSON.stringify(at)}`);
  }
}

/** What an answer may say without an event of its own. */
const OWN_SENTENCES = new Set(
  (["transferring", "restarted", "closed"] as const).flatMap((key) => [sentence(key, "zh"), sentence(key, "en")]),
);

interface History {
  events: readonly StoredEvent[];
  /** By sequence number: what an answer that ends there must say. */
  states: { status: string; owner: string | null }[];
}

function historyOf({ events }: SessionEvidence): History {
  const states = [{ status: "absent", owner: null as string | null }];
  let state: SessionState = ABSENT;
  for (const event of events) {
    state = evolve(state, asSessionEvent(event));
    states[event.seq] = { status: state.status, owner: state.status === "manual_live" ? state.owner.id : null };
  }
  return { events, states };
}

function wordsIn(sessions: readonly SessionEvidence[]): Map<string, Stored[]> {
  const said = new Map<string, Stored[]>();
  for (const { name, events } of sessions) {
    for (const event of events) {
      if (event.type !== "customer_message" && event.type !== "agent_message") continue;
      const words = contentOf(event) ?? "";
      const stored = said.get(words) ?? [];
      stored.push({ session: name, event });
      said.set(words, stored);
    }
  }
  return said;
}

/** Texts are never empty: without one there is nothing to be found. */
const wordsOf = (sent: Sent | undefined): string => sent?.text ?? "";

function contentOf({ personal }: StoredEvent): string | null {
  const content = personal?.["content"];
  return typeof content === "string" ? content : null;
}
