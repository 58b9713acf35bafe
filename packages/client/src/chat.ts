import type { SessionFrame } from "@baton/protocol";
import type { Api } from "./api.ts";
import type { ConnectionState } from "./connection.ts";
import type { ApiErrorCode } from "./errors.ts";
import type { KeyValueStorage } from "./storage.ts";
import type { StreamOptions } from "./stream.ts";
import type { Transcript } from "./transcript.ts";

export interface ChatOptions {
  baseUrl: string;
  /** Keeps the session's name and token, so that a reload continues the conversation. */
  storage: KeyValueStorage;
  storageKey?: string;
  lang?: () => string | undefined;
  /** Signed by the host site; proves who the customer is. */
  identityToken?: string;
  profile?: { name?: string };
  fetch?: typeof globalThis.fetch;
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
  retry(key: string): void;
  discard(key: string): void;
  escalate(): Promise<void>;
  cancel(): Promise<void>;
  loadOlder(): Promise<void>;
  /** The customer is typing to a person; sends at most one notice in 3 s. */
  typing(): void;
  /** Leaves this conversation for a fresh one, made with the next message. A waiting request is cancelled. */
  startOver(): Promise<void>;
  close(): void;
}
