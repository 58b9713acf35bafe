import { onScopeDispose, type Ref, ref, watch } from "vue";

/** The time in milliseconds, moving on every `intervalMs` while somebody needs it. */
export function useNow(isNeeded: () => boolean, intervalMs: number): Ref<number> {
  const now = ref(Date.now());
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    now.value = Date.now();
  };
  watch(
    isNeeded,
    (needed) => {
      clearInterval(timer);
      tick();
      if (needed) timer = setInterval(tick, intervalMs);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearInterval(timer));
  return now;
}
