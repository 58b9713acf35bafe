import type { Journal } from "../ports/journal.ts";
import { openStore } from "./store.ts";

/** The journal alone: for the command line, beside a running server or without one. */
export const openJournal = async (dataDir: string): Promise<Journal> =>
  (await openStore({ kind: "file", dataDir })).journal;
