import { ChatRequest, ChatResponse, type SessionName } from "@baton/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { z } from "zod";
import {
  awaitReply,
  type ChatMessage,
  createSettling,
  notAnsweredYet,
  postChat,
  postedEarlier,
  settledEarlier,
} from "../../application/chat.ts";
import { present } from "../../application/read-session.ts";
import { Refusal } from "../../application/refusal.ts";
import type { SessionRef } from "../../application/session-ref.ts";
import { sessionStream } from "../../application/session-ref.ts";
import { JournalUnavailable } from "../../ports/journal.ts";
import { presentFrame } from "../../stream/present-frame.ts";
import { liveText, streamSession } from "../../stream/session-stream.ts";
import type { Sink } from "../../stream/sink.ts";
import { requireSession } from "../caller.ts";
import type { HttpDeps } from "../context.ts";
import { isKeyed, once } from "../idempotent.ts";
import { requireShortText } from "../limits.ts";
import { Invalid, languageOfRequest, refusalDetail } from "../problem.ts";
import { messageLimit } from "../rate-limits.ts";
import { openEventStream } from "../sse.ts";
import { whenEnded } from "../when-ended.ts";

type Body = z.infer<typeof ChatRequest>;

/** A customer's words to the bot. */
export const chatRoutes =
  (deps: HttpDeps): FastifyPluginAsyncZod =>
  async (server) => {
    const { app } = deps;

    server.post(
      "/api/chat",
      {
        config: { access: "customer", ...messageLimit(deps) },
        schema: {
          tags: ["chat"],
          summary: "Say something to the bot and wait for its answer",
          body: ChatRequest,
          response: { 200: ChatResponse },
        },
      },
      async (request, reply) => {
        const message = chatMessage(deps, request, request.body);
        if (message.text === "") throw new Invalid("message", "must not be empty");
        watchCustomer(deps, request, reply, message.ref);
        return once(deps, request, message.ref.name, {
          async first(call) {
            const result = await postChat(app, message, call);
            if (result.repeated !== null) return { repeated: result.repeated };
            const text = await awaitReply(deps, result.posted);
            // Whoever has a key may ask again and gets the answer; anybody else would say it twice.
            if (text === null && call.receipt !== undefined)
              throw new JournalUnavailable("The answer is not there yet.");
            return chatAnswer(deps, message.ref, text ?? notAnsweredYet(message.lang));
          },
          async again(receipt) {
            const { text } = await settledEarlier(app, await postedEarlier(app, message, receipt));
            return chatAnswer(deps, message.ref, text);
          },
        });
      },
    );

    server.post(
      "/api/chat/stream",
      {
        config: { access: "customer", ...messageLimit(deps) },
        schema: {
          tags: ["chat"],
          summary: "Say something to the bot and read its answer in pieces; without a message, a subscription",
          body: ChatRequest,
        },
      },
      async (request, reply) => {
        const message = chatMessage(deps, request, request.body);
        const stream = sessionStream(message.ref);
        const { seq: head, status } = await app.sessions.load(message.ref);
        const common = {
          feed: deps.feed,
          heartbeat: deps.heartbeat,
          stream,
          after: head,
          expiresAtMs: request.caller.kind === "customer" ? request.caller.expiresAtMs : null,
          now: app.clock.now,
        };
        if (message.text === "") {
          const leave = deps.streamLimit.take(request.caller);
          const open = () => {
            const sink = openEventStream(reply, deps.openStreams);
            sink.onClose(leave);
            sink.onClose(deps.readers.enter(stream));
            return sink;
          };
          const beside = deps.sidelights.customer(stream, status === "pending_manual");
          await streamSession({ ...common, open, beside }).catch((error: unknown) => {
            leave();
            throw error;
          });
          return reply;
        }
        watchCustomer(deps, request, reply, message.ref);
        // Followed first, posted then: the bot may have said its first words before the post is known to be done.
        const settling = createSettling(message.lang);
        let posted = Number.POSITIVE_INFINITY;
        await streamSession({
          ...common,
          open: async () => {
            const answer = await postOnce(deps, request, message);
            const sink = openEventStream(reply);
            if ("posted" in answer) posted = answer.posted.seq;
            else sayAtOnce(sink, answer);
            return sink;
          },
          shows: (event) => event.seq > posted,
          endsAt: (events) => settling.add(events.filter((event) => event.seq >= posted))?.seq ?? null,
        });
        return reply;
      },
    );
  };

/** As long as an answer may take at most, by the default settings. */
const COMES_BACK_MS = 60_000;

/**
 * A customer who goes away without a key cannot come back for the answer. Unless another of their tabs or devices reads
 * the session here, the engine need not go on. With a key, a lost connection is no farewell.
 */
function watchCustomer(deps: HttpDeps, request: FastifyRequest, reply: FastifyReply, ref: SessionRef): void {
  const stream = sessionStream(ref);
  const leave = deps.readers.enter(stream);
  whenEnded(reply.raw, ({ cutOff }) => {
    if (cutOff && isKeyed(request)) {
      // Counted as there while they may come back: another request that leaves must not end what they asked.
      setTimeout(leave, COMES_BACK_MS).unref();
      return;
    }
    leave();
    if (cutOff && deps.readers.count(stream) === 0) deps.customerLeft(ref);
  });
}

type StreamAnswer =
  | { posted: Extract<Awaited<ReturnType<typeof postChat>>, { repeated: null }>["posted"] }
  | { earlier: Awaited<ReturnType<typeof settledEarlier>> }
  | { refused: Refusal };

/** @throws what a refused post throws, but for the refusal that the stream itself tells */
function postOnce(deps: HttpDeps, request: FastifyRequest, message: ChatMessage): Promise<StreamAnswer> {
  const { app } = deps;
  return once<StreamAnswer>(deps, request, message.ref.name, {
    async first(call) {
      const result = await postChat(app, message, call);
      return result.repeated === null ? { posted: result.posted } : { repeated: result.repeated };
    },
    again: async (receipt) => ({ earlier: await settledEarlier(app, await postedEarlier(app, message, receipt)) }),
  }).catch((error: unknown): StreamAnswer => {
    if (error instanceof Refusal && error.code === "SESSION_IN_MANUAL_MODE") return { refused: error };
    throw error;
  });
}

/** What is known already needs no waiting. */
function sayAtOnce(sink: Sink, answer: Exclude<StreamAnswer, { posted: unknown }>): void {
  if ("refused" in answer) {
    sink.write(liveText({ type: "error", content: refusalDetail(answer.refused) }));
  } else {
    const { events, seq } = answer.earlier;
    for (const event of events) {
      const frame = event.seq <= seq && event.type !== "customer_message" ? presentFrame(event) : null;
      if (frame !== null) sink.write(`id: ${event.seq}\n${liveText(frame)}`);
    }
    sink.write(liveText({ type: "done", content: "" }));
  }
  sink.end();
}

async function chatAnswer(deps: HttpDeps, ref: SessionRef, text: string): Promise<z.infer<typeof ChatResponse>> {
  const state = present(await deps.app.sessions.load(ref));
  return {
    success: true,
    message: text,
    session_name: ref.name as SessionName,
    conversation_id: state.conversationId,
    status: state.status,
  };
}

function chatMessage(deps: HttpDeps, request: FastifyRequest, body: Body): ChatMessage {
  return {
    ref: requireSession(request, sessionOf(deps, request, body.user_id ?? body.session_id)),
    lang: languageOfRequest(request),
    text: requireShortText(body.message),
    clientMessageId: body.client_message_id ?? null,
    parameters: smallParameters(body.parameters),
  };
}

/** They are kept with the message, so they may not be larger than one. */
function smallParameters(parameters: Body["parameters"]): ChatMessage["parameters"] {
  if (parameters === undefined) return null;
  requireShortText(JSON.stringify(parameters));
  return parameters;
}

/** The session that a body of the seed's kind means: named in the body, or the one that the token opens. */
function sessionOf(deps: HttpDeps, request: FastifyRequest, named: SessionName | undefined): string {
  if (named !== undefined) return named;
  return request.caller.kind === "customer" ? request.caller.sessionName : deps.app.ids.guard("ses");
}
