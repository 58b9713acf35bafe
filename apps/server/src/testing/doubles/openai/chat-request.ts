import { z } from "zod";

/** What the real API takes of a message's `name`. */
const Name = z.string().regex(/^[^\s<|\\/>]{1,64}$/);
const Part = z.strictObject({ type: z.literal("text"), text: z.string() });
const Content = z.union([z.string(), z.array(Part).min(1)]);
const ToolCall = z.strictObject({
  id: z.string().min(1),
  type: z.literal("function"),
  function: z.strictObject({ name: z.string().min(1), arguments: z.string() }),
});

const Message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.enum(["system", "developer", "user"]), content: Content, name: Name.optional() }),
  z
    .strictObject({
      role: z.literal("assistant"),
      content: Content.nullish(),
      name: Name.optional(),
      refusal: z.string().nullish(),
      tool_calls: z.array(ToolCall).min(1).optional(),
    })
    .refine(({ content, tool_calls }) => (content ?? null) !== null || tool_calls !== undefined, {
      error: "expected a string, got null",
      path: ["content"],
    }),
  z.strictObject({ role: z.literal("tool"), content: Content, tool_call_id: z.string().min(1) }),
]);

const Tool = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject({
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    description: z.string().max(1_024).optional(),
    parameters: z.looseObject({ type: z.literal("object") }).optional(),
    strict: z.boolean().nullish(),
  }),
});

/** What of the API's parameters this double knows; like the API it refuses all others. */
export const ChatRequest = z
  .strictObject({
    model: z.string().min(1),
    messages: z.array(Message).min(1),
    stream: z.boolean().nullish(),
    stream_options: z.strictObject({ include_usage: z.boolean().optional() }).nullish(),
    tools: z.array(Tool).min(1).max(128).optional(),
    tool_choice: z.enum(["none", "auto", "required"]).optional(),
    parallel_tool_calls: z.boolean().optional(),
    temperature: z.number().min(0).max(2).nullish(),
    top_p: z.number().min(0).max(1).nullish(),
    max_tokens: z.int().min(1).nullish(),
    max_completion_tokens: z.int().min(1).nullish(),
    user: z.string().optional(),
  })
  .refine(({ stream, stream_options }) => stream === true || (stream_options ?? null) === null, {
    error: "only allowed when 'stream' is enabled",
    path: ["stream_options"],
  })
  .refine(({ tools, tool_choice }) => tools !== undefined || tool_choice === undefined, {
    error: "only allowed when 'tools' are specified",
    path: ["tool_choice"],
  });
export type ChatRequest = z.infer<typeof ChatRequest>;

/** A message's text, whichever form it came in. */
export const textOf = ({ content }: ChatRequest["messages"][number]): string =>
  typeof content === "string" ? content : (content ?? []).map(({ text }) => text).join("\n");

/** An error as the API words it. */
export const apiError = (message: string, type: string, code: string | null, param: string | null = null) => ({
  error: { message, type, param, code },
});
