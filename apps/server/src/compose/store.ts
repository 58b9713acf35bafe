import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { openPostgresStore } from "../adapters/journal-postgres/open.ts";
import { openSqliteStore } from "../adapters/journal-sqlite/open.ts";
import type { Config } from "../config.ts";
import type { Journal } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";
import type { Vault } from "../ports/vault.ts";

/** Where everything is kept. */
export type StorePlace =
  | { kind: "file"; dataDir: string }
  | { kind: "postgres"; url: string; ownerUrl: string | undefined };

export interface Store {
  journal: Journal;
  vault: Vault;
}

/** Several instances may serve what is kept there. */
export const isShared = (place: StorePlace): boolean => place.kind === "postgres";

export const storePlace = ({ dataDir, databaseUrl, databaseOwnerUrl }: Config): StorePlace =>
  databaseUrl === null
    ? { kind: "file", dataDir }
    : { kind: "postgres", url: databaseUrl, ownerUrl: databaseOwnerUrl ?? undefined };

/** Opening a file that is not there makes it; a database is always looked into. */
export const isThere = (place: StorePlace): boolean => place.kind === "postgres" || existsSync(fileIn(place.dataDir));

/** For an operator; never with the address, which may hold a password. */
export const describePlace = (place: StorePlace): string =>
  place.kind === "postgres" ? "the database of DATABASE_URL" : fileIn(place.dataDir);

/** A command says by its own words what went wrong. */
const QUIET: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const openStore = (place: StorePlace, log: Log = QUIET): Promise<Store> =>
  place.kind === "postgres"
    ? openPostgresStore({ url: place.url, ownerUrl: place.ownerUrl, log })
    : openSqliteStore({ path: fileIn(place.dataDir), log });

const fileIn = (dataDir: string): string => resolve(join(dataDir, "baton.sqlite"));
