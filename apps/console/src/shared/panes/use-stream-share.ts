import { onScopeDispose, type Ref, readonly, ref } from "vue";
import { MAX_PANES } from "../route-hash.ts";
import { streamShare } from "./stream-share.ts";

const OPEN = "baton.console.window";
const VISIBLE = "baton.console.visible-window";
/** A window that crashed says nothing; its locks are gone. */
const LOOK_MS = 4_000;

/** Newer protocols carry any number of streams over one connection. */
function isMultiplexed(): boolean {
  const [entry] = performance.getEntriesByType("navigation");
  return entry instanceof PerformanceNavigationTiming && /^h[23]/.test(entry.nextHopProtocol);
}

/** Holds a lock that any number may hold, until `signal` says that it is over. */
function hold(name: string, signal: AbortSignal, onHeld: () => void): void {
  const over = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  void navigator.locks
    .request(name, { mode: "shared", signal }, () => {
      onHeld();
      return over;
    })
    .catch(() => undefined);
}

/**
 * How many conversations of this window may have a stream, for as long as the calling component lives. Windows see
 * each other by the locks that they hold; these exist in secure contexts only, elsewhere it is one.
 */
export function useStreamShare(): Readonly<Ref<number>> {
  if (isMultiplexed()) return readonly(ref(MAX_PANES));
  const share = ref(1);
  if (!("locks" in navigator)) return readonly(share);

  const channel = new BroadcastChannel("baton.console.windows");
  const whole = new AbortController();
  let onScreen = new AbortController();

  async function look(): Promise<void> {
    const { held = [] } = await navigator.locks.query();
    const count = (name: string) => held.filter((lock) => lock.name === name).length;
    share.value = streamShare({ open: count(OPEN), visible: count(VISIBLE) });
  }
  function tell(): void {
    channel.postMessage(null);
    void look();
  }
  function followVisibility(): void {
    onScreen.abort();
    onScreen = new AbortController();
    if (document.visibilityState === "visible") hold(VISIBLE, onScreen.signal, tell);
    else tell();
  }

  channel.onmessage = () => void look();
  const timer = setInterval(() => void look(), LOOK_MS);
  document.addEventListener("visibilitychange", followVisibility);
  hold(OPEN, whole.signal, tell);
  followVisibility();
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", followVisibility);
    whole.abort();
    onScreen.abort();
    channel.close();
  });
  return readonly(share);
}
