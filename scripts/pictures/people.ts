import { createHmac } from "node:crypto";

export const IDENTITY_SECRET = "the shop's own secret, only for its pictures";

/** Says, as the shop's own server would, who a customer is. */
export function identityToken(claims: { sub: string; name: string; email: string; vip: boolean }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const body = `${part({ alg: "HS256", typ: "JWT" })}.${part({ ...claims, aud: "baton-identity", iat: now, exp: now + 600 })}`;
  return `${body}.${createHmac("sha256", IDENTITY_SECRET).update(body).digest("base64url")}`;
}

async function call(
  method: string,
  url: string,
  token: string | undefined,
  body: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

export type Visitor = Awaited<ReturnType<typeof visit>>;

/** A customer of the shop who speaks through the API, as a page would. */
export async function visit(url: string, who: { name: string } | { identityToken: string }) {
  const opening =
    "name" in who
      ? { profile: { name: who.name, page_url: `${url}/bikes/city` } }
      : {
          identity_token: who.identityToken,
          profile: { page_url: `${url}/account/orders`, referrer: "https://www.example.com/search" },
        };
  const { data } = await call("POST", `${url}/api/sessions`, undefined, opening);
  const { session, token } = data as { session: { session_name: string }; token: string };
  const session_name = session.session_name;
  const post = (path: string, body: object) => call("POST", `${url}${path}`, token, body);
  return {
    session: session_name,
    ask: (message: string) => post("/api/chat", { session_id: session_name, message }),
    askForPerson: () => post("/api/manual/escalate", { session_name }),
    say: (content: string) => post("/api/manual/messages", { session_name, role: "user", content }),
    type: () => post(`/api/sessions/${session_name}/typing`, {}),
  };
}

/** @param baton's administrator signs in to write the shared ones */
export async function writeQuickReplies(
  url: string,
  admin: { username: string; password: string },
  agent: { username: string; password: string },
  replies: readonly { shortcut: string; text: string; scope: "shared" | "own" }[],
): Promise<void> {
  const tokenOf = async (who: { username: string; password: string }) =>
    (await call("POST", `${url}/api/agent/login`, undefined, who))["token"] as string;
  const tokens = { shared: await tokenOf(admin), own: await tokenOf(agent) };
  for (const [index, { scope, ...draft }] of replies.entries()) {
    await call("PUT", `${url}/api/quick-replies/${scope}/picture-${index}`, tokens[scope], draft);
  }
}
