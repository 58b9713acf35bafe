import { parentPort, workerData } from "node:worker_threads";
import { openConnection, type Role } from "./connection.ts";
import { toFailure } from "./failure.ts";
import { FilesInPlace } from "./files-in-place.ts";
import type { Call, ReadCalls, Reply, ThreadMessage, WriteCalls } from "./messages.ts";
import { migrate } from "./migrate.ts";
import { Reader } from "./reader.ts";
import { Writer } from "./writer.ts";

/** The entry point of a thread that owns one connection. */
export interface ThreadData {
  path: string;
  role: Role;
}

const say = (message: ThreadMessage): void => parentPort?.postMessage(message);

function start({ path, role }: ThreadData): void {
  const db = openConnection(path, role);
  let perform: (calls: never) => Reply[];
  if (role === "write") {
    migrate(db);
    const writer = new Writer(db, new FilesInPlace(path));
    perform = (calls: Call<WriteCalls>[]) => writer.perform(calls);
  } else {
    const reader = new Reader(db);
    perform = (calls: Call<ReadCalls>[]) => reader.perform(calls);
  }
  parentPort?.on("message", (message: { calls: never } | "close") => {
    if (message !== "close") return say({ replies: perform(message.calls) });
    db.close();
    parentPort?.close();
  });
}

try {
  start(workerData as ThreadData);
  say({ started: true });
} catch (error) {
  say({ started: false, failure: toFailure(error) });
  parentPort?.close();
}
