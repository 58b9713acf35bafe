import { describe, expect, test, vi } from "vitest";
import { createApi } from "./api.ts";
import { ApiError, parseRetryAfter } from "./errors.ts";

type Seen = { method: string; url: string; headers: Headers; body: unknown };

/** An `Api` whose every call gets the next answer; what it sent is kept. */
function apiWith(answers: (Response | Error)[], options: Partial<Parameters<typeof createApi>[0]> = {}) {
  const seen: Seen[] = [];
  const fetch = vi.fn(async (input: string | URL | Request, init: RequestInit = {}) => {
    const body = typeof init.body === "string" ? (JSON.parse(init.body) as unknown) : undefined;
    seen.push({ method: init.method ?? "GET", url: String(input), headers: new Headers(init.headers), body });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error || answer === undefined) throw answer ?? new TypeError("no answer");
    return answer.clone();
  });
  return { api: createApi({ baseUrl: "https://chat.example/", fetch, ...options }), seen };
}

const ok = (body: object) => Response.json({ success: true, ...body });
const problem = (status: number, code: string, more: object = {}, headers: Record<string, string> = {}) =>
  Response.json({ code, detail: code, error: `sentence for ${code}`, ...more }, { status, headers });
const failure = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
};

describe("requests", () => {
  test("carry token and language, and name the session safely", async () => {
    const { api, seen } = apiWith([ok({ data: {} })], { token: () => "t", lang: () => "zh-CN" });
    await api.getSession("a/b?c");
    expect(seen[0]).toMatchObject({ method: "GET", url: "https://chat.example/api/sessions/a%2Fb%3Fc" });
    expect(seen[0]?.headers.get("authorization")).toBe("Bearer t");
    expect(seen[0]?.headers.get("accept-language")).toBe("zh-CN");
    expect(seen[0]?.headers.has("idempotency-key")).toBe(false);
  });

  test("writes have a key of their own each time, the given one, or the body's", async () => {
    const { api, seen } = apiWith([ok({ data: {} })]);
    await api.escalate("s");
    await api.escalate("s");
    await api.cancel("s", { idempotencyKey: "mine" });
    await api.chat({ session_name: "s", message: "x", client_message_id: "k" });
    const keys = seen.map(({ headers }) => headers.get("idempotency-key"));
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).not.toBe(keys[0]);
    expect(keys.slice(2)).toEqual(["mine", null]);
    expect(seen[3]?.body).toEqual({ message: "x", user_id: "s", client_message_id: "k" });
  });

  test("lists ask for what is set, and leave out the rest", async () => {
    const { api, seen } = apiWith([ok({ data: {} })]);
    await api.listSessions({ status: ["pending_manual", "manual_live"], page: 2 });
    await api.listSessions();
    expect(seen.map(({ url }) => url)).toEqual([
      "https://chat.example/api/sessions?status=pending_manual%2Cmanual_live&page=2",
      "https://chat.example/api/sessions",
    ]);
  });

  test("signing in sends no old token", async () => {
    const { api, seen } = apiWith([ok({})], { token: () => "old" });
    await api.login({ username: "u", password: "p" });
    expect(seen[0]?.headers.has("authorization")).toBe(false);
  });
});

describe("refusals", () => {
  test("become errors with code, sentence, fields and request id", async () => {
    const errors = [{ path: "message", message: "too short" }];
    const { api } = apiWith([problem(400, "VALIDATION", { errors }, { "x-request-id": "r1" })]);
    const error = await failure(api.escalate("s"));
    expect(error).toMatchObject({ status: 400, code: "VALIDATION", errors, requestId: "r1", isTransient: false });
    expect(error.message).toBe("sentence for VALIDATION");
  });

  test("keep the status that the code names", async () => {
    const { api } = apiWith([problem(409, "SESSION_IN_MANUAL_MODE: manual_live")]);
    const error = await failure(api.chat({ session_name: "s", message: "x" }));
    expect(error).toMatchObject({ code: "SESSION_IN_MANUAL_MODE", sessionStatus: "manual_live" });
  });

  test("say how long to wait", async () => {
    const { api } = apiWith([problem(429, "RATE_LIMITED", {}, { "retry-after": "3" })]);
    expect(await failure(api.escalate("s"))).toMatchObject({ retryAfterMs: 3_000, isTransient: true });
    expect(parseRetryAfter("Thu, 01 Jan 1970 00:00:10 GMT", 4_000)).toBe(6_000);
    expect(parseRetryAfter("Thu, 01 Jan 1970 00:00:10 GMT", 40_000)).toBe(0);
    for (const nothing of [null, "", "soon", "-1"]) expect(parseRetryAfter(nothing, 0)).toBeUndefined();
  });

  test("of a proxy, and an answer that was cut off, are told apart", async () => {
    const { api } = apiWith([new Response("<h1>Bad gateway</h1>", { status: 502 })]);
    expect(await failure(api.profile())).toMatchObject({ status: 502, code: "UNEXPECTED", isTransient: true });
    const { api: cut } = apiWith([new Response('{"success":tr', { status: 200 })]);
    expect(await failure(cut.profile())).toMatchObject({ status: 0, code: "NETWORK", isTransient: true });
  });

  test("no answer is NETWORK, too late is TIMEOUT, and the caller's own abort stays an abort", async () => {
    const { api } = apiWith([new TypeError("fetch failed")]);
    expect(await failure(api.profile())).toMatchObject({ status: 0, code: "NETWORK" });
    const hang: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        const abort = () => reject(init?.signal?.reason);
        if (init?.signal?.aborted === true) abort();
        else init?.signal?.addEventListener("abort", abort);
      });
    const { api: slow } = apiWith([], { fetch: hang, timeoutMs: 10 });
    expect(await failure(slow.profile())).toMatchObject({ code: "TIMEOUT" });
    await expect(slow.profile({ signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("401", () => {
  test("asks once for a new token for all calls that meet it together, and repeats each once", async () => {
    let token = "old";
    const { seen, api } = apiWith([], {
      token: () => token,
      fetch: async (_, init) => {
        const sent = new Headers(init?.headers).get("authorization");
        seen.push({ method: "", url: "", headers: new Headers(init?.headers), body: undefined });
        return sent === "Bearer new" ? ok({ data: {} }) : problem(401, "UNAUTHENTICATED");
      },
      onUnauthorized,
    });
    const refreshed = vi.fn();
    async function onUnauthorized() {
      refreshed();
      await new Promise((resolve) => setTimeout(resolve, 20));
      token = "new";
      return true;
    }
    await Promise.all([api.escalate("a"), api.escalate("b"), api.escalate("c")]);
    expect(refreshed).toHaveBeenCalledOnce();
    expect(seen).toHaveLength(6);
    const keys = seen.map(({ headers }) => headers.get("idempotency-key"));
    expect(new Set(keys).size).toBe(3);
  });

  test("without a new token is the refusal itself", async () => {
    const { api, seen } = apiWith([problem(401, "UNAUTHENTICATED")], { onUnauthorized: async () => false });
    expect(await failure(api.profile())).toMatchObject({ code: "UNAUTHENTICATED" });
    expect(seen).toHaveLength(1);
  });

  test("of a sign-in asks for nothing", async () => {
    const onUnauthorized = vi.fn(async () => true);
    const { api } = apiWith([problem(401, "BAD_CREDENTIALS")], { onUnauthorized });
    expect(await failure(api.login({ username: "u", password: "p" }))).toMatchObject({ code: "BAD_CREDENTIALS" });
    expect(onUnauthorized).not.toHaveBeenCalled();
  });
});
