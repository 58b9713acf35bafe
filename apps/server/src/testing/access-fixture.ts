import { createLocalBus } from "../adapters/bus-local/index.ts";
import { createJournalDirectory } from "../adapters/directory-journal/index.ts";
import { openMemoryStore } from "../adapters/journal-memory/open.ts";
import { createArgon2Passwords } from "../adapters/passwords-argon2/index.ts";
import { createRandomIds } from "../adapters/system/index.ts";
import { createOpaqueTokens, createSignedTokens } from "../adapters/tokens-jose/index.ts";
import { type Access, createAccess } from "../application/accounts/access.ts";
import { createAccount, type NewAccount } from "../application/accounts/create-account.ts";
import type { Bus } from "../ports/bus.ts";
import type { Journal } from "../ports/journal.ts";
import type { Passwords } from "../ports/passwords.ts";
import type { SignedTokens } from "../ports/tokens.ts";
import type { Vault } from "../ports/vault.ts";

export const TENANT = "default";
const ROOT_SECRET = "a root secret for tests, long enough";
export const IDENTITY_SECRET = "the host site's secret, long enough";
/** 2026-01-01, a whole second. */
export const START_MS = 1_767_225_600_000;
/** As little work as argon2 allows: what is tested is who is let in, not how slowly. */
export const CHEAP = { memoryKib: 8, passes: 1, parallelism: 1 };

export interface ManualClock {
  now(): number;
  pass(ms: number): void;
}

function manualClock(startMs = START_MS): ManualClock {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    pass: (ms) => {
      nowMs += ms;
    },
  };
}

export interface World {
  store: { journal: Journal; vault: Vault };
  clock: ManualClock;
}

/** Where several instances may live: one store and one clock. */
export function world(store: World["store"] = openMemoryStore()): World {
  return { store, clock: manualClock() };
}

/** One process. Give several the same world, and the same bus or one of their own. */
export async function instance(
  { store, clock }: World,
  options: { bus?: Bus; passwords?: Passwords; signedTokens?: SignedTokens; vault?: Vault } = {},
) {
  const bus = options.bus ?? createLocalBus();
  const deps = {
    journal: store.journal,
    vault: options.vault ?? store.vault,
    bus,
    clock,
    ids: createRandomIds(clock),
    passwords: options.passwords ?? createArgon2Passwords({ cost: CHEAP }),
    directory: createJournalDirectory({ journal: store.journal, bus, clock }),
    opaqueTokens: createOpaqueTokens(ROOT_SECRET),
    signedTokens: options.signedTokens ?? (await createSignedTokens({ root: ROOT_SECRET, identity: IDENTITY_SECRET })),
  };
  const access: Access = createAccess(deps);
  return { ...deps, access };
}
export type Instance = Awaited<ReturnType<typeof instance>>;

export const PASSWORD = "correct horse battery";
export const DESK = "192.0.2.7";

/** 小王, unless told otherwise. */
export function addAgent(deps: Instance, overrides: Partial<NewAccount> = {}) {
  const account: NewAccount = {
    tenant: TENANT,
    username: "wang",
    name: "小王",
    role: "agent",
    maxSessions: 5,
    avatarUrl: null,
    password: PASSWORD,
  };
  return createAccount(deps, { ...account, ...overrides });
}

export const signInRequest = (overrides: object = {}) => ({
  tenant: TENANT,
  username: "wang",
  password: PASSWORD,
  address: DESK,
  ...overrides,
});
