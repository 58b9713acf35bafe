import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

/** Holds a large array, drops it on SIGUSR1, and prints the size of its heap on SIGWINCH. */
const HOLDER = `
import { isMainThread, Worker } from "node:worker_threads";
let held = Array.from({ length: 1e6 }, (_, index) => ({ index }));
process.stdout.write("held " + held.length + " " + isMainThread + "\\n");
if (isMainThread) {
  new Worker(new URL(import.meta.url)).on("message", (size) => process.stdout.write("worker " + size + "\\n"));
  process.on("SIGWINCH", () => process.stdout.write("main " + process.memoryUsage().heapUsed + "\\n"));
  held = null;
} else {
  const { parentPort } = await import("node:worker_threads");
  const { getHeapStatistics } = await import("node:v8");
  held = null;
  setInterval(() => parentPort.postMessage(getHeapStatistics().used_heap_size), 20);
}
`;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "baton-gc-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test("SIGUSR2 collects in the main thread and in workers, then says so", async () => {
  const program = join(directory, "holder.mjs");
  writeFileSync(program, HOLDER);
  const preload = new URL("gc-on-signal.ts", import.meta.url).href;
  const child = spawn(process.execPath, ["--expose-gc", "--import", preload, program]);
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const last = (who: string): number =>
    Number(
      output
        .match(new RegExp(`^${who} \\d+$`, "gm"))
        ?.at(-1)
        ?.split(" ")[1],
    );
  try {
    await expect.poll(() => last("worker"), { timeout: 10_000 }).toBeGreaterThan(0);
    child.kill("SIGUSR2");
    await expect.poll(() => errors, { timeout: 10_000 }).toBe("gc done\n");
    child.kill("SIGWINCH");
    await expect.poll(() => last("main"), { timeout: 10_000 }).toBeLessThan(15e6);
    await expect.poll(() => last("worker"), { timeout: 10_000 }).toBeLessThan(15e6);
  } finally {
    child.kill("SIGKILL");
  }
});
