import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { DOCS_PATH } from "./caller.ts";

/** The library's own allows other origins and asks for TLS where there is none. */
const DOCS_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** OpenAPI 3.1, made from the routes' own schemas, at /docs and /docs/json. */
export async function serveDocs(server: FastifyInstance, version: string): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Baton",
        version,
        description: "An AI answers first, a person takes over when it should. Every answer carries x-request-id.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      components: {
        securitySchemes: {
          token: {
            type: "http",
            scheme: "bearer",
            description: "A session token from POST /api/sessions, or an access token from POST /api/agent/login",
          },
        },
      },
    },
    transform: ({ schema, url, route, ...rest }) => {
      const secured = route.config?.access === "public" ? {} : { security: [{ token: [] }] };
      return jsonSchemaTransform({ schema: { ...schema, ...secured }, url, route, ...rest });
    },
  });
  await server.register(swaggerUi, { routePrefix: DOCS_PATH, staticCSP: DOCS_POLICY });
}
