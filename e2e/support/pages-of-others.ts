import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Pages that are not ours, at two origins that are two sites to a browser. */
export interface PagesOfOthers {
  /** Two names of one server. */
  localhost: string;
  loopback: string;
  /** From now on the page at `path` is this, whichever of the two asks. */
  put(path: string, html: string): void;
  /** Every path that was asked for without there being a page. */
  readonly missed: readonly string[];
  close(): Promise<void>;
}

export async function startPagesOfOthers(): Promise<PagesOfOthers> {
  const pages = new Map<string, string>();
  const missed: string[] = [];
  const server = createServer(({ url = "/" }, response) => {
    const html = pages.get(url.split("?")[0] ?? "");
    if (html !== undefined)
      return void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
    if (url !== "/favicon.ico") missed.push(url);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    localhost: `http://localhost:${port}`,
    loopback: `http://127.0.0.1:${port}`,
    put: (path, html) => void pages.set(path, `<!doctype html><html lang="en"><title>Others</title>${html}</html>`),
    missed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
