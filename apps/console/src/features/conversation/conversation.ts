import {
  ApiError,
  addPending,
  applyFrame,
  applyOlder,
  applySnapshot,
  type ConnectionState,
  dropPending,
  EMPTY_TRANSCRIPT,
  expireTyping,
  forgetConfirmed,
  openStream,
  type Stream,
  type Transcript,
} from "@baton/client";
import type { Agent, AuditEntry, Session, SessionFrame } from "@baton/protocol";
import { ref, shallowRef } from "vue";
import { api, renew } from "../../shared/account.ts";
import { draftsOf } from "./drafts.ts";
import { createOutbox } from "./outbox.ts";
import { withoutEcho } from "./own-echo.ts";

export type Phase = "loading" | "ready" | "missing" | "failed";
export type Conversation = ReturnType<typeof createConversation>;

const TYPING_TTL_MS = 6_000;
/** Several state changes come together (a message that takes over): one look at the session covers them. */
const LOOK_DELAY_MS = 150;

/**
 * One session as an agent sees it: its history, its live events, and what the agent is sending. It goes on existing
 * while another conversation is on screen, so that coming back is instant and messages under way arrive; its stream
 * is open only between `open` and `close`.
 */
export function createConversation(name: string, agent: Agent) {
  const drafts = draftsOf(agent.id);
  const phase = ref<Phase>("loading");
  const problem = shallowRef<unknown>(null);
  const session = shallowRef<Session | null>(null);
  const trail = shallowRef<readonly AuditEntry[]>([]);
  const connection = shallowRef<ConnectionState>({ name: "idle" });
  const older = ref<"idle" | "loading" | "failed">("idle");
  const transcript = shallowRef<Transcript>({ ...EMPTY_TRANSCRIPT, pending: drafts.readUnsent(name) });
  /** Names of agents by id: the audit trail holds ids only. */
  const agentNames = shallowRef<Readonly<Record<string, string>>>({ [agent.id]: agent.name });
  let stream: Stream | undefined;
  let lookTimer: ReturnType<typeof setTimeout> | undefined;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  /** Counts openings: what belongs to an earlier one is ignored. */
  let generation = 0;

  const fold = (change: (transcript: Transcript) => Transcript): void => {
    const before = transcript.value;
    transcript.value = change(before);
    if (transcript.value.pending !== before.pending) drafts.writeUnsent(name, transcript.value.pending);
  };
  const outbox = createOutbox({ name, agent, fold });

  function learnName(id: string | undefined, agentName: string | undefined): void {
    if (id === undefined || agentName === undefined || agentName === "" || agentNames.value[id] === agentName) return;
    agentNames.value = { ...agentNames.value, [id]: agentName };
  }

  /** Folds in a session, as a command's answer or a look at it brought it. */
  function absorb(next: Session): void {
    if (session.value === null || next.seq >= session.value.seq) session.value = next;
    fold((known) => applySnapshot(known, next));
    learnName(next.assigned_agent?.id, next.assigned_agent?.name);
    for (const message of next.history) learnName(message.agent_id, message.agent_name);
    phase.value = "ready";
  }

  async function look(reset = false): Promise<void> {
    const own = generation;
    const found = await api.getSession(name);
    if (own !== generation) return;
    if (reset) fold(forgetConfirmed);
    trail.value = found.audit_trail ?? [];
    absorb(found.session);
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
    fold((known) => applyFrame(withoutEcho(known, frame, agent.id), frame, seq, nowMs));
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

  function follow(): void {
    const own = generation;
    stream = openStream<SessionFrame>({
      url: api.sessionEventsUrl(name),
      lastEventId: String(transcript.value.seq),
      onUnauthorized: renew,
      onFrame: (frame, id) => {
        if (own === generation) onFrame(frame, id);
      },
      onState: (state) => {
        if (own === generation) connection.value = state;
      },
    });
  }

  async function restart(): Promise<void> {
    close();
    generation++;
    const own = generation;
    try {
      await look(true);
      if (own === generation) follow();
    } catch (error) {
      if (own !== generation) return;
      problem.value = error;
      phase.value = error instanceof ApiError && error.code === "SESSION_NOT_FOUND" ? "missing" : "failed";
    }
  }

  /** Loads what is not known yet, then follows the session live. */
  async function open(): Promise<void> {
    if (phase.value !== "ready") {
      phase.value = "loading";
      return restart();
    }
    generation++;
    follow();
    lookSoon();
  }

  function close(): void {
    generation++;
    stream?.close();
    stream = undefined;
    clearTimeout(lookTimer);
    clearTimeout(typingTimer);
    connection.value = { name: "idle" };
  }

  async function loadOlder(): Promise<void> {
    const before = transcript.value.messages[0]?.seq;
    if (before === undefined || older.value === "loading") return;
    older.value = "loading";
    try {
      const page = await api.messages(name, { before });
      fold((known) => applyOlder(known, page));
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
    older,
    agentNames,
    open,
    close,
    look,
    absorb,
    loadOlder,
    send(content: string): void {
      outbox.send(content);
    },
    retry(key: string): void {
      const message = transcript.value.pending.find((one) => one.key === key && one.state === "failed");
      if (message === undefined) return;
      fold((known) => addPending(known, message));
      outbox.deliver(message.key, message.content);
    },
    discard: (key: string) => fold((known) => dropPending(known, key)),
    readDraft: () => drafts.read(name),
    writeDraft: (text: string) => drafts.write(name, text),
  };
}
