import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { OwnProcess, untilState } from "./own-process.ts";

const sleeper = () => new OwnProcess("sleep", ["600"], { cwd: "/", env: process.env });

/** One that has ended and that nobody buried does not run. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !(existsSync("/proc") && /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8")));
  } catch {
    return false;
  }
}

test("a killed process has ended, and can be killed again", async () => {
  const own = sleeper();
  await own.kill();
  expect(own.ended).toBe(true);
  expect(isRunning(own.pid)).toBe(false);
  await own.kill();
});

test("what a script started ends with the script", async () => {
  const folder = mkdtempSync(join(tmpdir(), "baton-own-process-"));
  const own = new OwnProcess("/bin/sh", ["-c", "sleep 600 & echo $! > pid; wait"], { cwd: folder, env: process.env });
  const pidFile = () => readFileSync(join(folder, "pid"), "utf8");
  await expect.poll(() => existsSync(join(folder, "pid")) && pidFile(), { timeout: 10_000 }).toMatch(/^\d+\n$/);
  await own.kill();
  expect(isRunning(Number(pidFile()))).toBe(false);
  rmSync(folder, { recursive: true });
});

test("a port is closed once the process behind a script that had it is killed", async () => {
  // A process of many threads shows as ended some milliseconds before the last of them, and its sockets, are gone.
  const server = `
    const { Worker } = require("node:worker_threads");
    const busy = "const kept = []; for (let i = 0; i < 20; i++) kept.push(Buffer.alloc(1e6, 1)); setInterval(() => 0, 1_000)";
    const online = Array.from({ length: 8 }, () => new Promise((up) => new Worker(busy, { eval: true }).on("online", up)));
    require("node:net").createServer().listen(0, "127.0.0.1", async function () {
      await Promise.all(online);
      require("node:fs").writeFileSync("port", String(this.address().port) + "\\n");
    });
  `;
  for (let time = 0; time < 3; time++) {
    const folder = mkdtempSync(join(tmpdir(), "baton-own-process-"));
    const port = () => readFileSync(join(folder, "port"), "utf8");
    const script = '"$NODE" -e "$SERVER"; true';
    const env = { ...process.env, NODE: process.execPath, SERVER: server };
    const own = new OwnProcess("/bin/sh", ["-c", script], { cwd: folder, env });
    await expect.poll(() => existsSync(join(folder, "port")) && port()).toMatch(/^\d+\n$/);
    await own.kill();
    const socket = connect(Number(port()), "127.0.0.1");
    await expect(once(socket, "connect")).rejects.toThrow("ECONNREFUSED");
    rmSync(folder, { recursive: true });
  }
});

test("a frozen process that is asked to end gets to say its farewell", async () => {
  const folder = mkdtempSync(join(tmpdir(), "baton-own-process-"));
  // Not a shell that starts others: frozen between vfork and exec, the child never begins and its parent never stops.
  const script = `
    const { writeFileSync } = require("node:fs");
    process.on("SIGTERM", () => process.exit(writeFileSync("farewell", "")));
    setInterval(() => undefined, 1_000);
    writeFileSync("ready", "");
  `;
  const own = new OwnProcess(process.execPath, ["-e", script], { cwd: folder, env: process.env });
  await expect.poll(() => existsSync(join(folder, "ready")), { timeout: 10_000 }).toBe(true);
  await own.freeze();
  await own.end("SIGTERM");
  expect(existsSync(join(folder, "farewell"))).toBe(true);
  rmSync(folder, { recursive: true });
});

test("a program that is not there is named", () => {
  expect(() => new OwnProcess("no-such-program", [], { cwd: "/", env: process.env })).toThrow("no-such-program");
});

test.each(["SIGKILL", "SIGTERM"] as const)(
  "a process ends with the one that started it, ended by %s",
  async (signal) => {
    const starter = spawn(process.execPath, [join(import.meta.dirname, "own-process.child.ts")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(starter.stdout, "data")) as [Buffer];
    const pid = Number(line.toString());
    expect(isRunning(pid)).toBe(true);
    starter.kill(signal);
    await untilState([pid], "Z");
  },
);
