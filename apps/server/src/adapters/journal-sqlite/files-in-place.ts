import { statSync } from "node:fs";
import { JournalUnavailable } from "../../ports/journal.ts";

/**
 * SQLite goes on writing to a file that was renamed, deleted or replaced under it: the commits would succeed and be
 * gone with the process. So each group of writes first looks whether the files at their paths are the ones that were
 * opened, and a stranger's file is never written to.
 */
export class FilesInPlace {
  readonly #files: readonly { path: string; identity: string | null }[];

  constructor(path: string) {
    this.#files = [path, `${path}-wal`].map((file) => ({ path: file, identity: identityOf(file) }));
  }

  /** @throws JournalUnavailable until the very files are back */
  assertInPlace(): void {
    for (const { path, identity } of this.#files) {
      if (identityOf(path) !== identity) {
        throw new JournalUnavailable("Nothing was written: the journal's file is no longer where it was opened.");
      }
    }
  }
}

function identityOf(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.dev}:${stat.ino}` : null;
}
