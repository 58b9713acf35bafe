import type { SessionList } from "@baton/client";
import type { SessionStatus } from "@baton/protocol";
import { computed, onScopeDispose, ref, shallowRef, watch } from "vue";
import type { api } from "../../shared/account.ts";

const PAGE_SIZE = 20;
const TYPING_PAUSE_MS = 300;
/** The agents' stream says nothing about the bot's sessions, so this list asks again while somebody looks at it. */
const REFRESH_MS = 15_000;
/** What the stream does say may come many times a second. */
const REFRESH_SOON_MS = 2_000;

const pagesOf = (total: number) => Math.max(1, Math.ceil(total / PAGE_SIZE));

/** The list of every session, page by page, with search. Lives as long as the calling component. */
export function useAllSessions(ask: (typeof api)["listSessions"]) {
  const keyword = ref("");
  const status = ref<SessionStatus | null>(null);
  const page = ref(1);
  const list = shallowRef<SessionList | null>(null);
  /** Names the question that `list` answers: the next one may have been asked already. */
  const listKey = ref("");
  const error = shallowRef<unknown>(null);
  const loading = ref(false);
  let latest = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;

  /** Only the newest question may answer: a slow earlier one must not overwrite it. */
  async function load(): Promise<void> {
    const own = ++latest;
    loading.value = true;
    const word = keyword.value.trim();
    const key = `all ${page.value} ${status.value ?? ""} ${word}`;
    try {
      const found = await ask({
        page: page.value,
        page_size: PAGE_SIZE,
        ...(word === "" ? {} : { keyword: word }),
        ...(status.value === null ? {} : { status: [status.value] }),
      });
      if (own !== latest) return;
      const last = pagesOf(found.total);
      if (page.value > last) {
        // The list has become shorter than the page that was asked for: there is nothing on it, which says nothing.
        page.value = last;
        return await load();
      }
      list.value = found;
      listKey.value = key;
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

  /** Asking again would discard the answer that is on its way: on a slow network none would ever be shown. */
  function refresh(): void {
    if (document.visibilityState === "visible" && !loading.value) void load();
  }
  function refreshSoon(): void {
    soon ??= setTimeout(() => {
      soon = undefined;
      // What is on its way may be from before the change.
      if (loading.value) refreshSoon();
      else refresh();
    }, REFRESH_SOON_MS);
  }
  const refreshing = setInterval(refresh, REFRESH_MS);

  watch(keyword, () => restart(TYPING_PAUSE_MS));
  watch(status, () => restart(0));
  onScopeDispose(() => {
    latest++;
    clearTimeout(pause);
    clearTimeout(soon);
    clearInterval(refreshing);
  });
  void load();

  return {
    keyword,
    status,
    page,
    list,
    listKey,
    error,
    loading,
    load,
    refreshSoon,
    pageCount: computed(() => pagesOf(list.value?.total ?? 0)),
    searches: computed(() => keyword.value.trim() !== "" || status.value !== null),
    turnTo(next: number): void {
      page.value = next;
      void load();
    },
  };
}
