import { setTimeout as delay } from "node:timers/promises";
import { createSseParser } from "../../../../../packages/client/src/sse.ts";
import type { Instances } from "./instances.ts";
import type { Action, Claim, ClientEntry, Log } from "./log.ts";
import type { Random } from "./random.ts";

/** All attempts together: then nobody answers any more. */
const GIVE_UP_MS = 60_000;
/** Between two attempts, at most: where nobody is, another is asked at once; a busy one is given time. */
const RETRY_MS = { lost: 30, busy: 250 } as const;

export interface Order {
  action: Action;
  path: string;
  body: Record<string, unknown>;
  /** The words by which the journal is searched for it; each is sent once in a run. */
  text: string | null;
  /** Where its idempotency key travels. */
  key: "none" | "header" | "body";
}

export type Outcome =
  | { kind: "acked"; status: string | null }
  | { kind: "refused"; code: string }
  | { kind: "unknown" };

export interface ActorOptions {
  name: string;
  instances: Instances;
  token: string;
  random: Random;
  log: Log<ClientEntry>;
  patience: Patience;
}

/** What a client does that was not answered after so long: asks another server, or says that something hangs. */
export interface Patience {
  ms: number;
  afterwards: "elsewhere" | "broken";
}

/** A client that keeps a log: what it sent, what it was answered, and what it had to leave unknown. */
export class Actor {
  readonly #options: ActorOptions;
  #n = 0;
  #repeatable: { n: number; order: Order }[] = [];

  constructor(options: ActorOptions) {
    this.#options = options;
  }

  /** Words that nobody else says. */
  words(phrase: string): string {
    return `${phrase} [${this.#options.name}#${this.#n + 1}]`;
  }

  async send(order: Order): Promise<Outcome> {
    this.#n += 1;
    const n = this.#n;
    this.#options.log.write({ kind: "sent", n, action: order.action, keyed: order.key !== "none", text: order.text });
    const outcome = await this.#untilAnswered(n, order);
    if (outcome.kind === "acked" && order.key !== "none") this.#repeatable.push({ n, order });
    return outcome;
  }

  /** Sends an earlier request once more with its key, perhaps to a server that was killed in between. */
  async repeat(): Promise<void> {
    const { random } = this.#options;
    const [earlier] = this.#repeatable.splice(random.whole(0, Math.max(0, this.#repeatable.length - 1)), 1);
    if (earlier !== undefined) await this.#untilAnswered(earlier.n, earlier.order);
  }

  async #untilAnswered(n: number, order: Order): Promise<Outcome> {
    const { instances, log, random } = this.#options;
    const giveUpAt = performance.now() + GIVE_UP_MS;
    let failed: string | undefined;
    for (;;) {
      const by = await instances.any(random, failed);
      const answer = await this.#try(n, order, by, performance.now() > giveUpAt);
      if (answer.kind === "acked") {
        log.write({ kind: "acked", n, at: Date.now(), by, claim: answer.claim });
        return { kind: "acked", status: answer.status };
      }
      if (answer.kind === "refused") {
        log.write({ kind: "refused", n, code: answer.code });
        return answer;
      }
      if (answer.kind === "broken") log.write({ kind: "broken", n, why: answer.why });
      // What reached nobody may be sent again without a key, too.
      if (answer.kind !== "unreached" && (order.key === "none" || answer.kind === "broken")) {
        log.write({ kind: "unknown", n });
        return { kind: "unknown" };
      }
      log.write({ kind: "retried", n });
      failed = by;
      await delay(random.whole(1, RETRY_MS[answer.kind === "busy" ? "busy" : "lost"]));
    }
  }

  async #try(n: number, order: Order, by: string, isLast: boolean): Promise<Answered> {
    const startedAt = performance.now();
    const timeout = AbortSignal.timeout(this.#options.patience.ms);
    const { status, answer } = await this.#request(n, order, by, timeout);
    const ms = Math.round(performance.now() - startedAt);
    const gaveUp = timeout.aborted && answer.kind === "lost";
    this.#options.log.write({ kind: "tried", n, at: Date.now(), by, ms, status, gaveUp });
    const isOpen = answer.kind === "lost" || answer.kind === "unreached" || answer.kind === "busy";
    return isOpen && isLast
      ? { kind: "broken", why: `${order.action} was answered by nobody within ${GIVE_UP_MS} ms` }
      : answer;
  }

  async #request(
    n: number,
    { action, path, body, key }: Order,
    url: string,
    timeout: AbortSignal,
  ): Promise<{ status: number | null; answer: Answered }> {
    const { name, token, patience } = this.#options;
    const idempotencyKey = `${name}-${n}-of-the-torture`;
    let status: number | null = null;
    try {
      const response = await fetch(url + path, {
        method: "POST",
        signal: timeout,
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${token}`,
          ...(key === "header" ? { "idempotency-key": idempotencyKey } : {}),
        },
        body: JSON.stringify(key === "body" ? { ...body, client_message_id: idempotencyKey } : body),
      });
      status = response.status;
      if (status === 200 && action === "chat_stream") return { status, answer: await readStream(response) };
      return { status, answer: judge(action, status, (await response.json()) as AnswerBody) };
    } catch (error) {
      const broken = (what: string) => ({ status, answer: { kind: "broken", why: `${action} was ${what}` } as const });
      if (timeout.aborted && patience.afterwards === "broken") return broken(`not answered within ${patience.ms} ms`);
      if (error instanceof SyntaxError) return broken("answered with what is no JSON");
      return { status, answer: { kind: wasRefused(error) ? "unreached" : "lost" } };
    }
  }
}

type Answered =
  | { kind: "acked"; claim: Claim; status: string | null }
  | { kind: "refused"; code: string }
  /** Nobody listened: it did not happen. */
  | { kind: "unreached" }
  /** No answer that says whether it happened. */
  | { kind: "lost" }
  /** An answer that does not say it, and asks for time. */
  | { kind: "busy" }
  | { kind: "broken"; why: string };

interface AnswerBody {
  code?: string;
  message?: string;
  status?: unknown;
  data?: { message_id?: string; seq?: number; status?: string; assigned_agent?: { id: string } | null };
}

const NOTHING: Claim = { message: null, reply: null, state: null };

function judge(action: Action, status: number, body: AnswerBody): Answered {
  const code = body.code ?? "";
  if (status === 503 || code === "IDEMPOTENCY_IN_FLIGHT") return { kind: "busy" };
  if (status >= 400 && status < 500 && status !== 401 && status !== 429) return { kind: "refused", code };
  if (status !== 200) return { kind: "broken", why: `${action} was answered ${status} ${code}` };
  const { data = {} } = body;
  switch (action) {
    case "chat":
      return { kind: "acked", claim: { ...NOTHING, reply: body.message ?? "" }, status: String(body.status) };
    case "manual":
    case "agent_message":
      return {
        kind: "acked",
        claim: { ...NOTHING, message: { id: data.message_id ?? "", seq: data.seq ?? 0 } },
        status: null,
      };
    default: {
      const state = { seq: data.seq ?? 0, status: data.status ?? "", owner: data.assigned_agent?.id ?? null };
      return { kind: "acked", claim: { ...NOTHING, state }, status: state.status };
    }
  }
}

/** A stream that ends before `done` leaves it open whether the message was stored, unless it showed something of it. */
async function readStream(response: Response): Promise<Answered> {
  const parser = createSseParser();
  let reply: string | null = null;
  let status = "bot_active";
  for await (const chunk of response.body ?? []) {
    for (const { data } of parser.push(chunk)) {
      const frame = JSON.parse(data) as { type: string; content?: string; status?: string };
      if (frame.type === "error") return { kind: "refused", code: frame.content ?? "" };
      if (frame.type === "bot_message") reply ??= frame.content ?? "";
      if (frame.type === "status_change") status = frame.status ?? status;
      if (frame.type === "done") return { kind: "acked", claim: { ...NOTHING, reply }, status };
    }
  }
  return { kind: "lost" };
}

/** Fetch wraps what the socket said; an attempt at several addresses wraps it once more. */
function wasRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
}
