/**
 * Loaded into the measured server with `--expose-gc --import`, so that the product needs no test hook: on SIGUSR2 it
 * collects in the main thread and in every worker thread (Node preloads this file into workers too, and each has a
 * heap of its own), then writes one line, `gc done`, to standard error. Without the workers' part, garbage of the
 * journal's thread would be counted as memory of the streams.
 */
import { writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

type Word = "hello" | "collect" | "collected";

function collect(): void {
  if (globalThis.gc === undefined) throw new Error("start the server with --expose-gc");
  globalThis.gc({ type: "major", execution: "sync", flavor: "last-resort" });
}

const threads = new BroadcastChannel("bench-gc");
threads.unref();
const say = (word: Word): void => threads.postMessage(word);

if (isMainThread) {
  let workers = 0;
  let pending = 0;
  const reportWhenDone = (): void => {
    if (pending === 0) writeSync(2, "gc done\n");
  };
  threads.onmessage = (message: MessageEvent): void => {
    if (message.data === "hello") workers += 1;
    if (message.data !== "collected") return;
    pending -= 1;
    reportWhenDone();
  };
  process.on("SIGUSR2", () => {
    pending = workers;
    collect();
    say("collect");
    reportWhenDone();
  });
} else {
  threads.onmessage = (message: MessageEvent): void => {
    if (message.data !== "collect") return;
    collect();
    say("collected");
  };
  say("hello");
}
