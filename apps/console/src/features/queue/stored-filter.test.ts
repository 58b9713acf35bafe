import { expect, test } from "vitest";
import { NO_FILTER } from "./queue-filter.ts";
import { parseFilter } from "./stored-filter.ts";

test("[D21] a filter is read back as it was stored", () => {
  const filter = { ...NO_FILTER, text: "王", vipOnly: true, severities: ["high"], tags: ["<b>"] } as const;
  expect(parseFilter(JSON.stringify(filter))).toEqual(filter);
});

test.each([
  null,
  "",
  "{",
  "[]",
  "7",
  '"x"',
  '{"severities":"high","tags":[1],"priorities":["never"],"reasons":["new"]}',
])("[D21] %o is no condition", (text) => {
  expect(parseFilter(text)).toEqual(NO_FILTER);
});
