/** A customer who speaks through the API: for stories of which only the agent's screen matters. */
export interface Visitor {
  session: string;
  /** To the bot. */
  say(text: string): Promise<void>;
  /** To the agent who serves them, or will. */
  tell(text: string): Promise<void>;
  askForPerson(): Promise<void>;
  /** Does not want to wait any longer, if they still do. */
  giveUp(): Promise<void>;
}

async function post(url: string, token: string | undefined, body: object): Promise<unknown> {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

export async function visit(baseUrl: string, name: string): Promise<Visitor> {
  const opened = await post(`${baseUrl}/api/sessions`, undefined, { profile: { name } });
  const { data } = opened as { data: { session: { session_name: string }; token: string } };
  const { token } = data;
  const session = data.session.session_name;
  return {
    session,
    async say(message) {
      await post(`${baseUrl}/api/chat`, token, { message, user_id: session });
    },
    async tell(content) {
      await post(`${baseUrl}/api/manual/messages`, token, { session_name: session, role: "user", content });
    },
    async askForPerson() {
      await post(`${baseUrl}/api/manual/escalate`, token, { session_name: session });
    },
    async giveUp() {
      await post(`${baseUrl}/api/sessions/${session}/cancel`, token, {}).catch(() => undefined);
    },
  };
}

/** From now on whoever writes `word` to the bot waits for a person, with the highest severity. */
export async function makeUrgent(baseUrl: string, adminPassword: string, word: string): Promise<void> {
  const login = await post(`${baseUrl}/api/agent/login`, undefined, { username: "admin", password: adminPassword });
  const { token } = login as { token: string };
  const answer = await fetch(`${baseUrl}/api/rules/urgent`, {
    method: "PUT",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({
      name: "Urgent",
      expression: `message.text.contains("${word}")`,
      action: { kind: "escalate", reason: "Urgent", severity: "high" },
    }),
  });
  if (!answer.ok) throw new Error(`The rule was refused: ${answer.status} ${await answer.text()}`);
}
