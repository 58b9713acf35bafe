import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Counts } from "./count-reporter.ts";
import { root, run } from "./run.ts";
import { closingLine } from "./run-vitest.ts";

let project = "";

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "baton-run-vitest-"));
  mkdirSync(join(project, "tests"));
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  writeFileSync(join(project, "vitest.config.ts"), "export default { test: { include: ['tests/*.test.ts'] } };\n");
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

/** Runs the given test files through runVitest, in a process of its own: Vitest's output goes to the terminal. */
async function countsOf(files: Record<string, string>, config?: string): Promise<Counts> {
  for (const [name, body] of Object.entries(files)) {
    writeFileSync(join(project, "tests", name), `import { beforeAll, test } from "vitest";\n${body}\n`);
  }
  if (config !== undefined) writeFileSync(join(project, "vitest.config.ts"), config);
  const program = `
    import { runVitest } from ${JSON.stringify(join(root, "scripts/run-vitest.ts"))};
    const counts = await runVitest(["--root", ${JSON.stringify(project)}], { countsFile: ${JSON.stringify(join(project, "counts.json"))} });
    console.log("\\nCOUNTS " + JSON.stringify(counts));
  `;
  const { output } = await run(process.execPath, ["--input-type=module-typescript", "--eval", program]);
  const line = output.split("\n").find((text) => text.startsWith("COUNTS "));
  if (line === undefined) throw new Error(`no counts in:\n${output}`);
  return JSON.parse(line.slice("COUNTS ".length)) as Counts;
}

const passing = "test('passes', () => {});";

describe("runVitest", () => {
  test("counts what passed, failed and was skipped, with the reason", async () => {
    const counts = await countsOf({
      "a.test.ts": `${passing} test('fails', () => { throw new Error('no'); });`,
      "b.test.ts": "test('skips', (ctx) => ctx.skip('no browser here')); test.todo('later');",
    });
    expect(counts).toEqual({
      passed: 1,
      failed: 1,
      skipped: [{ name: "tests/b.test.ts: skips", why: "no browser here" }, { name: "tests/b.test.ts: later" }],
      secondTry: [],
      errors: [],
    });
  });

  test("a file that cannot be loaded is a failure", async () => {
    const counts = await countsOf({ "a.test.ts": passing, "b.test.ts": "import './not-there.ts';" });
    expect(counts).toMatchObject({ passed: 1, failed: 1, errors: ["tests/b.test.ts failed outside its tests"] });
  });

  test("a hook that throws is a failure", async () => {
    const counts = await countsOf({ "a.test.ts": `${passing} beforeAll(() => { throw new Error('no'); });` });
    expect(counts.passed).toBe(0);
    expect(counts.failed).toBe(1);
  });

  test("an error that no test caught is a failure", async () => {
    const counts = await countsOf({
      "a.test.ts":
        "test('passes', async () => { setTimeout(() => { throw new Error('late'); }, 1); await new Promise((r) => setTimeout(r, 50)); });",
    });
    expect(counts).toMatchObject({ passed: 1, failed: 1, errors: ["an error that no test caught: late"] });
  });

  test("a worker that dies is a failure", async () => {
    const counts = await countsOf({ "a.test.ts": passing, "b.test.ts": "process.kill(process.pid, 'SIGKILL');" });
    expect(counts.passed).toBe(1);
    expect(counts.failed).toBeGreaterThan(0);
  });

  test("a Vitest that cannot start is a failure", async () => {
    const counts = await countsOf({ "a.test.ts": passing }, "throw new Error('broken config');");
    expect(counts).toMatchObject({ passed: 0, failed: 1, errors: ["Vitest ended with 1 and no result"] });
  });

  test("a run without a test is an error", async () => {
    const counts = await countsOf({});
    expect(counts.passed).toBe(0);
    expect(counts.failed + counts.errors.length).toBeGreaterThan(0);
  });

  test("only skipped tests are an error too: nothing was shown", async () => {
    const counts = await countsOf({ "a.test.ts": "test.skip('skips', () => {});" });
    expect(counts).toMatchObject({ passed: 0, failed: 0, errors: ["no test ran"] });
  });
});

describe("a test that passes at a second try", () => {
  const retrying = "export default { test: { include: ['tests/*.test.ts'], retry: 1 } };";
  const unlucky = (count: number) =>
    `const tries = []; for (let i = 0; i < ${count}; i++)
      test('unlucky ' + i, () => { tries[i] = (tries[i] ?? 0) + 1; if (tries[i] === 1) throw new Error('too slow'); });`;

  test("is named, with what went wrong at the first", async () => {
    const counts = await countsOf({ "a.test.ts": unlucky(1) }, retrying);
    expect(counts).toMatchObject({
      passed: 1,
      failed: 0,
      secondTry: [{ name: "tests/a.test.ts: unlucky 0", why: "too slow" }],
      errors: [],
    });
  });

  test("is a failure where several of them come together", async () => {
    const counts = await countsOf({ "a.test.ts": unlucky(4) }, retrying);
    expect(counts).toMatchObject({
      passed: 4,
      failed: 1,
      errors: ["4 tests passed at a second try only, more than chance explains"],
    });
  });
});

describe("closingLine", () => {
  test("names the skipped tests' number only when there are some", () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: [], secondTry: [], errors: [] })).toBe("3 passed, 0 failed");
    expect(
      closingLine({ passed: 3, failed: 1, skipped: [{ name: "x", why: undefined }], secondTry: [], errors: [] }),
    ).toBe("3 passed, 1 failed, 1 skipped");
  });
});
