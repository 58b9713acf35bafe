import type { AddressInfo } from "node:net";
import { createServer, connect as dial, type Socket } from "node:net";

/** A line between a browser and the service that breaks when a test wants it to: connections, not requests. */
export interface Line {
  url: string;
  /** Every connection breaks off, and no new one comes about. */
  cut(): void;
  /** The same, in the middle of the next request that begins like this: the service gets half of it. */
  cutWithin(request: string): void;
  isCut(): boolean;
  /** What the browser sends still arrives; what is answered does not. */
  deafen(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function startLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let state: "whole" | "deaf" | "cut" = "whole";
  let fatal: string | undefined;

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on("error", () => undefined).once("close", () => sockets.delete(socket));
  }
  const server = createServer((near) => {
    if (state === "cut") return void near.resetAndDestroy();
    const far = dial({ host: hostname, port: Number(port) });
    keep(near);
    keep(far);
    near.on("data", (bytes: Buffer) => {
      if (fatal === undefined || !bytes.includes(fatal)) return void far.write(bytes);
      far.end(bytes.subarray(0, Math.floor(bytes.length / 2)), cut);
    });
    far.on("data", (bytes: Buffer) => {
      if (state === "whole") near.write(bytes);
    });
    far.once("close", () => near.destroy());
    near.once("close", () => far.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const breakAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  function cut(): void {
    state = "cut";
    fatal = undefined;
    breakAll();
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    cutWithin(request) {
      fatal = request;
    },
    isCut: () => state === "cut",
    deafen() {
      state = "deaf";
    },
    mend() {
      // What was answered to deaf ears is lost: those connections can say nothing sensible any more.
      if (state === "deaf") breakAll();
      state = "whole";
    },
    close: () =>
      new Promise((resolve) => {
        breakAll();
        server.close(() => resolve());
      }),
  };
}
