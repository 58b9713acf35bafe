import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { root } from "./run.ts";

/** Stands where the server stands: says its pid when it is ready, and ends cleanly on SIGTERM. */
const mainStandIn = `
  const alive = setInterval(() => {}, 1000);
  process.on("SIGTERM", () => { console.log("stopped cleanly"); clearInterval(alive); });
  console.log("ready " + process.pid);
`;

let tree = "";
const started: ChildProcess[] = [];

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), "baton-start-"));
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  write("package.json", JSON.stringify({ type: "module", workspaces: ["apps/*"], scripts }));
  for (const page of ["console", "widget"]) {
    write(`apps/${page}/package.json`, JSON.stringify({ name: page, scripts: { build: "mkdir -p dist" } }));
  }
  write("apps/server/package.json", JSON.stringify({ name: "server", type: "module" }));
  write("apps/server/src/main.ts", mainStandIn);
  mkdirSync(join(tree, "scripts"));
  for (const file of ["start.js", "runtime.js", "build-pages.ts", "run.ts"]) {
    copyFileSync(join(root, "scripts", file), join(tree, "scripts", file));
  }
  symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
});

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  rmSync(tree, { recursive: true, force: true });
});

/** Collects what a process says; `said` resolves once that matches. */
function watch(program: string, args: string[]) {
  const child = spawn(program, args, { cwd: tree, stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  let output = "";
  const exited = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on("close", (code) => resolve({ code, output }));
  });
  const listeners = new Set<() => void>();
  const hear = (text: string): void => {
    output += text;
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding("utf8").on("data", hear);
  child.stderr.setEncoding("utf8").on("data", hear);
  const said = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(output);
        if (match !== null) resolve(match);
      };
      listeners.add(look);
      look();
      exited.then(() => reject(new Error(`ended without saying ${pattern}:\n${output}`)), reject);
    });
  return { child, exited, said };
}

/** A process runs until it is gone; a signal that reached only a shell in between would leave it. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.runIf(process.platform !== "win32")("npm start", () => {
  test.each(["npm", "the server"])("ends cleanly, with 0, when %s gets a SIGTERM", async (target) => {
    const npm = watch("npm", ["start"]);
    const pid = Number((await npm.said(/ready (\d+)/))[1]);
    process.kill(target === "npm" ? (npm.child.pid ?? 0) : pid, "SIGTERM");
    const { code, output } = await npm.exited;
    expect(output).toContain("stopped cleanly");
    expect(code).toBe(0);
    expect(isRunning(pid)).toBe(false);
  });

  test("builds the pages first, and only once", async () => {
    const first = watch("npm", ["start"]);
    await first.said(/Built apps\/console in .*ready/s);
    first.child.kill("SIGTERM");
    await first.exited;
    const second = watch("npm", ["start"]);
    await second.said(/ready/);
    second.child.kill("SIGTERM");
    expect((await second.exited).output).not.toContain("Building");
  });

  test("ends with 1 and says so when a page cannot be built", async () => {
    write("apps/widget/package.json", JSON.stringify({ name: "widget", scripts: { build: "exit 3" } }));
    const { code, output } = await watch("npm", ["start"]).exited;
    expect(output).toContain("Building apps/widget failed");
    expect(output).not.toContain("ready");
    expect(code).toBe(1);
  });

  test("says in a sentence that the runtime is too old, and does nothing else", async () => {
    const older = "data:text/javascript,Object.defineProperty(process,'version',{value:'v20.20.2'})";
    const { code, output } = await watch(process.execPath, ["--import", older, "scripts/start.js"]).exited;
    expect(output).toMatch(/^Baton needs Node\.js 24\.7 or newer and this is v20\.20\.2: .*\n接力需要 .*\n$/);
    expect(code).toBe(1);
  });
});
