import { randomKey, safeStorage } from "@baton/client";
import type { QuickReply } from "@baton/protocol";
import { shallowRef } from "vue";
import { keyOf } from "../../shared/quick-replies/key-of.ts";
import type { Written } from "./checks.ts";

/** A quick reply as it is being written. `version` is that of the one that it replaces; null for a new one. */
export interface Unsaved extends Written {
  version: number | null;
}

const storage = safeStorage(() => sessionStorage);

export function newUnsaved(text: string): Unsaved {
  return { id: randomKey(), scope: "own", shortcut: "", text, version: null };
}

export function unsavedOf({ id, scope, shortcut, text, version }: QuickReply): Unsaved {
  return { id, scope, shortcut, text, version };
}

/** Whether there is anything to lose. */
export function isChanged(unsaved: Unsaved, saved: QuickReply | undefined): boolean {
  if (saved === undefined) return unsaved.shortcut.trim() !== "" || unsaved.text.trim() !== "";
  return unsaved.shortcut.trim() !== saved.shortcut || unsaved.text.trim() !== saved.text;
}

/**
 * Whether the service has another one than that which this replaces. A new one may be there already: its save was done,
 * and the answer got lost. Where both say the same, saving is safe, and nothing is to be decided.
 */
export function hasMovedOn(unsaved: Unsaved, saved: QuickReply | undefined): boolean {
  if (saved === undefined) return unsaved.version !== null;
  return saved.version !== unsaved.version && isChanged(unsaved, saved);
}

/** What an older version of the console has left is not trusted to have this one's shape. */
export function parseUnsaved(stored: string | null): Readonly<Record<string, Unsaved>> {
  try {
    const value: unknown = JSON.parse(stored ?? "[]");
    if (!Array.isArray(value)) return {};
    return Object.fromEntries(value.filter(isUnsaved).map((one) => [keyOf(one), one]));
  } catch {
    return {};
  }
}

function isUnsaved(value: unknown): value is Unsaved {
  if (typeof value !== "object" || value === null) return false;
  const { id, scope, shortcut, text, version } = value as Record<string, unknown>;
  return (
    [id, shortcut, text].every((word) => typeof word === "string") &&
    (scope === "own" || scope === "shared") &&
    (version === null || typeof version === "number")
  );
}

/**
 * What an agent has written and not saved, kept for this tab: neither choosing another one, nor closing the page, nor
 * signing in again loses it, so nobody has to be asked.
 */
export function useUnsaved(agentId: string) {
  const storageKey = `baton.console.quick-replies.${agentId}`;
  const all = shallowRef(parseUnsaved(storage.getItem(storageKey)));

  function keep(next: Readonly<Record<string, Unsaved>>): void {
    all.value = next;
    if (Object.keys(next).length === 0) storage.removeItem(storageKey);
    else storage.setItem(storageKey, JSON.stringify(Object.values(next)));
  }

  return {
    all,
    write(unsaved: Unsaved): void {
      keep({ ...all.value, [keyOf(unsaved)]: unsaved });
    },
    drop(key: string): void {
      const { [key]: _gone, ...rest } = all.value;
      keep(rest);
    },
  };
}
