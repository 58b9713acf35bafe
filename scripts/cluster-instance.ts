import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "../apps/server/src/testing/services/free-port.ts";
import { root } from "./run.ts";

export interface Instance {
  number: number;
  pid: number;
  port: number;
  /** Resolves with how it ended: a sentence's end, such as "by SIGKILL". */
  ended: Promise<string>;
  /** As an operator stops it; resolves when it has ended. */
  stop(): Promise<void>;
}

/**
 * Starts one server on a free port, its output said line by line with its number in front.
 *
 * @throws when it ends before it is ready; what it said stands above
 */
export async function startInstance(options: {
  number: number;
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
}): Promise<Instance> {
  const { number, env, say } = options;
  // Not 0: the system gives such a port to connecting sockets too, and a front that tries a dead one may reach itself.
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ["--max-semi-space-size=32", "--disable-warning=ExperimentalWarning", join(root, "apps/server/src/main.ts")],
    { env: { ...env, PORT: String(port), HOST: "127.0.0.1" }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const killNow = (): void => void child.kill("SIGKILL");
  process.once("exit", killNow);
  const ended = endOf(child).finally(() => process.off("exit", killNow));
  await Promise.race([
    untilReady(child, (line) => say(`${number} | ${line}`)),
    ended.then((how) => {
      throw new Error(`Instance ${number} ended ${how} before it was ready: what it said stands above.`);
    }),
  ]);
  return {
    number,
    pid: child.pid ?? -1,
    port,
    ended,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** After "close" instead of "exit": then everything it wrote has been said. */
const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once("error", ({ message }) => resolve(`(${message})`));
    child.once("close", (code, signal) => resolve(signal === null ? `with ${code}` : `by ${signal}`));
  });

function untilReady(child: ChildProcess, say: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on("line", (line) => {
        say(line);
        if (line.startsWith("Baton is ready")) resolve();
      });
    }
  });
}
