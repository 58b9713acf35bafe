import { AccessError } from "../../domain/access/access-error.ts";
import { addressGroup } from "../../domain/access/address.ts";
import { openFamily, withFamily } from "../../domain/access/refresh-family.ts";
import { normalizeUsername } from "../../domain/access/username.ts";
import { type PasswordHash, type Passwords, PasswordsBusy } from "../../ports/passwords.ts";
import type { SignedTokens } from "../../ports/tokens.ts";
import type { LiveFamilies } from "../tokens/live-families.ts";
import { issue } from "../tokens/refresh.ts";
import { type Credentials, readCredentials, updateCredentials } from "./credentials.ts";
import type { AccountDeps, Issued } from "./deps.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

export interface SignInDeps extends Omit<AccountDeps, "journal" | "bus"> {
  signedTokens: SignedTokens;
  liveFamilies: Pick<LiveFamilies, "revoked">;
  throttle: SignInThrottle;
}

export interface SignInRequest {
  tenant: string;
  username: string;
  password: string;
  /** The client's IP address. */
  address: string;
}

const MAX_USUAL_ADDRESSES = 5;
const BUSY_RETRY_MS = 1_000;

/**
 * An unknown user, a wrong password and a disabled account get the same answer after the same work.
 * @throws AccessError BAD_CREDENTIALS or RATE_LIMITED; JournalUnavailable
 */
export async function signIn(deps: SignInDeps, request: SignInRequest): Promise<Issued> {
  const { tenant, password, address } = request;
  const username = normalizeUsername(request.username);
  const place = addressGroup(address);
  const mark = deps.opaqueTokens.mark(JSON.stringify([tenant, username, place]));
  const credentials = username === null ? null : await readCredentials(deps.vault, tenant, username);
  const usual = credentials?.usualAddresses.includes(mark) === true;

  const account = JSON.stringify([tenant, username ?? request.username]);
  const attempt = deps.throttle.begin({ account, address: place, usual }, deps.clock.now());
  if (!attempt.admitted) throw new AccessError("RATE_LIMITED", attempt.retryAfterMs);

  let issued: Issued | null;
  try {
    const checked = await checkPassword(deps.passwords, password, credentials, usual);
    issued = username === null || checked === null ? null : await enter(deps, { tenant, username, mark, checked });
  } catch (error) {
    attempt.withdrawn();
    throw error instanceof PasswordsBusy ? new AccessError("RATE_LIMITED", BUSY_RETRY_MS) : error;
  }
  if (issued === null) throw new AccessError("BAD_CREDENTIALS");
  attempt.succeeded();
  return issued;
}

interface Checked {
  passwordVersion: number;
  /** The same password under today's parameters, when the stored hash is weaker. */
  rehashed: PasswordHash | null;
}

async function checkPassword(
  passwords: Passwords,
  password: string,
  credentials: Credentials | null,
  usual: boolean,
): Promise<Checked | null> {
  if (credentials === null) {
    await passwords.verifyNothing(password);
    return null;
  }
  const { matches, outdated } = await passwords.verify(password, credentials.password, usual);
  if (!matches) return null;
  const rehashed = outdated ? await passwords.hash(password) : null;
  return { passwordVersion: credentials.passwordVersion, rehashed };
}

/** @returns null when the account is disabled, or its password was changed since it was checked */
async function enter(
  deps: SignInDeps,
  { tenant, username, mark, checked }: { tenant: string; username: string; mark: string; checked: Checked },
): Promise<Issued | null> {
  const { vault, directory, ids, opaqueTokens, clock, liveFamilies } = deps;
  const account = await directory.byUsername(tenant, username);
  if (account?.enabled !== true) return null;
  const nowMs = clock.now();
  const secret = opaqueTokens.mint();
  const family = openFamily(ids.guard("fam"), opaqueTokens.digest(secret), nowMs);

  const dropped = await updateCredentials(vault, tenant, username, (current) => {
    if (current === null || current.passwordVersion !== checked.passwordVersion) return { next: null, result: null };
    const { families, dropped } = withFamily(current.families, family, nowMs);
    const others = current.usualAddresses.filter((known) => known !== mark);
    const usualAddresses = [mark, ...others].slice(0, MAX_USUAL_ADDRESSES);
    const password = checked.rehashed ?? current.password;
    return { next: { ...current, password, families, usualAddresses }, result: dropped };
  });
  if (dropped === null) return null;
  liveFamilies.revoked(dropped);
  return issue(deps, { tenant, account, family: family.id, secret, nowMs });
}
