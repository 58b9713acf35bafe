import type { Caller } from "../domain/access/caller.ts";
import type { Sink } from "../stream/sink.ts";
import type { HttpDeps } from "./context.ts";

/** Ends the stream as soon as its agent signs out or loses the account. */
export function revocable({ app }: HttpDeps, caller: Caller, sink: Sink): Sink {
  if (caller.kind !== "agent") return sink;
  const { family } = caller;
  const unsubscribe = app.bus.subscribe((signal) => {
    if (signal.kind === "revoked" && signal.family === family) sink.end();
  });
  sink.onClose(unsubscribe);
  return sink;
}
