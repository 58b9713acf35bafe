import { LIMITS } from "@baton/protocol";
import type { FastifyRequest } from "fastify";
import { Refusal } from "../application/refusal.ts";
import { Invalid } from "./problem.ts";

/** @throws Refusal TOO_LARGE. Counts characters as a person does: an emoji of two code units is one. */
export function requireShortText(text: string): string {
  if (text.length > LIMITS.messageCharacters && [...text].length > LIMITS.messageCharacters) {
    throw new Refusal("TOO_LARGE");
  }
  return text;
}

/** JSON deeper than this has no meaning here, and would overflow the stack of whoever walks it. */
const MAX_DEPTH = 24;

/** @throws Invalid */
export async function requireShallowBody(request: FastifyRequest): Promise<void> {
  let level: unknown[] = [request.body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw new Invalid("", `must not be nested more than ${MAX_DEPTH} deep`);
    level = level.flatMap((value): unknown[] =>
      typeof value === "object" && value !== null
        ? Object.values(value as Record<string, unknown>).filter(isNested)
        : [],
    );
  }
}

const isNested = (value: unknown): boolean => typeof value === "object" && value !== null;
