/** `npm run double:openai`: an OpenAI without a model, for trying Baton without a key. See HELP. */
import { parseArgs } from "node:util";
import { MISBEHAVIOURS } from "../apps/server/src/testing/doubles/misbehaviour.ts";
import { type OpenaiMisbehaviour, startOpenaiDouble } from "../apps/server/src/testing/doubles/openai/openai-double.ts";

const KINDS: readonly OpenaiMisbehaviour[] = [...MISBEHAVIOURS, "crosswise"];

const HELP = `npm run double:openai -- [--port 8787] [--misbehave KIND]

Speaks OpenAI's chat completions on 127.0.0.1, without a model: it quotes the first entry of the FAQ that has words
in common with the question, and asks for a person when the customer plainly does. It prints the settings to start Baton
with, in the environment or in .env, and then every request that it gets.

  --port N          where it listens (default 8787; 0 for any free port)
  --misbehave KIND  goes wrong with every request: ${KINDS.join(", ").replaceAll(/(.{60,75}), /g, "$1,\n                    ")}

It is for trying and for tests, never for customers.
`;

class UsageError extends Error {}

function readOptions(args: string[]): { port: number; misbehave: OpenaiMisbehaviour | null } | "help" {
  let values: { help?: boolean; port?: string; misbehave?: string };
  try {
    ({ values } = parseArgs({
      args,
      options: { help: { type: "boolean" }, port: { type: "string" }, misbehave: { type: "string" } },
    }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return "help";
  const { port = "8787", misbehave } = values;
  if (!/^\d+$/.test(port) || Number(port) > 65_535)
    throw new UsageError("--port must be a whole number from 0 to 65535.");
  const kind = KINDS.find((known) => known === misbehave);
  if (misbehave !== undefined && kind === undefined)
    throw new UsageError(`--misbehave must be one of ${KINDS.join(", ")}.`);
  return { port: Number(port), misbehave: kind ?? null };
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === "help") return console.log(HELP);
  const { port, misbehave } = options;
  const double = await startOpenaiDouble({ port, onRequest: ({ messages }) => say(messages.length) });
  double.misbehave(misbehave);
  console.log(`An OpenAI without a model answers at ${double.url}${misbehave === null ? "" : ` (${misbehave})`}.
Start Baton with:

BOT=openai
OPENAI_API_KEY=${double.apiKey}
OPENAI_BASE_URL=${double.url}
OPENAI_MODEL=${double.model}

Ctrl-C ends it.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void double.close());
}

const say = (messages: number): void => console.log(`${new Date().toISOString()} a request with ${messages} messages`);

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError) && !isTaken(error)) throw error;
  console.error(`${error instanceof Error ? error.message : ""}\n\n${HELP}`);
  process.exitCode = 2;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
