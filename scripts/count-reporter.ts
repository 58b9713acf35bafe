/** A Vitest reporter that leaves the counts of a run, and what was skipped and why, in a file for `run-vitest.ts`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Reporter, TestCase, TestModule } from "vitest/node";

export type Counts = {
  passed: number;
  /** Failed tests, files that failed outside their tests, and errors that no test caught. */
  failed: number;
  skipped: { name: string; why: string | undefined }[];
  /** Passed, but not at the first attempt, and why not. */
  secondTry: { name: string; why: string | undefined }[];
  /** Why a run without a failed test is red all the same. */
  errors: string[];
};

/** Where the counts go; without it the reporter stays silent. */
export const COUNTS_FILE_VARIABLE = "BATON_TEST_COUNTS_FILE";

const nameOf = (test: TestCase): string => `${test.module.relativeModuleId}: ${test.fullName}`;

function skippedTest(test: TestCase): Counts["skipped"][number] {
  const result = test.result();
  return { name: nameOf(test), why: result.state === "skipped" ? result.note : undefined };
}

function secondTry(test: TestCase): Counts["secondTry"][number] {
  return { name: nameOf(test), why: test.result().errors?.[0]?.message.split("\n")[0] };
}

function count(testModules: readonly TestModule[], unhandledErrors: readonly { message: string }[]): Counts {
  const tests = testModules.flatMap((testModule) => [...testModule.children.allTests()]);
  const inState = (state: string) => tests.filter((test) => test.result().state === state);
  // A file that cannot be loaded, a hook that throws, a worker that dies: failures, though no test is marked as failed.
  const brokenModules = testModules.filter(
    (testModule) =>
      !["passed", "skipped"].includes(testModule.state()) && [...testModule.children.allTests("failed")].length === 0,
  );
  const errors = [
    ...brokenModules.map((testModule) => `${testModule.relativeModuleId} failed outside its tests`),
    ...unhandledErrors.map(({ message }) => `an error that no test caught: ${message}`),
  ];
  return {
    passed: inState("passed").length,
    failed: inState("failed").length + inState("pending").length + errors.length,
    skipped: inState("skipped").map(skippedTest),
    secondTry: tests.filter((test) => test.diagnostic()?.flaky).map(secondTry),
    errors,
  };
}

export default class CountReporter implements Reporter {
  onTestRunEnd(testModules: readonly TestModule[], unhandledErrors: readonly { message: string }[]): void {
    const file = process.env[COUNTS_FILE_VARIABLE];
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(count(testModules, unhandledErrors), undefined, 2));
  }
}
