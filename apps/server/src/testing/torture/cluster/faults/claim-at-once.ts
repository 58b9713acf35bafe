import { isDeepStrictEqual } from "node:util";
import type { SessionEvidence } from "../../evidence.ts";
import { openSessions, type People } from "../../people.ts";
import type { Violation } from "../../violation.ts";
import { type Fault, LIMITS, type Scene } from "../fault.ts";
import { spread } from "../figures.ts";

/** What each agent was answered in one session. */
interface Round {
  session: string;
  answers: { agent: string; status: number; code: string; owner: string | null; ms: number }[];
}

export const claimAtOnce: Fault = {
  name: "claim-at-once",
  what: "every agent claims one session at once, on two instances",
  times: { long: 200, short: 10 },
  load: null,
  limits: LIMITS,
  mayComplain: false,
  async run(scene) {
    const { cluster, prefix, times, say } = scene;
    const sessions = await openSessions(cluster.members[0].url, prefix, times);
    const rounds: Round[] = [];
    for (const { name, token } of sessions) {
      rounds.push(await claim(scene, name, token));
      if (rounds.length % 50 === 0) say(`claimed ${rounds.length} of ${times} times`);
    }
    return {
      acknowledged: rounds.flatMap(({ answers }) => answers).filter(({ status }) => status === 200).length,
      check: ({ evidence }) => ({
        figures: [
          `${cluster.agents.length} agents each time`,
          spread(
            "answers",
            rounds.flatMap(({ answers }) => answers.map(({ ms }) => ms)),
          ),
        ],
        violations: rounds.flatMap((round) => judge(round, evidence.sessions)),
      }),
    };
  },
};

/** Half of the sessions wait for a person, the others are stepped into uninvited; half of the claims carry a key. */
async function claim({ cluster, random }: Scene, session: string, customer: string): Promise<Round> {
  const { members, agents } = cluster;
  if (random.chance(0.5)) {
    await post(members[0].url, "/api/manual/escalate", customer, { session_name: session });
  }
  const first = random.whole(0, members.length - 1);
  const [one, other] = [members[first] ?? members[0], members[(first + 1) % members.length] ?? members[0]];
  const answers = agents.map(async (agent: People["agents"][number], index) => {
    const startedAt = performance.now();
    const { url } = index % 2 === 0 ? one : other;
    const key = index % 4 < 2 ? `${agent.id}-claims-${session}` : undefined;
    const { status, body } = await post(url, `/api/sessions/${session}/takeover`, agent.token, {}, key);
    const owner = body.data?.assigned_agent?.id ?? null;
    return { agent: agent.id, status, code: body.code ?? "", owner, ms: performance.now() - startedAt };
  });
  return { session, answers: await Promise.all(answers) };
}

interface Body {
  code?: string;
  data?: { assigned_agent?: { id: string } | null };
}

async function post(url: string, path: string, token: string, body: object, key?: string) {
  const response = await fetch(url + path, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
      ...(key !== undefined && { "idempotency-key": key }),
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

/** One was given the session, all others were told that it is taken, and the journal says the same. */
function judge({ session, answers }: Round, sessions: readonly SessionEvidence[]): Violation[] {
  const violations: Violation[] = [];
  const report = (detail: string): void => void violations.push({ rule: "owner", detail: `${session}: ${detail}` });
  const winners = answers.filter(({ status }) => status === 200);
  if (winners.length !== 1) report(`${winners.length} agents were given it`);
  for (const { agent, owner } of winners) if (owner !== agent) report(`${agent} was told that it is ${owner}'s`);
  for (const { agent, status, code } of answers) {
    if (status !== 200 && (status !== 409 || code !== "ALREADY_TAKEN"))
      report(`${agent} was answered ${status} ${code}`);
  }
  const events = sessions.find(({ name }) => name === session)?.events ?? [];
  const takers = events.filter(({ type }) => type === "taken_over").map(({ data }) => data["agent_id"]);
  const told = winners.map(({ agent }) => agent);
  if (!isDeepStrictEqual(takers, told))
    report(`the journal gives it to ${takers.join(", ")}, not to ${told.join(", ")}`);
  return violations;
}
