import { spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { root } from "../../scripts/run.ts";

const READY_WITHIN_MS = 60_000;

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** An example as its README starts it, against the Baton at `batonUrl`. */
export async function startExample(script: string, port: number, batonUrl: string) {
  const url = `http://127.0.0.1:${port}`;
  const child = spawn("npm", ["run", script], {
    cwd: root,
    env: { ...process.env, PORT: String(port), BATON_URL: batonUrl },
    stdio: ["ignore", "pipe", "pipe"],
    // npm starts a shell that starts the server: all of them are ended together.
    detached: true,
  });
  const end = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // It has ended by itself.
    }
  };
  const killNow = () => end("SIGKILL");
  process.once("exit", killNow);
  const exited = once(child, "exit").finally(() => process.off("exit", killNow));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const answers = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  for (const started = performance.now(); !(await answers()); await delay(100)) {
    if (performance.now() - started < READY_WITHIN_MS && child.exitCode === null) continue;
    killNow();
    throw new Error(`${script} did not start:\n${output}`);
  }
  return {
    url,
    async stop() {
      end("SIGTERM");
      await exited;
    },
  };
}
