import type { Message, Session, SessionFrame, SessionStatus } from "@baton/protocol";
import fc from "fast-check";

/** A little server's truth about one session: its journal, what each entry looks like on the stream, and snapshots. */
export interface Story {
  /** Journaled frames in order; `seq` has holes, since some events have no frame. */
  frames: { seq: number; frame: SessionFrame }[];
  /** Pieces of bot replies and other frames without an id. */
  live: SessionFrame[];
  /** Every message, oldest first. */
  messages: readonly Message[];
  /** The session as `GET` answers it right after entry `seq`. */
  snapshotAt: (seq: number) => Session;
  lastSeq: number;
}

export type Act = "customer" | "reply" | "discarded" | "agent" | "system" | "escalate" | "take" | "release" | "hidden";

export const acts = fc.array(
  fc.constantFrom<Act>("customer", "reply", "discarded", "agent", "system", "escalate", "take", "release", "hidden"),
  { minLength: 1, maxLength: 40 },
);

/** Long enough for conversations of which a snapshot shows the end only. */
export const longActs = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Act>("customer", "agent") },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Act>("reply", "discarded", "system", "escalate", "take", "release", "hidden"),
    },
  ),
  { minLength: 1, maxLength: 160, size: "max" },
);

const REPLY = "您好！**The range** is about 80 km 🚲, in summer.";

export function tell(script: readonly Act[], text: (seq: number) => string = (seq) => `text ${seq}`): Story {
  const story: Pick<Story, "frames" | "live"> = { frames: [], live: [] };
  const snapshots: Session[] = [session(0, [], { status: "bot_active", since: null, agent: null })];
  const history: Message[] = [];
  let mood: Mood = { status: "bot_active", since: null, agent: null };
  let seq = 0;

  const say = (frame: SessionFrame, message?: Omit<Message, "seq">) => {
    story.frames.push({ seq, frame });
    if (message !== undefined) history.push({ ...message, seq });
  };
  for (const act of script) {
    seq++;
    const timestamp = 1_763_600_000 + seq;
    const id = `msg_${seq}`;
    const replyId = `reply_${seq}`;
    const content = text(seq);
    switch (act) {
      case "customer": {
        const key = `key_${seq}`;
        say(
          { type: "user_message", role: "user", content, timestamp, message_id: id, client_message_id: key },
          { id, role: "user", content, timestamp, client_message_id: key },
        );
        break;
      }
      case "reply":
      case "discarded":
        for (let offset = 0; offset < REPLY.length; offset += 7) {
          story.live.push({ type: "message", content: REPLY.slice(offset, offset + 7), reply_id: replyId, offset });
        }
        if (act === "discarded") say({ type: "reply_discarded", reply_id: replyId });
        else {
          say(
            { type: "bot_message", content: REPLY, reply_id: replyId, message_id: id, timestamp },
            { id, role: "assistant", content: REPLY, timestamp },
          );
        }
        break;
      case "agent": {
        const agent = { agent_id: "agent_01", agent_name: "小王" };
        say(
          { type: "manual_message", role: "agent", content, timestamp, message_id: id, ...agent },
          { id, role: "agent", content, timestamp, ...agent },
        );
        story.live.push({ type: "typing", role: "agent", ...agent });
        break;
      }
      case "system":
        say(
          { type: "manual_message", role: "system", content, timestamp, message_id: id },
          { id, role: "system", content, timestamp },
        );
        break;
      case "escalate":
        mood = { status: "pending_manual", since: timestamp, agent: null };
        say({ type: "status_change", status: "pending_manual", reason: "user_request", timestamp });
        story.live.push({ type: "queue", position: 1, estimated_wait_seconds: null });
        break;
      case "take": {
        mood = { status: "manual_live", since: mood.since, agent: { id: "agent_01", name: "小王" } };
        const agent_info = { agent_id: "agent_01", agent_name: "小王" };
        say({ type: "status_change", status: "manual_live", reason: "takeover", timestamp, agent_info });
        break;
      }
      case "release":
        mood = { status: "bot_active", since: null, agent: null };
        say({ type: "status_change", status: "bot_active", reason: "released", timestamp });
        break;
      case "hidden":
        break;
    }
    snapshots.push(session(seq, history.slice(-50), mood));
  }
  return { ...story, messages: history, lastSeq: seq, snapshotAt: (at) => snapshots[at] ?? session(0, [], mood) };
}

interface Mood {
  status: SessionStatus;
  since: number | null;
  agent: { id: string; name: string } | null;
}

function session(seq: number, history: readonly Message[], mood: Mood): Session {
  return {
    session_name: "s1" as Session["session_name"],
    status: mood.status,
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
    history: [...history],
    escalation:
      mood.since === null
        ? null
        : { reason: "manual", details: null, severity: "low", timestamp: mood.since, trigger_at: null },
    assigned_agent: mood.agent,
    ai_fail_count: 0,
    tags: [],
    priority: null,
    created_at: 1_763_600_000,
    updated_at: 1_763_600_000 + seq,
    manual_start_at: null,
    last_manual_end_at: null,
    seq,
  };
}
