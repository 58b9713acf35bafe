import type { SessionEvent } from "@baton/protocol";

/**
 * What must hold of every session's events, whatever happened, read off the events alone: neither `decide` nor
 * `evolve` is asked. The states are told again here, as the contract tells them.
 *
 * @throws Error naming the event that must not be there
 */
export function checkTrail(events: readonly { seq: number; event: SessionEvent }[]): void {
  let status: "absent" | "bot_active" | "pending_manual" | "manual_live" | "closed" = "absent";
  let owner: string | null = null;
  let turn: string | null = null;
  /** The newest message to the bot that nothing has taken care of. */
  let unanswered: number | null = null;
  const begun = new Set<string>();
  const discarded = new Set<string>();

  for (const [index, { seq, event }] of events.entries()) {
    const must = (holds: boolean, rule: string) => {
      if (!holds) throw new Error(`Event ${seq}, ${event.type} in ${status}: ${rule}.`);
    };
    const from = (...allowed: (typeof status)[]) => must(allowed.includes(status), `only in ${allowed.join(" or ")}`);
    must(seq === index + 1, `its number should be ${index + 1}`);
    must((status === "absent") === (event.type === "session_opened"), "a session begins once, by being opened");

    switch (event.type) {
      case "session_opened":
        status = "bot_active";
        break;
      case "customer_message":
        if (event.data.channel === "bot") {
          from("bot_active");
          unanswered = seq;
        } else {
          from("pending_manual", "manual_live");
        }
        break;
      case "bot_turn_started":
        from("bot_active");
        must(turn === null, "a turn is running");
        must(!begun.has(event.data.turn), "this turn was begun before");
        must(event.data.after_seq < event.data.upto_seq && event.data.upto_seq < seq, "a turn has questions");
        turn = event.data.turn;
        begun.add(turn);
        if (unanswered !== null && unanswered <= event.data.upto_seq) unanswered = null;
        break;
      case "bot_reply":
      case "bot_turn_ended":
        from("bot_active");
        must(turn === event.data.turn, "this turn is not the one that runs");
        turn = null;
        break;
      case "bot_reply_discarded":
        must(begun.has(event.data.turn) && turn !== event.data.turn, "this turn has not ended");
        must(!discarded.has(event.data.turn), "this reply was recorded before");
        discarded.add(event.data.turn);
        break;
      case "escalated":
        from("bot_active", "pending_manual", "manual_live");
        must(status !== "manual_live" || event.data.reason === "agent_absent", "an agent is there");
        must(turn === null, "a turn is running");
        must(Number.isFinite(event.data.give_up_at), "nobody waits without an end");
        status = "pending_manual";
        owner = null;
        unanswered = null;
        break;
      case "taken_over":
        from("pending_manual");
        must(owner === null, `${owner} is the owner`);
        status = "manual_live";
        owner = event.data.agent_id;
        break;
      case "agent_message":
        from("manual_live");
        must(owner === event.data.agent_id, `${owner} is the owner`);
        break;
      case "owner_seen":
        from("manual_live");
        must(owner === event.data.agent_id, `${owner} is the owner`);
        break;
      case "wait_noticed":
        from("pending_manual");
        break;
      case "tagged":
      case "priority_set":
        from("bot_active");
        break;
      case "wait_given_up":
      case "escalation_cancelled":
        from("pending_manual");
        status = "bot_active";
        break;
      case "released":
        from("manual_live");
        status = "bot_active";
        owner = null;
        break;
      case "conversation_changed":
        if (event.data.cause !== "first") {
          must(turn === null, "a turn is running");
          unanswered = null;
        }
        break;
      case "closed":
        must(status !== "closed", "it is closed");
        must(turn === null, "a turn is running");
        status = "closed";
        owner = null;
        unanswered = null;
        break;
      case "reopened":
        from("closed");
        status = "bot_active";
        break;
      case "profile_set":
      case "system_message":
        break;
    }
  }
  if (unanswered !== null && turn === null) throw new Error(`Message ${unanswered} was left without a turn.`);
}
