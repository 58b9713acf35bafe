import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, call } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

/**
 * The wire contract, section 4, over the wire and in open mode, as a client of the seed's system sees it: every command
 * in every state. What each cell does to the events is proved in domain/session.
 */
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ BATON_AUTH: "open" });
});

afterAll(() => server.stop());

type State = "bot_active" | "pending_manual" | "manual_live" | "closed";

const OWNER = { agent_id: "agent_01", agent_name: "小王" };
const OTHER = { agent_id: "agent_02", agent_name: "小李" };

let made = 0;

async function sessionIn(state: State): Promise<string> {
  made += 1;
  const name = `state-${made}`;
  await call(server, "/api/sessions", { body: { session_name: name } });
  if (state === "pending_manual" || state === "manual_live") {
    await call(server, "/api/manual/escalate", { body: { session_name: name, reason: "user_request" } });
  }
  if (state === "manual_live") await call(server, `/api/sessions/${name}/takeover`, { body: OWNER });
  if (state === "closed") await call(server, `/api/sessions/${name}/close`, { body: {} });
  return name;
}

const COMMANDS: Record<string, (name: string) => Promise<Answer>> = {
  "customer message by /api/chat": (name) =>
    call(server, "/api/chat", { body: { user_id: name, message: "How long does charging take?" } }),
  "customer message by /api/manual/messages": (name) =>
    call(server, "/api/manual/messages", { body: { session_name: name, role: "user", content: "hello" } }),
  "the owner's message": (name) =>
    call(server, "/api/manual/messages", {
      body: { session_name: name, role: "agent", content: "您好", agent_info: OWNER },
    }),
  "another agent's message": (name) =>
    call(server, "/api/manual/messages", {
      body: { session_name: name, role: "agent", content: "您好", agent_info: OTHER },
    }),
  escalate: (name) => call(server, "/api/manual/escalate", { body: { session_name: name } }),
  "take over": (name) => call(server, `/api/sessions/${name}/takeover`, { body: OWNER }),
  "take over by another agent": (name) => call(server, `/api/sessions/${name}/takeover`, { body: OTHER }),
  release: (name) => call(server, `/api/sessions/${name}/release`, { body: { agent_id: OWNER.agent_id } }),
  "release by another agent": (name) =>
    call(server, `/api/sessions/${name}/release`, { body: { agent_id: OTHER.agent_id } }),
  cancel: (name) => call(server, `/api/sessions/${name}/cancel`, { body: {} }),
  close: (name) => call(server, `/api/sessions/${name}/close`, { body: {} }),
};

const STATES: State[] = ["bot_active", "pending_manual", "manual_live", "closed"];

/** The code of a refusal, or the status afterwards. */
const TABLE: Record<keyof typeof COMMANDS, [string, string, string, string]> = {
  "customer message by /api/chat": [
    "→ bot_active",
    "SESSION_IN_MANUAL_MODE: pending_manual",
    "SESSION_IN_MANUAL_MODE: manual_live",
    "→ bot_active",
  ],
  "customer message by /api/manual/messages": ["NOT_IN_MANUAL", "→ pending_manual", "→ manual_live", "SESSION_CLOSED"],
  "the owner's message": ["NOT_IN_MANUAL", "→ manual_live", "→ manual_live", "SESSION_CLOSED"],
  "another agent's message": ["NOT_IN_MANUAL", "→ manual_live", "ALREADY_TAKEN", "SESSION_CLOSED"],
  escalate: ["→ pending_manual", "→ pending_manual", "MANUAL_IN_PROGRESS", "→ pending_manual"],
  "take over": ["→ manual_live", "→ manual_live", "→ manual_live", "SESSION_CLOSED"],
  "take over by another agent": ["→ manual_live", "→ manual_live", "ALREADY_TAKEN", "SESSION_CLOSED"],
  release: ["NOT_IN_MANUAL", "NOT_IN_MANUAL", "→ bot_active", "SESSION_CLOSED"],
  "release by another agent": ["NOT_IN_MANUAL", "NOT_IN_MANUAL", "ALREADY_TAKEN", "SESSION_CLOSED"],
  cancel: ["→ bot_active", "→ bot_active", "MANUAL_IN_PROGRESS", "→ closed"],
  close: ["→ closed", "→ closed", "→ closed", "→ closed"],
};

/** Accepted, and nothing changes. */
const UNCHANGED = new Set([
  "escalate in pending_manual",
  "take over in manual_live",
  "cancel in bot_active",
  "cancel in closed",
  "close in closed",
]);

describe.each(Object.entries(COMMANDS))("%s", (command, run) => {
  test.each(STATES.map((state, column) => [state, TABLE[command]?.[column] ?? ""] as const))(
    "in %s: %s",
    async (state, expected) => {
      const name = await sessionIn(state);
      const before = await call(server, `/api/sessions/${name}`);
      const answer = await run(name);
      const after = await call(server, `/api/sessions/${name}`);
      if (expected.startsWith("→")) {
        expect(answer.status).toBe(200);
        expect(`→ ${after.body.data.session.status}`).toBe(expected);
      } else {
        expect([answer.status, answer.body.detail]).toEqual([409, expected]);
      }
      if (!expected.startsWith("→") || UNCHANGED.has(`${command} in ${state}`)) expect(after.body).toEqual(before.body);
    },
  );
});
