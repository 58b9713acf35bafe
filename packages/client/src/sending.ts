import type { ChatSession } from "./chat-session.ts";
import type { ChatStore } from "./chat-store.ts";
import { deliver } from "./deliver.ts";
import { ApiError, saysSessionIsGone } from "./errors.ts";
import { randomKey } from "./keys.ts";
import type { Outbox, OutboxMessage } from "./outbox.ts";
import { isFor } from "./stored-session.ts";
import { addPending, dropPending, failPending, type PendingMessage, settlePending } from "./transcript.ts";
import { sleep, sleepUntilBack } from "./wait.ts";

/** After a message was accepted its frame is here at once; if not, the stream does not work and we look ourselves. */
const FRAME_GRACE_MS = 3_000;
/** The server remembers a key for 24 h. An older message may have arrived long ago: its author says whether to repeat it. */
const RESEND_WITHIN_SECONDS = 23 * 3_600;

interface Deps {
  store: ChatStore;
  session: ChatSession;
  outbox: Outbox;
  /** Resolves to the session's name; makes it when there is none. */
  enter: () => Promise<string>;
  onGone: () => void;
  /** A message was accepted, but the stream did not bring it. */
  onSilence: (sessionName: string) => void;
}

/**
 * A customer's messages on their way: shown at once, kept until the service has confirmed them, sent one after the other
 * in the order they were written. The next one leaves once this one is accepted, not when the bot has answered.
 */
export function createSending({ store, session, outbox, enter, onGone, onSilence }: Deps) {
  const kept = new Map<string, OutboxMessage>();
  let queue: Promise<void> = Promise.resolve();
  /** Until `resume`, messages are only shown and kept: none may overtake what an earlier page has left. */
  let isHeld = true;
  let lastPending: readonly PendingMessage[] = [];

  store.subscribe(({ transcript }) => {
    if (transcript.pending !== lastPending) settle(transcript.pending);
  });

  /** What is pending no more was confirmed, thrown away or left behind: no later page may send it. */
  function settle(pending: readonly PendingMessage[]): void {
    lastPending = pending;
    const left = new Set(pending.map(({ key }) => key));
    const gone = new Set([...kept.keys()].filter((key) => !left.has(key)));
    if (gone.size > 0) outbox.remove(({ key }) => gone.has(key));
    for (const key of gone) kept.delete(key);
  }

  function note(key: string, change: Partial<OutboxMessage>): void {
    const known = kept.get(key);
    if (known === undefined) return;
    const message = { ...known, ...change };
    kept.set(key, message);
    outbox.replace(message);
  }

  /** Whose a message is that is written now, and in which conversation. */
  function belonging(): Pick<OutboxMessage, "session" | "customer"> {
    const { customer } = session;
    const name = session.current()?.name;
    return { ...(name === undefined ? {} : { session: name }), ...(customer === undefined ? {} : { customer }) };
  }

  function show(message: OutboxMessage): void {
    kept.set(message.key, message);
    store.fold((transcript) => addPending(transcript, message));
    const { key, error } = message;
    if (error !== undefined) store.fold((transcript) => failPending(transcript, key, error));
  }

  function fail(key: string, error: string): void {
    note(key, { error });
    store.fold((transcript) => failPending(transcript, key, error));
  }

  function enqueue(key: string): void {
    if (isHeld) return;
    const conversation = store.conversation();
    queue = queue.then(async () => {
      if (!conversation.aborted) await firstOf(deliverOne(key, conversation), () => !kept.has(key));
    });
  }

  /** Resolves when the work is done or the condition holds, whichever is first. */
  function firstOf(work: Promise<void>, condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        stop();
        resolve();
      };
      const stop = store.subscribe(() => {
        if (condition()) finish();
      });
      void work.finally(finish);
    });
  }

  /** Also ends when the stream is back: nobody should read "connected" beside a message that waits for half a minute. */
  function waitUntilBack(delayMs: number, conversation: AbortSignal): Promise<void> {
    let wasOpen = store.get().connection.name === "open";
    return firstOf(sleepUntilBack(delayMs, conversation), () => {
      const isOpen = store.get().connection.name === "open";
      const isBack = isOpen && !wasOpen;
      wasOpen = isOpen;
      return isBack;
    });
  }

  async function deliverOne(key: string, conversation: AbortSignal): Promise<void> {
    const message = kept.get(key);
    if (message === undefined) return;
    const triedSince = message.route === undefined ? Date.now() / 1000 : message.timestamp;
    try {
      const place = await deliver(message, {
        api: session.api,
        async sessionName() {
          const name = await enter();
          if (kept.get(key)?.session !== name) note(key, { session: name });
          return name;
        },
        status: () => store.get().transcript.status,
        onRoute: (route) => note(key, { route }),
        isDone: () => conversation.aborted || !kept.has(key),
        mayRepeat: () => Date.now() / 1000 - triedSince < RESEND_WITHIN_SECONDS,
        wait: (delayMs, asked) => (asked ? sleep(delayMs, conversation) : waitUntilBack(delayMs, conversation)),
        random: Math.random,
        isOnline: () => store.get().online,
      });
      if (conversation.aborted) return;
      store.fold((transcript) => settlePending(transcript, key, place));
      void lookIfSilent(key, conversation);
    } catch (error) {
      if (conversation.aborted) return;
      // Without a session it is who asked for one that was refused.
      if (saysSessionIsGone(error) && session.current() !== undefined) return onGone();
      fail(key, error instanceof ApiError ? error.code : "UNEXPECTED");
    }
  }

  async function lookIfSilent(key: string, conversation: AbortSignal): Promise<void> {
    await sleep(FRAME_GRACE_MS, conversation);
    const name = session.current()?.name;
    if (!conversation.aborted && name !== undefined && kept.has(key)) onSilence(name);
  }

  return {
    /** Shows what an earlier page could not deliver. What was written in another conversation is forgotten instead. */
    restore(): void {
      // Written while the page was still asking who is here.
      for (const known of kept.values()) {
        const message = { ...known, ...belonging() };
        kept.set(known.key, message);
        outbox.add(message);
      }
      const name = session.current()?.name;
      const isOurs = (message: OutboxMessage) =>
        isFor(message, session.customer) && (message.session === undefined || message.session === name);
      outbox.remove((message) => !isOurs(message));
      const oldest = Date.now() / 1000 - RESEND_WITHIN_SECONDS;
      for (const message of outbox.read().filter(({ key }) => !kept.has(key))) {
        show(message.timestamp < oldest && message.error === undefined ? { ...message, error: "NETWORK" } : message);
      }
    },
    resume(): void {
      isHeld = false;
      const pending = store.get().transcript.pending.toSorted((a, b) => a.timestamp - b.timestamp);
      for (const { key, state } of pending) if (state === "sending") enqueue(key);
    },

    send(content: string): void {
      const message: OutboxMessage = { key: randomKey(), content, timestamp: Date.now() / 1000, ...belonging() };
      if (session.isKnown()) outbox.add(message);
      show(message);
      enqueue(message.key);
    },
    retry(key: string): void {
      const known = kept.get(key);
      if (known?.error === undefined) return;
      // Its author takes it on themselves that it may have arrived: from now on it counts as new.
      const { error: _, ...refused } = known;
      const message = { ...refused, timestamp: Date.now() / 1000 };
      outbox.add(message);
      show(message);
      enqueue(key);
    },
    discard: (key: string): void => store.fold((transcript) => dropPending(transcript, key)),

    /**
     * The session is gone: what the customer has written and nobody has read goes to a new one, once.
     * @param leave empties the transcript
     */
    moveOn(leave: () => void): void {
      const unread = store.get().transcript.pending.flatMap(({ key, state }) => {
        const message = kept.get(key);
        return message === undefined || state === "sent" ? [] : [message];
      });
      leave();
      for (const { session: _, route: __, ...message } of unread) {
        const lost = message.moved === true && message.error === undefined ? { error: "SESSION_NOT_FOUND" } : {};
        const moved: OutboxMessage = { ...message, ...lost, moved: true };
        outbox.add(moved);
        show(moved);
        if (moved.error === undefined) enqueue(moved.key);
      }
    },
  };
}
