import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Command, LoadResult, Reply } from "./client/commands.ts";
import { fileLimitOf } from "./server-process.ts";

/** The bench's end of the channel to its load client (client/main.ts). */
export class LoadClient {
  readonly #child: ChildProcess;
  readonly pid: number;

  constructor() {
    this.#child = fork(fileURLToPath(new URL("client/main.ts", import.meta.url)), {
      // The client's own garbage must not look like the server's latency.
      execArgv: ["--max-semi-space-size=32"],
    });
    this.pid = this.#child.pid ?? -1;
  }

  fileLimit(): number {
    return fileLimitOf(this.pid);
  }

  tell(command: Command): Promise<LoadResult | null> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`the load client ended (${code})`));
      this.#child.once("exit", ended);
      this.#child.once("message", (reply: Reply) => {
        this.#child.off("exit", ended);
        if (reply.ok) resolve(reply.result);
        else reject(new Error(reply.error));
      });
      this.#child.send(command);
    });
  }

  stop(): void {
    this.#child.kill();
  }
}
