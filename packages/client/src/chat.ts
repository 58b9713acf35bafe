import type { SessionFrame } from "@baton/protocol";
import type { Api } from "./api.ts";
import type { ConnectionState } from "./connection.ts";
import type { ApiErrorCode } from "./errors.ts";
import type { IdentitySource } from "./identity.ts";
import type { KeyValueStorage } from "./storage.ts";
import type { StreamOptions } from "./stream.ts";
import type { Transcript } from "./transcript.ts";

export interface ChatOptions {
  /** Where Baton is: `https://chat.example.com`; empty for the page's own origin. */
  baseUrl: string;
  /**
   * Keeps the session's name and token and the messages that are not confirmed yet, so that a reload continues where it
   * was. The page's `localStorage` by default, which the tabs of one origin share; memory outside of a browser.
   */
  storage?: KeyValueStorage;
  /** The first part of its keys there (`baton.session`): chats with different ones know nothing of each other. */
  storageKey?: string;
  /**
   * How events come. `eventsource` is for pages of Baton's own origin: the browser's `EventSource`, let in by a cookie.
   * Default `fetch`, with an `Authorization` header, from any origin.
   */
  transport?: "fetch" | "eventsource";
  /** `Accept-Language` of every call, read anew for each: the language of the bot and of error sentences. */
  lang?: () => string | undefined;
  /**
   * Signed by the host site; proves who the customer is. It ends, so better a function: it is asked before each use, and
   * once more when a token is refused. Undefined or empty: a guest. Rejecting, or a text that is no token, means "could not
   * find out" and is tried again. A token of another customer is not used: that one needs a chat of their own.
   */
  identityToken?: IdentitySource;
  /** Unverified; shown to agents. */
  profile?: { name?: string; page_url?: string; referrer?: string };
  /** Instead of the page's own, for all calls and, unless `transport` is `eventsource`, for the stream. */
  fetch?: typeof globalThis.fetch;
  /** How connections are kept and made again, and a source of randomness in [0, 1) for their waits. */
  stream?: Pick<StreamOptions<SessionFrame>, "rules" | "random">;
}

/** What a screen shows. Every change makes a new object; unchanged parts keep their identity. */
export interface ChatState {
  /** `starting`: the stored session is being loaded. `ready`: the customer may write, even before a session exists. */
  phase: "starting" | "ready";
  sessionName: string | undefined;
  transcript: Transcript;
  connection: ConnectionState;
  /** What the browser says of the network. */
  online: boolean;
  /** A command (not a message: those carry their own) that failed last; cleared by the next one. */
  lastError: ApiErrorCode | undefined;
}

export interface Chat {
  readonly api: Api;
  state(): ChatState;
  /** @returns ends the subscription */
  subscribe(listener: (state: ChatState) => void): () => void;
  /** Loads the stored session, if there is one, and follows it. */
  start(): Promise<void>;
  /** Shows the message at once and delivers it; messages arrive in the order they were sent. Blank text is ignored. */
  send(text: string): void;
  /** Sends a failed message again. Does nothing when it is not failed. @param key of `transcript.pending` */
  retry(key: string): void;
  /** Throws a message away that is not confirmed. @param key of `transcript.pending` */
  discard(key: string): void;
  /** Asks for a person; begins the conversation when there is none. A refusal is `lastError`. */
  escalate(): Promise<void>;
  /** The customer no longer wants a person. A refusal is `lastError`. */
  cancel(): Promise<void>;
  /** Adds a page of older messages while `transcript.hasOlder`. A refusal is `lastError`. */
  loadOlder(): Promise<void>;
  /** The customer is typing to a person; sends at most one notice in 3 s. */
  typing(): void;
  /** Leaves this conversation for a fresh one, made with the next message. A waiting request is cancelled. */
  startOver(): Promise<void>;
  /** Ends the stream and every wait; listeners hear nothing more. What was not sent is there for the next chat. */
  close(): void;
}
