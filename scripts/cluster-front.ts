import { type ClientRequest, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What concerns one connection and not the message: RFC 9110, 7.6.1. */
const OF_ONE_CONNECTION = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** What the front says itself about who called; a caller's own word about that is dropped. */
const OF_A_PROXY = new Set(["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"]);

export interface Front {
  url: string;
  /** Ends every connection. */
  close(): Promise<void>;
}

/**
 * A small front for trying several instances on one machine: each request goes to the next one in turn, and to the
 * one after it where the connection is refused. Streams pass byte by byte, and end when either side leaves.
 *
 * @param options.instances ports of 127.0.0.1; whichever of them refuse connections are passed over
 * @throws when the port is taken
 */
export async function startFront(options: { port: number; instances: readonly number[] }): Promise<Front> {
  const { port, instances } = options;
  let turn = 0;
  const server = createServer((incoming, answer) => {
    const first = turn++;
    pass(incoming, answer, { ports: instances.map((_, index) => instances[(first + index) % instances.length] ?? 0) });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param ports tried in this order */
function pass(incoming: IncomingMessage, answer: ServerResponse, { ports }: { ports: readonly number[] }): void {
  const [port, ...others] = ports;
  if (port === undefined) {
    answer.writeHead(503, { "content-type": "text/plain; charset=utf-8", "retry-after": "1" });
    answer.end("No instance answers.\n");
    return;
  }
  const outgoing = request({
    host: "127.0.0.1",
    port,
    method: incoming.method,
    path: incoming.url,
    headers: headersFor(incoming),
    setDefaultHeaders: false,
    // A connection of its own: one that was kept may be dead, and then nobody knows whether the request arrived.
    agent: false,
  });
  const leave = (): void => void outgoing.destroy();
  answer.once("close", leave);
  sendOnceConnected(incoming, outgoing);
  outgoing.once("response", (response) => {
    answer.writeHead(response.statusCode ?? 502, response.statusMessage, [
      ...withoutHopByHop(response.rawHeaders),
      ...["x-served-by", `127.0.0.1:${port}`],
    ]);
    answer.flushHeaders();
    response.pipe(answer);
    // Cut short: the client must see that it was, and not a message that ends.
    response.once("error", () => answer.destroy());
  });
  outgoing.once("error", (error) => {
    answer.off("close", leave);
    if (answer.destroyed) return;
    // Only then is it certain that nobody has heard of the request.
    if ("code" in error && error.code === "ECONNREFUSED") return pass(incoming, answer, { ports: others });
    if (answer.headersSent) return void answer.destroy();
    answer.writeHead(502, { "content-type": "text/plain; charset=utf-8" });
    answer.end("The instance ended before it answered.\n");
  });
}

/** Not before: what was read from the client cannot be read again for the next instance. */
function sendOnceConnected(incoming: IncomingMessage, outgoing: ClientRequest): void {
  outgoing.once("socket", (socket) => socket.once("connect", () => incoming.pipe(outgoing)));
}

function headersFor(incoming: IncomingMessage): string[] {
  const { headers, rawHeaders, socket } = incoming;
  const kept = withoutHopByHop(rawHeaders, OF_A_PROXY);
  const chunked = headers["transfer-encoding"] !== undefined;
  return [
    ...kept,
    ...(chunked ? ["transfer-encoding", "chunked"] : []),
    ...["x-forwarded-for", socket.remoteAddress ?? "unknown"],
    ...["x-forwarded-proto", "http"],
    ...(headers.host === undefined ? [] : ["x-forwarded-host", headers.host]),
    ...["connection", "close"],
  ];
}

/** @param raw names and values in turn, as they came */
function withoutHopByHop(raw: readonly string[], others: ReadonlySet<string> = new Set()): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = "", value = ""] = [raw[index], raw[index + 1]];
    const known = name.toLowerCase();
    if (!OF_ONE_CONNECTION.has(known) && !others.has(known)) kept.push(name, value);
  }
  return kept;
}
