import { type ConnectionState, openStream, type Stream } from "@baton/client";
import type { Agent, AgentFrame, Session, SessionListItem } from "@baton/protocol";
import {
  type ComputedRef,
  computed,
  type InjectionKey,
  inject,
  onScopeDispose,
  provide,
  ref,
  type ShallowRef,
  shallowRef,
  watch,
} from "vue";
import { api, renew } from "../account.ts";
import { nowSeconds, tick } from "../now.ts";
import { type Desk, EMPTY_DESK, foldDesk, placeOnDesk } from "./desk.ts";
import { itemOf } from "./item-of.ts";
import { describeLink, type Link } from "./link.ts";
import { batchPerFrame } from "./per-frame.ts";
import { foldUnread, learnRead, markRead, type Unread } from "./unread.ts";
import { onReadElsewhere, restoreUnread, storeUnread } from "./unread-storage.ts";

export interface DeskStore {
  agent: Agent;
  desk: Readonly<ShallowRef<Desk>>;
  unread: Readonly<ShallowRef<Unread>>;
  link: ComputedRef<Link>;
  /** The service's clock, UTC seconds: waiting times are counted on it. */
  serverNow: ComputedRef<number>;
  find(name: string): SessionListItem | undefined;
  /** Puts the answer to a command on the desk at once, ahead of the stream. */
  place(session: Session): void;
  /** Which session the agent has before them; its messages count as read. */
  setReading(name: string | null): void;
  reconnect(): void;
}

const KEY: InjectionKey<DeskStore> = Symbol("desk");

/** Opens the agent's stream for as long as the calling component lives, and gives its children the desk. */
export function provideDesk(agent: Agent): DeskStore {
  const desk = shallowRef(EMPTY_DESK);
  const unread = shallowRef(restoreUnread(agent.id));
  const reading = ref<string | null>(null);
  const state = shallowRef<ConnectionState>({ name: "idle" });
  const offlineSinceMs = ref<number | null>(null);
  const freshAtMs = ref<number | null>(null);
  let stream: Stream | undefined;
  let generation = 0;

  function read(name: string | null): void {
    const item = name === null ? undefined : desk.value.items.get(name);
    if (item !== undefined) unread.value = markRead(unread.value, item);
  }

  const frames = batchPerFrame<AgentFrame>((batch) => {
    tick();
    freshAtMs.value = Date.now();
    desk.value = foldDesk(desk.value, batch, agent.id, Date.now() / 1000);
    unread.value = batch.reduce((now, frame) => foldUnread(now, frame, reading.value), unread.value);
    if (batch.some(({ type }) => type === "snapshot" || type === "session_upserted")) read(reading.value);
  });

  function connect(): void {
    stream?.close();
    frames.clear();
    const own = ++generation;
    stream = openStream<AgentFrame>({
      url: api.agentEventsUrl(),
      onUnauthorized: renew,
      // An agent is notified of what happens while the page is hidden: it comes back as soon as a shown one.
      rules: { hiddenFactor: 1 },
      onFrame: (frame) => {
        if (own === generation) frames.add(frame);
      },
      onState: (next, online) => {
        if (own !== generation) return;
        state.value = next;
        offlineSinceMs.value = online ? null : (offlineSinceMs.value ?? Date.now());
      },
    });
  }

  const link = computed(() => {
    const nowMs = nowSeconds.value * 1000;
    // The stream's own state is newer than the last change that it reported: it counts bytes, too.
    const newest = state.value.name === "open" && stream?.state.name === "open" ? stream.state : state.value;
    return describeLink({ state: newest, offlineSinceMs: offlineSinceMs.value, freshAtMs: freshAtMs.value, nowMs });
  });

  watch(nowSeconds, () => {
    if (desk.value.loaded && stream?.state.name === "open") freshAtMs.value = stream.state.lastByteAtMs;
  });
  watch(unread, (now) => storeUnread(agent.id, now));
  const stopLearning = onReadElsewhere(agent.id, (marks) => {
    unread.value = learnRead(unread.value, marks);
  });
  onScopeDispose(() => {
    generation++;
    stopLearning();
    frames.clear();
    stream?.close();
  });
  connect();

  const store: DeskStore = {
    agent,
    desk,
    unread,
    link,
    serverNow: computed(() => nowSeconds.value + desk.value.clockAheadSeconds),
    find: (name) => desk.value.items.get(name),
    place: (session) => {
      desk.value = placeOnDesk(desk.value, itemOf(session), agent.id);
    },
    setReading: (name) => {
      reading.value = name;
      read(name);
    },
    reconnect: connect,
  };
  provide(KEY, store);
  return store;
}

export function useDesk(): DeskStore {
  const store = inject(KEY);
  if (store === undefined) throw new Error("useDesk() outside the workbench");
  return store;
}
