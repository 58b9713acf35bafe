import type { Caller } from "../domain/access/caller.ts";
import type { Sink } from "../stream/sink.ts";
import type { HttpDeps } from "./context.ts";

/** Ends the stream as soon as its agent signs out or loses the account. */
export function revocable({ app, access, heartbeat }: HttpDeps, caller: Caller, sink: Sink): Sink {
  if (caller.kind !== "agent") return sink;
  const { family } = caller;
  const unsubscribe = app.bus.subscribe((signal) => {
    if (signal.kind === "revoked" && signal.family === family) sink.end();
  });
  // The account may have been disabled by another process, which this one's bus does not hear.
  const stopLooking = heartbeat.add(() => {
    access.isLive(caller).then(
      (isLive) => {
        if (!isLive) sink.end();
      },
      () => sink.end(),
    );
  });
  sink.onClose(() => {
    unsubscribe();
    stopLooking();
  });
  return sink;
}
