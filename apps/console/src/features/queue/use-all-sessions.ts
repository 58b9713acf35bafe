import type { SessionList } from "@baton/client";
import type { SessionStatus } from "@baton/protocol";
import { computed, onScopeDispose, ref, shallowRef, watch } from "vue";
import { api } from "../../shared/account.ts";

const PAGE_SIZE = 20;
const TYPING_PAUSE_MS = 300;
/** The agents' stream says nothing about the bot's sessions, so this list asks again while somebody looks at it. */
const REFRESH_MS = 15_000;

/** The list of every session, page by page, with search. Lives as long as the calling component. */
export function useAllSessions() {
  const keyword = ref("");
  const status = ref<SessionStatus | null>(null);
  const page = ref(1);
  const list = shallowRef<SessionList | null>(null);
  const error = shallowRef<unknown>(null);
  const loading = ref(false);
  let latest = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;

  /** Only the newest question may answer: a slow earlier one must not overwrite it. */
  async function load(): Promise<void> {
    const own = ++latest;
    loading.value = true;
    const word = keyword.value.trim();
    try {
      const found = await api.listSessions({
        page: page.value,
        page_size: PAGE_SIZE,
        ...(word === "" ? {} : { keyword: word }),
        ...(status.value === null ? {} : { status: [status.value] }),
      });
      if (own !== latest) return;
      list.value = found;
      error.value = null;
    } catch (cause) {
      if (own === latest) error.value = cause;
    } finally {
      if (own === latest) loading.value = false;
    }
  }

  function restart(delayMs: number): void {
    clearTimeout(pause);
    pause = setTimeout(() => {
      page.value = 1;
      void load();
    }, delayMs);
  }

  const refreshing = setInterval(() => {
    if (document.visibilityState === "visible") void load();
  }, REFRESH_MS);

  watch(keyword, () => restart(TYPING_PAUSE_MS));
  watch(status, () => restart(0));
  onScopeDispose(() => {
    latest++;
    clearTimeout(pause);
    clearInterval(refreshing);
  });
  void load();

  return {
    keyword,
    status,
    page,
    list,
    error,
    loading,
    load,
    pageCount: computed(() => Math.max(1, Math.ceil((list.value?.total ?? 0) / PAGE_SIZE))),
    searches: computed(() => keyword.value.trim() !== "" || status.value !== null),
    turnTo(next: number): void {
      page.value = next;
      void load();
    },
  };
}
