import { createHmac } from "node:crypto";
import type { Clock } from "../ports/clock.ts";
import type { Journal, Patience, Receipt } from "../ports/journal.ts";
import { Refusal } from "./refusal.ts";
import type { Call } from "./session-ref.ts";

/** A retried request has one effect and gets the first answer again (contract, section 1). */
export interface Idempotency {
  /**
   * Runs `first` unless the key was used before; then `again` rebuilds the answer from the journal.
   * Without a key `first` just runs.
   * @throws Refusal IDEMPOTENCY_CONFLICT when the key belongs to another request, IDEMPOTENCY_IN_FLIGHT while it runs
   */
  once<Answer>(request: KeyedRequest, run: Runs<Answer>): Promise<Answer>;
}

export interface KeyedRequest {
  /** The client's key; undefined when it sent none. */
  key: string | undefined;
  tenant: string;
  caller: string;
  route: string;
  session: string;
  /** What must be the same for a retry; hashed with a key, never stored. */
  body: unknown;
  requestId: string;
}

export interface Runs<Answer> {
  /** Must pass `call` on to the command, and give back the receipt when the journal had it already. */
  first(call: Call): Promise<Answer | { repeated: Receipt }>;
  again(receipt: Receipt): Promise<Answer>;
}

/** Of the 2 seconds within which a request is accepted or refused, whatever the journal does. */
const WAIT_FOR_JOURNAL_MS = 1_800;

const RECEIPT_KEPT_MS = 24 * 3_600_000;

export function createIdempotency(deps: { journal: Journal; clock: Clock; secret: string }): Idempotency {
  const underWay = new Set<string>();
  const keyed = (parts: readonly unknown[]) =>
    createHmac("sha256", deps.secret).update(JSON.stringify(parts)).digest("base64url");

  async function replay<Answer>(receipt: Receipt, request: string, run: Runs<Answer>): Promise<Answer> {
    if (receipt.request !== request) throw new Refusal("IDEMPOTENCY_CONFLICT");
    return run.again(receipt);
  }

  return {
    async once(request, run) {
      const { requestId } = request;
      const patience: Patience = { leftMs: WAIT_FOR_JOURNAL_MS };
      if (request.key === undefined) {
        const answer = await run.first({ requestId, patience });
        if (isRepeated(answer)) throw new Error("a request without a key cannot be a repeated one");
        return answer;
      }
      const key = keyed(["key", request.tenant, request.caller, request.route, request.session, request.key]);
      const digest = keyed(["request", request.body ?? null]);
      if (underWay.has(key)) throw new Refusal("IDEMPOTENCY_IN_FLIGHT");
      underWay.add(key);
      try {
        const now = deps.clock.now();
        const known = await deps.journal.receipt(request.tenant, key, now, patience);
        if (known !== null) return await replay(known, digest, run);
        const answer = await run.first({
          requestId,
          patience,
          receipt: { key, request: digest, expiresAt: now + RECEIPT_KEPT_MS },
        });
        return isRepeated(answer) ? await replay(answer.repeated, digest, run) : answer;
      } finally {
        underWay.delete(key);
      }
    },
  };
}

const isRepeated = (answer: unknown): answer is { repeated: Receipt } =>
  typeof answer === "object" && answer !== null && "repeated" in answer && answer.repeated !== null;
