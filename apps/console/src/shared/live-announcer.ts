import { readonly, ref } from "vue";

const spoken = ref("");

export const announcement = readonly(spoken);

/** Reads a sentence out to screen readers, in a polite live region that the workbench holds. */
export function announce(text: string): void {
  // The same words twice would be no change, and stay silent.
  spoken.value = spoken.value === text ? `${text}\u00a0` : text;
}
