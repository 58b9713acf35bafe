/** `npm run double:openai`: an OpenAI without a model, for trying Baton without a key. See HELP. */
import { MISBEHAVIOURS } from "../apps/server/src/testing/doubles/misbehaviour.ts";
import { type OpenaiMisbehaviour, startOpenaiDouble } from "../apps/server/src/testing/doubles/openai/openai-double.ts";
import { listKinds, runDouble, say } from "./run-double.ts";

const PORT = 8787;

const KINDS: readonly OpenaiMisbehaviour[] = [...MISBEHAVIOURS, "crosswise"];

const HELP = `npm run double:openai -- [--port ${PORT}] [--misbehave KIND]

Speaks OpenAI's chat completions on 127.0.0.1, without a model: it quotes the first entry of the FAQ that has words
in common with the question, and asks for a person when the customer plainly does. It prints the settings to start Baton
with, in the environment or in .env, and then every request that it gets.

  --port N          where it listens (default ${PORT}; 0 for any free port)
  --misbehave KIND  goes wrong with every request: ${listKinds(KINDS)}

It is for trying and for tests, never for customers.
`;

async function start({ port, misbehave }: { port: number; misbehave: OpenaiMisbehaviour | null }) {
  const double = await startOpenaiDouble({ port, onRequest: ({ messages }) => say(`${messages.length} messages`) });
  double.misbehave(misbehave);
  console.log(`An OpenAI without a model answers at ${double.url}${misbehave === null ? "" : ` (${misbehave})`}.
Start Baton with:

BOT=openai
OPENAI_API_KEY=${double.apiKey}
OPENAI_BASE_URL=${double.url}
OPENAI_MODEL=${double.model}`);
  return double;
}

await runDouble({ help: HELP, port: PORT, kinds: KINDS, start }, process.argv.slice(2));
