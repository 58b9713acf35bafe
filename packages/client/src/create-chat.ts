import type { Session } from "@baton/protocol";
import type { Chat, ChatOptions } from "./chat.ts";
import { createChatSession } from "./chat-session.ts";
import { createChatStore } from "./chat-store.ts";
import { CONNECTION_RULES } from "./connection.ts";
import { ApiError, saysSessionIsGone } from "./errors.ts";
import { createFollowing } from "./following.ts";
import { type IdentityToken, readIdentity } from "./identity.ts";
import { createOutbox } from "./outbox.ts";
import { type Patience, persist } from "./persist.ts";
import { createSending } from "./sending.ts";
import { memoryStorage, safeStorage } from "./storage.ts";
import { applyOlder, applySnapshot, EMPTY_TRANSCRIPT } from "./transcript.ts";

const TYPING_NOTICE_MS = 3_000;
/** Where a browser says `storage`, `online` and `offline`; other surroundings have no such thing. */
const world: Partial<EventTarget> = globalThis;

/**
 * One customer's conversation: makes the session with the first message, keeps its token fresh, follows its stream,
 * delivers messages by whichever route its status asks for, and folds everything into one `ChatState`.
 */
export function createChat(options: ChatOptions): Chat {
  const storage = safeStorage(() => options.storage ?? pageStorage());
  const storageKey = options.storageKey ?? "baton.session";
  const session = createChatSession(options, storage, storageKey);
  const store = createChatStore();
  const patience = (): Patience => ({
    signal: store.conversation(),
    rules: { ...CONNECTION_RULES, ...options.stream?.rules },
    random: options.stream?.random ?? Math.random,
    isOnline: () => store.get().online,
  });
  const following = createFollowing({ options, storageKey, store, session, patience, onGone: startAnew });
  const sending = createSending({
    store,
    session,
    outbox: createOutbox(storage, `${storageKey}.outbox`),
    enter,
    onGone: startAnew,
    onSilence: (name) => void following.reload(name),
  });
  let entering: Promise<string> | undefined;
  let lastTypingNoticeMs = Number.NEGATIVE_INFINITY;
  const known = findOutWhoIsHere();

  /** At once, unless the page has to ask somebody; then nothing of what is stored is shown before. */
  async function findOutWhoIsHere(): Promise<void> {
    let next = readIdentity(options.identityToken);
    if (!(next instanceof Promise)) return begin(next);
    const ask = async () => {
      const asked = next;
      next = undefined;
      return { identityToken: await (asked ?? readIdentity(options.identityToken)) };
    };
    const found = await persist(ask, { ...patience(), signal: store.lifetime, mayPass: () => true });
    if (found !== undefined && !store.lifetime.aborted) begin(found.identityToken);
  }

  function begin(identityToken: IdentityToken): void {
    session.begin(identityToken);
    store.update({ sessionName: session.current()?.name });
    sending.restore();
  }

  /** The session's name; joins or makes the session when there is none. Callers at the same time share one. */
  function enter(): Promise<string> {
    const name = store.get().sessionName;
    if (name !== undefined) return Promise.resolve(name);
    entering ??= joinOrOpen().finally(() => {
      entering = undefined;
    });
    return entering;
  }

  async function joinOrOpen(): Promise<string> {
    const conversation = store.conversation();
    await known;
    const { sessionName } = store.get();
    if (sessionName !== undefined) return sessionName;
    const opened = session.join() === undefined ? await session.open(conversation) : undefined;
    const entered = opened ?? (await loadJoined());
    conversation.throwIfAborted();
    absorb(entered);
    store.update({ sessionName: entered.session_name });
    following.follow(entered.session_name);
    await introduce(conversation);
    return entered.session_name;
  }

  async function loadJoined(): Promise<Session> {
    const { session: joined } = await session.api.getSession(session.current()?.name ?? "");
    return joined;
  }

  const absorb = (next: Session): void => store.fold((transcript) => applySnapshot(transcript, next));

  /** The next message begins a new conversation. */
  function leave(): void {
    store.leaveConversation();
    following.stop();
    entering = undefined;
    session.forget();
    store.update({ sessionName: undefined, transcript: EMPTY_TRANSCRIPT, connection: { name: "idle" } });
  }

  /** The session is gone. Another tab may have met it earlier, and have begun the next one. */
  function startAnew(): void {
    sending.moveOn(leave);
    joinStored();
  }

  /** Another tab of this customer's has begun a conversation: this one shows it too. */
  function joinStored(): void {
    if (session.current() !== undefined || session.join() === undefined) return;
    const conversation = store.conversation();
    enter().catch((error: unknown) => {
      // It may be lost as well. After any other failure the next message tries again.
      if (!conversation.aborted && saysSessionIsGone(error)) startAnew();
    });
  }

  function onStored(event: Event): void {
    if ((event as StorageEvent).key === storageKey && session.isKnown()) joinStored();
  }

  const onNetwork = ({ type }: Event): void => store.update({ online: type === "online" });

  async function command(run: (conversation: AbortSignal) => Promise<void>): Promise<void> {
    store.update({ lastError: undefined });
    const conversation = store.conversation();
    try {
      await run(conversation);
    } catch (error) {
      if (conversation.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      store.update({ lastError: error.code });
    }
  }

  async function escalate(conversation: AbortSignal): Promise<void> {
    const name = await enter();
    const asking = session.current();
    try {
      const escalated = await session.api.escalate(name);
      if (!conversation.aborted) absorb(escalated);
    } finally {
      // Left meanwhile. A page that was closed is in it still, and so is its customer when they come back.
      if (asking !== undefined && session.current()?.name !== name) await session.withdraw(asking);
    }
  }

  async function cancel(conversation: AbortSignal): Promise<void> {
    const name = store.get().sessionName;
    if (name === undefined) return;
    const cancelled = await session.api.cancel(name);
    if (!conversation.aborted) absorb(cancelled);
  }

  async function loadOlder(conversation: AbortSignal): Promise<void> {
    const { sessionName: name, transcript } = store.get();
    const before = transcript.messages[0]?.seq;
    if (name === undefined || before === undefined) return;
    const page = await session.api.messages(name, { before });
    if (!conversation.aborted) store.fold((known) => applyOlder(known, page, before));
  }

  /** Resolves with the first answer, or when there is none: then it is asked again meanwhile. A guest stays who is refused. */
  function introduce(conversation: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const mayPass = (error: unknown) => error instanceof ApiError && error.isTransient;
      const rules = { ...patience(), signal: conversation, mayPass, onWait: () => resolve() };
      void persist(session.introduce, rules).then(resolve, () => resolve());
    });
  }

  async function resumeStored(name: string): Promise<void> {
    const conversation = store.conversation();
    try {
      await introduce(conversation);
      await following.load(name);
    } catch (error) {
      if (conversation.aborted) return;
      if (saysSessionIsGone(error)) return startAnew();
      // The service cannot be reached: the stream keeps trying, and replays the whole session when it is back.
    }
    if (!conversation.aborted) following.follow(name);
  }

  return {
    api: session.api,
    state: store.get,
    subscribe: store.subscribe,

    async start() {
      world.addEventListener?.("storage", onStored);
      for (const event of ["online", "offline"]) world.addEventListener?.(event, onNetwork);
      store.update({ online: globalThis.navigator?.onLine !== false });
      await known;
      const name = session.current()?.name;
      if (name !== undefined) await resumeStored(name);
      store.update({ phase: "ready" });
      sending.resume();
    },

    send(text) {
      const content = text.trim();
      if (content !== "") sending.send(content);
    },
    retry: sending.retry,
    discard: sending.discard,

    escalate: () => command(escalate),
    cancel: () => command(cancel),
    loadOlder: () => command(loadOlder),

    typing() {
      const { status } = store.get().transcript;
      const name = session.current()?.name;
      const now = performance.now();
      if (name === undefined || (status !== "manual_live" && status !== "pending_manual")) return;
      if (now - lastTypingNoticeMs < TYPING_NOTICE_MS) return;
      lastTypingNoticeMs = now;
      // A courtesy: that it got lost is no news to anybody.
      session.api.typing(name).catch(() => undefined);
    },

    async startOver() {
      const left = session.current();
      const isWaiting = store.get().transcript.status === "pending_manual";
      leave();
      if (left !== undefined && isWaiting) await session.withdraw(left);
    },

    close() {
      // First: whoever closes it wants to hear nothing more, not even that the stream ends.
      store.close();
      following.stop();
      world.removeEventListener?.("storage", onStored);
      for (const event of ["online", "offline"]) world.removeEventListener?.(event, onNetwork);
    },
  };
}

/** The page's own, shared with the other tabs of its origin; outside of a browser, memory. */
const pageStorage = () => (globalThis.document === undefined ? memoryStorage() : globalThis.localStorage);
