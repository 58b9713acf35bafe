import { describe, expect, test } from "vitest";
import { createOutbox, type OutboxMessage } from "./outbox.ts";
import { memoryStorage } from "./storage.ts";

const message = (key: string, more: Partial<OutboxMessage> = {}): OutboxMessage => ({
  key,
  content: `text of ${key}`,
  timestamp: 1,
  ...more,
});

const keys = (outbox: ReturnType<typeof createOutbox>) => outbox.read().map(({ key }) => key);

describe("an outbox", () => {
  test("[K20] keeps messages in the order they were written, with all that a later page needs", () => {
    const storage = memoryStorage();
    const whole = message("a", { session: "s1", customer: "alice", route: "person", error: "TOO_LARGE", moved: true });
    createOutbox(storage, "o").add(whole);
    createOutbox(storage, "o").add(message("b"));
    expect(createOutbox(storage, "o").read()).toEqual([whole, message("b")]);
  });

  test("[K20] leaves nothing behind when the last one is gone", () => {
    const storage = memoryStorage();
    const outbox = createOutbox(storage, "o");
    outbox.add(message("a"));
    outbox.remove(({ key }) => key === "a");
    expect(storage.getItem("o")).toBeNull();
  });

  test("[K21] is shared: each page changes its own messages only, and what another removed does not come back", () => {
    const storage = memoryStorage();
    const [here, there] = [createOutbox(storage, "o"), createOutbox(storage, "o")];
    here.add(message("a"));
    there.add(message("b"));
    here.add(message("c"));
    there.remove(({ key }) => key === "a");
    here.replace(message("a", { route: "bot" }));
    here.replace(message("c", { route: "bot" }));
    expect(here.read()).toEqual([message("b"), message("c", { route: "bot" })]);
  });

  test("[K22] holds fifty messages at most", () => {
    const outbox = createOutbox(memoryStorage(), "o");
    for (let index = 0; index < 60; index++) outbox.add(message(`k${index}`));
    expect(keys(outbox)).toEqual(Array.from({ length: 50 }, (_, index) => `k${index}`));
  });

  test.each([
    ["no JSON", "{"],
    ["no list", '{"key":"a"}'],
    ["no messages", '[1, null, "a", {}, {"key":"a"}, {"key":"a","content":"x","timestamp":"now"}]'],
    ["strange fields", '[{"key":"a","content":"x","timestamp":1,"route":"pigeon"}]'],
  ])("[K22] takes a storage with %s for an empty one", (_, stored) => {
    const storage = memoryStorage();
    storage.setItem("o", stored);
    expect(createOutbox(storage, "o").read()).toEqual([]);
  });
});
