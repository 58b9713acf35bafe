import { at, publisherAt, readerAt } from "./placement.ts";
import type { Answer, Posts } from "./posts.ts";
import { AGENT, postRequest, sessionName } from "./requests.ts";

const PREPARING_AT_ONCE = 32;

export interface Prepared {
  /** Null on the comparison server, which trusts its callers as the seed's does. */
  agentToken: string | null;
  sessionTokens: (string | null)[];
}

/**
 * Brings each session to `manual_live` the way real clients do: made, escalated by its customer, taken over. Of several
 * instances the customer's calls go to the one it reads at, the agent's to the one the agent writes at.
 *
 * @param posts to each of the instances
 */
export async function prepare(
  posts: readonly Posts[],
  sessions: number,
  adminPassword: string | null,
): Promise<Prepared> {
  const agentToken = adminPassword === null ? null : await signIn(at(posts, 0), adminPassword);
  const sessionTokens: (string | null)[] = Array.from({ length: sessions }, () => null);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < sessions) {
      const stream = next;
      next += 1;
      const session_name = sessionName(stream);
      const customer = at(posts, readerAt(stream, posts.length));
      const agent = at(posts, publisherAt(stream, posts.length));
      const token = adminPassword === null ? null : await makeSession(customer, session_name);
      sessionTokens[stream] = token;
      await call(customer, "/api/manual/escalate", token, { session_name, reason: "user_request" });
      await call(agent, `/api/sessions/${session_name}/takeover`, agentToken, AGENT);
    }
  };
  await Promise.all(Array.from({ length: PREPARING_AT_ONCE }, worker));
  return { agentToken, sessionTokens };
}

async function signIn(posts: Posts, password: string): Promise<string> {
  return tokenOf(await call(posts, "/api/agent/login", null, { username: "admin", password }));
}

async function makeSession(posts: Posts, session_name: string): Promise<string> {
  const body = await call(posts, "/api/sessions", null, { session_name });
  return tokenOf(typeof body === "object" && body !== null && "data" in body ? body.data : null);
}

function tokenOf(body: unknown): string {
  if (typeof body === "object" && body !== null && "token" in body && typeof body.token === "string") return body.token;
  throw new Error("an answer that should hold a token holds none");
}

async function call(posts: Posts, path: string, token: string | null, body: object): Promise<unknown> {
  const answer = await new Promise<Answer | Error>((resolve) => posts.send(postRequest(path, token, body), resolve));
  if (answer instanceof Error) throw answer;
  if (answer.status >= 300) throw new Error(`POST ${path} answered ${answer.status}: ${answer.body.slice(0, 400)}`);
  return JSON.parse(answer.body);
}
