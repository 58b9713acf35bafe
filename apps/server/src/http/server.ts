import { LIMITS } from "@baton/protocol";
import cookie from "@fastify/cookie";
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { Refusal } from "../application/refusal.ts";
import { refuseBrokenRequest } from "./broken-request.ts";
import { guardRoutes } from "./caller.ts";
import type { HttpDeps } from "./context.ts";
import { serveDocs } from "./docs.ts";
import { requireShallowBody } from "./limits.ts";
import { RateLimited, Stopping, sendProblem } from "./problem.ts";
import { countWith } from "./rate-limit-store.ts";
import { agentRoutes } from "./routes/agent.ts";
import { chatRoutes } from "./routes/chat.ts";
import { conversationRoutes } from "./routes/conversation.ts";
import { eventRoutes } from "./routes/events.ts";
import { manualRoutes } from "./routes/manual.ts";
import { metricsRoutes } from "./routes/metrics.ts";
import { pageRoutes } from "./routes/pages.ts";
import { quickReplyRoutes } from "./routes/quick-replies.ts";
import { rulesRoutes } from "./routes/rules.ts";
import { serviceRoutes } from "./routes/service.ts";
import { sessionRoutes } from "./routes/sessions.ts";

/** A request that has not arrived whole by then is given up. Streams are answers, and not concerned. */
const REQUEST_TIMEOUT_MS = 30_000;

/** For answers that are no pages: nothing in them may run, load or be framed. Pages set their own. */
const NO_CONTENT = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Every route of the service, listening to nobody yet. */
export async function createHttpServer(deps: HttpDeps, logger: FastifyBaseLogger): Promise<FastifyInstance> {
  const { settings } = deps;
  const server = Fastify({
    loggerInstance: logger,
    // The lines of the contract's section 7 are written where commands are accepted.
    logController: new LogController({ disableRequestLogging: true }),
    // A logger of its own for each request would be made and thrown away; our lines name the request themselves.
    childLoggerFactory: (parent) => parent,
    genReqId: () => deps.app.ids.name("req"),
    bodyLimit: LIMITS.bodyBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: settings.trustProxy.length === 0 ? false : [...settings.trustProxy],
    routerOptions: { maxParamLength: 512 },
    // Addresses that cannot be read at all never reach a route, nor a hook.
    frameworkErrors(error, request, reply) {
      setStrictHeaders(request, reply);
      void reply.header("x-content-type-options", "nosniff").header("cross-origin-resource-policy", "same-origin");
      void sendProblem(error, request, reply);
    },
    clientErrorHandler: refuseBrokenRequest,
    // The framework's own refusal would not be in the contract's words.
    return503OnClosing: false,
    forceCloseConnections: "idle",
  });
  server.removeContentTypeParser("text/plain");
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler(sendProblem);
  server.setNotFoundHandler((request, reply) => sendProblem(new Refusal("NOT_FOUND"), request, reply));

  server.addHook("onRequest", async (request, reply) => setStrictHeaders(request, reply));
  refuseWhileStopping(server);
  server.addHook("preValidation", requireShallowBody);

  await server.register(helmet, {
    // Made anew for each answer, it costs more than all other headers together: it is written out below instead.
    contentSecurityPolicy: false,
    // Believed by browsers only over TLS, where whoever ends TLS sets it: here it would lock out http://localhost.
    strictTransportSecurity: false,
  });
  await server.register(cors, {
    origin: settings.corsOrigins.length === 0 ? false : [...settings.corsOrigins],
    methods: ["GET", "HEAD", "POST", "PUT", "DELETE"],
    allowedHeaders: ["authorization", "content-type", "idempotency-key", "last-event-id", "accept-language"],
    exposedHeaders: ["x-request-id", "retry-after"],
    maxAge: 600,
  });
  await server.register(cookie);
  guardRoutes(server, deps);
  await server.register(rateLimit, {
    global: false,
    // After the body has been read: a customer is known by the session in it.
    hook: "preHandler",
    store: countWith(deps.counters),
    errorResponseBuilder: (_request, { ttl }) => new RateLimited(Math.max(1, Math.ceil(ttl / 1000))),
  });
  deps.openRequests.countOn(server);
  await serveDocs(server, settings.version);
  for (const routes of [
    chatRoutes,
    conversationRoutes,
    manualRoutes,
    sessionRoutes,
    rulesRoutes,
    quickReplyRoutes,
    eventRoutes,
    agentRoutes,
    serviceRoutes,
    pageRoutes,
  ]) {
    await server.register(routes(deps));
  }
  const { metrics, partsHealth, openStreams } = deps;
  await server.register(metricsRoutes({ metrics, token: settings.metricsToken, partsHealth, openStreams }));
  return server;
}

/** Whoever still has a connection is told to try elsewhere, or again: nothing new is begun. */
function refuseWhileStopping(server: FastifyInstance): void {
  let stopping = false;
  server.addHook("preClose", async () => {
    stopping = true;
  });
  server.addHook("onRequest", async () => {
    if (stopping) throw new Stopping();
  });
}

function setStrictHeaders(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header("x-request-id", request.id).header("content-security-policy", NO_CONTENT);
}
