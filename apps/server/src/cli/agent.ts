import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { changePassword } from "../application/accounts/change-password.ts";
import { createAccount } from "../application/accounts/create-account.ts";
import { setAccountEnabled } from "../application/accounts/set-account-enabled.ts";
import { type Accounts, openAccounts } from "../compose/accounts.ts";
import { describePlace, isThere, type StorePlace, storePlace } from "../compose/store.ts";
import { readSettings } from "../config.ts";
import { AccountError } from "../domain/access/account-error.ts";
import { normalizeUsername } from "../domain/access/username.ts";
import { HELP, REFUSALS } from "./agent-texts.ts";

const DONE = 0;
const REFUSED = 1;
const CANNOT = 2;

const TENANT = "default";
/** Who the journal says did it. */
const OPERATOR = "cli";
/** This process keeps nothing of who is signed in; a server beside it looks for itself. */
const liveFamilies = { revoked: () => undefined };

export interface Surroundings {
  /** What the settings say; `--data` goes before it. */
  place: () => StorePlace;
  stdin: () => Promise<string>;
  out(line: string): void;
  err(line: string): void;
}

interface Options {
  place: StorePlace;
  name: string;
  role: string;
  maxSessions: number;
  passwordStdin: boolean;
}

type Command = (accounts: Accounts, username: string, options: Options, around: Surroundings) => Promise<void>;

/** @returns the process's exit code */
export async function agent(args: string[], around: Surroundings): Promise<number> {
  try {
    const parsed = parse(args, around);
    if (parsed === "help") {
      around.out(HELP);
      return DONE;
    }
    const { command, username, options } = parsed;
    // Opening would make a store there: right for the first account, a surprise for everything else.
    if (command !== "add" && !isThere(options.place)) {
      throw new UsageError(
        `${describePlace(options.place)} 不存在。There is nothing at this path; name the data folder with --data.`,
      );
    }
    const accounts = await openAccounts(options.place);
    try {
      await COMMANDS[command](accounts, username, options, around);
      return DONE;
    } finally {
      await accounts.close();
    }
  } catch (error) {
    if (error instanceof AccountError) {
      around.err(REFUSALS[error.code]);
      return REFUSED;
    }
    around.err(error instanceof Error ? error.message : String(error));
    return CANNOT;
  }
}

const COMMANDS: Record<"add" | "list" | "password" | "disable" | "enable", Command> = {
  async add(accounts, username, options, around) {
    const { role, name, maxSessions, place } = options;
    if (role !== "agent" && role !== "admin")
      throw new UsageError("--role 须为 agent 或 admin。--role is agent or admin.");
    const { password, generated } = await choosePassword(accounts, options, around);
    const account = { tenant: TENANT, username, name, role, maxSessions, avatarUrl: null, password } as const;
    const made = await createAccount(accounts, account);
    around.out(`已创建账号 ${made.username}。Account made in ${describePlace(place)}.`);
    if (generated) show(password, around);
  },

  async list(accounts, _username, _options, around) {
    const all = await accounts.directory.all(TENANT);
    const rows = all.map((one) => [
      one.username,
      one.role,
      String(one.maxSessions),
      one.enabled ? "enabled" : "disabled",
      one.id,
      // Last, because Chinese characters are two columns wide.
      one.name,
    ]);
    for (const row of aligned([["USERNAME", "ROLE", "MAX", "STATUS", "ID", "NAME"], ...rows])) around.out(row);
  },

  async password(accounts, username, options, around) {
    const { password, generated } = await choosePassword(accounts, options, around);
    await changePassword({ ...accounts, liveFamilies }, { tenant: TENANT, username, password, operator: OPERATOR });
    around.out(`已更换 ${username} 的密码，并在所有地方退出登录。Password changed; signed out everywhere.`);
    if (generated) show(password, around);
  },

  disable: (accounts, username, _options, around) => setEnabled(accounts, username, false, around),
  enable: (accounts, username, _options, around) => setEnabled(accounts, username, true, around),
};

async function setEnabled(accounts: Accounts, username: string, enabled: boolean, around: Surroundings): Promise<void> {
  const change = { tenant: TENANT, username, enabled, operator: OPERATOR };
  const changed = await setAccountEnabled({ ...accounts, liveFamilies }, change);
  const done = enabled ? "已启用。Enabled." : "已停用，并在所有地方退出登录。Disabled; signed out everywhere.";
  const already = enabled ? "本来就是启用的。It was enabled already." : "本来就是停用的。It was disabled already.";
  around.out(`${username} ${changed ? done : already}`);
}

async function choosePassword(
  { passwords }: Accounts,
  { passwordStdin }: Options,
  { stdin }: Surroundings,
): Promise<{ password: string; generated: boolean }> {
  if (!passwordStdin) return { password: passwords.generate(), generated: true };
  // The line break that `echo` and editors add is not part of the password.
  return { password: (await stdin()).replace(/\r?\n$/, ""), generated: false };
}

const show = (password: string, { out }: Surroundings): void =>
  out(`密码（只显示这一次）Password (shown this once): ${password}`);

function aligned(rows: readonly string[][]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

class UsageError extends Error {}

interface Parsed {
  command: keyof typeof COMMANDS;
  username: string;
  options: Options;
}

/** @throws UsageError or what `parseArgs` throws, with a sentence for the operator */
function parse(args: string[], around: Surroundings): Parsed | "help" {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: "string" },
      role: { type: "string", default: "agent" },
      "max-sessions": { type: "string", default: "5" },
      "password-stdin": { type: "boolean", default: false },
      data: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [command = "", typed, ...rest] = positionals;
  if (values.help || command === "help") return "help";
  if (!isCommand(command) || rest.length > 0 || (command === "list") !== (typed === undefined)) {
    throw new UsageError(`用法不对。This is not a command: agent ${args.join(" ")}\n\n${HELP}`);
  }
  const username = typed === undefined ? "" : normalizeUsername(typed);
  if (username === null) throw new AccountError(command === "add" ? "INVALID_USERNAME" : "ACCOUNT_NOT_FOUND");
  const options = {
    place: values.data === undefined ? around.place() : ({ kind: "file", dataDir: values.data } as const),
    name: values.name ?? username,
    role: values.role,
    maxSessions: Number(values["max-sessions"]),
    passwordStdin: values["password-stdin"],
  };
  return { command, username, options };
}

const isCommand = (word: string): word is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, word);

if (import.meta.main) {
  process.exitCode = await agent(process.argv.slice(2), {
    // The settings the server reads, so that both find the same store.
    place: () => storePlace(readSettings()),
    stdin: () => text(process.stdin),
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
  });
}
