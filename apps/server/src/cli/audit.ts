import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openSqliteStore } from "../adapters/journal-sqlite/open.ts";
import { verifyJournal } from "../application/journal/verify.ts";
import type { Journal, StreamKey } from "../ports/journal.ts";

const HELP = `Checks or erases what the journal holds. The server may be running meanwhile.

  npm run audit -- verify [--data DIR]
      Walks every stream from its first event to its head and names the first row in each that was changed,
      removed or reordered. Exit code 0: every chain closes; 1: some row is not as it was written.

  npm run audit -- erase SESSION_NAME [--tenant NAME] [--data DIR]
      Removes the words, names and addresses of a session's events for good, from the file itself too. What
      happened and when stays, and the chain still verifies. Copies elsewhere (backups) are not reached.

  --data DIR      the data folder (otherwise BATON_DATA_DIR, otherwise ./data)
  --tenant NAME   whose session it is (default)
  --help          this text

Exit code 2: the command could not be carried out.
`;

const DONE = 0;
const NOT_AS_IT_SHOULD_BE = 1;
const CANNOT = 2;

interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

/** @returns the process's exit code */
export async function audit(args: string[], dataDir: string | undefined, terminal: Terminal): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: { type: "string", default: dataDir ?? "./data" },
        tenant: { type: "string", default: "default" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const [command, name, ...rest] = positionals;
    if (values.help) {
      terminal.out(HELP);
      return DONE;
    }
    if (command === "verify" && name === undefined) return await withJournal(values.data, (it) => verify(it, terminal));
    if (command === "erase" && name !== undefined && rest.length === 0) {
      const stream: StreamKey = `${values.tenant}/session/${name}`;
      return await withJournal(values.data, (journal) => erase(journal, stream, terminal));
    }
    terminal.err(command === undefined ? HELP : `This is not a command: ${args.join(" ")}\n\n${HELP}`);
  } catch (error) {
    terminal.err(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  return CANNOT;
}

async function withJournal(folder: string, work: (journal: Journal) => Promise<number>): Promise<number> {
  const path = resolve(join(folder, "baton.sqlite"));
  // Opening would make an empty journal there, and an empty journal verifies.
  if (!existsSync(path)) throw new Error(`There is no journal at ${path}. Name its folder with --data.`);
  const { journal } = await openSqliteStore({ path });
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}

async function verify(journal: Journal, terminal: Terminal): Promise<number> {
  const { streams, events, erased, findings } = await verifyJournal(journal);
  if (findings.length === 0) {
    terminal.out(`ok: ${streams} streams, ${events} events, every chain closes (${erased} events erased)\n`);
    return DONE;
  }
  for (const { stream, seq, fault, detail } of findings) {
    terminal.out(`${stream}${seq === null ? "" : ` event ${seq}`}: ${fault} (${detail})\n`);
  }
  return NOT_AS_IT_SHOULD_BE;
}

async function erase(journal: Journal, stream: StreamKey, terminal: Terminal): Promise<number> {
  const { head, state } = await journal.load(stream);
  if (state === null) {
    terminal.err(`There is no stream ${stream}.\n`);
    return NOT_AS_IT_SHOULD_BE;
  }
  await journal.erase(stream);
  terminal.out(`Erased the words of ${stream}: ${head.seq} events keep what happened and when.\n`);
  return DONE;
}

if (import.meta.main) {
  process.exitCode = await audit(process.argv.slice(2), process.env.BATON_DATA_DIR, {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}
