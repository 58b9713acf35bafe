import { CHANNEL_NAMES, CHANNELS } from "./regulator-channels.ts";

/** A line that cannot be read, said so that the operator finds it. */
export class LineError extends Error {
  override name = "LineError";
}

/** Since V8 11.4, but in no type library of ES2024: numbers keep the digits they were written with. */
const exactJson = JSON as unknown as {
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  rawJSON(text: string): unknown;
};

/**
 * What each channel says of each line `{ id, text }`, a line for a line, in order; blank lines are passed over.
 * Reads on only when the reader has taken what there is.
 * @throws LineError at the first line that is something else; those before it have been given
 */
export async function* classifyLines(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let number = 0;
  for await (const line of lines) {
    number++;
    const json = number === 1 ? line.replace(/^\uFEFF/, "") : line;
    if (json.trim() !== "") yield `${classifyLine(json, number)}\n`;
  }
}

function classifyLine(line: string, number: number): string {
  const { id, text } = read(line, number);
  const said = CHANNEL_NAMES.map((channel) => {
    const { fires, score } = CHANNELS[channel](text);
    return [channel, { fires, score }];
  });
  return JSON.stringify({ id, ...Object.fromEntries(said) });
}

function read(line: string, number: number): { id: unknown; text: string } {
  const row = parse(line, number);
  if (typeof row !== "object" || row === null || Array.isArray(row) || !("id" in row) || !("text" in row)) {
    throw new LineError(`Line ${number} is not an object with "id" and "text".`);
  }
  const { id, text } = row;
  if (typeof text !== "string") throw new LineError(`Line ${number}: "text" is not a string.`);
  return { id, text };
}

/** An id may be a number of more digits than a double holds. */
function parse(line: string, number: number): unknown {
  try {
    return exactJson.parse(line, (_key, value, { source }) =>
      typeof value === "number" && source !== undefined ? exactJson.rawJSON(source) : value,
    );
  } catch {
    throw new LineError(`Line ${number} is not JSON.`);
  }
}
