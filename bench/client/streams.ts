import { connect, type Socket } from "node:net";
import { scanMarkers } from "./marker.ts";
import { at, readerAt } from "./placement.ts";

const OPENING_AT_ONCE = 100;

/** All sockets read into this one buffer: a read is handled before the next one begins, and nothing keeps it. */
const shared = Buffer.allocUnsafe(64 * 1024);

export interface StreamEvents {
  onMarker(stream: number, number: number): void;
  /** A stream that ended without being asked to. */
  onEnd(stream: number, reason: string): void;
}

/** One reader of each session, on a bare socket: `requests(i)` is the whole HTTP request of stream `i`. */
export class Streams {
  readonly #sockets: Socket[] = [];
  readonly #ports: readonly number[];
  readonly #events: StreamEvents;
  #closing = false;

  /** @param ports of the instances, which share the readers */
  constructor(ports: readonly number[], events: StreamEvents) {
    this.#ports = ports;
    this.#events = events;
  }

  get count(): number {
    return this.#sockets.length;
  }

  /** Resolves when each stream has answered 200: from then on every message of its session must arrive. */
  async open(count: number, requests: (stream: number) => string): Promise<void> {
    this.#closing = false;
    const first = this.#sockets.length;
    let next = first;
    const worker = async (): Promise<void> => {
      while (next < count) {
        const stream = next;
        next += 1;
        this.#sockets[stream] = await this.#openOne(stream, requests(stream));
      }
    };
    await Promise.all(Array.from({ length: Math.min(OPENING_AT_ONCE, count - first) }, worker));
  }

  close(): void {
    this.#closing = true;
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.length = 0;
  }

  #openOne(stream: number, request: string): Promise<Socket> {
    return new Promise((resolve, reject) => {
      let head: string | null = "";
      let carry = "";
      const onMarker = (number: number): void => this.#events.onMarker(stream, number);
      const onread = {
        buffer: shared,
        callback: (length: number): boolean => {
          if (head === null) {
            carry = scanMarkers(shared, length, carry, onMarker);
            return true;
          }
          head += shared.toString("latin1", 0, length);
          const end = head.indexOf("\r\n\r\n");
          if (end === -1) return true;
          if (!head.startsWith("HTTP/1.1 200")) {
            reject(new Error(`stream ${stream} was refused: ${head.slice(0, 400)}`));
            socket.destroy();
            return false;
          }
          const rest = Buffer.from(head.slice(end + 4), "latin1");
          head = null;
          carry = scanMarkers(rest, rest.length, "", onMarker);
          resolve(socket);
          return true;
        },
      };
      const port = at(this.#ports, readerAt(stream, this.#ports.length));
      const socket = connect({ port, host: "127.0.0.1", onread });
      let reason = "closed by the server";
      socket.on("error", (error) => {
        reason = error.message;
      });
      socket.on("close", () => {
        if (head !== null) reject(new Error(`stream ${stream} did not open: ${reason}`));
        else if (!this.#closing) this.#events.onEnd(stream, reason);
      });
      socket.write(request);
    });
  }
}
