import { expect, test, vi } from "vitest";
import { createChatStore } from "./chat-store.ts";

test("[K15] a listener that throws keeps neither the others from hearing nor the caller from going on", () => {
  const reported = vi.spyOn(globalThis, "queueMicrotask").mockImplementation(() => undefined);
  const store = createChatStore();
  let heard = 0;
  store.subscribe(() => {
    throw new Error("a screen's mistake");
  });
  store.subscribe(() => heard++);
  store.update({ phase: "ready" });
  expect(heard).toBe(1);
  expect(reported).toHaveBeenCalledOnce();
  reported.mockRestore();
});
