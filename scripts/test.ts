/**
 * `npm test`: provides what tests need, builds the pages when they are stale, runs Vitest (with the arguments given)
 * and ends with one line, alone: `N passed, N failed`, and `, N skipped` where some were.
 */
import { join } from "node:path";
import { buildPages } from "./build-pages.ts";
import type { Counts } from "./count-reporter.ts";
import { testNeeds } from "./needs.ts";
import { root } from "./run.ts";
import { closingLine, failedRun, runVitest } from "./run-vitest.ts";
import { setUpServices } from "./setup-services.ts";

async function runTests(args: string[]): Promise<Counts> {
  const services = await setUpServices(testNeeds, { isDurable: false });
  try {
    if (!services.ok) return failedRun("CI may not leave out the tests that need it");
    if (!(await buildPages())) return failedRun("the pages could not be built");
    return await runVitest(args, { env: services.env, countsFile: join(root, "artifacts/test-counts.json") });
  } finally {
    await services.stop();
  }
}

const args = process.argv.slice(2);
const counts = await runTests(args);

// With -t, all that does not match counts as skipped; that was asked for, and the list would be long.
const skippedByName = args.some((arg) => /^(-t|--testNamePattern)/.test(arg));
for (const { name, why } of skippedByName ? [] : counts.skipped)
  console.log(`Skipped: ${name}${why ? `: ${why}` : ""}`);
for (const { name, why } of counts.secondTry) console.log(`Passed at the second try only: ${name}: first: ${why}`);
for (const error of counts.errors) console.log(`Failed: ${error}.`);

process.exitCode = counts.failed === 0 && counts.errors.length === 0 ? 0 : 1;
console.log(closingLine(counts));
