import { setTimeout as delay } from "node:timers/promises";
import type { SessionState } from "../../domain/session/state.ts";
import type { Journal } from "../../ports/journal.ts";
import { readLastFrames, readSessionRows } from "./evidence.ts";
import type { Load } from "./load.ts";

/** Longer than a bot's turn may take: what has no end by then has none. */
const SETTLED_WITHIN_MS = 25_000;
const POLL_MS = 100;

/** After the load: the bot's turns come to their ends, and subscribers reach theirs. */
export async function settle(
  load: Pick<Load, "seen">,
  journal: Journal,
  prefix: string,
  withinMs: number = SETTLED_WITHIN_MS,
): Promise<void> {
  const areAnswered = async () => (await readSessionRows(journal, prefix)).every(({ state }) => !isAnswering(state));
  await until(areAnswered, withinMs);
  const last = await readLastFrames(journal, prefix);
  const areThere = () => load.seen().every(({ session, lastId }) => lastId >= (last.get(session) ?? 0));
  await until(() => Promise.resolve(areThere()), withinMs);
}

const isAnswering = (stored: object): boolean => {
  const state = stored as SessionState;
  return state.status === "bot_active" && state.turn !== null;
};

/** Waits no longer than sense makes; the checker says what is missing. */
async function until(holds: () => Promise<boolean>, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds()) && performance.now() < end) await delay(POLL_MS);
}
