import { onScopeDispose, type Ref, ref, watch } from "vue";
import { serverNow } from "./server-clock.ts";

/** The service's time in milliseconds, moving on every `intervalMs` while somebody needs it. */
export function useNow(isNeeded: () => boolean, intervalMs: number): Ref<number> {
  const now = ref(serverNow());
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    now.value = serverNow();
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
