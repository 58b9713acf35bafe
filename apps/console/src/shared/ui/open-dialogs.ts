import { computed, shallowRef } from "vue";

const open = shallowRef<readonly HTMLDialogElement[]>([]);

/** A modal dialog makes all else inert and covers it: what must be seen and pressed meanwhile belongs into it. */
export const topDialog = computed(() => open.value.at(-1) ?? null);

export function dialogOpened(dialog: HTMLDialogElement): void {
  open.value = [...open.value, dialog];
}

export function dialogClosed(dialog: HTMLDialogElement): void {
  open.value = open.value.filter((other) => other !== dialog);
}
