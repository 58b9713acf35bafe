import { ApiError, createApi, safeStorage } from "@baton/client";
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
  | { state: "signed_out" /** Whose sign-in ended without their doing; null when nobody's did. */; ended: Agent | null }
  | { state: "signed_in"; agent: Agent };

const storage = safeStorage(() => localStorage);
/** Holds the id of whoever signed in last, and when: other tabs hear of it also when it is the same agent again. */
const SIGNED_IN = "baton.console.signed-in";
const idIn = (stored: string | null) => stored?.split(" ", 1)[0] ?? null;

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
function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? navigator.locks.request("baton.console.renew", work) : work();
}

const whoIsSignedIn = async (): Promise<Agent> => (await profile()) ?? (await plainApi.refresh({})).agent;

/**
 * @returns true when calls may be tried again; false when the agent is signed out now, or another one is signed in
 * @throws when the service could not be asked: that says nothing about being signed in
 */
export async function renew(): Promise<boolean> {
  try {
    const agent = await oneTabAtATime(whoIsSignedIn);
    const { value: known } = current;
    if (known.state !== "signed_in" || known.agent.id === agent.id) return true;
    // What was about to be tried again is not this agent's.
    current.value = { state: "signed_in", agent };
    return false;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (current.value.state === "signed_in") current.value = { state: "signed_out", ended: current.value.agent };
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
    current.value = { state: "signed_in", agent: await oneTabAtATime(whoIsSignedIn) };
  } catch (error) {
    current.value = isRefusal(error) ? { state: "signed_out", ended: null } : { state: "unreachable" };
  }
}

/** Throws `ApiError`: 401 `BAD_CREDENTIALS`, 429 with `retryAfterMs`. */
export async function signIn(username: string, password: string): Promise<void> {
  const { agent } = await api.login({ username, password, cookie: true });
  current.value = { state: "signed_in", agent };
  storage.setItem(SIGNED_IN, `${agent.id} ${Date.now()}`);
}

/** @throws when the service could not be reached: its cookies are then still valid, and pretending would be a lie */
export async function signOut(): Promise<void> {
  try {
    await plainApi.logout();
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  current.value = { state: "signed_out", ended: null };
  storage.removeItem(SIGNED_IN);
}

// The cookies are every tab's: one that went on after this would act as whoever has signed in, under the other's name.
addEventListener("storage", ({ key, newValue }) => {
  const id = current.value.state === "signed_in" ? current.value.agent.id : null;
  if (key === SIGNED_IN && id !== idIn(newValue)) void restoreAccount();
});

/** A window that was frozen may not have heard of it. What is being typed into the form stays. */
async function lookAgain(): Promise<void> {
  if (document.visibilityState !== "visible" || current.value.state !== "signed_out") return;
  try {
    const agent = await oneTabAtATime(whoIsSignedIn);
    if (current.value.state === "signed_out") current.value = { state: "signed_in", agent };
  } catch {
    // Nobody is, or nobody can tell: the form is there.
  }
}
document.addEventListener("visibilitychange", () => void lookAgain());
