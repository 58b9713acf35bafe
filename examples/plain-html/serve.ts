/**
 * `npm run example:html`: builds the SDK's one-file bundle and serves this folder. Any web server that serves files does
 * as well; nothing here is needed in production.
 */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { buildPackage } from "../../packages/client/build/package.ts";

const here = import.meta.dirname;
const sdk = join(here, "../../packages/client/dist");
const port = Number(process.env["PORT"] ?? 5175);
const batonUrl = process.env["BATON_URL"];
const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

const FILES: Record<string, string> = {
  "/": join(here, "index.html"),
  "/chat.js": join(here, "chat.js"),
  "/config.js": join(here, "config.js"),
  "/baton-client.js": join(sdk, "baton-client.js"),
  "/shared/chat.css": join(here, "../shared/chat.css"),
  "/shared/keep-place.js": join(here, "../shared/keep-place.js"),
  "/shared/plain-text.js": join(here, "../shared/plain-text.js"),
  "/shared/words.js": join(here, "../shared/words.js"),
};

await buildPackage(sdk);
createServer(async (request, response) => {
  const path = new URL(request.url ?? "/", "http://page").pathname;
  const file = FILES[path];
  if (file === undefined) return void response.writeHead(404).end();
  const isConfig = path === "/config.js" && batonUrl !== undefined;
  const body = isConfig ? `export const BATON_URL = ${JSON.stringify(batonUrl)};\n` : await readFile(file);
  response.writeHead(200, { "content-type": `${TYPES[extname(file)] ?? "text/plain"}; charset=utf-8` }).end(body);
}).listen(port, "127.0.0.1", () => console.log(`The page is at http://127.0.0.1:${port}`));
