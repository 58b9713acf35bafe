import { setImmediate as otherWork } from "node:timers/promises";
import { type Bot, BotError, type BotOutcome, type BotRequest } from "../../ports/bot.ts";
import { asOutcome } from "./bot-error.ts";
import type { Call } from "./call.ts";
import { type Tries, withRetries } from "./retry.ts";

type Pieces = ReturnType<Bot["reply"]>;

/** After so many empty pieces in a row other work is let in: a flood of them would stop every timer of the process. */
const EMPTY_PIECES = 64;

/**
 * The engine's pieces as they come, none of them empty, each in its time.
 *
 * @param tries its limit holds for the first piece, and for the wait between any two
 * @param onFirst when the first piece has come, before it is handed on
 * @throws BotError
 */
export async function* speak(
  bot: Bot,
  request: BotRequest,
  tries: Tries,
  onFirst: () => void,
): AsyncGenerator<string, BotOutcome, void> {
  const { call, limitMs } = tries;
  let { pieces, next } = await withRetries(tries, async () => {
    const asked = ask(bot, request, call);
    return { pieces: asked, next: await nextPiece(asked, call) };
  });
  if (next.done !== true) onFirst();
  while (next.done !== true) {
    yield next.value;
    next = await call.within(limitMs, "the next piece", nextPiece(pieces, call));
  }
  return asOutcome(next.value);
}

function ask(bot: Bot, request: BotRequest, call: Call): Pieces {
  const pieces = bot.reply(request, call.signal);
  // Told, not waited for: one that hangs would keep `return` waiting too.
  call.signal.addEventListener("abort", () => void leave(pieces), { once: true });
  return pieces;
}

async function leave(pieces: Pieces): Promise<void> {
  try {
    await pieces.return({ kind: "failed", failure: "timed_out" });
  } catch {
    // Nobody hears what it still has to say.
  }
}

async function nextPiece(pieces: Pieces, call: Call): Promise<IteratorResult<string, BotOutcome>> {
  for (let empty = 1; ; empty += 1) {
    const next = await pieces.next();
    if (next.done === true) return next;
    if (typeof next.value !== "string") throw new BotError("crashed", "the adapter yielded something that is no text");
    if (next.value !== "") return next;
    call.signal.throwIfAborted();
    if (empty % EMPTY_PIECES === 0) await otherWork();
  }
}
