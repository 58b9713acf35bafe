import { connect, createServer, type Server, type Socket } from "node:net";
import type { Random } from "./random.ts";

/** Where in what the server sent the cuts fell. */
export interface Cuts {
  all: number;
  /** Between two bytes of one character. */
  inCharacter: number;
  /** Inside a frame, character or not. */
  inFrame: number;
}

export interface CuttingProxy {
  url: string;
  cuts: Cuts;
  /** From now on nothing is cut any more, but by `cutAll`. */
  calm(): void;
  /** Every connection at once, wherever it is. */
  cutAll(): void;
  close(): Promise<void>;
}

/** Long enough for the answer's head and a few frames, short enough to be cut often. */
const MOST_BYTES = 6_000;
const END_OF_FRAME = Buffer.from("\n\n\r\n");

/**
 * Stands between subscribers and the server, passes on bytes in slices of any length, and cuts each connection after a
 * random number of bytes: sometimes with a FIN, as a proxy that restarts, sometimes with a RST, as a phone in a tunnel.
 */
export async function startCuttingProxy(port: number, random: Random): Promise<CuttingProxy> {
  const cuts: Cuts = { all: 0, inCharacter: 0, inFrame: 0 };
  const sockets = new Set<Socket>();
  let calm = false;

  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port, host: "127.0.0.1", noDelay: true });
    const end = (reset: boolean): void => {
      upstream.destroy();
      if (reset) client.resetAndDestroy();
      else client.end();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);

    let left = random.whole(300, MOST_BYTES);
    upstream.on("data", (bytes: Buffer) => {
      if (client.destroyed || client.writableEnded) return;
      const passed = calm ? bytes : bytes.subarray(0, left);
      left -= passed.length;
      for (let from = 0; from < passed.length; ) {
        const length = random.whole(1, 400);
        client.write(passed.subarray(from, from + length));
        from += length;
      }
      if (left > 0 || calm) return;
      count(cuts, passed, bytes[passed.length]);
      end(random.chance(0.5));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    cuts,
    calm() {
      calm = true;
    },
    cutAll() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function count(cuts: Cuts, passed: Buffer, next: number | undefined): void {
  cuts.all += 1;
  // A byte 10xxxxxx continues a character of UTF-8.
  if (next !== undefined && (next & 0xc0) === 0x80) cuts.inCharacter += 1;
  if (!passed.subarray(-END_OF_FRAME.length).equals(END_OF_FRAME)) cuts.inFrame += 1;
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the proxy does not listen");
  return address.port;
}
