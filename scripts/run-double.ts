import { parseArgs } from "node:util";

/** What `npm run double:coze` and `npm run double:openai` have in common. */
export interface DoubleCommand<Kind extends string> {
  help: string;
  port: number;
  /** How it can be made to go wrong. */
  kinds: readonly Kind[];
  /** Starts it and prints the settings for Baton. */
  start(options: { port: number; misbehave: Kind | null }): Promise<{ close(): Promise<void> }>;
}

/** Runs until Ctrl-C. Wrong arguments, and a port that is taken, are said in a sentence; the exit code is then 2. */
export async function runDouble<Kind extends string>(command: DoubleCommand<Kind>, args: string[]): Promise<void> {
  try {
    const options = readOptions(command, args);
    if (options === "help") return console.log(command.help);
    const double = await command.start(options);
    console.log("\nCtrl-C ends it.");
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void double.close());
  } catch (error) {
    if (!(error instanceof UsageError) && !isTaken(error)) throw error;
    console.error(`${error instanceof Error ? error.message : ""}\n\n${command.help}`);
    process.exitCode = 2;
  }
}

/** The kinds as a list within the help's lines. */
export const listKinds = (kinds: readonly string[]): string =>
  kinds.join(", ").replaceAll(/(.{60,75}), /g, "$1,\n                    ");

export const say = (what: string): void => console.log(`${new Date().toISOString()} a request: ${what}`);

class UsageError extends Error {}

function readOptions<Kind extends string>(
  { kinds, ...defaults }: DoubleCommand<Kind>,
  args: string[],
): { port: number; misbehave: Kind | null } | "help" {
  const { help, port, misbehave } = parse(args);
  if (help) return "help";
  if (port !== undefined && (!/^\d+$/.test(port) || Number(port) > 65_535))
    throw new UsageError("--port must be a whole number from 0 to 65535.");
  const kind = kinds.find((known) => known === misbehave);
  if (misbehave !== undefined && kind === undefined)
    throw new UsageError(`--misbehave must be one of ${kinds.join(", ")}.`);
  return { port: port === undefined ? defaults.port : Number(port), misbehave: kind ?? null };
}

function parse(args: string[]): { help?: boolean; port?: string; misbehave?: string } {
  try {
    return parseArgs({
      args,
      options: { help: { type: "boolean" }, port: { type: "string" }, misbehave: { type: "string" } },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

const isTaken = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "EADDRINUSE";
