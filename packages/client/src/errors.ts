import type { ErrorCode, Problem, SessionStatus } from "@baton/protocol";

/** What went wrong, as a word: one of the contract's codes, or one of the three that only a client can meet. */
export type ApiErrorCode = ErrorCode | "NETWORK" | "TIMEOUT" | "UNEXPECTED";

export interface ApiErrorInit {
  /** The HTTP status; 0 when there was no answer. */
  status: number;
  code: ApiErrorCode;
  message: string;
  errors?: readonly { path: string; message: string }[];
  retryAfterMs?: number;
  sessionStatus?: SessionStatus;
  requestId?: string;
  cause?: unknown;
}

/** The only error the SDK throws (but for an `AbortError` when the caller's own signal fired). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ApiErrorCode;
  /** Validation errors by field; empty for every other code. */
  readonly errors: readonly { path: string; message: string }[];
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** The session's status, when the refusal names it (`SESSION_IN_MANUAL_MODE: pending_manual`). */
  readonly sessionStatus: SessionStatus | undefined;
  readonly requestId: string | undefined;

  constructor(init: ApiErrorInit) {
    super(init.message, { cause: init.cause });
    this.name = "ApiError";
    this.status = init.status;
    this.code = init.code;
    this.errors = init.errors ?? [];
    this.retryAfterMs = init.retryAfterMs;
    this.sessionStatus = init.sessionStatus;
    this.requestId = init.requestId;
  }

  /** True when the same request may be sent again and may then succeed. */
  get isTransient(): boolean {
    return isTransientStatus(this.status) || this.code === "IDEMPOTENCY_IN_FLIGHT";
  }
}

/** No answer, "wait a moment", or the server's own trouble. Every other status will not change by asking again. */
export function isTransientStatus(status: number): boolean {
  return status === 0 || status === 408 || status === 425 || status === 429 || status >= 500;
}

/**
 * `Retry-After` in milliseconds: seconds or an HTTP date. Undefined when absent or not understood.
 * @param nowMs milliseconds since 1970
 */
export function parseRetryAfter(value: string | null, nowMs: number): number | undefined {
  if (value === null || value.trim() === "") return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1000 : undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

/** Reads a refusal. A body that is not the contract's problem (a proxy's page) becomes `UNEXPECTED` with the status. */
export async function errorFromResponse(response: Response, nowMs: number): Promise<ApiError> {
  const problem = await readProblem(response);
  const [code, sessionStatus] = (problem?.code ?? "UNEXPECTED").split(": ");
  const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), nowMs);
  const requestId = response.headers.get("x-request-id");
  return new ApiError({
    status: response.status,
    code: code as ApiErrorCode,
    message: problem?.error ?? `HTTP ${response.status}`,
    ...(problem?.errors === undefined ? {} : { errors: problem.errors }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(sessionStatus === undefined ? {} : { sessionStatus: sessionStatus as SessionStatus }),
    ...(requestId === null ? {} : { requestId }),
  });
}

async function readProblem(response: Response): Promise<Problem | undefined> {
  try {
    const body: unknown = await response.json();
    if (typeof body !== "object" || body === null || !("code" in body) || typeof body.code !== "string")
      return undefined;
    return body as Problem;
  } catch {
    return undefined;
  }
}

/** A proxy's 404 or a firewall's 403 is no word of Baton's: the session is kept. */
export const saysSessionIsGone = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === "SESSION_NOT_FOUND" || error.code === "UNAUTHENTICATED");
