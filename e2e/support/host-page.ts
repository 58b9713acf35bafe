import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface HostPage {
  /** Its own origin. */
  url: string;
  /**
   * Which service's `/widget.js` the page embeds from now on.
   * @param page.element the page's own `<baton-chat>`
   */
  embed(batonUrl: string, page?: { lang?: string; element?: string }): void;
  close(): Promise<void>;
}

/** Somebody's shop on an origin of its own, as strict about what it loads as a shop can be that embeds the chat. */
export async function startHostPage(): Promise<HostPage> {
  let batonUrl = "";
  let lang = "en";
  let element = "";
  const server = createServer(({ url }, response) => {
    if (url === "/favicon.ico") return void response.writeHead(204).end();
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; script-src ${batonUrl}; frame-src ${batonUrl}`,
    });
    response.end(
      `<!doctype html><html lang="${lang}"><title>Another shop</title><h1>Another shop</h1>
       <script src="${batonUrl}/widget.js" async></script>${element}</html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    embed(url, page = {}) {
      batonUrl = url;
      lang = page.lang ?? "en";
      element = page.element ?? "";
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
