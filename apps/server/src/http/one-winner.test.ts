import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

const AGENTS = 50;
const ROUNDS = 100;

describe("agents who claim one session at once", () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer({ BATON_AUTH: "open" });
  });
  afterAll(() => server.stop());

  test(`${AGENTS} at once, ${ROUNDS} times: one wins, the others are answered 409 ALREADY_TAKEN`, {
    timeout: 120_000,
  }, async () => {
    const winners = new Set<string>();
    for (let round = 1; round <= ROUNDS; round++) {
      const name = `claimed-${round}`;
      await call(server, "/api/manual/escalate", { body: { session_name: name } });
      // Whoever stands first in the list of requests is not to win every time.
      const agents = Array.from({ length: AGENTS }, (_, place) => `agent-${(place + round) % AGENTS}`);
      const answers = await Promise.all(
        agents.map((id) =>
          call(server, `/api/sessions/${name}/takeover`, { body: { agent_id: id, agent_name: `Name of ${id}` } }),
        ),
      );

      const won = answers.filter(({ status }) => status === 200);
      expect(won, `round ${round}`).toHaveLength(1);
      const owner = agents[answers.findIndex(({ status }) => status === 200)];
      expect(won[0]?.body.data).toMatchObject({ status: "manual_live", assigned_agent: { id: owner } });
      const refused = answers.filter(({ status, body }) => status === 409 && body.code === "ALREADY_TAKEN");
      expect(refused, `round ${round}`).toHaveLength(AGENTS - 1);

      const { body } = await call(server, `/api/sessions/${name}`);
      expect(body.data.session.assigned_agent.id).toBe(owner);
      const takeovers = body.data.audit_trail.filter((entry: { event: string }) => entry.event === "agent_takeover");
      expect(takeovers.map((entry: { operator: string }) => entry.operator)).toEqual([owner]);
      winners.add(String(owner));
    }
    expect(winners.size).toBeGreaterThan(1);
  });
});
