import { onScopeDispose } from "vue";
import { createHush } from "./hush.ts";
import { type BoundKeyName, KEYS } from "./keys-table.ts";
import { usePane } from "./panes/pane.ts";
import { isTextField } from "./text-field.ts";

/** Text fields, and an open dialog, wherever the focus is, keep their keys for themselves. */
function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector("dialog:modal") !== null) return true;
  return isTextField(target);
}

const hush = createHush();

/** Called by a text field that leaves the page while somebody writes in it. */
export const hushKeys = (): void => hush.begin(performance.now());

addEventListener(
  "keydown",
  (event) => {
    if (!hush.hears(performance.now()) || event.key.length > 1 || isTaken(event.target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);
addEventListener("pointerdown", hush.end, true);
addEventListener("focusin", hush.end);

const SCROLLING: readonly string[] = ["ArrowUp", "ArrowDown", "Home", "End"];

/** Arrows belong to whatever they scroll. */
function scrollsItself(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("[data-own-arrows]") !== null;
}

export type KeyBindings = Partial<Record<BoundKeyName, (event: KeyboardEvent) => void>>;

/**
 * Single keys that work everywhere on the page but in text fields and dialogs, for as long as the component lives.
 * Of several panes only the active one's work, and none while somebody goes on writing in a field that has gone. Who
 * acts on a key prevents its default, and nobody else gets it then.
 */
export function useKeys(bindings: KeyBindings): void {
  const { active } = usePane();
  const actions = new Map<string, (event: KeyboardEvent) => void>();
  const repeating = new Set<string>();
  for (const name of Object.keys(bindings) as BoundKeyName[]) {
    const action = bindings[name];
    if (action === undefined) continue;
    for (const key of KEYS[name].keys) {
      actions.set(key, action);
      if ("repeats" in KEYS[name]) repeating.add(key);
    }
  }
  function onKeydown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actions.get(event.key);
    if (event.repeat && !repeating.has(event.key)) return;
    if (action === undefined || !active.value || isTaken(event.target)) return;
    if (SCROLLING.includes(event.key) && scrollsItself(event.target)) return;
    action(event);
  }
  addEventListener("keydown", onKeydown);
  onScopeDispose(() => removeEventListener("keydown", onKeydown));
}
