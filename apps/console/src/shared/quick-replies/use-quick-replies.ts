import type { QuickReply, QuickReplyDraft, QuickReplyScope } from "@baton/protocol";
import { type InjectionKey, inject, provide, type Ref, ref, type ShallowRef, shallowRef } from "vue";
import { api } from "../account.ts";
import { keyOf } from "./key-of.ts";

export interface QuickReplies {
  /** Shared ones and the agent's own; empty until `phase` is ready. */
  list: Readonly<ShallowRef<readonly QuickReply[]>>;
  phase: Readonly<Ref<"unknown" | "loading" | "ready" | "failed">>;
  problem: Readonly<ShallowRef<unknown>>;
  /** Asks the service, unless it has just been asked: others change shared ones meanwhile. */
  refresh(): Promise<void>;
  load(): Promise<void>;
  /** @param version of the one that is replaced; absent for a new one. Throws `ApiError`. */
  save(scope: QuickReplyScope, id: string, draft: QuickReplyDraft & { version?: number }): Promise<QuickReply>;
  /** Throws `ApiError`. */
  remove(reply: QuickReply): Promise<void>;
  /** Opens the page where they are written; with a text, a new one that holds it. */
  manage(text?: string): void;
  /** What that page was opened with; null while it is closed. */
  managed: Ref<{ text: string | null } | null>;
}

const KEY: InjectionKey<QuickReplies> = Symbol("quick replies");
const FRESH_MS = 20_000;

export function provideQuickReplies(): QuickReplies {
  const list = shallowRef<readonly QuickReply[]>([]);
  const phase = ref<"unknown" | "loading" | "ready" | "failed">("unknown");
  const problem = shallowRef<unknown>(null);
  const managed = ref<{ text: string | null } | null>(null);
  let askedAtMs = 0;

  async function load(): Promise<void> {
    askedAtMs = Date.now();
    if (phase.value !== "ready") phase.value = "loading";
    try {
      list.value = await api.quickReplies();
      phase.value = "ready";
    } catch (error) {
      askedAtMs = 0;
      problem.value = error;
      // What is known is of use even when it could not be looked up again.
      if (phase.value !== "ready") phase.value = "failed";
    }
  }

  const store: QuickReplies = {
    list,
    phase,
    problem,
    managed,
    load,
    async refresh() {
      if (Date.now() - askedAtMs > FRESH_MS) await load();
    },
    async save(scope, id, draft) {
      const saved = await api.saveQuickReply(scope, id, draft);
      list.value = [...list.value.filter((other) => keyOf(other) !== keyOf(saved)), saved];
      return saved;
    },
    async remove(reply) {
      await api.removeQuickReply(reply.scope, reply.id, { version: reply.version });
      list.value = list.value.filter((other) => keyOf(other) !== keyOf(reply));
    },
    manage(text) {
      managed.value = { text: text ?? null };
    },
  };
  provide(KEY, store);
  return store;
}

export function useQuickReplies(): QuickReplies {
  const store = inject(KEY);
  if (store === undefined) throw new Error("useQuickReplies() outside the workbench");
  return store;
}
