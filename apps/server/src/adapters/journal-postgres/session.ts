import type { ClientBase } from "pg";
import { isTooLate } from "./failure.ts";

/** A statement with a name is prepared once in each connection. */
export interface Statement {
  name?: string;
  text: string;
}

export type Cell = null | number | string;
export type Value = Cell | boolean | readonly string[] | readonly number[] | readonly (number | null)[];

/** Two clocks drift apart by some milliseconds in this time. */
const CLOCK_HOLDS_MS = 60_000;

const SET_TENANT: Statement = { name: "tenant", text: "SELECT set_config('baton.tenant', $1, false)" };
const SERVER_CLOCK: Statement = {
  name: "clock",
  text: "SELECT extract(epoch FROM clock_timestamp())::double precision * 1000",
};

/** One connection while a call has it. */
export class Session {
  readonly #client: ClientBase;
  #tenant: string | null = null;
  #clock: { aheadMs: number; measuredAt: number } | null = null;

  constructor(client: ClientBase) {
    this.#client = client;
  }

  async rows<Row extends unknown[]>(statement: Statement, values: readonly Value[] = []): Promise<Row[]> {
    return (await this.#client.query<Row>({ ...statement, values: [...values], rowMode: "array" })).rows;
  }

  /** @returns how many rows changed */
  async run(statement: Statement, values: readonly Value[] = []): Promise<number> {
    return (await this.#client.query({ ...statement, values: [...values] })).rowCount ?? 0;
  }

  /** One or several statements without values. */
  async execute(text: string): Promise<void> {
    await this.#client.query(text);
  }

  /** From now on this connection sees this tenant's rows, and nobody else's. */
  async actFor(tenant: string): Promise<void> {
    if (this.#tenant === tenant) return;
    this.#tenant = null;
    await this.rows(SET_TENANT, [tenant]);
    this.#tenant = tenant;
  }

  /**
   * Runs a statement that the server refuses once `deadline` (of this process's `performance.now()`) has passed:
   * one that lay in a frozen server would otherwise take effect long after its caller was told 503.
   *
   * @param write is given the deadline in the server's clock, in milliseconds since 1970
   */
  async inTime<Result>(deadline: number, write: (notAfter: number) => Promise<Result>): Promise<Result> {
    try {
      return await write(deadline + (await this.#serverAhead()));
    } catch (error) {
      // Answered within the time, and yet too late: the server's clock was set. Measured anew, it counts right again.
      if (!isTooLate(error) || performance.now() >= deadline) throw error;
      this.#clock = null;
      return write(deadline + (await this.#serverAhead()));
    }
  }

  async #serverAhead(): Promise<number> {
    if (this.#clock === null || performance.now() - this.#clock.measuredAt > CLOCK_HOLDS_MS) {
      const [row] = await this.rows<[number]>(SERVER_CLOCK);
      // As though the server had looked at this very moment: wrong by the way back, and on the safe side.
      const measuredAt = performance.now();
      this.#clock = { aheadMs: (row?.[0] ?? 0) - measuredAt, measuredAt };
    }
    return this.#clock.aheadMs;
  }
}
