import type { ServerResponse } from "node:http";
import type { FastifyReply } from "fastify";
import type { Sink } from "../stream/sink.ts";

/** How long a reader may take nothing while old events are sent to it. */
const STALLED_MS = 30_000;

/**
 * Answers with an event stream. From here on the reply belongs to the sink; Fastify's hooks and its request are done
 * with, so that a stream costs no more than its socket and response.
 */
export function openEventStream(reply: FastifyReply, openStreams?: Set<Sink>): Sink {
  const headers = reply.getHeaders();
  reply.hijack();
  const response = reply.raw;
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
    connection: "keep-alive",
  });
  response.flushHeaders();
  response.socket?.setNoDelay(true);
  response.socket?.setTimeout(0);
  const sink = sinkOf(response);
  if (openStreams !== undefined) {
    openStreams.add(sink);
    sink.onClose(() => void openStreams.delete(sink));
  }
  return sink;
}

function sinkOf(response: ServerResponse): Sink {
  return {
    write(text) {
      if (!response.writableEnded && !response.destroyed) response.write(text);
    },
    get bufferedBytes() {
      return response.writableLength;
    },
    drained: () => drained(response),
    end() {
      if (!response.writableEnded) response.end();
    },
    cut: () => void response.destroy(),
    onClose(listener) {
      // Whoever left before the stream was open has closed already: the event will not come again.
      if (response.destroyed || response.socket === null || response.socket.destroyed) listener();
      else response.once("close", listener);
    },
  };
}

function drained(response: ServerResponse): Promise<void> {
  if (response.destroyed || !response.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => response.destroy(), STALLED_MS);
    const done = () => {
      clearTimeout(timer);
      response.off("drain", done);
      response.off("close", done);
      resolve();
    };
    response.once("drain", done);
    response.once("close", done);
  });
}
