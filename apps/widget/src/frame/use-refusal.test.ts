import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { effectScope, ref } from "vue";
import { useRefusal } from "./use-refusal.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("[W21] what did not work is said until it is tried again, or for a while", () => {
  const scope = effectScope();
  const failed = ref(false);
  const shown = scope.run(() => useRefusal([() => failed.value]));
  failed.value = true;
  expect(shown?.value).toBe(1);
  failed.value = false;
  expect(shown?.value).toBeUndefined();
  failed.value = true;
  expect(shown?.value).toBe(2);
  vi.advanceTimersByTime(10_000);
  expect(shown?.value).toBeUndefined();
  scope.stop();
});

test("[W21] each failure is said anew, whatever has failed before", () => {
  const scope = effectScope();
  const forgetting = ref(true);
  const asking = ref(false);
  const shown = scope.run(() => useRefusal([() => asking.value, () => forgetting.value]));
  asking.value = true;
  expect(shown?.value).toBe(1);
  forgetting.value = false;
  forgetting.value = true;
  expect(shown?.value).toBe(2);
  scope.stop();
});
