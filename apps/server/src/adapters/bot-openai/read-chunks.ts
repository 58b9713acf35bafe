import { TooLong } from "./limited-fetch.ts";

/** What one reply amounts to, as far as it has come. */
export interface ChunkReader {
  /**
   * @param chunk parsed JSON of any shape: what compatible servers send differs
   * @returns the text that it adds
   * @throws TooLong when it calls more tools, or comes in more pieces, than any reply needs
   */
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

/** A model has one tool, and calls it once. Each new call is compared with those before it. */
const MOST_CALLS = 16;

/** Characters of a call's arguments. What is longer is not JSON any more, and stands for no reason. */
const MOST_OF_ARGUMENTS = 4_096;

/** Each costs time to read, however little is in it. A reasoning model sends some ten thousand. */
const MOST_CHUNKS = 100_000;

type Draft = ToolCall & { index: number | null; id: string | null };

export function createChunkReader(): ChunkReader {
  let finish: string | null = null;
  let refused = false;
  let chunks = 0;
  const calls: Draft[] = [];

  /** A call in pieces repeats its index, and has its id and name in the first; a whole one may have no index at all. */
  const collect = (piece: unknown): void => {
    const called = field(piece, "function");
    const id = text(field(piece, "id")) || null;
    const index = indexIn(field(piece, "index"));
    const name = text(field(called, "name"));
    const last = calls.findLast((call) => call.index === index);
    const continues = last !== undefined && (id === null ? name === "" || name === last.name : id === last.id);
    const call = continues ? last : { index, id, name: "", arguments: "" };
    if (!continues) calls.push(call);
    if (calls.length > MOST_CALLS) throw new TooLong(`more than ${MOST_CALLS} calls of tools`);
    call.name ||= name;
    // Cutting copies what is there: done with each of many small pieces it would take long.
    if (call.arguments.length === MOST_OF_ARGUMENTS) return;
    call.arguments = (call.arguments + argumentsIn(field(called, "arguments"))).slice(0, MOST_OF_ARGUMENTS);
  };

  return {
    read(chunk) {
      chunks++;
      if (chunks > MOST_CHUNKS) throw new TooLong(`more than ${MOST_CHUNKS} pieces`);
      const choice = list(field(chunk, "choices")).find((one) => (field(one, "index") ?? 0) === 0);
      const delta = field(choice, "delta");
      list(field(delta, "tool_calls")).forEach(collect);
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

/** Anything else would be no key: two objects are never the same. */
const indexIn = (given: unknown): number | null =>
  typeof given === "number" && Number.isSafeInteger(given) && given >= 0 ? given : null;

const argumentsIn = (given: unknown): string =>
  typeof given === "object" && given !== null ? JSON.stringify(given) : text(given);

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
