import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { processorTimeMs, programsProcessorTimeMs } from "./server-process.ts";

test("the processor time of programs is that of all processes of these names, and of no others", () => {
  const name = readFileSync(`/proc/${process.pid}/comm`, "utf8").trim();
  const own = processorTimeMs(process.pid);
  expect(own).toBeGreaterThan(0);
  expect(programsProcessorTimeMs(["no such program", name])).toBeGreaterThanOrEqual(own);
  expect(programsProcessorTimeMs(["no such program"])).toBe(0);
});
