import { connect, createServer, type Server, type Socket } from "node:net";
import { freePort } from "./free-port.ts";

/** Stands between one client and a server, so that the network between just these two can fail. */
export interface TcpProxy {
  readonly port: number;
  /** The given address, by way of this proxy. */
  through(url: string): string;
  /** Resets every connection; new ones are refused. */
  cut(): Promise<void>;
  /** Connections stay and new ones are accepted; nothing goes through, in either direction, and nothing is lost. */
  stall(): void;
  /** Ends `cut` or `stall`. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** @param target the server's port at 127.0.0.1 */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const pairs = new Set<[Socket, Socket]>();
  let stalled = false;
  // Not 0: the system gives such a port to others while this one is cut off, connecting sockets among them.
  const port = await freePort();
  let server = await listen(port, accept);

  function accept(client: Socket): void {
    const upstream = connect({ port: target, host: "127.0.0.1", noDelay: true });
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    client.on("data", (bytes) => void (upstream.write(bytes) || client.pause()));
    upstream.on("data", (bytes) => void (client.write(bytes) || upstream.pause()));
    client.on("drain", () => void (stalled || upstream.resume()));
    upstream.on("drain", () => void (stalled || client.resume()));
    for (const [one, other] of [pair, [upstream, client] as const]) {
      one.on("error", () => undefined);
      one.on("end", () => other.end());
      one.on("close", (withError) => {
        pairs.delete(pair);
        if (withError) other.resetAndDestroy();
        else other.destroySoon();
      });
    }
    if (stalled) pause(pair);
  }

  return {
    port,
    through(url) {
      const address = new URL(url);
      address.hostname = "127.0.0.1";
      address.port = String(port);
      return address.href;
    },
    async cut() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
      await closed;
    },
    stall() {
      stalled = true;
      for (const pair of pairs) pause(pair);
    },
    async mend() {
      stalled = false;
      for (const pair of pairs) for (const socket of pair) socket.resume();
      if (!server.listening) server = await listen(port, accept);
    },
    close() {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function pause(pair: [Socket, Socket]): void {
  for (const socket of pair) socket.pause();
}

function listen(port: number, accept: (client: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer({ noDelay: true }, accept);
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
