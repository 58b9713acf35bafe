import { onScopeDispose, type Ref, ref } from "vue";

/** Whether the page is in the background: another tab, another window, a locked phone. */
export function usePageHidden(): Readonly<Ref<boolean>> {
  const hidden = ref(document.hidden);
  const look = () => {
    hidden.value = document.hidden;
  };
  document.addEventListener("visibilitychange", look);
  onScopeDispose(() => document.removeEventListener("visibilitychange", look));
  return hidden;
}
