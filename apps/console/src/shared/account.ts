import { ApiError, createApi } from "@baton/client";
import type { Agent } from "@baton/protocol";
import { readonly, ref } from "vue";
import { currentLocale } from "./i18n/index.ts";

/**
 * Who is signed in. The tokens are HttpOnly cookies of the service's own origin: no script sees them, so none is kept
 * here or in storage, and only the service can tell whether there is one.
 */
export type Account =
  | { state: "unknown" }
  | { state: "unreachable" }
  | { state: "signed_out" /** It was not the agent who ended it. */; ended: boolean }
  | { state: "signed_in"; agent: Agent };

const current = ref<Account>({ state: "unknown" });
export const account = readonly(current);

/** Every call of the console; the page's own origin, authenticated by cookie. */
export const api = createApi({ baseUrl: "", lang: currentLocale, onUnauthorized: () => renew() });

/** Used while renewing, where a 401 is an answer and not a reason to renew. */
const plainApi = createApi({ baseUrl: "", lang: currentLocale });

const isRefusal = (error: unknown) => error instanceof ApiError && (error.status === 401 || error.status === 403);

/**
 * Tabs share the refresh cookie, and using one twice revokes the whole family. So one tab renews at a time, and the
 * next one first looks whether that has already been done for it. (`navigator.locks` exists in secure contexts only.)
 */
function oneTabAtATime(work: () => Promise<void>): Promise<void> {
  return "locks" in navigator ? navigator.locks.request("baton.console.renew", work) : work();
}

/**
 * @returns true when calls may be tried again; false when the agent is signed out now
 * @throws when the service could not be asked: that says nothing about being signed in
 */
export async function renew(): Promise<boolean> {
  try {
    await oneTabAtATime(async () => {
      if ((await profile()) === null) await plainApi.refresh({});
    });
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (current.value.state === "signed_in") current.value = { state: "signed_out", ended: true };
    return false;
  }
}

/** Null when the access cookie is missing or over. */
async function profile(): Promise<Agent | null> {
  try {
    return await plainApi.profile();
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** After a reload: asks the service whether this browser is signed in. */
export async function restoreAccount(): Promise<void> {
  current.value = { state: "unknown" };
  try {
    await oneTabAtATime(async () => {
      const agent = (await profile()) ?? (await plainApi.refresh({})).agent;
      current.value = { state: "signed_in", agent };
    });
  } catch (error) {
    current.value = isRefusal(error) ? { state: "signed_out", ended: false } : { state: "unreachable" };
  }
}

/** Throws `ApiError`: 401 `BAD_CREDENTIALS`, 429 with `retryAfterMs`. */
export async function signIn(username: string, password: string): Promise<void> {
  const { agent } = await api.login({ username, password, cookie: true });
  current.value = { state: "signed_in", agent };
}

/** @throws when the service could not be reached: its cookies are then still valid, and pretending would be a lie */
export async function signOut(): Promise<void> {
  try {
    await plainApi.logout();
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  current.value = { state: "signed_out", ended: false };
}
