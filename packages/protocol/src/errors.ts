import { z } from "zod";

/** Every error code of the contract's section 6, with its HTTP status and its sentence for a person. */
export const ERRORS = {
  VALIDATION: { status: 400, en: "The request is not valid.", zh: "请求内容不正确。" },
  UNAUTHENTICATED: { status: 401, en: "Please sign in again.", zh: "请重新登录。" },
  BAD_CREDENTIALS: { status: 401, en: "The user name or the password is wrong.", zh: "用户名或密码不正确。" },
  FORBIDDEN: { status: 403, en: "You may not do this.", zh: "您没有权限执行此操作。" },
  SESSION_NOT_FOUND: { status: 404, en: "There is no such conversation.", zh: "找不到该会话。" },
  NOT_FOUND: { status: 404, en: "There is nothing at this address.", zh: "找不到该资源。" },
  SESSION_EXISTS: { status: 409, en: "A conversation with this name exists already.", zh: "同名会话已存在。" },
  MANUAL_IN_PROGRESS: {
    status: 409,
    en: "A person is already serving this conversation.",
    zh: "人工客服正在服务该会话。",
  },
  NOT_IN_MANUAL: {
    status: 409,
    en: "This conversation is not with a person at the moment.",
    zh: "该会话当前不在人工服务中。",
  },
  SESSION_IN_MANUAL_MODE: {
    status: 409,
    en: "This conversation is with a person; the bot does not answer now.",
    zh: "该会话已转人工，机器人暂不回答。",
  },
  ALREADY_TAKEN: {
    status: 409,
    en: "Another agent is already serving this conversation.",
    zh: "该会话已由其他客服接待。",
  },
  ASSIGNED_TO_OTHER: {
    status: 409,
    en: "This conversation is offered to another agent.",
    zh: "该会话已分配给其他客服。",
  },
  SESSION_CLOSED: { status: 409, en: "This conversation is closed.", zh: "该会话已关闭。" },
  IDEMPOTENCY_IN_FLIGHT: {
    status: 409,
    en: "The first request with this key is still being worked on.",
    zh: "使用该幂等键的首个请求仍在处理中。",
  },
  TOO_LARGE: { status: 413, en: "This is too long.", zh: "内容过长。" },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    en: "Send the body as application/json.",
    zh: "请以 application/json 发送请求。",
  },
  IDEMPOTENCY_CONFLICT: {
    status: 422,
    en: "This key was used before for a different request.",
    zh: "该幂等键已用于另一个请求。",
  },
  RATE_LIMITED: { status: 429, en: "Too many requests; please wait a moment.", zh: "请求过于频繁，请稍候。" },
  INTERNAL: { status: 500, en: "Something went wrong on our side.", zh: "服务内部出错。" },
  UNAVAILABLE: {
    status: 503,
    en: "The service cannot do this right now; nothing was accepted. Please try again.",
    zh: "服务暂时无法处理，本次请求未被接受，请稍后重试。",
  },
} as const satisfies Record<string, { status: number; en: string; zh: string }>;

export type ErrorCode = keyof typeof ERRORS;
export const ErrorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]);

/** RFC 9457 problem details, plus the fields that clients of the seed compare. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().describe("repeats `code` word for word: seed clients compare it"),
  code: z.string().describe("a code of this contract; SESSION_IN_MANUAL_MODE carries `: <status>`"),
  success: z.literal(false),
  error: z.string().describe("a sentence for a person, in the language of Accept-Language"),
  instance: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
