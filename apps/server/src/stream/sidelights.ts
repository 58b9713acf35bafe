import type { StreamKey } from "../ports/journal.ts";
import type { Beside } from "./session-stream.ts";
import type { Viewers } from "./viewers.ts";
import type { Seat, WaitingRoom } from "./waiting-room.ts";

/** What readers are shown beside a session's events: each kind of them something else. */
export interface Sidelights {
  agent(stream: StreamKey, agent: { id: string; name: string }): Beside;
  /** @param waits whether the customer waited for a person when the stream was asked for */
  customer(stream: StreamKey, waits: boolean): Beside;
}

export const createSidelights = (viewers: Viewers, waitingRoom: WaitingRoom): Sidelights => ({
  /** Who else looks. */
  agent(stream, agent) {
    let endings: (() => void)[] = [];
    return {
      open(show) {
        endings = [viewers.watch(stream, agent.id, show), viewers.enter(stream, { role: "agent", ...agent })];
      },
      close() {
        for (const end of endings) end();
      },
    };
  },
  /** Where they stand in the queue. Who looks is not for them to know. */
  customer(stream, waitedBefore) {
    let waits = waitedBefore;
    let seat: Seat | null = null;
    let leave = (): void => undefined;
    return {
      open(show) {
        leave = viewers.enter(stream, { role: "user" });
        seat = waitingRoom.enter(stream, show);
        seat.waits(waits);
      },
      onStatus(status) {
        waits = status === "pending_manual";
        seat?.waits(waits);
      },
      close() {
        leave();
        seat?.leave();
      },
    };
  },
});
