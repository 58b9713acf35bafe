import { Socket } from "node:net";
import { Pool, type PoolClient, TypeOverrides } from "pg";
import { JournalUnavailable } from "../../ports/journal.ts";
import type { Log } from "../../ports/log.ts";
import { breaksConnection, connectCode, toConnectError, toError } from "./failure.ts";
import { CALL_LIMIT_MS } from "./limits.ts";
import { Session } from "./session.ts";
import { Turns } from "./turns.ts";

export interface ConnectionsOptions {
  url: string;
  /** For the log: which of the pools it is. */
  name: string;
  size: number;
  /** How long a use may wait until one of the connections is free. */
  waitMs: number;
  /** How long a server may take to let a connection in. */
  connectMs: number;
  /** SQL that makes a new connection what it must be: its role and its limits. */
  setUp: string;
  log: Log;
}

/** After connecting, what a server that is awake needs for its first answers. */
const GREETING_MS = 300;
const GREETING = { name: "greeting", text: "SELECT 1" };
/** Shorter than what firewalls and address translators let a quiet connection live. */
const KEEP_ALIVE_MS = 60_000;
/** A frozen server does not say goodbye. */
const GOODBYE_LIMIT_MS = 500;

const SILENT = "Whether a write happened is open: the database did not answer in time.";

/** One use of a connection, from the moment when it is its turn. */
interface Lease {
  isLong: boolean;
  client: PoolClient | null;
  over: boolean;
  /** Tells the caller that there was no answer, and destroys the connection. */
  expire(): void;
}

/**
 * A few connections of one kind. Every use of one ends within the time it was given, whatever the server does: a
 * connection that does not answer is destroyed, not waited for, and the next use opens another.
 */
export class Connections {
  readonly #pool: Pool;
  readonly #turns: Turns;
  readonly #setUp: string;
  readonly #connectMs: number;
  readonly #sessions = new WeakMap<PoolClient, Session>();
  readonly #sockets = new Set<Socket>();
  #uses = 0;
  #drained: PromiseWithResolvers<void> | null = null;

  constructor({ url, name, size, waitMs, connectMs, setUp, log }: ConnectionsOptions) {
    this.#turns = new Turns(size, waitMs);
    this.#setUp = setUp;
    this.#connectMs = connectMs;
    this.#pool = new Pool({
      connectionString: url,
      max: size,
      // A connection costs a process of the server and a handshake: those that were needed once are kept.
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: connectMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      fallback_application_name: "baton",
      stream: () => this.#newSocket(),
      types: parsers,
    });
    // Without a listener an idle connection that breaks would end the process.
    this.#pool.on("error", (error) => {
      log.warn({ event: "database_connection_lost", pool: name, code: connectCode(error) }, "a connection broke");
    });
    // The pool listens only while nobody has the connection. Whoever has it learns of the failure from its query.
    this.#pool.on("connect", (client) => client.on("error", () => undefined));
  }

  /**
   * A use with a long limit first has the server answer something short: nobody waits long for one that is silent.
   *
   * @throws JournalUnavailable when there is no connection, or no answer, in time
   */
  async use<Result>(limitMs: number, work: (session: Session, deadline: number) => Promise<Result>): Promise<Result> {
    if (this.#drained !== null) throw new JournalUnavailable("The store is closed.");
    const deadline = performance.now() + limitMs;
    this.#uses++;
    try {
      await this.#turns.enter(limitMs);
      return await this.#perform(limitMs > CALL_LIMIT_MS, deadline, work);
    } finally {
      this.#ended();
    }
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

  async #perform<Result>(
    isLong: boolean,
    deadline: number,
    work: (session: Session, deadline: number) => Promise<Result>,
  ): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const lease: Lease = {
      isLong,
      client: null,
      over: false,
      expire: () => {
        this.#return(lease, true);
        reject(new JournalUnavailable(SILENT));
      },
    };
    const timer = setTimeout(lease.expire, deadline - performance.now());
    this.#work(lease, (session) => work(session, deadline)).then(resolve, reject);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  async #work<Result>(lease: Lease, work: (session: Session) => Promise<Result>): Promise<Result> {
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
      return await (lease.isLong ? this.#connectAndGreet(lease) : this.#connect(lease));
    } catch (cause) {
      const error = toConnectError(cause);
      if (lease.isLong && !lease.over) this.#turns.refuse(error);
      this.#return(lease, true);
      throw error;
    }
  }

  /** Those who would be next learn of a silence too, instead of finding it out one after the other. */
  async #connectAndGreet(lease: Lease): Promise<Session> {
    const timer = setTimeout(() => {
      this.#turns.refuse(new JournalUnavailable(SILENT));
      lease.expire();
    }, this.#connectMs + GREETING_MS);
    try {
      const session = await this.#connect(lease);
      await session.rows(GREETING);
      return session;
    } finally {
      clearTimeout(timer);
    }
  }

  async #connect(lease: Lease): Promise<Session> {
    const client = await this.#pool.connect();
    if (lease.over) {
      // Too late for this one; whoever is next finds the connection there.
      client.release();
      throw new JournalUnavailable(SILENT);
    }
    lease.client = client;
    const known = this.#sessions.get(client);
    if (known !== undefined) return known;
    await client.query(this.#setUp);
    const session = new Session(client);
    this.#sessions.set(client, session);
    return session;
  }

  #return(lease: Lease, broken: boolean): void {
    if (lease.over) return;
    lease.over = true;
    lease.client?.release(broken);
    this.#turns.leave();
  }

  #ended(): void {
    this.#uses--;
    if (this.#uses === 0) this.#drained?.resolve();
  }

  #newSocket(): Socket {
    const socket = new Socket();
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    return socket;
  }
}

/** Positions, numbers and times (bigint) are below 2^53; the driver would give them as strings. */
const parsers = new TypeOverrides();
parsers.setTypeParser(20, Number);
