import { readonly, ref } from "vue";

type Announcement = Readonly<{ id: number; text: string }>;

/** Longer than a screen reader takes to notice it; what is gone by then was heard, and only fills the log. */
const KEPT_MS = 10_000;

const list = ref<readonly Announcement[]>([]);
let nextId = 1;

export const announcements = readonly(list);

/** Reads a sentence out to screen readers, after those before it, in the log that the workbench holds. */
export function announce(text: string): void {
  const id = nextId++;
  list.value = [...list.value, { id, text }];
  setTimeout(() => {
    list.value = list.value.filter((other) => other.id !== id);
  }, KEPT_MS);
}
