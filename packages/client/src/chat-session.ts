import type { Session } from "@baton/protocol";
import { type Api, type CreatedSession, createApi } from "./api.ts";
import type { ChatOptions } from "./chat.ts";
import { ApiError, saysSessionIsGone } from "./errors.ts";
import { customerOf, type IdentityToken, readIdentity } from "./identity.ts";
import { readOpening, writeOpening } from "./opening.ts";
import type { KeyValueStorage } from "./storage.ts";
import { isFor, readStored, type StoredSession, writeStored } from "./stored-session.ts";

/**
 * Which session this customer's chat is in: kept in the storage that all pages of the origin share, so that a reload
 * continues it and a second tab joins it; its token is renewed when it has ended.
 */
export function createChatSession(options: ChatOptions, storage: KeyValueStorage, storageKey: string) {
  const openingKey = `${storageKey}.opening`;
  const cookie = options.transport === "eventsource" ? { cookie: true } : {};
  let isKnown = false;
  let customer: string | undefined;
  let current: StoredSession | undefined;
  let renewing: { name: string; done: Promise<boolean> } | undefined;

  const calls = {
    baseUrl: options.baseUrl,
    token: () => current?.token,
    ...(options.lang === undefined ? {} : { lang: options.lang }),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  };
  const api: Api = createApi({ ...calls, onUnauthorized: renew });
  /** For what a 401 says of the identity token: no new session token would help. */
  const entrance = createApi(calls);

  /** What the storage holds, unless it is somebody else's. */
  function ours(): StoredSession | undefined {
    const found = readStored(storage, storageKey);
    return found !== undefined && isFor(found, customer) ? found : undefined;
  }

  /** Another page may have left this conversation or begun a new one: the storage is then not ours to change. */
  function keepRenewed(session: StoredSession): void {
    if (current?.name !== session.name) return;
    const known = readStored(storage, storageKey);
    if (known?.name === session.name) writeStored(storage, storageKey, session);
    current = session;
  }

  /** One renewal for all that need it at the same time: the stream, and the calls of every part of the page. */
  function renew(): Promise<boolean> {
    const old = current;
    if (old === undefined) return Promise.resolve(false);
    if (renewing?.name !== old.name) {
      const done = renewNow(old).finally(() => {
        if (renewing?.done === done) renewing = undefined;
      });
      renewing = { name: old.name, done };
    }
    return renewing.done;
  }

  async function renewNow(old: StoredSession): Promise<boolean> {
    try {
      const { token } = await api.renewSession(old.name, old.token, cookie);
      keepRenewed({ ...old, token });
      return true;
    } catch (error) {
      if (saysSessionIsGone(error) || isRefusedRenewal(error)) return false;
      throw error;
    }
  }

  /**
   * Read anew for each use, since it ends. A guest's chat becomes a customer's with it; a customer's goes to nobody else.
   */
  async function identity(): Promise<IdentityToken> {
    const identityToken = await readIdentity(options.identityToken);
    const named = customerOf(identityToken);
    if (!isFor({ customer }, named)) {
      throw new ApiError({
        status: 401,
        code: "UNAUTHENTICATED",
        message: "The identity token is another customer's.",
      });
    }
    customer = named;
    return identityToken;
  }

  const withIdentity = (identityToken: IdentityToken) =>
    identityToken === undefined ? {} : { identity_token: identityToken };

  /**
   * Key and body are in the storage before the call is made: a page that asks again, because the answer was lost, because
   * it was reloaded, or because it is another tab, asks the same and so gets the same session.
   */
  async function create(isLast = false): Promise<CreatedSession & { customer: string | undefined }> {
    const identityToken = await identity();
    const known = readOpening(storage, openingKey, customer);
    const profile = options.profile === undefined ? {} : { profile: { ...options.profile } };
    const opening =
      known ?? writeOpening(storage, openingKey, { ...withIdentity(identityToken), ...profile, ...cookie });
    try {
      const { key, body } = opening;
      return {
        ...(await entrance.createSession(body, { idempotencyKey: key })),
        customer: customerOf(body.identity_token),
      };
    } catch (error) {
      if (!(error instanceof ApiError) || error.isTransient) throw error;
      storage.removeItem(openingKey);
      // What an earlier page asked with may be out of date, and so may be the identity token.
      const isOutdated = error.code === "IDEMPOTENCY_CONFLICT" || error.status === 401;
      const mayDiffer = known !== undefined || typeof options.identityToken === "function";
      if (isLast || !isOutdated || !mayDiffer) throw error;
      return create(true);
    }
  }

  return {
    api,
    get customer() {
      return customer;
    },
    /** Undefined before the first message. */
    current: () => current,
    renew,
    /** Before, what is written may not stay: nobody could say whose it is. */
    isKnown: () => isKnown,
    /** From now on it is known who is here, and so what of the storage is theirs. */
    begin(identityToken: IdentityToken): void {
      isKnown = true;
      customer = customerOf(identityToken);
      current = ours();
      // What the one before on this device was in. Later, what is somebody else's is another tab's and in use.
      if (current === undefined) writeStored(storage, storageKey, undefined);
    },
    /** Takes over the session that another page has made, if there is one. */
    join(): StoredSession | undefined {
      current ??= ours();
      return current;
    },
    /**
     * @param conversation aborted once nobody wants it any more
     * @returns undefined when another page was faster: its session is the current one now
     */
    async open(conversation: AbortSignal): Promise<Session | undefined> {
      const { session, token, customer: owner } = await create();
      conversation.throwIfAborted();
      current = ours();
      if (current !== undefined && current.name !== session.session_name) return undefined;
      // Not over another customer's, who has signed in in another tab: this one then lasts as long as its page.
      const isFree = current !== undefined || readStored(storage, storageKey) === undefined;
      current = { name: session.session_name, token, ...(owner === undefined ? {} : { customer: owner }) };
      if (isFree) writeStored(storage, storageKey, current);
      storage.removeItem(openingKey);
      return session;
    },
    /** A guest has signed in since: the server, and so the agents, learn who it is. */
    async introduce(): Promise<void> {
      const known = current;
      if (known === undefined || customer === undefined || known.customer === customer) return;
      const enter = async (identityToken: IdentityToken) => {
        const body = { session_name: known.name, ...withIdentity(identityToken), ...cookie };
        const { token } = await entrance.createSession(body);
        keepRenewed({ name: known.name, token, ...(customer === undefined ? {} : { customer }) });
      };
      const identityToken = await identity();
      await enter(identityToken).catch(async (error: unknown) => {
        const fresh = error instanceof ApiError && error.status === 401 ? await identity() : identityToken;
        if (fresh === identityToken) throw error;
        await enter(fresh);
      });
    },
    /** Nobody should pick up a conversation that its customer has left; if this fails, the waiting ladder ends it. */
    async withdraw(left: StoredSession): Promise<void> {
      const lefts = createApi({ ...calls, token: () => left.token });
      await lefts.cancel(left.name).catch(() => undefined);
    },
    forget(): void {
      const left = current;
      current = undefined;
      if (left !== undefined && readStored(storage, storageKey)?.name === left.name) {
        writeStored(storage, storageKey, undefined);
      }
    },
  };
}

const isRefusedRenewal = (error: unknown): boolean => error instanceof ApiError && error.code === "SESSION_EXISTS";

export type ChatSession = ReturnType<typeof createChatSession>;
