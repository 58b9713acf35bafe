/** What one reply amounts to, as far as it has come. */
export interface ChunkReader {
  /** @param chunk parsed JSON of any shape: what compatible servers send differs. @returns the text that it adds */
  read(chunk: unknown): string;
  /** Why the model stopped; null while it has not said so. */
  finish(): string | null;
  /** Calls of tools, put together from their pieces, in the order of their beginning. */
  calls(): readonly ToolCall[];
  /** The model said that it will not answer. */
  refused(): boolean;
}

export interface ToolCall {
  name: string;
  /** Said to be JSON. */
  arguments: string;
}

/** Characters of a call's arguments. What is longer is not JSON any more, and stands for no reason. */
const MOST_OF_ARGUMENTS = 10_000;

/** A model calls one of our tools once. What comes beyond this is noise, or meant to keep us busy. */
const MOST_CALLS = 16;

type Draft = ToolCall & { index: number | null; id: unknown };

export function createChunkReader(): ChunkReader {
  let finish: string | null = null;
  let refused = false;
  const calls: Draft[] = [];

  /** A call in pieces repeats its index, and has its id and name in the first; a whole one may have no index at all. */
  const collect = (piece: unknown): void => {
    const called = field(piece, "function");
    const id = text(field(piece, "id")) || null;
    const given = field(piece, "index");
    const index = typeof given === "number" ? given : null;
    const name = text(field(called, "name"));
    const last = calls.findLast((call) => call.index === index);
    const continues = last !== undefined && (id === null ? name === "" || name === last.name : id === last.id);
    const call = continues ? last : { index, id, name: "", arguments: "" };
    if (!continues && calls.length === MOST_CALLS) return;
    if (!continues) calls.push(call);
    call.name ||= name;
    call.arguments = (call.arguments + argumentsIn(field(called, "arguments"))).slice(0, MOST_OF_ARGUMENTS);
  };

  return {
    read(chunk) {
      const choice = list(field(chunk, "choices")).find((one) => (field(one, "index") ?? 0) === 0);
      const delta = field(choice, "delta");
      list(field(delta, "tool_calls")).slice(0, MOST_CALLS).forEach(collect);
      refused ||= text(field(delta, "refusal")) !== "";
      finish = text(field(choice, "finish_reason")) || finish;
      return contentIn(field(delta, "content"));
    },
    finish: () => finish,
    calls: () => calls,
    refused: () => refused,
  };
}

/** Some reasoning models send a list of parts, of which only texts are meant for the reader. */
const contentIn = (content: unknown): string =>
  typeof content === "string"
    ? content
    : list(content)
        .filter((part) => field(part, "type") === "text")
        .map((part) => text(field(part, "text")))
        .join("");

const argumentsIn = (given: unknown): string =>
  typeof given === "object" && given !== null ? JSON.stringify(given) : text(given);

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
