import { readonly, ref } from "vue";

/** What can be done about it. */
type ToastAction = Readonly<{ label: string; run: () => void }>;

export type Toast = Readonly<{
  id: number;
  tone: "good" | "plain" | "bad";
  text: string;
  action: ToastAction | undefined;
}>;

const list = ref<readonly Toast[]>([]);
let nextId = 1;

export const toasts = readonly(list);

/** Shows a sentence for a while; a refusal stays longer, because it asks for a decision. */
export function toast(tone: Toast["tone"], text: string, action?: ToastAction): void {
  const id = nextId++;
  list.value = [...list.value.slice(-3), { id, tone, text, action }];
  setTimeout(() => dismissToast(id), tone === "bad" ? 8_000 : 5_000);
}

export function dismissToast(id: number): void {
  list.value = list.value.filter((other) => other.id !== id);
}
