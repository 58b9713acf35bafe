import { agent as manageAgents } from "../../cli/agent.ts";

export interface People {
  sessions: { name: string; token: string }[];
  agents: { id: string; token: string }[];
}

const PASSWORD = "a long password for the torture";
export const ADMIN_PASSWORD = "another long password";

/** Makes the agents' accounts as an operator does. The server need not run. */
export async function makeAccounts(dataDir: string, usernames: readonly string[]): Promise<void> {
  for (const username of usernames) {
    let said = "";
    const code = await manageAgents(["add", username, "--password-stdin", "--data", dataDir], {
      place: () => ({ kind: "file", dataDir }),
      stdin: () => Promise.resolve(PASSWORD),
      out: () => undefined,
      err: (line) => {
        said += line;
      },
    });
    if (code !== 0) throw new Error(`the account ${username} could not be made: ${said}`);
  }
}

/** Signs in each agent and opens the sessions; all of it before the first kill. */
export async function enter(url: string, usernames: readonly string[], sessions: number): Promise<People> {
  const people: People = { sessions: [], agents: [] };
  for (const username of usernames) {
    const { token, agent } = await post<{ token: string; agent: { id: string } }>(`${url}/api/agent/login`, {
      username,
      password: PASSWORD,
    });
    people.agents.push({ id: agent.id, token });
  }
  for (let made = 1; made <= sessions; made++) {
    const name = `torture-${String(made).padStart(3, "0")}`;
    const { data } = await post<{ data: { token: string } }>(`${url}/api/sessions`, { session_name: name });
    people.sessions.push({ name, token: data.token });
  }
  return people;
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
