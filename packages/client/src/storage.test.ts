import { expect, test } from "vitest";
import { memoryStorage, safeStorage } from "./storage.ts";

test("[K22] what was written once the storage had room again is what is read", () => {
  const real = memoryStorage();
  let isFull = true;
  const storage = safeStorage(() => ({
    ...real,
    setItem(key, value) {
      if (isFull) throw new DOMException("full", "QuotaExceededError");
      real.setItem(key, value);
    },
  }));
  storage.setItem("k", "1");
  expect(storage.getItem("k")).toBe("1");
  isFull = false;
  storage.setItem("k", "2");
  expect(storage.getItem("k")).toBe("2");
});
