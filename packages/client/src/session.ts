import type { SessionFrame } from "@baton/protocol";
import { createApi } from "./api.ts";
import type { Chat, ChatOptions, ChatState } from "./chat.ts";
import { ApiError } from "./errors.ts";
import { randomKey } from "./keys.ts";
import { deliver } from "./outbox.ts";
import { customerOf, isFor, readStored, type StoredSession, writeStored } from "./stored-session.ts";
import { openStream, type Stream } from "./stream.ts";
import {
  addPending,
  applyFrame,
  applyOlder,
  applySnapshot,
  dropPending,
  EMPTY_TRANSCRIPT,
  expireTyping,
  failPending,
  forgetConfirmed,
  isConfirmed,
  settlePending,
  type Transcript,
} from "./transcript.ts";
import { sleep, waitOrOnline } from "./wait.ts";

const TYPING_TTL_MS = 6_000;
const TYPING_NOTICE_MS = 3_000;
const RELOAD_INTERVAL_MS = 2_000;
/** After a message was accepted its frame is here at once; if not, the stream does not work and we look ourselves. */
const FRAME_GRACE_MS = 3_000;

/**
 * One customer's conversation: makes the session with the first message, keeps its token fresh, follows its stream,
 * delivers messages by whichever route its status asks for, and folds everything into one `ChatState`.
 */
export function createChat(options: ChatOptions): Chat {
  const storageKey = options.storageKey ?? "baton.session";
  const listeners = new Set<(state: ChatState) => void>();
  const customer = customerOf(options.identityToken);
  const found = readStored(options.storage, storageKey);
  let stored = found !== undefined && isFor(found, customer) ? found : undefined;
  if (stored === undefined && found !== undefined) writeStored(options.storage, storageKey, undefined);
  let stream: Stream | undefined;
  let opening: Promise<string> | undefined;
  let sending: Promise<void> = Promise.resolve();
  /** Messages that already followed their customer from a lost session to a new one. */
  const movedKeys = new Set<string>();
  let lastTypingNoticeMs = 0;
  let lastReloadMs = 0;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  /** Counts conversations: an answer that belongs to one left behind is ignored. */
  let generation = 0;
  let state: ChatState = {
    phase: "starting",
    sessionName: stored?.name,
    transcript: EMPTY_TRANSCRIPT,
    connection: { name: "idle" },
    online: true,
    lastError: undefined,
  };

  const api = createApi({
    baseUrl: options.baseUrl,
    token: () => stored?.token,
    onUnauthorized: renew,
    ...(options.lang === undefined ? {} : { lang: options.lang }),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  });

  function update(change: Partial<ChatState>): void {
    if (closed) return;
    state = { ...state, ...change };
    for (const listener of listeners) listener(state);
  }

  function fold(change: (transcript: Transcript) => Transcript): void {
    const transcript = change(state.transcript);
    if (transcript !== state.transcript) update({ transcript });
  }

  function keep(session: StoredSession | undefined): void {
    stored = session;
    writeStored(options.storage, storageKey, session);
  }

  async function renew(): Promise<boolean> {
    const old = stored;
    if (old === undefined) return false;
    try {
      const { token } = await api.renewSession(old.name, old.token);
      if (stored?.name === old.name) keep({ ...old, token });
      return true;
    } catch (error) {
      if (error instanceof ApiError && !error.isTransient) return false;
      throw error;
    }
  }

  /** The server does not know this session any more (or does not let us in): the next message begins a new one. */
  function leave(): void {
    generation++;
    stream?.close();
    stream = undefined;
    opening = undefined;
    keep(undefined);
    update({ sessionName: undefined, transcript: EMPTY_TRANSCRIPT, connection: { name: "idle" } });
  }

  async function load(name: string): Promise<void> {
    const mine = generation;
    const { session } = await api.getSession(name);
    if (mine !== generation) return;
    fold((transcript) => applySnapshot(transcript, session));
  }

  function follow(name: string): void {
    stream?.close();
    const mine = generation;
    stream = openStream<SessionFrame>({
      ...options.stream,
      url: api.sessionEventsUrl(name),
      token: () => stored?.token,
      lang: options.lang?.(),
      lastEventId: String(state.transcript.seq),
      onUnauthorized: renew,
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
      onState: (connection, online) => {
        if (mine !== generation) return;
        update({ connection, online });
        if (connection.name === "stopped" && connection.reason.cause !== "closed") startAnew();
      },
      onFrame: (frame, id) => {
        if (mine !== generation) return;
        if (frame.type === "reset") return void reload(name);
        // Our own notice comes back to us; it must not hide the agent's.
        if (frame.type === "typing" && frame.role === "user") return;
        fold((transcript) => applyFrame(transcript, frame, id === undefined ? undefined : Number(id), Date.now()));
        if (frame.type === "typing") armTypingExpiry();
      },
    });
  }

  /** After `reset`: everything confirmed anew, then on from there; tried until it works or the session is gone. */
  async function reload(name: string): Promise<void> {
    const mine = generation;
    stream?.close();
    // A server that resets every connection must not be asked as fast as it answers.
    await sleep(lastReloadMs + RELOAD_INTERVAL_MS - Date.now());
    lastReloadMs = Date.now();
    for (let attempt = 0; mine === generation && !closed; attempt++) {
      try {
        const { session } = await api.getSession(name);
        if (mine !== generation || closed) return;
        fold((transcript) => applySnapshot(forgetConfirmed(transcript), session));
        return follow(name);
      } catch (error) {
        if (!(error instanceof ApiError) || !error.isTransient) return startAnew();
        await sleep(Math.min(30_000, 1_000 * 2 ** attempt));
      }
    }
  }

  function armTypingExpiry(): void {
    clearTimeout(typingTimer);
    typingTimer = setTimeout(
      () => fold((transcript) => expireTyping(transcript, Date.now(), TYPING_TTL_MS)),
      TYPING_TTL_MS + 50,
    );
  }

  /** The session's name; makes the session when there is none. Callers at the same time share one. */
  function ensureSession(): Promise<string> {
    if (stored !== undefined) return Promise.resolve(stored.name);
    opening ??= open().finally(() => {
      opening = undefined;
    });
    return opening;
  }

  async function open(): Promise<string> {
    const mine = generation;
    const { session, token } = await api.createSession({
      ...(options.identityToken === undefined ? {} : { identity_token: options.identityToken }),
      ...(options.profile === undefined ? {} : { profile: options.profile }),
    });
    if (mine !== generation) throw new DOMException("the conversation was left", "AbortError");
    keep({ name: session.session_name, token, ...(customer === undefined ? {} : { customer }) });
    fold((transcript) => applySnapshot(transcript, session));
    update({ sessionName: session.session_name });
    follow(session.session_name);
    return session.session_name;
  }

  /** A guest has signed in since: the server, and so the agents, learn who it is. */
  async function introduce(name: string): Promise<void> {
    if (customer === undefined || options.identityToken === undefined || stored?.customer === customer) return;
    const { token } = await api.createSession({ session_name: name, identity_token: options.identityToken });
    keep({ name, token, customer });
  }

  /** One message after the other: the next one leaves once this one is accepted, not when the bot has answered. */
  function enqueue(key: string, content: string): void {
    const mine = generation;
    sending = sending.then(async () => {
      if (mine !== generation || closed) return;
      await firstOf(deliverOne(key, content, mine), () => isConfirmed(state.transcript, key));
    });
  }

  /** Resolves when the work is done or the condition holds, whichever is first. */
  function firstOf(work: Promise<void>, condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        listeners.delete(check);
        resolve();
      };
      const check = () => {
        if (condition()) finish();
      };
      listeners.add(check);
      void work.finally(finish);
    });
  }

  async function deliverOne(key: string, content: string, mine: number): Promise<void> {
    try {
      const sessionName = await ensureSession();
      const place = await deliver(
        { sessionName, key, content },
        {
          api,
          status: () => state.transcript.status,
          wait: waitOrOnline,
          random: Math.random,
          isOnline: () => state.online,
        },
      );
      if (mine !== generation) return;
      fold((transcript) => settlePending(transcript, key, place));
      void lookIfSilent(sessionName, key);
    } catch (error) {
      if (mine !== generation) return;
      const code = error instanceof ApiError ? error.code : "UNEXPECTED";
      if (code === "SESSION_NOT_FOUND" || code === "UNAUTHENTICATED") return startAnew();
      fold((transcript) => failPending(transcript, key, code));
    }
  }

  /** The session is gone: what the customer has written and nobody has read goes to a new one, once. */
  function startAnew(): void {
    const unsent = state.transcript.pending.filter((message) => message.state === "sending");
    leave();
    for (const message of unsent) {
      fold((transcript) => addPending(transcript, message));
      if (movedKeys.has(message.key)) {
        fold((transcript) => failPending(transcript, message.key, "SESSION_NOT_FOUND"));
      } else {
        movedKeys.add(message.key);
        enqueue(message.key, message.content);
      }
    }
  }

  async function lookIfSilent(name: string, key: string): Promise<void> {
    const mine = generation;
    await sleep(FRAME_GRACE_MS);
    if (mine === generation && !closed && !isConfirmed(state.transcript, key)) await reload(name);
  }

  async function command(run: (name: string) => Promise<void>): Promise<void> {
    update({ lastError: undefined });
    try {
      await run(await ensureSession());
    } catch (error) {
      if (error instanceof ApiError) update({ lastError: error.code });
      else if (!(error instanceof DOMException)) throw error;
    }
  }

  return {
    api,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async start() {
      const name = stored?.name;
      if (name !== undefined) {
        try {
          await introduce(name);
          await load(name);
          follow(name);
        } catch (error) {
          if (!(error instanceof ApiError) || !error.isTransient) leave();
          // The service is down: the stream keeps trying, and replays the whole session when it is back.
          else follow(name);
        }
      }
      update({ phase: "ready" });
    },

    send(text) {
      const content = text.trim();
      if (content === "") return;
      const key = randomKey();
      fold((transcript) => addPending(transcript, { key, content, timestamp: Date.now() / 1000 }));
      enqueue(key, content);
    },
    retry(key) {
      const message = state.transcript.pending.find((one) => one.key === key && one.state === "failed");
      if (message === undefined) return;
      fold((transcript) => addPending(transcript, message));
      enqueue(key, message.content);
    },
    discard: (key) => fold((transcript) => dropPending(transcript, key)),

    escalate: () =>
      command(async (name) => {
        const session = await api.escalate(name);
        fold((transcript) => applySnapshot(transcript, session));
      }),
    cancel: () =>
      command(async (name) => {
        const session = await api.cancel(name);
        fold((transcript) => applySnapshot(transcript, session));
      }),
    loadOlder: () =>
      command(async (name) => {
        const before = state.transcript.messages[0]?.seq;
        if (before === undefined) return;
        const mine = generation;
        const page = await api.messages(name, { before });
        if (mine === generation) fold((transcript) => applyOlder(transcript, page));
      }),

    typing() {
      const { status } = state.transcript;
      const now = Date.now();
      if (stored === undefined || (status !== "manual_live" && status !== "pending_manual")) return;
      if (now - lastTypingNoticeMs < TYPING_NOTICE_MS) return;
      lastTypingNoticeMs = now;
      // A courtesy: that it got lost is no news to anybody.
      api.typing(stored.name).catch(() => undefined);
    },

    async startOver() {
      const name = stored?.name;
      if (name !== undefined && state.transcript.status === "pending_manual") {
        // Nobody should pick up a conversation that its customer has left; if it fails, the waiting ladder ends it.
        await api.cancel(name).catch(() => undefined);
      }
      leave();
    },

    close() {
      generation++;
      stream?.close();
      clearTimeout(typingTimer);
      listeners.clear();
      closed = true;
    },
  };
}
