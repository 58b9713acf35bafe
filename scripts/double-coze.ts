/** `npm run double:coze`: a Coze without a model, for trying Baton without an account there. See HELP. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  COZE_MISBEHAVIOURS,
  type CozeMisbehaviour,
  startCozeDouble,
} from "../apps/server/src/testing/doubles/coze/index.ts";
import { listKinds, runDouble, say } from "./run-double.ts";

const PORT = 8788;

const HELP = `npm run double:coze -- [--port ${PORT}] [--misbehave KIND]

Speaks Coze's API on 127.0.0.1, without a model: OAuth with JWT, conversations, and one chat flow that knows a greeting,
opening hours, shipping and returns, in Chinese and English, and says of everything else that it cannot help. It prints
the settings to start Baton with, in the environment or in .env, and then every request that it gets.

  --port N          where it listens (default ${PORT}; 0 for any free port)
  --misbehave KIND  goes wrong with every chat: ${listKinds(COZE_MISBEHAVIOURS)}

Its private key is new at every start, in a file that is removed at the end. It is for trying and for tests, never for
customers.
`;

/** Between two pieces, in milliseconds: about as fast as a model speaks. */
const PACE_MS = 40;

async function start({ port, misbehave }: { port: number; misbehave: CozeMisbehaviour | null }) {
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
COZE_OAUTH_PRIVATE_KEY_FILE=${keyFile}`);
  return double;
}

await runDouble({ help: HELP, port: PORT, kinds: COZE_MISBEHAVIOURS, start }, process.argv.slice(2));
