import { safeStorage } from "@baton/client";
import { onScopeDispose, type Ref, ref, watch } from "vue";
import { type NotificationPrefs, parsePrefs } from "./notification-prefs.ts";

const storage = safeStorage(() => localStorage);

/** This agent's choices on this device, the same in all of their tabs. */
export function usePrefs(agentId: string): Ref<NotificationPrefs> {
  const key = `baton.console.notifications.${agentId}`;
  const prefs = ref(parsePrefs(storage.getItem(key)));
  watch(prefs, (now) => {
    const text = JSON.stringify(now);
    if (text !== storage.getItem(key)) storage.setItem(key, text);
  });
  function onStorage(event: StorageEvent): void {
    if (event.key === key) prefs.value = parsePrefs(event.newValue);
  }
  addEventListener("storage", onStorage);
  onScopeDispose(() => removeEventListener("storage", onStorage));
  return prefs;
}
