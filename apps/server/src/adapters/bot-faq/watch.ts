import { type FSWatcher, watch } from "node:fs";
import { join } from "node:path";

/** Editors and copies write in several steps; a reload in between would read half a file. */
const SETTLE_MS = 200;
/** A folder that is being replaced is away for a moment. */
const RETRY_MS = 5_000;

/**
 * Calls `changed` once things have settled after any change in the folder or in its zh/ and en/. Never runs two calls at
 * once. Does not keep the process alive.
 */
export function watchFolder(
  folder: string,
  changed: () => Promise<void>,
  failed: (reason: string) => void,
): { close(): void } {
  let watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let again = false;
  let closed = false;

  const stop = (): void => {
    for (const watcher of watchers) watcher.close();
    watchers = [];
  };

  const soon = (delayMs: number): void => {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(() => void settle(), delayMs).unref();
  };

  const settle = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    // Watching again comes before reading: a change in between is seen by one or by the other. Folders may have
    // come, gone or been replaced, and a watcher on a replaced folder never reports again.
    start();
    await changed();
    running = false;
    if (again) soon(SETTLE_MS);
    again = false;
  };

  const start = (): void => {
    stop();
    if (closed) return;
    try {
      watchers.push(watchOne(folder));
    } catch (error) {
      failed(error instanceof Error ? error.message : String(error));
      soon(RETRY_MS);
      return;
    }
    for (const lang of ["zh", "en"]) {
      try {
        watchers.push(watchOne(join(folder, lang)));
      } catch (error) {
        if (!isMissing(error)) failed(error instanceof Error ? error.message : String(error));
      }
    }
  };

  const watchOne = (path: string): FSWatcher =>
    watch(path, { persistent: false }, () => soon(SETTLE_MS)).on("error", () => soon(RETRY_MS));

  start();
  return {
    close: () => {
      closed = true;
      clearTimeout(timer);
      stop();
    },
  };
}

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";
