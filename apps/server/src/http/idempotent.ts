import { IdempotencyKey } from "@baton/protocol";
import type { FastifyRequest } from "fastify";
import type { Runs } from "../application/idempotency.ts";
import { callerKey } from "./caller.ts";
import type { HttpDeps } from "./context.ts";
import { Invalid } from "./problem.ts";

/** Without an account or a token the key alone proves who is asking again: it has to be one that nobody guesses. */
const ANONYMOUS_KEY_LENGTH = 20;

/** Runs a write once for its key: the `Idempotency-Key` header, or `client_message_id` in the body. */
export function once<Answer>(
  deps: HttpDeps,
  request: FastifyRequest,
  session: string,
  run: Runs<Answer>,
): Promise<Answer> {
  return deps.idempotency.once(
    {
      key: keyOf(request),
      tenant: request.tenant,
      caller: callerKey(request.caller),
      route: `${request.method} ${request.routeOptions.url ?? ""}`,
      session,
      body: request.body,
      requestId: request.id,
    },
    run,
  );
}

/** Whoever has a key may come back for the answer. */
export const isKeyed = (request: FastifyRequest): boolean => keyOf(request) !== undefined;

function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers["idempotency-key"];
  const body = request.body as { client_message_id?: string } | null | undefined;
  const given = header ?? body?.client_message_id;
  if (given === undefined) return undefined;
  const key = IdempotencyKey.safeParse(given);
  if (!key.success) throw new Invalid("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
  if (request.caller.kind === "anonymous" && key.data.length < ANONYMOUS_KEY_LENGTH) {
    throw new Invalid("Idempotency-Key", `must have at least ${ANONYMOUS_KEY_LENGTH} random characters here`);
  }
  return key.data;
}
