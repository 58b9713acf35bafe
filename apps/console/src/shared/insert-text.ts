/**
 * Puts text in the place of a part of the field's, as if it had been typed: the agent's undo takes it back. The caret
 * stands behind it afterwards.
 */
export function insertText(field: HTMLTextAreaElement, from: number, to: number, text: string): void {
  field.focus();
  field.setSelectionRange(from, to);
  // Deprecated, but nothing else enters what it writes into the undo history.
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
