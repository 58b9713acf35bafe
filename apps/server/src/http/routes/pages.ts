import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyPluginAsync, FastifyReply } from "fastify";
import { pagePolicy } from "../content-policy.ts";
import type { HttpDeps } from "../context.ts";

/** Their names change with what is in them. Said only of a file that is there. */
const IMMUTABLE = { cacheControl: true, immutable: true, maxAge: 31_536_000_000 };

/** The built pages: the demo shop, the widget and the console. */
export const pageRoutes =
  ({ settings }: HttpDeps): FastifyPluginAsync =>
  async (server) => {
    const { pages } = settings;
    if (pages === null) return;

    // The build puts gzip and brotli forms beside the files (scripts/build-pages.ts). Secrets are in no page, so there is
    // nothing that the length of a compressed one could tell.
    await server.register(fastifyStatic, {
      root: pages.widget,
      serve: false,
      cacheControl: false,
      preCompressed: true,
    });

    const file = (url: string, name: string, kind: keyof typeof pagePolicy) => {
      if (!existsSync(join(pages.widget, name))) return;
      server.get(url, { config: { access: "public" }, schema: { hide: true } }, (_request, reply) =>
        pagePolicy[kind](reply, settings).sendFile(name),
      );
    };
    file("/", "index.html", "shop");
    file("/widget.js", "widget.js", "script");
    file("/widget/frame.html", "widget/frame.html", "frame");
    file("/favicon.svg", "favicon.svg", "asset");

    server.get("/widget/assets/*", { config: { access: "public" }, schema: { hide: true } }, (request, reply) =>
      pagePolicy
        .asset(reply, settings)
        .sendFile(`widget/assets/${(request.params as { "*": string })["*"]}`, pages.widget, IMMUTABLE),
    );
    server.get("/console/assets/*", { config: { access: "public" }, schema: { hide: true } }, (request, reply) =>
      pagePolicy
        .asset(reply, settings)
        .sendFile(`assets/${(request.params as { "*": string })["*"]}`, pages.console, IMMUTABLE),
    );
    const consolePage = (_request: unknown, reply: FastifyReply) =>
      pagePolicy.console(reply, settings).sendFile("index.html", pages.console);
    for (const url of ["/console", "/console/", "/console/*"]) {
      server.get(url, { config: { access: "public" }, schema: { hide: true } }, consolePage);
    }
  };
