import type { Bus, Signal } from "../ports/bus.ts";
import type { Feed, Follower } from "../ports/feed.ts";
import type { Journal, StoredEvent, StreamKey } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";

const PAGE = 200;

/** Events that tell which bot reply is in the making. */
const TURN_TYPES = ["bot_turn_started", "bot_reply", "bot_turn_ended"] as const;

interface Channel {
  stream: StreamKey;
  /** The last event that live followers have seen; null until the journal has said where the stream is. */
  head: number | null;
  /** The reply whose pieces may be shown now. */
  replyId: string | null;
  members: Set<Member>;
  ready: Promise<void>;
  /** Set while missed events are read; signals that come meanwhile only say how far to read. */
  catchingUp: boolean;
  knownSeq: number;
}

interface Member {
  follower: Follower;
  /** The last event given to this follower. */
  cursor: number;
  /** Live members get each event as it is committed; the others are still reading older ones. */
  live: boolean;
  stopped: boolean;
}

export interface FeedOptions {
  journal: Journal;
  bus: Bus;
  log: Log;
  /**
   * Only for proving that the checkers see it: leaves out the look at the seam between old events and live ones.
   * @see testing/faulty-server.ts
   */
  skipSeamCheck?: boolean;
  /** Likewise: takes what the bus says for the truth, and fills no gap. */
  trustBus?: boolean;
}

/**
 * Replay joined to live. The number of each event is the only truth: a signal that is late, doubled or lost is
 * noticed by it, and what is missing is read from the journal.
 *
 *     replaying ──(cursor has reached the channel's head)──▶ live ──(signal skips a number)──▶ channel catches up
 */
export function createFeed({
  journal,
  bus,
  log,
  skipSeamCheck = false,
  trustBus = false,
}: FeedOptions): Feed & { close(): void } {
  const channels = new Map<StreamKey, Channel>();
  const unsubscribe = bus.subscribe(onSignal);
  let closed = false;

  function onSignal(signal: Signal): void {
    if (signal.kind === "revoked" || signal.kind === "presence" || signal.kind === "presence_asked") return;
    const channel = channels.get(signal.stream);
    if (channel === undefined) return;
    if (signal.kind === "committed") onCommitted(channel, signal.priorSeq, signal.events);
    else if (signal.kind === "reached") onReached(channel, signal.seq);
    else if (signal.kind === "typing" || signal.replyId === channel.replyId) {
      for (const member of channel.members) if (member.live) member.follower.onLive?.(signal);
    }
  }

  function onCommitted(channel: Channel, priorSeq: number, events: readonly StoredEvent[]): void {
    channel.knownSeq = Math.max(channel.knownSeq, events.at(-1)?.seq ?? priorSeq);
    if (channel.head === null || channel.catchingUp || channel.knownSeq <= channel.head) return;
    if (priorSeq === channel.head || trustBus) advance(channel, events);
    else void catchUp(channel);
  }

  function onReached(channel: Channel, seq: number): void {
    channel.knownSeq = Math.max(channel.knownSeq, seq);
    if (channel.head === null || channel.catchingUp || channel.knownSeq <= channel.head) return;
    void catchUp(channel);
  }

  function advance(channel: Channel, events: readonly StoredEvent[]): void {
    const first = events[0]?.seq ?? 0;
    for (const event of events) {
      channel.head = event.seq;
      channel.replyId = replyAfter(channel.replyId, event);
    }
    for (const member of channel.members) {
      if (!member.live) continue;
      // The journal shows a commit before its signal comes: a member who replayed meanwhile has seen the event.
      const news = member.cursor < first ? events : events.filter((event) => event.seq > member.cursor);
      if (news.length === 0) continue;
      member.cursor = channel.head ?? member.cursor;
      void member.follower.onEvents(news, true);
    }
  }

  async function catchUp(channel: Channel): Promise<void> {
    channel.catchingUp = true;
    try {
      while (channel.head !== null && channel.head < channel.knownSeq) {
        const missed = await journal.read(channel.stream, { afterSeq: channel.head, limit: PAGE });
        if (missed.length === 0) break;
        advance(channel, missed);
      }
    } catch (error) {
      log.error({ event: "feed_lost", stream: channel.stream, error: String(error) });
      end(channel, "lost");
    } finally {
      channel.catchingUp = false;
    }
  }

  async function open(stream: StreamKey): Promise<Channel> {
    const known = channels.get(stream);
    if (known !== undefined) {
      await known.ready;
      return known;
    }
    const channel: Channel = {
      stream,
      head: null,
      replyId: null,
      members: new Set(),
      ready: Promise.resolve(),
      catchingUp: false,
      knownSeq: 0,
    };
    channel.ready = start(channel);
    channels.set(stream, channel);
    await channel.ready;
    return channel;
  }

  async function start(channel: Channel): Promise<void> {
    try {
      const [{ head }, turn] = await Promise.all([
        journal.load(channel.stream),
        journal.read(channel.stream, { types: TURN_TYPES, limit: 1, newestFirst: true }),
      ]);
      for (const event of turn) channel.replyId = replyAfter(null, event);
      channel.head = head.seq;
      if (channel.knownSeq > head.seq) await catchUp(channel);
    } catch (error) {
      channels.delete(channel.stream);
      throw error;
    }
  }

  function end(channel: Channel, cause: "lost" | "stopping"): void {
    channels.delete(channel.stream);
    for (const member of channel.members) {
      member.stopped = true;
      member.follower.onEnd(cause);
    }
    channel.members.clear();
  }

  async function replay(channel: Channel, member: Member): Promise<void> {
    try {
      while (!member.stopped) {
        // The look and the step to live are one: nothing can be committed between them.
        if (channel.head !== null && member.cursor >= channel.head) {
          goLive(member);
          return;
        }
        const page = await journal.read(channel.stream, { afterSeq: member.cursor, limit: PAGE });
        if (member.stopped) return;
        // A store that went back, or a hint that was none: to ask again would get the same answer, for ever.
        if (page.length === 0) throw new Error("the stream ends before its head");
        member.cursor = page.at(-1)?.seq ?? member.cursor;
        if (page.length > 0) await member.follower.onEvents(page, false);
        if (skipSeamCheck) {
          goLive(member);
          return;
        }
      }
    } catch (error) {
      if (member.stopped) return;
      log.error({ event: "replay_failed", stream: channel.stream, error: String(error) });
      // All who follow it: they rest on the same head.
      end(channel, "lost");
    }
  }

  function goLive(member: Member): void {
    member.live = true;
    member.follower.onCaughtUp?.();
  }

  function leave(channel: Channel, member: Member): void {
    member.stopped = true;
    channel.members.delete(member);
    if (channel.members.size === 0 && channels.get(channel.stream) === channel) channels.delete(channel.stream);
  }

  return {
    async follow(stream, after, follower) {
      let channel = await open(stream);
      // The last member may have left, and ended the channel, while this one waited for it.
      while (channels.get(stream) !== channel && !closed) channel = await open(stream);
      const member: Member = { follower, cursor: after, live: false, stopped: false };
      channel.members.add(member);
      if (closed) end(channel, "stopping");
      else void replay(channel, member);
      return { stop: () => leave(channel, member) };
    },
    close() {
      closed = true;
      unsubscribe();
      for (const channel of [...channels.values()]) end(channel, "stopping");
    },
  };
}

function replyAfter(before: string | null, event: StoredEvent): string | null {
  switch (event.type) {
    case "bot_turn_started":
      return typeof event.data.reply_id === "string" ? event.data.reply_id : null;
    case "bot_reply":
    case "bot_turn_ended":
      return event.data.reply_id === before || before === null ? null : before;
    default:
      return before;
  }
}
