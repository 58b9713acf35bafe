import { onScopeDispose, type Ref, watch } from "vue";
import { createTabs, READING_REPEAT_MS, type TabMessage, type Tabs } from "./tabs.ts";

/** The agent's tabs in this browser. @param reading what is on the screen of this one, while it can be seen */
export function useTabs(agentId: string, reading: Readonly<Ref<readonly string[]>>): Tabs {
  const channel = new BroadcastChannel(`baton.console.notifications.${agentId}`);
  const tabs = createTabs({
    tab: crypto.getRandomValues(new Uint32Array(2)).join("-"),
    post: (message) => channel.postMessage(message),
    wait: (delayMs) =>
      new Promise((resolve) => {
        setTimeout(resolve, delayMs);
      }),
    nowMs: Date.now,
  });
  // Only pages of our own origin can speak on it.
  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => tabs.hear(data);

  watch(reading, (now) => tabs.say(now), { immediate: true });
  const repeating = setInterval(() => {
    if (reading.value.length > 0) tabs.say(reading.value);
  }, READING_REPEAT_MS);
  onScopeDispose(() => {
    clearInterval(repeating);
    tabs.say([]);
    channel.close();
  });
  return tabs;
}
