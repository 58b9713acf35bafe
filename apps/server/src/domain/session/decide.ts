import type { Decision, Row } from "./cells.ts";
import type { Command, CommandType, Env } from "./commands.ts";
import { closeCells } from "./decide-close.ts";
import { customerCells } from "./decide-customer.ts";
import { manualCells } from "./decide-manual.ts";
import { timerCells } from "./decide-timer.ts";
import { turnCells } from "./decide-turn.ts";
import type { SessionState } from "./state.ts";

/** The state machine of the contract's section 4: a cell for every state and command, or it does not compile. */
const TABLE: { [C in CommandType]: Row<C> } = {
  ...customerCells,
  ...manualCells,
  ...turnCells,
  ...timerCells,
  ...closeCells,
};

/** Pure. What may not be done is refused in a word; nothing is thrown. */
export function decide(state: SessionState, command: Command, env: Env): Decision {
  // The table's type ties each cell to its command and state; an index by two unions cannot express that.
  const cell = TABLE[command.type][state.status] as (state: SessionState, command: Command, env: Env) => Decision;
  return cell(state, command, env);
}
