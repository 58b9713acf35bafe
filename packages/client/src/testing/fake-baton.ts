import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Message, Session, SessionFrame, SessionStatus } from "@baton/protocol";

/**
 * A stand-in for the server that speaks the customer's part of the contract over real sockets and keeps everything in
 * memory. Its faults are the point: it cuts connections, forgets sessions, refuses and loses answers on request.
 */
export interface FakeBaton {
  url: string;
  /** Requests seen, as `METHOD path`. */
  log: string[];
  session(name?: string): FakeSession;
  /** Answers the next requests whose `METHOD path` begins so, before anything happens. */
  refuseNext(prefix: string, status: number, code: string, headers?: Record<string, string>): void;
  /** Does what the next such request asks, then cuts the connection instead of answering. */
  loseNextAnswer(prefix: string): void;
  /** Tokens given out so far become invalid; renewing with an old one works unless `forGood`. */
  expireTokens(forGood?: boolean): void;
  forgetSessions(): void;
  cutStreams(): void;
  /** How the bot answers; pieces are sent one after the other, `pause` between them. */
  bot: { answer: (text: string) => string; pause: () => Promise<void>; pieceLength: number };
  close(): Promise<void>;
}

export interface FakeSession {
  name: string;
  status: SessionStatus;
  /** Journaled frames; the index is not the sequence number. */
  frames: { seq: number; frame: SessionFrame }[];
  messages: Message[];
  publish(frame: SessionFrame): void;
  live(frame: SessionFrame): void;
  takeOver(agentName: string): void;
  agentSays(text: string): void;
  release(): void;
  subscribers: Set<ServerResponse>;
}

interface Stored extends FakeSession {
  seq: number;
  agent: { id: string; name: string } | null;
  since: number | null;
  /** By route and key: the answer that a repeat gets. */
  answers: Map<string, unknown>;
  ids: number;
}

const UNDER_WAY = Symbol("under way");
const BOT = { name: "Baton", description: "", icon_url: "", welcome: "您好！有什么可以帮您？" };

export async function startFakeBaton(): Promise<FakeBaton> {
  const sessions = new Map<string, Stored>();
  const faults: {
    prefix: string;
    answer: "lose" | { status: number; code: string; headers: Record<string, string> };
  }[] = [];
  const log: string[] = [];
  /** Sessions by the idempotency key that opened them. */
  const opened = new Map<string, { session: Stored; body: string }>();
  let era = 1;
  let renewable = true;
  let names = 0;

  const fake: FakeBaton = {
    url: "",
    log,
    session(name) {
      const found = name === undefined ? [...sessions.values()].at(-1) : sessions.get(name);
      if (found === undefined) throw new Error("the fake has no such session");
      return found;
    },
    refuseNext: (prefix, status, code, headers = {}) => void faults.push({ prefix, answer: { status, code, headers } }),
    loseNextAnswer: (prefix) => void faults.push({ prefix, answer: "lose" }),
    expireTokens(forGood = false) {
      era++;
      renewable = !forGood;
      fake.cutStreams();
    },
    forgetSessions() {
      fake.cutStreams();
      sessions.clear();
      opened.clear();
    },
    cutStreams() {
      for (const session of sessions.values()) for (const stream of session.subscribers) stream.socket?.destroy();
    },
    bot: { answer: (text) => `**${text}**?`, pause: () => Promise.resolve(), pieceLength: 4 },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  const now = () => Math.round(Date.now()) / 1000;

  function open(name: string): Stored {
    const session: Stored = {
      name,
      status: "bot_active",
      seq: 1,
      ids: 0,
      frames: [],
      messages: [],
      agent: null,
      since: null,
      answers: new Map(),
      subscribers: new Set(),
      publish(frame) {
        session.seq++;
        session.frames.push({ seq: session.seq, frame });
        const message = messageOf(frame, session.seq);
        if (message !== undefined) session.messages.push(message);
        if (frame.type === "status_change") {
          session.status = frame.status;
          session.since = frame.status === "pending_manual" ? frame.timestamp : null;
          session.agent =
            frame.agent_info === undefined
              ? null
              : { id: frame.agent_info.agent_id, name: frame.agent_info.agent_name };
        }
        for (const stream of session.subscribers)
          stream.write(`id: ${session.seq}\ndata: ${JSON.stringify(frame)}\n\n`);
      },
      live(frame) {
        for (const stream of session.subscribers) stream.write(`data: ${JSON.stringify(frame)}\n\n`);
      },
      takeOver(name) {
        const agent_info = { agent_id: "agent_01", agent_name: name };
        session.publish({
          type: "status_change",
          status: "manual_live",
          reason: "takeover",
          timestamp: now(),
          agent_info,
        });
      },
      agentSays(content) {
        const agent = { agent_id: session.agent?.id ?? "agent_01", agent_name: session.agent?.name ?? "小王" };
        session.publish({
          type: "manual_message",
          role: "agent",
          content,
          timestamp: now(),
          message_id: nextId(session),
          ...agent,
        });
      },
      release() {
        say(session, "人工服务已结束，AI 助手继续为您服务。");
        session.publish({ type: "status_change", status: "bot_active", reason: "released", timestamp: now() });
      },
    };
    sessions.set(name, session);
    return session;
  }

  const nextId = (session: Stored) => `msg_${session.name}_${++session.ids}`;
  const say = (session: Stored, content: string) =>
    session.publish({ type: "manual_message", role: "system", content, timestamp: now(), message_id: nextId(session) });
  const customerSays = (session: Stored, content: string, key: string | undefined) =>
    session.publish({
      type: "user_message",
      role: "user",
      content,
      timestamp: now(),
      message_id: nextId(session),
      ...(key === undefined ? {} : { client_message_id: key }),
    });

  async function chat(session: Stored, text: string, key: string | undefined) {
    if (session.status !== "bot_active") throw new Refusal(409, `SESSION_IN_MANUAL_MODE: ${session.status}`);
    customerSays(session, text, key);
    if (/转人工|human/i.test(text)) {
      escalate(session);
      return { message: "", status: session.status };
    }
    const reply_id = `reply_${session.seq}`;
    const reply = fake.bot.answer(text);
    for (let offset = 0; offset < reply.length; offset += fake.bot.pieceLength) {
      session.live({ type: "message", content: reply.slice(offset, offset + fake.bot.pieceLength), reply_id, offset });
      await fake.bot.pause();
    }
    if (session.status === "bot_active") {
      session.publish({ type: "bot_message", content: reply, reply_id, message_id: nextId(session), timestamp: now() });
    } else {
      session.publish({ type: "reply_discarded", reply_id });
    }
    return { message: reply, status: session.status };
  }

  function escalate(session: Stored) {
    if (session.status === "manual_live") throw new Refusal(409, "MANUAL_IN_PROGRESS");
    if (session.status === "pending_manual") return;
    say(session, "正在为您转接人工客服，请稍候。");
    session.publish({ type: "status_change", status: "pending_manual", reason: "user_request", timestamp: now() });
  }

  async function route(request: IncomingMessage, path: string, body: Record<string, unknown>): Promise<unknown> {
    const call = `${request.method} ${path}`;
    if (call === "GET /api/config") {
      const limits = { message_characters: 8000, body_bytes: 65_536 };
      return { success: true, data: { auth: "token", bot: BOT, languages: ["zh-CN", "en"], limits } };
    }
    if (call === "POST /api/sessions") {
      const name = typeof body.session_name === "string" ? body.session_name : `s${++names}`;
      const known = sessions.get(name);
      if (known !== undefined && !(renewable && tokenOf(request)?.startsWith(`${name}#`)))
        throw new Refusal(409, "SESSION_EXISTS");
      if (known === undefined && typeof body.session_name === "string") throw new Refusal(401, "UNAUTHENTICATED");
      const key = String(request.headers["idempotency-key"]);
      const asked = JSON.stringify(body);
      const before = opened.get(key);
      if (known === undefined && before !== undefined && before.body !== asked)
        throw new Refusal(422, "IDEMPOTENCY_CONFLICT");
      const session = known ?? before?.session ?? open(name);
      if (known === undefined) opened.set(key, { session, body: asked });
      return {
        success: true,
        data: { session: view(session), token: `${session.name}#${era}`, expires_in: 86_400 },
      };
    }
    const name = String(body.session_name ?? body.user_id ?? path.split("/")[3]);
    if (tokenOf(request) !== `${name}#${era}`) throw new Refusal(401, "UNAUTHENTICATED");
    const session = sessions.get(name);
    if (session === undefined) throw new Refusal(404, "SESSION_NOT_FOUND");
    const key = typeof body.client_message_id === "string" ? body.client_message_id : undefined;
    if (key === undefined) return handle(request, call, session, body, key);
    // As the real one: a key counts on its own route.
    const receipt = `${call} ${key}`;
    const answered = session.answers.get(receipt);
    if (answered === UNDER_WAY) throw new Refusal(409, "IDEMPOTENCY_IN_FLIGHT");
    if (answered !== undefined) return answered;
    session.answers.set(receipt, UNDER_WAY);
    try {
      const answer = await handle(request, call, session, body, key);
      session.answers.set(receipt, answer);
      return answer;
    } catch (error) {
      session.answers.delete(receipt);
      throw error;
    }
  }

  async function handle(
    request: IncomingMessage,
    call: string,
    session: Stored,
    body: Record<string, unknown>,
    key: string | undefined,
  ): Promise<unknown> {
    const { name } = session;
    switch (call.replace(name, "{name}")) {
      case "GET /api/sessions/{name}":
        return { success: true, data: { session: view(session) } };
      case "GET /api/sessions/{name}/messages": {
        const before = Number(
          new URL(request.url ?? "", "http://x").searchParams.get("before") ?? Number.POSITIVE_INFINITY,
        );
        const older = session.messages.filter(({ seq }) => seq < before);
        return { success: true, data: { messages: older.slice(-50), has_more: older.length > 50 } };
      }
      case "POST /api/chat":
        return {
          success: true,
          conversation_id: null,
          session_name: name,
          ...(await chat(session, String(body.message), key)),
        };
      case "POST /api/manual/messages":
        if (session.status === "bot_active") throw new Refusal(409, "NOT_IN_MANUAL");
        if (session.status === "closed") throw new Refusal(409, "SESSION_CLOSED");
        customerSays(session, String(body.content), key);
        return {
          success: true,
          data: { message_id: session.messages.at(-1)?.id, timestamp: now(), seq: session.seq },
        };
      case "POST /api/manual/escalate":
        escalate(session);
        return { success: true, data: view(session) };
      case "POST /api/sessions/{name}/cancel":
        if (session.status === "manual_live") throw new Refusal(409, "MANUAL_IN_PROGRESS");
        if (session.status === "pending_manual") {
          session.publish({ type: "status_change", status: "bot_active", reason: "cancelled", timestamp: now() });
        }
        return { success: true, data: view(session) };
      case "POST /api/sessions/{name}/typing":
        return { success: true };
    }
    throw new Refusal(404, "NOT_FOUND");
  }

  function subscribe(request: IncomingMessage, response: ServerResponse, name: string) {
    if (tokenOf(request) !== `${name}#${era}`) throw new Refusal(401, "UNAUTHENTICATED");
    const session = sessions.get(name);
    if (session === undefined) throw new Refusal(404, "SESSION_NOT_FOUND");
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(": hello\n\n");
    const after = request.headers["last-event-id"];
    for (const { seq, frame } of session.frames) {
      if (after !== undefined && seq > Number(after)) response.write(`id: ${seq}\ndata: ${JSON.stringify(frame)}\n\n`);
    }
    session.subscribers.add(response);
    response.on("close", () => session.subscribers.delete(response));
  }

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://x").pathname;
    const call = `${request.method} ${path}`;
    log.push(call);
    const index = faults.findIndex(({ prefix }) => call.startsWith(prefix));
    const fault = index === -1 ? undefined : faults.splice(index, 1)[0];
    void (async () => {
      try {
        if (fault !== undefined && fault.answer !== "lose")
          throw new Refusal(fault.answer.status, fault.answer.code, fault.answer.headers);
        if (path.endsWith("/events")) return subscribe(request, response, path.split("/")[3] ?? "");
        const answer = await route(request, path, await bodyOf(request));
        if (fault !== undefined) request.socket.destroy();
        else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { status, code, headers } = error;
        const problem = {
          type: "about:blank",
          title: code,
          status,
          detail: code,
          code,
          success: false,
          error: code,
          instance: path,
        };
        response
          .writeHead(status, { "content-type": "application/problem+json", ...headers })
          .end(JSON.stringify(problem));
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  constructor(status: number, code: string, headers: Record<string, string> = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

const tokenOf = (request: IncomingMessage) => request.headers.authorization?.replace("Bearer ", "");

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function messageOf(frame: SessionFrame, seq: number): Message | undefined {
  switch (frame.type) {
    case "bot_message":
      return { id: frame.message_id, seq, role: "assistant", content: frame.content, timestamp: frame.timestamp };
    case "user_message":
    case "manual_message": {
      const { type: _, message_id, ...rest } = frame;
      return { id: message_id, seq, ...rest };
    }
    default:
      return undefined;
  }
}

function view(session: Stored): Session {
  const { since } = session;
  return {
    session_name: session.name as Session["session_name"],
    status: session.status,
    conversation_id: null,
    user_profile: {
      name: null,
      verified: false,
      customer_id: null,
      email: null,
      vip: false,
      page_url: null,
      referrer: null,
    },
    history: session.messages.slice(-50),
    escalation:
      since === null ? null : { reason: "manual", details: null, severity: "low", timestamp: since, trigger_at: null },
    assigned_agent: session.agent,
    ai_fail_count: 0,
    tags: [],
    priority: null,
    created_at: 0,
    updated_at: 0,
    manual_start_at: null,
    last_manual_end_at: null,
    seq: session.seq,
  };
}
