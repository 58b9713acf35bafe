import { Socket } from "node:net";
import { Pool, type PoolClient, types } from "pg";
import { JournalUnavailable } from "../../ports/journal.ts";
import type { Log } from "../../ports/log.ts";
import { breaksConnection, connectCode, toConnectError, toError } from "./failure.ts";
import { Session } from "./session.ts";

export interface ConnectionsOptions {
  url: string;
  /** For the log: which of the pools it is. */
  name: string;
  size: number;
  /** How long a use may wait for a connection that others have, or for a new one. */
  waitMs: number;
  /** SQL that makes a new connection what it must be: its role and its limits. */
  setUp: string;
  log: Log;
}

/** A frozen server does not say goodbye. */
const GOODBYE_LIMIT_MS = 500;

const SILENT = "The database did not answer in time: whether a write happened is open.";

interface Lease {
  client: PoolClient | null;
  over: boolean;
}

/**
 * A few connections of one kind. Every use of one ends within the time it was given, whatever the server does: a
 * connection that does not answer is destroyed, not waited for, and the next use opens another.
 */
export class Connections {
  readonly #pool: Pool;
  readonly #setUp: string;
  readonly #sessions = new WeakMap<PoolClient, Session>();
  readonly #sockets = new Set<Socket>();
  #uses = 0;
  #drained: PromiseWithResolvers<void> | null = null;

  constructor({ url, name, size, waitMs, setUp, log }: ConnectionsOptions) {
    this.#setUp = setUp;
    this.#pool = new Pool({
      connectionString: url,
      max: size,
      // A connection costs a process of the server and a handshake: those that were needed once are kept.
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: waitMs,
      keepAlive: true,
      fallback_application_name: "baton",
      stream: () => this.#newSocket(),
      types: { getTypeParser: parserOf },
    });
    // Without a listener an idle connection that breaks would end the process.
    this.#pool.on("error", (error) => {
      log.warn({ event: "database_connection_lost", pool: name, code: connectCode(error) }, "a connection broke");
    });
    // The pool listens only while nobody has the connection. Whoever has it learns of the failure from its query.
    this.#pool.on("connect", (client) => client.on("error", () => undefined));
  }

  /** @throws JournalUnavailable when there is no connection, or no answer, within `limitMs` */
  use<Result>(limitMs: number, work: (session: Session, deadline: number) => Promise<Result>): Promise<Result> {
    if (this.#drained !== null) return Promise.reject(new JournalUnavailable("The store is closed."));
    const deadline = performance.now() + limitMs;
    const lease: Lease = { client: null, over: false };
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const timer = setTimeout(() => {
      this.#return(lease, true);
      reject(new JournalUnavailable(SILENT));
    }, limitMs);
    this.#uses++;
    this.#perform(lease, (session) => work(session, deadline)).then(resolve, reject);
    const end = () => {
      clearTimeout(timer);
      this.#uses--;
      if (this.#uses === 0) this.#drained?.resolve();
    };
    promise.then(end, end);
    return promise;
  }

  /** What was asked before is answered; what is asked later is refused. */
  async close(): Promise<void> {
    if (this.#drained !== null) return this.#drained.promise;
    this.#drained = Promise.withResolvers<void>();
    if (this.#uses === 0) this.#drained.resolve();
    await this.#drained.promise;
    const timer = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, GOODBYE_LIMIT_MS);
    const closed = [...this.#sockets].map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    await this.#pool.end();
    await Promise.all(closed);
    clearTimeout(timer);
  }

  async #perform<Result>(lease: Lease, work: (session: Session) => Promise<Result>): Promise<Result> {
    const session = await this.#take(lease);
    try {
      const result = await work(session);
      this.#return(lease, false);
      return result;
    } catch (error) {
      this.#return(lease, breaksConnection(error));
      throw toError(error);
    }
  }

  async #take(lease: Lease): Promise<Session> {
    try {
      const client = await this.#pool.connect();
      if (lease.over) {
        client.release();
        throw new JournalUnavailable(SILENT);
      }
      lease.client = client;
      return this.#sessions.get(client) ?? (await this.#begin(client));
    } catch (error) {
      this.#return(lease, true);
      throw toConnectError(error);
    }
  }

  async #begin(client: PoolClient): Promise<Session> {
    await client.query(this.#setUp);
    const session = new Session(client);
    this.#sessions.set(client, session);
    return session;
  }

  #return(lease: Lease, broken: boolean): void {
    if (lease.over) return;
    lease.over = true;
    lease.client?.release(broken);
  }

  #newSocket(): Socket {
    const socket = new Socket();
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    return socket;
  }
}

const INT8 = 20;

/** Positions, numbers and times are below 2^53; the driver would give them as strings. */
const parserOf: typeof types.getTypeParser = (type: number, format?: "text" | "binary") =>
  type === INT8 && format !== "binary" ? Number : types.getTypeParser(type, format as "text");
