import type { App } from "../application/app.ts";
import { Refusal } from "../application/refusal.ts";
import { sessionRef } from "../application/session-ref.ts";
import { deadlineOf, OWNER_ABSENT_MS, type SessionState } from "../domain/session/state.ts";
import type { StreamKey } from "../ports/journal.ts";

const TICK_MS = 500;

const BATCH = 200;

/**
 * The owner's stream may be open at an instance that cannot tell the others. It says in the journal that it sees the
 * owner, as soon as the deadline has passed; whoever does not see the owner lets it go first.
 */
const OTHERS_FIRST_MS = 2_000;

const SWEEP_MS = 10 * 60_000;

/**
 * Rings for every session whose deadline has passed. Any instance may: the command names what it saw, so that a
 * second ring changes nothing.
 */
export function startPassingDeadlines(app: App): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let passing: Promise<void> = Promise.resolve();
  let sweptAt = 0;
  let sweeping: Promise<void> = Promise.resolve();

  async function pass(): Promise<void> {
    const due = await app.journal.due(app.clock.now(), BATCH);
    const passed = await Promise.allSettled(due.map(({ stream }) => passOne(app, stream)));
    for (const one of passed) {
      if (one.status === "rejected") app.log.error({ event: "deadline_not_passed", error: String(one.reason) });
    }
    if (app.clock.now() - sweptAt < SWEEP_MS) return;
    sweptAt = app.clock.now();
    // May take long where there are many; deadlines do not wait for it.
    sweeping = app.journal
      .deleteExpiredReceipts(sweptAt)
      .catch((error: unknown) => app.log.warn({ event: "receipts_not_swept", error: String(error) }));
  }

  function schedule(): void {
    timer = setTimeout(() => {
      passing = pass()
        .catch((error: unknown) => app.log.error({ event: "deadlines_not_passed", error: String(error) }))
        .finally(() => {
          if (!stopped) schedule();
        });
    }, TICK_MS);
  }

  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await passing;
      await sweeping;
    },
  };
}

async function passOne(app: App, stream: StreamKey): Promise<void> {
  const ref = sessionRef(stream);
  if (ref === null) return;
  const state: SessionState = await app.sessions.load(ref);
  const deadline = deadlineOf(state);
  if (deadline === null) return;
  const now = app.clock.now();
  const ownerSeenAt = state.status === "manual_live" ? await app.presence.lastSeenAt(state.owner.id, now) : null;
  const isAbsent = ownerSeenAt !== null && ownerSeenAt + OWNER_ABSENT_MS <= now;
  if (deadline.kind === "owner_absent" && isAbsent && now < deadline.at + OTHERS_FIRST_MS) return;
  try {
    await app.sessions.handle(ref, { type: "pass_deadline", ...deadline, ownerSeenAt }, { requestId: "timer" });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
