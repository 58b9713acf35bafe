import { onScopeDispose } from "vue";

/** Text fields, and everything inside an open dialog, keep their keys for themselves. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select, dialog") !== null;
}

/** Arrows belong to whatever they scroll. */
function scrollsItself(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("[data-own-arrows]") !== null;
}

export type KeyBindings = Partial<Record<string, (event: KeyboardEvent) => void>>;

/**
 * Single keys that work everywhere on the page but in text fields and dialogs, for as long as the component lives.
 *
 * @param bindings by `KeyboardEvent.key`
 */
export function useKeys(bindings: KeyBindings): void {
  function onKeydown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = bindings[event.key];
    if (action === undefined || isTaken(event.target)) return;
    if (event.key.startsWith("Arrow") && scrollsItself(event.target)) return;
    action(event);
  }
  addEventListener("keydown", onKeydown);
  onScopeDispose(() => removeEventListener("keydown", onKeydown));
}
