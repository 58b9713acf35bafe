import type { FastifyInstance } from "fastify";

/** Requests that have arrived whole and are not answered whole. One that is still being sent does not count. */
export interface OpenRequests {
  countOn(server: FastifyInstance): void;
  /** Resolves as soon as there are none. */
  settled(): Promise<void>;
}

export function createOpenRequests(): OpenRequests {
  let open = 0;
  let waiting: (() => void)[] = [];
  return {
    countOn(server) {
      server.addHook("preHandler", async (_request, reply) => {
        open += 1;
        // A stream is written past the framework, so its hooks would not tell when it ends.
        reply.raw.once("close", () => {
          open -= 1;
          if (open > 0) return;
          for (const go of waiting) go();
          waiting = [];
        });
      });
    },
    settled: () => (open === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
