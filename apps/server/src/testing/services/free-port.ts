import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below those that systems give to connecting sockets (32768 on): such a socket would hold the port of a dead server. */
const LOWEST = 20_000;
const HIGHEST = 31_999;

/** A port of 127.0.0.1 that nobody listens on now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST + 1);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
