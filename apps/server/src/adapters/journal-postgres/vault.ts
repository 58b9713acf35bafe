import type { JsonObject } from "../../ports/journal.ts";
import type { Vault } from "../../ports/vault.ts";
import type { Connections } from "./connections.ts";
import type { Pools } from "./journal.ts";
import { CALL_LIMIT_MS, SCAN_LIMIT_MS } from "./limits.ts";
import type { Session, Statement, Value } from "./session.ts";
import { escaped } from "./text.ts";

const GET: Statement = {
  name: "vault_get",
  text: "SELECT value, version, expires_at FROM baton.vault WHERE kind = $1 AND key = $2",
};

const INSERT: Statement = {
  name: "vault_insert",
  text: `INSERT INTO baton.vault (kind, key, version, value, expires_at)
         SELECT $1, $2, 1, $3, $4 WHERE baton.in_time($5) ON CONFLICT DO NOTHING`,
};

const UPDATE: Statement = {
  name: "vault_update",
  text: `UPDATE baton.vault SET version = version + 1, value = $3, expires_at = $4
         WHERE kind = $1 AND key = $2 AND version = $6 AND baton.in_time($5)`,
};

const DELETE: Statement = {
  name: "vault_delete",
  text: "DELETE FROM baton.vault WHERE kind = $1 AND key = $2 AND baton.in_time($3)",
};

const DELETE_EXPIRED: Statement = {
  name: "vault_delete_expired",
  text: "DELETE FROM baton.vault WHERE expires_at <= $1",
};

export function postgresVault({ serving, scans }: Pools): Vault {
  return {
    async get(kind, key) {
      const [row] = await serving.use(CALL_LIMIT_MS, (session) =>
        session.rows<[string, number, number | null]>(GET, [escaped(kind), escaped(key)]),
      );
      if (row === undefined) return null;
      const [value, version, expiresAt] = row;
      return { value: JSON.parse(value) as JsonObject, version, expiresAt };
    },

    async put({ kind, key, value, expiresAt }, expectedVersion) {
      const entry = [escaped(kind), escaped(key), JSON.stringify(value), expiresAt];
      const changed = await write(serving, (session, notAfter) =>
        expectedVersion === 0
          ? session.run(INSERT, [...entry, notAfter])
          : session.run(UPDATE, [...entry, notAfter, expectedVersion]),
      );
      return changed === 1;
    },

    async delete(kind, key) {
      const entry: Value[] = [escaped(kind), escaped(key)];
      await write(serving, (session, notAfter) => session.run(DELETE, [...entry, notAfter]));
    },

    async deleteExpired(now) {
      await scans.use(SCAN_LIMIT_MS, (session) => session.run(DELETE_EXPIRED, [now]));
    },
  };
}

const write = <Result>(
  connections: Connections,
  work: (session: Session, notAfter: number) => Promise<Result>,
): Promise<Result> =>
  connections.use(CALL_LIMIT_MS, (session, deadline) =>
    session.inTime(deadline, (notAfter) => work(session, notAfter)),
  );
