import { generateKeyPairSync } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readJson, sendJson, startDoubleServer } from "../http-server.ts";
import { type MisbehaviourOptions, play } from "../misbehaviour.ts";
import { answerTo } from "./answers.ts";
import { chatScript, errorBody } from "./chat-script.ts";
import { bent, COZE_MISBEHAVIOURS, type CozeMisbehaviour, isGeneral, type Place, swapping } from "./misbehave.ts";
import { tokenOffice } from "./tokens.ts";

export { COZE_MISBEHAVIOURS, type CozeMisbehaviour, type Place };

export interface CozeDoubleOptions {
  /** Any free one unless told. */
  readonly port?: number;
  /** How long an access token is good, instead of what the client asks for. */
  readonly tokenSeconds?: number;
  /** `timestamp`, as Coze has it, unless told. */
  readonly expiresIn?: "timestamp" | "seconds";
  /** Milliseconds before each piece of a reply; none unless told. */
  readonly paceMs?: number;
  /** Told of every request. */
  readonly onRequest?: (at: Place) => void;
}

export interface CozeMisbehaviourOptions extends MisbehaviourOptions {
  /** `chat` unless told. The kinds that spoil a stream do nothing elsewhere. */
  readonly at?: Place;
  /** How many requests; all unless told. */
  readonly times?: number;
  /** Coze's code in `code_in_json`, `chat_failed…` and `error_event`; 5000 unless told. */
  readonly code?: number;
}

export interface SeenChat {
  /** Whose token it came with. */
  readonly session: string;
  readonly conversation: string;
  readonly workflow: string;
  readonly app: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly messages: readonly { role: string; type?: string; content: string; content_type?: string }[];
}

export interface CozeDouble {
  readonly url: string;
  /** Everything a client must know. */
  readonly settings: {
    apiBase: string;
    workflowId: string;
    appId: string;
    oauth: { clientId: string; publicKeyId: string; privateKey: string };
  };
  readonly seen: {
    /** Every request in its order; the session is null where none was proved. */
    readonly requests: { at: Place; session: string | null }[];
    /** Whose each conversation is. */
    readonly conversations: Map<string, string>;
    /** Every chat that was let in. */
    readonly chats: SeenChat[];
    /** Attempts to use another session's conversation. */
    readonly crossings: string[];
    /** Requests that are not answered to their end, on connections that are still open. */
    underWay(): number;
  };
  /** From the next request on; null: behave. */
  misbehave(kind: CozeMisbehaviour | null, options?: CozeMisbehaviourOptions): void;
  /** No token given out so far is good any more. */
  revokeTokens(): void;
  close(): Promise<void>;
}

const WORKFLOW = "7350000000000000001";
const APP = "7440000000000000001";
const CLIENT = "1150000000001";
const KEY_ID = "double-public-key-fingerprint";
const MOST_MESSAGES = 50;

/** A pair a process: making one takes a good part of a second. */
let keys: { publicKey: string; privateKey: string } | undefined;

function keyPair() {
  keys ??= generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return keys;
}

/** Coze's platform as far as Baton speaks with it, over a real socket: OAuth with JWT, conversations, one chat flow. */
export async function startCozeDouble(options: CozeDoubleOptions = {}): Promise<CozeDouble> {
  const { publicKey, privateKey } = keyPair();
  const conversations = new Map<string, string>();
  const requests: CozeDouble["seen"]["requests"] = [];
  const chats: SeenChat[] = [];
  const crossings: string[] = [];
  // A double that is started anew gives out none of the ids of the one before.
  let ids = 7_000_000_000_000_000_000n + BigInt(Date.now()) * 100_000n;
  let underWay = 0;
  let mood: { kind: CozeMisbehaviour; options: CozeMisbehaviourOptions; left: number } | null = null;
  let swap = swapping<SeenChat>();

  const server = await startDoubleServer(serve, options.port);
  const tokens = tokenOffice({
    publicKey,
    publicKeyId: KEY_ID,
    clientId: CLIENT,
    audience: () => new URL(server.url).host,
    tokenSeconds: options.tokenSeconds,
    expiresIn: options.expiresIn ?? "timestamp",
  });
  const nextId = () => String(++ids);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = request.method === "POST" ? PLACES[request.url ?? ""] : undefined;
    if (at === undefined) return sendJson(response, 404, errorBody(404));
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const body = (await readJson(request)) as Record<string, unknown>;
    const session = at === "token" ? null : tokens.sessionOf(bearer);
    requests.push({ at, session });
    underWay += 1;
    response.once("close", () => {
      underWay -= 1;
    });
    options.onRequest?.(at);

    const wrong = takeMood(at);
    if (wrong !== null && at !== "chat") {
      if (wrong.kind === "code_in_json") return sendJson(response, 200, fault(wrong.options, ""));
      if (isGeneral(wrong.kind)) return play(response, NO_SCRIPT, wrong.kind, wrong.options);
    }
    if (at === "token") return grant(response, bearer, body);
    if (session === null) return sendJson(response, 401, errorBody(401));
    if (at === "conversation") return createConversation(response, session);
    return chat(response, session, body, wrong);
  }

  async function grant(response: ServerResponse, assertion: string, body: unknown): Promise<void> {
    const granted = await tokens.grant(assertion, body);
    if ("status" in granted) return sendJson(response, granted.status, granted.body);
    sendJson(response, 200, granted.body);
  }

  function createConversation(response: ServerResponse, session: string): void {
    const id = nextId();
    conversations.set(id, session);
    const data = { id, created_at: Math.floor(Date.now() / 1_000), meta_data: {}, last_section_id: id };
    sendJson(response, 200, { code: 0, msg: "", data, detail: { logid: nextId() } });
  }

  async function chat(
    response: ServerResponse,
    session: string,
    body: Record<string, unknown>,
    wrong: { kind: CozeMisbehaviour; options: CozeMisbehaviourOptions } | null,
  ): Promise<void> {
    const refusal = refusalOf(session, body);
    if (refusal !== null) return sendJson(response, 200, { ...refusal, detail: { logid: nextId() } });
    const mine: SeenChat = {
      session,
      conversation: String(body["conversation_id"]),
      workflow: String(body["workflow_id"]),
      app: String(body["app_id"]),
      parameters: body["parameters"] as SeenChat["parameters"],
      messages: body["additional_messages"] as SeenChat["messages"],
    };
    chats.push(mine);
    const question = mine.messages.at(-1)?.content ?? "";
    if (wrong?.kind === "code_in_json") return sendJson(response, 200, fault(wrong.options, question));

    const told = wrong?.kind === "crosswise" ? await swap(mine) : mine;
    const said = told.messages.slice(0, -1).map(({ content }) => content);
    const chatIds = { conversation: told.conversation, chat: nextId(), message: nextId() };
    const script = chatScript(chatIds, answerTo(told.messages.at(-1)?.content ?? "", said));
    if (wrong === null) return play(response, script, null, { ...pace() });
    const general = isGeneral(wrong.kind) ? wrong.kind : null;
    return play(response, bent(script, chatIds, wrong.kind, fault(wrong.options, question)), general, {
      ...pace(),
      ...wrong.options,
    });
  }

  const pace = (): MisbehaviourOptions => (options.paceMs === undefined ? {} : { paceMs: options.paceMs });

  function refusalOf(session: string, body: Record<string, unknown>): { code: number; msg: string } | null {
    const { conversation_id: conversation, additional_messages: messages, parameters } = body;
    if (body["workflow_id"] !== WORKFLOW) return { code: 4200, msg: "workflow not found" };
    if (body["app_id"] !== APP) return { code: 4200, msg: "app not found" };
    if (typeof parameters !== "object" || parameters === null) return { code: 4000, msg: "parameters is missing" };
    if (!Array.isArray(messages) || messages.length === 0 || messages.length > MOST_MESSAGES) {
      return { code: 4000, msg: "additional_messages has 1 to 50 messages" };
    }
    if (messages.at(-1)?.role !== "user") return { code: 4000, msg: "the last message is the user's" };
    // Coze would make a conversation by itself; whoever lets it mixes customers up.
    if (typeof conversation !== "string") return { code: 4000, msg: "conversation_id is missing" };
    const owner = conversations.get(conversation);
    if (owner === undefined) return { code: 4200, msg: "conversation not found" };
    if (owner === session) return null;
    crossings.push(`${session} used the conversation of ${owner}`);
    return { code: 4101, msg: "no permission for this conversation" };
  }

  function takeMood(at: Place) {
    if (mood === null || (mood.options.at ?? "chat") !== at || mood.left === 0) return null;
    mood.left -= 1;
    return mood;
  }

  return {
    url: server.url,
    settings: {
      apiBase: server.url,
      workflowId: WORKFLOW,
      appId: APP,
      oauth: { clientId: CLIENT, publicKeyId: KEY_ID, privateKey },
    },
    seen: { requests, conversations, chats, crossings, underWay: () => underWay },
    misbehave(kind, wrong = {}) {
      mood = kind === null ? null : { kind, options: wrong, left: wrong.times ?? Number.POSITIVE_INFINITY };
      swap = swapping();
    },
    revokeTokens: tokens.revokeAll,
    close: server.close,
  };
}

const PLACES: Readonly<Record<string, Place>> = {
  "/api/permission/oauth2/token": "token",
  "/v1/conversation/create": "conversation",
  "/v1/workflows/chat": "chat",
};

/** For requests that are no stream: the general kinds that come before one need nothing of it. */
const NO_SCRIPT = { opening: [], pieces: [""], ending: [], piece: (text: string) => text, errorBody };

/** Coze's messages may quote what the customer wrote. */
const fault = ({ code = 5000 }: CozeMisbehaviourOptions, quoted: string) => ({ code, msg: `refused: ${quoted}` });
