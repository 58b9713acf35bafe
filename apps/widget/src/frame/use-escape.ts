import { onScopeDispose } from "vue";

/** On the document: also when nothing in the chat has the focus. */
export function useEscape(act: () => void): void {
  function onKey(event: KeyboardEvent): void {
    // There it throws away what an input method was composing. Safari says so by the code alone.
    if (event.key !== "Escape" || event.isComposing || event.keyCode === 229) return;
    act();
  }
  document.addEventListener("keydown", onKey);
  onScopeDispose(() => document.removeEventListener("keydown", onKey));
}
