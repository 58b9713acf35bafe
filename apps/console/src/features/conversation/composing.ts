/** The contract's limit of one message, after trimming (protocol: LIMITS; not imported, it would bring zod along). */
export const MAX_CHARACTERS = 8_000;

/** Characters that still fit; negative when it is too long. */
export function room(text: string): number {
  return MAX_CHARACTERS - text.trim().length;
}

/**
 * Whether this Enter sends. While an input method is choosing a word, Enter belongs to it; Safari ends the
 * composition before the key arrives and tells only by the key code 229.
 */
export function sends(event: Pick<KeyboardEvent, "key" | "shiftKey" | "isComposing" | "keyCode">): boolean {
  return event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}
