import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";

export type Cell = null | number | string;

/**
 * Prepares each text once. Rows come as arrays (the connection is opened with `returnArrays`, which the driver's
 * types do not know): they cost less to copy from thread to thread than objects.
 */
export class Statements {
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  all<Row extends Cell[]>(text: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(text).all(...values) as unknown as Row[];
  }

  get<Row extends Cell[]>(text: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(text).get(...values) as unknown as Row | undefined;
  }

  /** @returns the rowid of the last row that was inserted, and how many rows changed */
  run(text: string, ...values: SQLInputValue[]): { insertedId: number; changes: number } {
    const { lastInsertRowid, changes } = this.#prepare(text).run(...values);
    return { insertedId: Number(lastInsertRowid), changes: Number(changes) };
  }

  #prepare(text: string): StatementSync {
    let statement = this.#prepared.get(text);
    if (statement === undefined) {
      statement = this.#db.prepare(text);
      this.#prepared.set(text, statement);
    }
    return statement;
  }
}
