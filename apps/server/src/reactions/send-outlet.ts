import { OUTLET_VERSION, type OutletMessage } from "@baton/protocol";
import { asSessionEvent } from "../application/handle.ts";
import { sessionRef } from "../application/session-ref.ts";
import type { Bus, Signal } from "../ports/bus.ts";
import type { Ids } from "../ports/ids.ts";
import { type Journal, JournalUnavailable, type StoredEvent } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";
import type { Metrics } from "../ports/metrics.ts";
import { type Outlet, OutletRefused, OutletUnavailable, OutletUnroutable } from "../ports/outlet.ts";
import type { Part } from "../ports/part.ts";
import type { Vault } from "../ports/vault.ts";
import { createSeat } from "./outlet-seat.ts";
import { createOutletWindow, type OutletWindow, type WaitingEvent } from "./outlet-window.ts";

/** Unconfirmed messages at a time, each of another session. */
const MAX_SENDING = 64;

const PAGE = 250;

/** How much is sent again at most when this process dies: what was confirmed in this time. */
const TICK_MS = 250;

/** Well within the 6 seconds after which another instance takes the seat. */
const BEAT_MS = 1_500;

const LOOK_MS = 1_000;

/** Signals that come together are one look at the journal. */
const GATHER_MS = 25;

const STOP_MS = 2_000;

/** A sender whose broker is away for so long leaves the seat: another instance may reach what this one cannot. */
const LEAVE_AFTER_MS = 4_000;

export interface OutletDeps {
  journal: Journal;
  vault: Vault;
  bus: Bus;
  outlet: Outlet;
  metrics: Metrics;
  ids: Ids;
  log: Log;
  monotonicMs?: () => number;
}

/**
 * Sends every committed event of a session to the outlet: at least once, in the order of its session, from one
 * instance at a time. What is not confirmed is sent again; the position is in the vault.
 */
export function startSendingOutlet(deps: OutletDeps): { part: Part; stop(): Promise<void> } {
  const { journal, vault, bus, outlet, metrics, ids, log, monotonicMs = () => performance.now() } = deps;
  const seat = createSeat({ vault, holder: ids.name("sender"), monotonicMs });
  const counters = {
    sent: metrics.counter("baton_outlet_sent_total", "Events that the broker has confirmed."),
    repeated: metrics.counter(
      "baton_outlet_repeated_total",
      "Events sent again because it was not known whether they had arrived.",
    ),
  };
  /** Kept from one run to the next: what follows the confirmed position is sent again. */
  const perhapsThere = new Set<number>();
  let run: Run | null = null;
  let stopped = false;
  let ticking: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let gathering: NodeJS.Timeout | undefined;
  let nextLookAtMs = 0;
  let isJournalAway = false;
  let saved = { position: -1, atMs: 0 };
  let downSinceMs: number | null = null;

  const unsubscribe = bus.subscribe((signal) => {
    if (run === null || !isOfSession(signal)) return;
    gathering ??= setTimeout(() => {
      gathering = undefined;
      run?.wake();
    }, GATHER_MS);
  });

  async function tick(): Promise<void> {
    const now = monotonicMs();
    downSinceMs = outlet.health().status === "up" ? null : (downSinceMs ?? now);
    if (run !== null && downSinceMs !== null && now - downSinceMs >= LEAVE_AFTER_MS) await leaveSeat(run);
    else if (run !== null) await keepSeat(run, now);
    else if (now >= nextLookAtMs) {
      nextLookAtMs = now + LOOK_MS;
      await takeSeat();
    }
    if (now >= nextLookAtMs) {
      nextLookAtMs = now + LOOK_MS;
      run?.retry();
    }
  }

  async function takeSeat(): Promise<void> {
    const position = await seat.tryTake(downSinceMs === null);
    if (position === null) return;
    if (stopped) return seat.giveUp(position);
    log.info({ event: "outlet_sender", position });
    saved = { position, atMs: monotonicMs() };
    run = startRun({ journal, outlet, log, counters, position, perhapsThere, maySend: () => seat.isOurs() });
  }

  async function leaveSeat(current: Run): Promise<void> {
    current.end();
    await Promise.race([current.settled(), wait(STOP_MS)]);
    // Whatever becomes of the next write: a run that has ended must not keep the seat.
    run = null;
    log.warn({ event: "outlet_left_to_others" });
    await seat.giveUp(current.confirmedPosition());
  }

  async function keepSeat(current: Run, now: number): Promise<void> {
    const position = current.confirmedPosition();
    if (position === saved.position && now - saved.atMs < BEAT_MS) return;
    if (await seat.keep(position, current.obstacle())) {
      saved = { position, atMs: now };
      return;
    }
    log.warn({ event: "outlet_deposed" });
    current.end();
    // Another run of ours must not send what this one is sending still.
    await current.settled();
    run = null;
  }

  function schedule(): void {
    timer = setTimeout(() => {
      ticking = tick()
        .then(() => {
          isJournalAway = false;
        })
        .catch((error: unknown) => {
          if (!isJournalAway) log.warn({ event: "outlet_position_not_kept", error: String(error) });
          isJournalAway = true;
        })
        .finally(() => {
          if (!stopped) schedule();
        });
    }, TICK_MS);
  }

  metrics.gauge("baton_outlet_up", "Whether the broker takes messages.", () =>
    outlet.health().status === "up" ? 1 : 0,
  );
  metrics.gauge("baton_outlet_is_sender", "Whether this instance is the one that sends.", () =>
    seat.isOurs() ? 1 : 0,
  );
  metrics.gauge("baton_outlet_waiting_events", "Events that the broker has not confirmed yet.", async () => {
    const position = run?.confirmedPosition() ?? seat.seenPosition();
    return position === null ? null : Math.max(0, (await journal.position()) - position);
  });

  schedule();
  return {
    part: {
      name: "rabbitmq",
      vital: false,
      async check() {
        const health = outlet.health();
        const obstacle = run === null ? seat.seenObstacle() : run.obstacle();
        return health.status === "down" || obstacle === null ? health : { status: "down", detail: obstacle };
      },
    },
    async stop() {
      stopped = true;
      unsubscribe();
      clearTimeout(timer);
      clearTimeout(gathering);
      run?.end();
      await Promise.race([Promise.all([ticking, run?.settled()]), wait(STOP_MS)]);
      if (run !== null) await seat.giveUp(run.confirmedPosition()).catch(() => undefined);
    },
  };
}

interface RunOptions {
  journal: Journal;
  outlet: Outlet;
  log: Log;
  counters: Record<"sent" | "repeated", { add(): void }>;
  position: number;
  /** Positions of events that have arrived or may have: one that is sent again is counted. */
  perhapsThere: Set<number>;
  maySend: () => boolean;
}

/** The sending from one taking of the seat to its loss. */
interface Run {
  /** There may be something new. */
  wake(): void;
  /** Once a second: what could not be sent is tried again. */
  retry(): void;
  confirmedPosition(): number;
  /** Why something waits although the broker is there, in a sentence; null when nothing does. */
  obstacle(): string | null;
  end(): void;
  settled(): Promise<void>;
}

function startRun({ journal, outlet, log, counters, position, perhapsThere, maySend }: RunOptions): Run {
  const window: OutletWindow = createOutletWindow(position);
  const sending = new Set<Promise<void>>();
  const obstacles = new Map<string, string>();
  let reading = false;
  let hasMore = true;
  let ended = false;

  function pump(): void {
    while (sending.size < MAX_SENDING && !ended && maySend() && outlet.health().status === "up") {
      const waiting = window.next();
      if (waiting === null) break;
      const sent: Promise<void> = sendOne(waiting).finally(() => {
        sending.delete(sent);
        pump();
      });
      sending.add(sent);
    }
    if (!reading && !ended && hasMore && window.hasRoom() && outlet.health().status === "up") void readOn();
  }

  async function readOn(): Promise<void> {
    reading = true;
    hasMore = false;
    try {
      const events = await journal.readAll(window.readPosition(), PAGE);
      hasMore ||= events.length === PAGE;
      window.add(events);
    } catch {
      // Tried again when woken, in a second at the latest. The journal says itself that it is away.
    }
    reading = false;
    pump();
  }

  /** Never rejects. */
  async function sendOne(waiting: WaitingEvent): Promise<void> {
    const { position, routingKey } = waiting;
    const isRepeat = perhapsThere.has(position);
    try {
      const event = waiting.event ?? (await readAgain(journal, waiting));
      await outlet.send(messageOf(event));
    } catch (error) {
      if (mayHaveArrived(error)) {
        if (isRepeat) counters.repeated.add();
        perhapsThere.add(position);
      }
      noteObstacle(routingKey, error);
      window.failed(waiting);
      return;
    }
    counters.sent.add();
    if (isRepeat) counters.repeated.add();
    perhapsThere.add(position);
    if (obstacles.delete(routingKey)) log.info({ event: "outlet_goes_on", routing_key: routingKey });
    window.confirmed(waiting);
  }

  function noteObstacle(routingKey: string, error: unknown): void {
    const obstacle = obstacleOf(routingKey, error);
    if (obstacle === null) return;
    if (!obstacles.has(routingKey)) log.warn({ event: "outlet_waits", routing_key: routingKey, error: nameOf(error) });
    obstacles.set(routingKey, obstacle);
  }

  /** What is at or before the confirmed position is never sent again. */
  function forgetConfirmed(): void {
    const confirmed = window.confirmedPosition();
    for (const one of perhapsThere) if (one <= confirmed) perhapsThere.delete(one);
  }

  pump();
  return {
    wake() {
      hasMore = true;
      pump();
    },
    retry() {
      if (outlet.health().status === "up") window.tryResting();
      else window.forgetEvents();
      forgetConfirmed();
      hasMore = true;
      pump();
    },
    confirmedPosition: window.confirmedPosition,
    obstacle() {
      const [first] = obstacles.values();
      return first ?? null;
    },
    end() {
      ended = true;
    },
    async settled() {
      while (sending.size > 0) await Promise.all(sending);
    },
  };
}

/** Null when the broker or the journal is away, which they say themselves. */
function obstacleOf(routingKey: string, error: unknown): string | null {
  if (error instanceof OutletUnavailable || error instanceof JournalUnavailable) return null;
  if (error instanceof OutletUnroutable) {
    return `No queue is bound for ${routingKey}: bind one to the exchange with the key #.`;
  }
  if (error instanceof OutletRefused) return `The broker refuses ${routingKey}: see whether a queue is full.`;
  return `An event cannot be sent as ${routingKey}: see the log, and report it.`;
}

/** Never its message, which may quote what a customer wrote. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

const mayHaveArrived = (error: unknown): boolean =>
  error instanceof OutletRefused || (error instanceof OutletUnavailable && error.maybeSent);

async function readAgain(journal: Journal, { stream, seq }: WaitingEvent): Promise<StoredEvent> {
  const [event] = await journal.read(stream, { afterSeq: seq - 1, limit: 1 });
  if (event?.seq !== seq) throw new Error("An event of the journal is not there any more.");
  return event;
}

function messageOf(event: StoredEvent): OutletMessage {
  const ref = sessionRef(event.stream);
  const { type, data, personal } = asSessionEvent(event);
  return {
    version: OUTLET_VERSION,
    id: event.id,
    tenant: ref?.tenant,
    session_name: ref?.name,
    seq: event.seq,
    position: event.position,
    timestamp: event.time / 1000,
    type,
    data,
    personal,
  } as OutletMessage;
}

const isOfSession = (signal: Signal): boolean =>
  (signal.kind === "committed" || signal.kind === "reached") && sessionRef(signal.stream) !== null;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
