import type { ServerResponse } from "node:http";
import type { StreamKey } from "../ports/journal.ts";

/** Who of a session's customer's tabs, devices and requests is connected to this instance. */
export interface Readers {
  /** @returns what to call when it has gone; a second call does nothing */
  enter(stream: StreamKey): () => void;
  has(stream: StreamKey): boolean;
}

export function createReaders(): Readers {
  const counts = new Map<StreamKey, number>();
  return {
    enter(stream) {
      counts.set(stream, (counts.get(stream) ?? 0) + 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        const others = (counts.get(stream) ?? 1) - 1;
        if (others === 0) counts.delete(stream);
        else counts.set(stream, others);
      };
    },
    has: (stream) => counts.has(stream),
  };
}

/** Called once, when the response has ended: whether it was cut off before all of it was out. */
export function whenEnded(response: ServerResponse, listener: (ended: { cutOff: boolean }) => void): void {
  const tell = () => listener({ cutOff: !response.writableFinished });
  if (response.destroyed) tell();
  else response.once("close", tell);
}
