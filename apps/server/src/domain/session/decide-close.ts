import type { SessionEvent } from "@baton/protocol";
import type { CommandOf, Row } from "./cells.ts";
import { accept, endTurn, isOwner, refuse, refusing, unchanged } from "./steps.ts";

export const closeCells: { close: Row<"close"> } = {
  close: {
    absent: refusing("SESSION_NOT_FOUND"),
    bot_active: (state, command) =>
      command.by.isAdmin ? accept(...endTurn(state, "closed"), closed(command)) : refuse("FORBIDDEN"),
    pending_manual: (_state, command) => (command.by.isAdmin ? accept(closed(command)) : refuse("FORBIDDEN")),
    manual_live: (state, command) =>
      isOwner(state, command.by.id) || command.by.isAdmin ? accept(closed(command)) : refuse("ALREADY_TAKEN"),
    closed: unchanged,
  },
};

const closed = (command: CommandOf<"close">): SessionEvent => ({
  type: "closed",
  data: { operator: command.by.id, reason: command.reason },
  personal: null,
});
