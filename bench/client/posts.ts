import { connect, type Socket } from "node:net";

export interface Answer {
  status: number;
  body: string;
}

export type OnAnswer = (answer: Answer | Error) => void;

interface Waiting {
  request: string;
  onAnswer: OnAnswer;
}

interface Connection {
  socket: Socket;
  onAnswer: OnAnswer | null;
  received: string;
}

/**
 * Keep-alive connections for requests, one request at a time on each. A request that finds none free gets a new
 * connection, up to `limit`; then it waits here, and its waiting counts: latency is measured from the due time.
 */
export class Posts {
  readonly #port: number;
  readonly #limit: number;
  readonly #idle: Connection[] = [];
  readonly #waiting: Waiting[] = [];
  #firstWaiting = 0;
  #open = 0;

  constructor(port: number, limit: number) {
    this.#port = port;
    this.#limit = limit;
  }

  get connections(): number {
    return this.#open;
  }

  send(request: string, onAnswer: OnAnswer): void {
    const connection = this.#idle.pop() ?? (this.#open < this.#limit ? this.#connect() : null);
    if (connection === null) this.#waiting.push({ request, onAnswer });
    else this.#write(connection, request, onAnswer);
  }

  close(): void {
    for (const connection of this.#idle) connection.socket.destroy();
    this.#idle.length = 0;
  }

  #write(connection: Connection, request: string, onAnswer: OnAnswer): void {
    connection.onAnswer = onAnswer;
    connection.received = "";
    connection.socket.write(request);
  }

  #connect(): Connection {
    const socket = connect({ port: this.#port, host: "127.0.0.1", noDelay: true });
    const connection: Connection = { socket, onAnswer: null, received: "" };
    this.#open += 1;
    let reason = "closed by the server";
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => this.#read(connection, chunk));
    socket.on("error", (error) => {
      reason = error.message;
    });
    socket.on("close", () => {
      this.#open -= 1;
      const index = this.#idle.indexOf(connection);
      if (index !== -1) this.#idle.splice(index, 1);
      connection.onAnswer?.(new Error(`a request's connection: ${reason}`));
      connection.onAnswer = null;
    });
    return connection;
  }

  #read(connection: Connection, chunk: string): void {
    connection.received += chunk;
    const answer = parseAnswer(connection.received);
    const { onAnswer } = connection;
    if (answer === null || onAnswer === null) return;
    const next = this.#takeWaiting();
    if (next === null) {
      connection.onAnswer = null;
      this.#idle.push(connection);
    } else {
      this.#write(connection, next.request, next.onAnswer);
    }
    onAnswer(answer);
  }

  #takeWaiting(): Waiting | null {
    const next = this.#waiting[this.#firstWaiting];
    if (next === undefined) return null;
    this.#firstWaiting += 1;
    if (this.#firstWaiting === this.#waiting.length) {
      this.#waiting.length = 0;
      this.#firstWaiting = 0;
    }
    return next;
  }
}

/** Null until the whole answer is there. Only answers with a `content-length` are understood: both servers send it. */
export function parseAnswer(received: string): Answer | null {
  const end = received.indexOf("\r\n\r\n");
  if (end === -1) return null;
  const head = received.slice(0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without content-length: ${head.slice(0, 200)}`);
  const body = received.slice(end + 4);
  if (Buffer.byteLength(body) < Number(length)) return null;
  return { status: Number(head.slice(9, 12)), body };
}
