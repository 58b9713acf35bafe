import {
  ApiError,
  applyFrame,
  applyOlder,
  applySnapshot,
  type ConnectionState,
  dropPending,
  EMPTY_TRANSCRIPT,
  expirePresence,
  expireTyping,
  forgetConfirmed,
  openStream,
  type PendingMessage,
  type Stream,
  type Transcript,
} from "@baton/client";
import type { Agent, AuditEntry, Session, SessionFrame } from "@baton/protocol";
import { ref, shallowRef } from "vue";
import { api, renew } from "../../shared/account.ts";
import { draftsOf } from "./drafts.ts";
import { forgetPeople, forgetPieces } from "./live.ts";
import { createOutbox } from "./outbox.ts";
import { applyPolled } from "./polled.ts";
import { follow, type Watch } from "./presence.ts";

export type Phase = "loading" | "ready" | "missing" | "failed";
export type Conversation = ReturnType<typeof createConversation>;

const TYPING_TTL_MS = 6_000;
/** Presence is repeated while it holds; the contract's span after which somebody counts as gone. */
const PRESENCE_TTL_MS = 60_000;
const PRESENCE_LOOK_MS = 5_000;
/** Of a page of older messages: long conversations are read backwards in few steps. */
const OLDER_MESSAGES = 100;
/** Where there is no connection to spare for a stream. */
const POLL_MS = 4_000;
/** Several state changes come together (a message that takes over): one look at the session covers them. */
const LOOK_DELAY_MS = 150;

/** Told of every change to what is not sent yet. */
type OnPending = (now: readonly PendingMessage[], before: readonly PendingMessage[]) => void;

/**
 * One session as an agent sees it: its history, its live events, and what the agent is sending. It goes on existing
 * while another conversation is on screen, so that coming back is instant and messages under way arrive; its stream
 * is open only between `open` and `close`.
 */
export function createConversation(name: string, agent: Agent, onPending: OnPending) {
  const drafts = draftsOf(agent.id);
  const phase = ref<Phase>("loading");
  const problem = shallowRef<unknown>(null);
  const session = shallowRef<Session | null>(null);
  const trail = shallowRef<readonly AuditEntry[]>([]);
  const connection = shallowRef<ConnectionState>({ name: "idle" });
  /** Whether the last question failed, where there is no stream. */
  const pollFailed = ref(false);
  const older = ref<"idle" | "loading" | "failed">("idle");
  const transcript = shallowRef<Transcript>({ ...EMPTY_TRANSCRIPT, pending: drafts.readUnsent(name) });
  /** Null while the stream is not open. */
  const watched = shallowRef<Watch | null>(null);
  /** Names of agents by id: the audit trail holds ids only. */
  const agentNames = shallowRef<Readonly<Record<string, string>>>({ [agent.id]: agent.name });
  let stream: Stream | undefined;
  let pollTimer: ReturnType<typeof setInterval> | undefined;
  let lookTimer: ReturnType<typeof setTimeout> | undefined;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  let olderUnderWay: Promise<void> | undefined;
  let presenceTimer: ReturnType<typeof setInterval> | undefined;
  /** Counts openings: what belongs to an earlier one is ignored. */
  let generation = 0;

  const fold = (change: (transcript: Transcript) => Transcript): void => {
    const before = transcript.value;
    transcript.value = change(before);
    const { present } = transcript.value;
    if (watched.value !== null) watched.value = follow(watched.value, before.present, present, Date.now() / 1000);
    const { pending } = transcript.value;
    if (pending === before.pending) return;
    drafts.writeUnsent(name, pending);
    onPending(pending, before.pending);
  };
  let sayLoaded: () => void = () => undefined;
  const loaded = new Promise<void>((resolve) => (sayLoaded = resolve));
  const outbox = createOutbox({
    agent,
    fold,
    async post(key, content) {
      // A message that is there before what it follows has no place in the history yet.
      await loaded;
      return api.postManualMessage({
        session_name: name,
        role: "agent",
        content,
        client_message_id: key,
        agent_info: { agent_id: agent.id, agent_name: agent.name },
      });
    },
  });

  function learnName(id: string | undefined, agentName: string | undefined): void {
    if (id === undefined || agentName === undefined || agentName === "" || agentNames.value[id] === agentName) return;
    agentNames.value = { ...agentNames.value, [id]: agentName };
  }

  /** Folds in a session, as a command's answer or a look at it brought it. */
  function absorb(next: Session): void {
    const last = session.value;
    // Where there is a stream it brings everything that lies between.
    fold((known) => (stream === undefined ? applyPolled(known, next, last) : applySnapshot(known, next)));
    if (last === null || next.seq >= last.seq) session.value = next;
    learnName(next.assigned_agent?.id, next.assigned_agent?.name);
    for (const message of next.history) learnName(message.agent_id, message.agent_name);
    phase.value = "ready";
    sayLoaded();
  }

  async function look(reset = false): Promise<void> {
    const own = generation;
    const found = await api.getSession(name);
    if (own !== generation) return;
    if (reset) fold(forgetConfirmed);
    trail.value = found.audit_trail ?? [];
    absorb(found.session);
  }

  async function poll(): Promise<void> {
    const own = generation;
    const failed = await look().then(
      () => false,
      () => true,
    );
    if (own === generation) pollFailed.value = failed;
  }

  /** What the frame does not say (why it was escalated, who did it) is on the session. */
  function lookSoon(): void {
    clearTimeout(lookTimer);
    // If it fails the next change asks again; the frames themselves have already been folded in.
    lookTimer = setTimeout(() => void look().catch(() => undefined), LOOK_DELAY_MS);
  }

  function onFrame(frame: SessionFrame, id: string | undefined): void {
    if (frame.type === "reset") return void restart();
    const nowMs = Date.now();
    const seq = id === undefined ? undefined : Number(id);
    fold((known) => applyFrame(known, frame, seq, nowMs));
    if (frame.type === "manual_message") learnName(frame.agent_id, frame.agent_name);
    if (frame.type === "status_change") {
      learnName(frame.agent_info?.agent_id, frame.agent_info?.agent_name);
      lookSoon();
    }
    if (frame.type === "typing") {
      clearTimeout(typingTimer);
      typingTimer = setTimeout(
        () => fold((known) => expireTyping(known, Date.now(), TYPING_TTL_MS)),
        TYPING_TTL_MS + 50,
      );
    }
  }

  function listen(live: boolean): void {
    const own = generation;
    if (!live) {
      fold(forgetPieces);
      pollTimer = setInterval(() => void poll(), POLL_MS);
      return;
    }
    stream = openStream<SessionFrame>({
      url: api.sessionEventsUrl(name),
      lastEventId: String(transcript.value.seq),
      onUnauthorized: renew,
      onFrame: (frame, id) => {
        if (own === generation) onFrame(frame, id);
      },
      onState: (state) => {
        if (own !== generation) return;
        connection.value = state;
        if (state.name !== "open") unwatch();
        else watched.value ??= { sinceMs: Date.now(), leftAt: null };
      },
    });
    presenceTimer = setInterval(
      () => fold((known) => expirePresence(known, Date.now(), PRESENCE_TTL_MS)),
      PRESENCE_LOOK_MS,
    );
  }

  /** Nobody tells any more who comes and goes; that somebody left is nothing one has seen. */
  function unwatch(): void {
    watched.value = null;
    fold(forgetPeople);
  }

  async function restart(live = true): Promise<void> {
    close();
    generation++;
    const own = generation;
    try {
      await look(true);
      if (own === generation) listen(live);
    } catch (error) {
      if (own !== generation) return;
      problem.value = error;
      phase.value = error instanceof ApiError && error.code === "SESSION_NOT_FOUND" ? "missing" : "failed";
    }
  }

  /**
   * Loads what is not known yet, then follows the session.
   *
   * @param live by a stream; else by asking every few seconds
   */
  async function open(live: boolean): Promise<void> {
    if (phase.value !== "ready") {
      phase.value = "loading";
      return restart(live);
    }
    generation++;
    listen(live);
    lookSoon();
  }

  function close(): void {
    generation++;
    stream?.close();
    stream = undefined;
    clearInterval(pollTimer);
    clearTimeout(lookTimer);
    clearTimeout(typingTimer);
    clearInterval(presenceTimer);
    connection.value = { name: "idle" };
    pollFailed.value = false;
    unwatch();
  }

  /** Whoever asks while a page is on its way waits for that one. */
  function loadOlder(): Promise<void> {
    olderUnderWay ??= loadPage().finally(() => {
      olderUnderWay = undefined;
    });
    return olderUnderWay;
  }

  async function loadPage(): Promise<void> {
    const before = transcript.value.messages[0]?.seq;
    if (before === undefined) return;
    older.value = "loading";
    try {
      const page = await api.messages(name, { before, limit: OLDER_MESSAGES });
      fold((known) => applyOlder(known, page, before));
      older.value = "idle";
    } catch {
      older.value = "failed";
    }
  }

  return {
    name,
    phase,
    problem,
    session,
    trail,
    transcript,
    connection,
    pollFailed,
    older,
    agentNames,
    watched,
    open,
    close,
    look,
    absorb,
    loadOlder,
    send(content: string): void {
      outbox.send(content);
    },
    retry: (key: string) => outbox.retry(transcript.value.pending, key),
    discard: (key: string) => fold((known) => dropPending(known, key)),
    readDraft: () => drafts.read(name),
    writeDraft: (text: string) => drafts.write(name, text),
  };
}
