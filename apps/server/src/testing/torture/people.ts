import { agent as manageAgents } from "../../cli/agent.ts";
import type { StorePlace } from "../../compose/store.ts";

export interface People {
  sessions: { name: string; token: string }[];
  agents: { id: string; token: string }[];
}

const PASSWORD = "a long password for the torture";
export const ADMIN_PASSWORD = "another long password";

/** Makes the agents' accounts as an operator does. The server need not run. */
export async function makeAccounts(place: StorePlace, usernames: readonly string[]): Promise<void> {
  for (const username of usernames) {
    let said = "";
    const code = await manageAgents(["add", username, "--password-stdin"], {
      place: () => place,
      stdin: () => Promise.resolve(PASSWORD),
      out: () => undefined,
      err: (line) => {
        said += line;
      },
    });
    if (code !== 0) throw new Error(`the account ${username} could not be made: ${said}`);
  }
}

export async function signIn(url: string, usernames: readonly string[]): Promise<People["agents"]> {
  const agents: People["agents"] = [];
  for (const username of usernames) {
    const { token, agent } = await post<{ token: string; agent: { id: string } }>(`${url}/api/agent/login`, {
      username,
      password: PASSWORD,
    });
    agents.push({ id: agent.id, token });
  }
  return agents;
}

/** @param prefix of the sessions' names */
export async function openSessions(url: string, prefix: string, sessions: number): Promise<People["sessions"]> {
  const opened: People["sessions"] = [];
  for (let made = 1; made <= sessions; made++) {
    const name = `${prefix}-${String(made).padStart(3, "0")}`;
    const { data } = await post<{ data: { token: string } }>(`${url}/api/sessions`, { session_name: name });
    opened.push({ name, token: data.token });
  }
  return opened;
}

async function post<Body>(url: string, body: object): Promise<Body> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.status !== 200) throw new Error(`${url} was answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}
