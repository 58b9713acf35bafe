import type { Said } from "./said.ts";

/** A customer who speaks by plain calls: where a story needs somebody there, but not what is on their screen. */
export interface PlainCustomer {
  sessionName: string;
  token: string;
  /** Says something to the bot; resolves once it has answered. */
  ask(message: string): Promise<void>;
  askForPerson(): Promise<void>;
  /** Says something while a person is wanted or there. */
  write(content: string): Promise<void>;
  typing(): Promise<void>;
  cancelWaiting(): Promise<void>;
}

/** An agent likewise. */
export interface PlainAgent {
  takeOver(sessionName: string): Promise<void>;
  write(sessionName: string, content: string): Promise<void>;
  typing(sessionName: string): Promise<void>;
  release(sessionName: string, reason?: string): Promise<void>;
  close(sessionName: string): Promise<void>;
  /** Whoever waits or is served is so no longer. */
  closeAll(): Promise<void>;
  /** What the service has of a conversation. */
  journal(sessionName: string): Promise<Said[]>;
  removeQuickReplies(scopes: ("own" | "shared")[]): Promise<void>;
  /** Any other write. */
  put(path: string, body: object): Promise<void>;
}

interface Opening {
  lang?: string;
  session_name?: string;
  identity_token?: string;
  profile?: object;
}

export async function createPlainCustomer(
  url: string,
  { lang = "en", ...opening }: Opening = {},
): Promise<PlainCustomer> {
  const { data } = (await request(url, "/api/sessions", opening, { lang })) as {
    data: { token: string; session: { session_name: string } };
  };
  const { token } = data;
  const { session_name } = data.session;
  const call = async (path: string, body: object) => void (await request(url, path, body, { lang, token }));
  return {
    sessionName: session_name,
    token,
    ask: (message) => call("/api/chat", { message, user_id: session_name }),
    askForPerson: () => call("/api/manual/escalate", { session_name }),
    write: (content) => call("/api/manual/messages", { session_name, role: "user", content }),
    typing: () => call(`/api/sessions/${session_name}/typing`, {}),
    cancelWaiting: () => call(`/api/sessions/${session_name}/cancel`, {}),
  };
}

export async function createPlainAgent(
  url: string,
  { username, password }: { username: string; password: string },
): Promise<PlainAgent> {
  const { token } = (await request(url, "/api/agent/login", { username, password })) as { token: string };
  const call = async (path: string, body: object, method = "POST") =>
    void (await request(url, path, body, { token, method }));
  const get = <T>(path: string) => request(url, path, undefined, { token, method: "GET" }) as Promise<{ data: T }>;
  const close = (name: string) => call(`/api/sessions/${name}/close`, {});
  return {
    takeOver: (name) => call(`/api/sessions/${name}/takeover`, {}),
    write: (session_name, content) => call("/api/manual/messages", { session_name, role: "agent", content }),
    typing: (name) => call(`/api/sessions/${name}/typing`, {}),
    release: (name, reason = "resolved") => call(`/api/sessions/${name}/release`, { reason }),
    close,
    async closeAll() {
      const { data } = await get<{ sessions: { session_name: string }[] }>(
        "/api/sessions?status=pending_manual,manual_live&page_size=100",
      );
      await Promise.all(data.sessions.map(({ session_name }) => close(session_name)));
    },
    async journal(name) {
      const { data } = await get<{ messages: { role: Said["by"]; content: string }[] }>(
        `/api/sessions/${name}/messages?limit=100`,
      );
      return data.messages.map(({ role, content }) => ({ by: role, text: content }));
    },
    async removeQuickReplies(scopes) {
      const { data } = await get<{ quick_replies: { scope: "own" | "shared"; id: string }[] }>("/api/quick-replies");
      const removed = data.quick_replies.filter(({ scope }) => scopes.includes(scope));
      await Promise.all(removed.map(({ scope, id }) => call(`/api/quick-replies/${scope}/${id}`, {}, "DELETE")));
    },
    put: (path, body) => call(path, body, "PUT"),
  };
}

async function request(
  url: string,
  path: string,
  body: object | undefined,
  { lang = "en", token, method = "POST" }: { lang?: string; token?: string; method?: string } = {},
): Promise<unknown> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      "accept-language": lang,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
