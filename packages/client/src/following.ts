import type { SessionFrame } from "@baton/protocol";
import type { ChatOptions } from "./chat.ts";
import type { ChatSession } from "./chat-session.ts";
import type { ChatStore } from "./chat-store.ts";
import type { ConnectionState, StopReason } from "./connection.ts";
import { saysSessionIsGone } from "./errors.ts";
import { type Patience, persist, waitBefore } from "./persist.ts";
import { openStream, type Stream } from "./stream.ts";
import { applyFrame, applySnapshot, expireTyping, forgetConfirmed } from "./transcript.ts";
import { sleep } from "./wait.ts";

const TYPING_TTL_MS = 6_000;
const RELOAD_INTERVAL_MS = 2_000;

interface Deps {
  options: ChatOptions;
  storageKey: string;
  store: ChatStore;
  session: ChatSession;
  /** How it asks again, for as long as the conversation lasts. */
  patience: () => Patience;
  /** The server does not know this session any more, or does not let us in. */
  onGone: () => void;
}

/** Keeps a chat's transcript up with its session: one snapshot, then the stream, and a new snapshot after `reset`. */
export function createFollowing({ options, storageKey, store, session, patience, onGone }: Deps) {
  let stream: Stream | undefined;
  /** The conversation that is being loaded anew. */
  let reloading: AbortSignal | undefined;
  let lastReloadMs = Number.NEGATIVE_INFINITY;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  /** How often in a row something that is not Baton refused the stream. */
  let refusals = 0;

  const show = (connection: ConnectionState): void => store.update({ connection });

  async function load(name: string): Promise<void> {
    const conversation = store.conversation();
    const { session: loaded } = await session.api.getSession(name);
    if (!conversation.aborted) store.fold((transcript) => applySnapshot(transcript, loaded));
  }

  function follow(name: string): void {
    stream?.close();
    const conversation = store.conversation();
    if (conversation.aborted) return;
    stream = openStream<SessionFrame>({
      ...options.stream,
      mode: options.transport ?? "fetch",
      // For each conversation: what comes to one that is on no screen is still told by a tab of its own.
      backgroundLock: `${storageKey}.background.${name}`,
      url: session.api.sessionEventsUrl(name),
      token: () => session.current()?.token,
      lang: options.lang?.(),
      lastEventId: String(store.get().transcript.seq),
      onUnauthorized: session.renew,
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
      onState: (connection) => {
        if (conversation.aborted) return;
        if (connection.name === "stopped") return stopped(name, connection.reason);
        if (connection.name === "open") refusals = 0;
        show(connection);
      },
      onFrame: (frame, id) => {
        if (conversation.aborted) return;
        if (frame.type === "reset") return void reload(name);
        // Our own notice comes back to us; it must not hide the agent's.
        if (frame.type === "typing" && frame.role === "user") return;
        store.fold((known) => applyFrame(known, frame, id === undefined ? undefined : Number(id), Date.now()));
        if (frame.type === "typing") armTypingExpiry();
      },
    });
  }

  function stopped(name: string, reason: StopReason): void {
    // By ourselves: what comes next says what it is.
    if (reason.cause === "closed") return;
    const isGone =
      reason.cause === "unauthenticated" || (reason.cause === "refused" && reason.code === "SESSION_NOT_FOUND");
    if (isGone) onGone();
    else void followAgain(name);
  }

  /** A refusal that does not come from Baton (a proxy's, a firewall's) says nothing about the session. */
  async function followAgain(name: string): Promise<void> {
    const patient = patience();
    await waitBefore(refusals++, { ...patient, onWait: show });
    if (!patient.signal.aborted) follow(name);
  }

  /** After `reset`: everything confirmed anew, then on from there; tried until it works or the session is gone. */
  async function reload(name: string): Promise<void> {
    const patient = patience();
    const { signal } = patient;
    if (reloading === signal) return;
    reloading = signal;
    stream?.close();
    show({ name: "connecting", attempt: 0, refreshed: false, sinceMs: Date.now() });
    // A server that resets every connection must not be asked as fast as it answers.
    await sleep(lastReloadMs + RELOAD_INTERVAL_MS - performance.now(), signal);
    lastReloadMs = performance.now();
    try {
      const answer = await persist(() => session.api.getSession(name), {
        ...patient,
        mayPass: (error) => !saysSessionIsGone(error),
        onWait: show,
      });
      if (answer === undefined || signal.aborted) return;
      store.fold((transcript) => applySnapshot(forgetConfirmed(transcript), answer.session));
    } catch {
      return onGone();
    } finally {
      if (reloading === signal) reloading = undefined;
    }
    follow(name);
  }

  function armTypingExpiry(): void {
    clearTimeout(typingTimer);
    typingTimer = setTimeout(
      () => store.fold((transcript) => expireTyping(transcript, Date.now(), TYPING_TTL_MS)),
      TYPING_TTL_MS + 50,
    );
  }

  return {
    load,
    follow,
    reload,
    stop(): void {
      stream?.close();
      stream = undefined;
      clearTimeout(typingTimer);
    },
  };
}
