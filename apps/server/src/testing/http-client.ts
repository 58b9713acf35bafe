import { ADMIN_PASSWORD, type TestServer } from "./test-server.ts";

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer; that is its check
type Anything = any; // oxlint-disable-line typescript/no-explicit-any

export interface Answer {
  status: number;
  headers: Headers;
  body: Anything;
}

export interface CallOptions {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
  method?: string;
}

/** Calls a server as any client would: over its socket. A body makes it a POST. */
export async function call(server: TestServer, path: string, options: CallOptions = {}): Promise<Answer> {
  const { token, body, headers = {}, method = body === undefined ? "GET" : "POST" } = options;
  const response = await fetch(server.url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

let made = 0;

/** A new session and its customer's token. */
export async function newSession(server: TestServer, body: object = {}): Promise<{ name: string; token: string }> {
  made += 1;
  const { body: answer } = await call(server, "/api/sessions", {
    body: { session_name: `s-${made}-${Date.now()}`, ...body },
  });
  return { name: answer.data.session.session_name, token: answer.data.token };
}

export async function signIn(server: TestServer, username = "admin", password = ADMIN_PASSWORD): Promise<string> {
  const { body } = await call(server, "/api/agent/login", { body: { username, password } });
  return body.token;
}

export interface Frame {
  id: string | null;
  data: Anything;
}

export interface OpenStream {
  status: number;
  headers: Headers;
  frames: Frame[];
  /** Everything that came over the wire, as it came. */
  raw(): string;
  /** Resolves with the first frame, old or new, that fits. */
  until(fits: (frame: Frame) => boolean): Promise<Frame>;
  /** Resolves when the server has ended it. */
  ended: Promise<void>;
  close(): void;
}

/** Reads an event stream; each `data:` line is one frame, and the `id:` line before it its id. */
export async function openStream(server: TestServer, path: string, options: CallOptions = {}): Promise<OpenStream> {
  const { token, body, headers = {}, method = body === undefined ? "GET" : "POST" } = options;
  const abort = new AbortController();
  const response = await fetch(server.url + path, {
    method,
    signal: abort.signal,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  let raw = "";
  let taken = 0;
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      raw += decoder.decode(chunk, { stream: true });
      for (let end = raw.indexOf("\n\n", taken); end >= 0; end = raw.indexOf("\n\n", taken)) {
        const lines = raw.slice(taken, end).split("\n");
        taken = end + 2;
        const data = lines.find((line) => line.startsWith("data: "));
        if (data === undefined) continue;
        const id = lines.find((line) => line.startsWith("id: "))?.slice(4) ?? null;
        frames.push({ id, data: JSON.parse(data.slice(6)) });
        for (const look of [...waiting]) look();
      }
    }
  };
  const ended = read().catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
  return {
    status: response.status,
    headers: response.headers,
    frames,
    raw: () => raw,
    ended,
    close: () => abort.abort(),
    until(fits) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = frames.find(fits);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        ended.then(() => reject(new Error(`the stream ended without it: ${raw}`)), reject);
        look();
      });
    },
  };
}

export const ofType = (type: string) => (frame: Frame) => frame.data.type === type;
