import { describe, expect, test } from "vitest";
import { type Case, TABLE } from "../../testing/session-table.ts";
import type { CommandType } from "./commands.ts";
import type { Status } from "./state.ts";

const commands = Object.keys(TABLE) as CommandType[];

describe.each(commands)("%s", (type) => {
  const row = TABLE[type] as Record<Status, readonly Case<CommandType>[]>;
  for (const [status, cell] of Object.entries(row)) {
    test.each([...cell])(`in ${status}: $title`, ({ from, command, expect: expected }) => {
      expect(from.state.status).toBe(status);
      const before = structuredClone(from.state);

      const outcome = from.when(command);

      expect(from.state).toEqual(before);
      if ("refused" in expected) {
        expect(outcome.refused).toBe(expected.refused);
        expect(outcome.state).toBe(from.state);
        return;
      }
      expect(outcome.refused).toBeNull();
      expect(outcome.types).toEqual(expected.events);
      expect(outcome.state.status).toBe(expected.to);
      if (expected.events.length === 0) expect(outcome.state).toBe(from.state);
    });
  }
});

test("[S1] the table has a cell for each of the five states of each of the fourteen commands", () => {
  const cells = commands.flatMap((type) => Object.keys(TABLE[type]));
  expect(commands).toHaveLength(14);
  expect(cells).toHaveLength(14 * 5);
});
