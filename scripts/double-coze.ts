/** `npm run double:coze`: a Coze without a model, for trying Baton without an account there. See HELP. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  COZE_MISBEHAVIOURS,
  type CozeMisbehaviour,
  startCozeDouble,
} from "../apps/server/src/testing/doubles/coze/index.ts";

const HELP = `npm run double:coze -- [--port 8788] [--misbehave KIND]

Speaks Coze's API on 127.0.0.1, without a model: OAuth with JWT, conversations, and one chat flow that knows a greeting,
opening hours, shipping and returns, in Chinese and English, and says of everything else that it cannot help. It prints
the settings to start Baton with, in the environment or in .env, and then every request that it gets.

  --port N          where it listens (default 8788; 0 for any free port)
  --misbehave KIND  goes wrong with every chat: ${COZE_MISBEHAVIOURS.join(", ").replaceAll(/(.{60,75}), /g, "$1,\n                    ")}

Its private key is new at every start, in a file that is removed at the end. It is for trying and for tests, never for
customers.
`;

/** Between two pieces, in milliseconds: about as fast as a model speaks. */
const PACE_MS = 40;

class UsageError extends Error {}

function readOptions(args: string[]): { port: number; misbehave: CozeMisbehaviour | null } | "help" {
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
  const { port = "8788", misbehave } = values;
  if (!/^\d+$/.test(port) || Number(port) > 65_535)
    throw new UsageError("--port must be a whole number from 0 to 65535.");
  const kind = COZE_MISBEHAVIOURS.find((known) => known === misbehave);
  if (misbehave !== undefined && kind === undefined)
    throw new UsageError(`--misbehave must be one of ${COZE_MISBEHAVIOURS.join(", ")}.`);
  return { port: Number(port), misbehave: kind ?? null };
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === "help") return console.log(HELP);
  const { port, misbehave } = options;
  const double = await startCozeDouble({ port, paceMs: PACE_MS, onRequest: say });
  double.misbehave(misbehave);
  const { apiBase, workflowId, appId, oauth } = double.settings;
  const folder = mkdtempSync(join(tmpdir(), "baton-double-coze-"));
  const keyFile = join(folder, "private-key.pem");
  writeFileSync(keyFile, oauth.privateKey, { mode: 0o600 });
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  console.log(`A Coze without a model answers at ${double.url}${misbehave === null ? "" : ` (${misbehave})`}.
Start Baton with:

BOT=coze
COZE_API_BASE=${apiBase}
COZE_WORKFLOW_ID=${workflowId}
COZE_APP_ID=${appId}
COZE_OAUTH_CLIENT_ID=${oauth.clientId}
COZE_OAUTH_PUBLIC_KEY_ID=${oauth.publicKeyId}
COZE_OAUTH_PRIVATE_KEY_FILE=${keyFile}

Ctrl-C ends it.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void double.close());
}

const say = (at: string): void => console.log(`${new Date().toISOString()} a request: ${at}`);

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
