import { parseArgs } from "node:util";
import { verifyJournal } from "../application/journal/verify.ts";
import { describePlace, isThere, openStore, type StorePlace, storePlace } from "../compose/store.ts";
import { readSettings } from "../config.ts";
import type { Journal, StreamKey } from "../ports/journal.ts";

const HELP = `Checks or erases what the journal holds. The server may be running meanwhile.

  npm run audit -- verify [--data DIR]
      Walks every stream from its first event to its head and names the first row in each that was changed,
      removed or reordered. Exit code 0: every chain closes; 1: some row is not as it was written.

  npm run audit -- erase SESSION_NAME [--tenant NAME] [--data DIR]
      Removes the words, names and addresses of a session's events for good, from the file itself too. What
      happened and when stays, and the chain still verifies. Copies elsewhere (backups) are not reached.

  --data DIR      the data folder (otherwise what DATABASE_URL or BATON_DATA_DIR say in the environment or .env,
                  otherwise ./data)
  --tenant NAME   whose session it is (default)
  --help          this text

Exit code 2: the command could not be carried out.
`;

const DONE = 0;
const NOT_AS_IT_SHOULD_BE = 1;
const CANNOT = 2;

export interface Surroundings {
  /** What the settings say; `--data` goes before it. */
  place(): StorePlace;
  out(text: string): void;
  err(text: string): void;
}

/** @returns the process's exit code */
export async function audit(args: string[], around: Surroundings): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: { type: "string" },
        tenant: { type: "string", default: "default" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const [command, name, ...rest] = positionals;
    const place = (): StorePlace =>
      values.data === undefined ? around.place() : { kind: "file", dataDir: values.data };
    if (values.help) {
      around.out(HELP);
      return DONE;
    }
    if (command === "verify" && name === undefined) return await withJournal(place(), (it) => verify(it, around));
    if (command === "erase" && name !== undefined && rest.length === 0) {
      const stream: StreamKey = `${values.tenant}/session/${name}`;
      return await withJournal(place(), (journal) => erase(journal, stream, around));
    }
    around.err(command === undefined ? HELP : `This is not a command: ${args.join(" ")}\n\n${HELP}`);
  } catch (error) {
    around.err(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  return CANNOT;
}

async function withJournal(place: StorePlace, work: (journal: Journal) => Promise<number>): Promise<number> {
  // Opening would make an empty journal there, and an empty journal verifies.
  if (!isThere(place)) throw new Error(`There is no journal at ${describePlace(place)}. Name its folder with --data.`);
  const { journal } = await openStore(place);
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}

async function verify(journal: Journal, around: Surroundings): Promise<number> {
  const { streams, events, erased, findings } = await verifyJournal(journal);
  if (findings.length === 0) {
    around.out(`ok: ${streams} streams, ${events} events, every chain closes (${erased} events erased)\n`);
    return DONE;
  }
  for (const { stream, seq, fault, detail } of findings) {
    around.out(`${stream}${seq === null ? "" : ` event ${seq}`}: ${fault} (${detail})\n`);
  }
  return NOT_AS_IT_SHOULD_BE;
}

async function erase(journal: Journal, stream: StreamKey, around: Surroundings): Promise<number> {
  const { head, state } = await journal.load(stream);
  if (state === null) {
    around.err(`There is no stream ${stream}.\n`);
    return NOT_AS_IT_SHOULD_BE;
  }
  await journal.erase(stream);
  around.out(`Erased the words of ${stream}: ${head.seq} events keep what happened and when.\n`);
  return DONE;
}

if (import.meta.main) {
  process.exitCode = await audit(process.argv.slice(2), {
    // The settings the server reads, so that both find the same store.
    place: () => storePlace(readSettings()),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });
}
