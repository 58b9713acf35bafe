import { expect, test } from "vitest";
import { quickReply } from "../../shared/quick-replies/quick-reply.fixture.ts";
import { hasMovedOn, isChanged, newUnsaved, parseUnsaved, unsavedOf, useUnsaved } from "./unsaved.ts";

test("[D66] what is written and not saved is kept by agent, until it is saved or dropped", () => {
  const first = useUnsaved("agent_01");
  const written = newUnsaved("Hello");
  first.write(written);
  expect(useUnsaved("agent_01").all.value).toEqual({ [`own/${written.id}`]: written });
  expect(useUnsaved("agent_02").all.value).toEqual({});
  first.drop(`own/${written.id}`);
  expect(useUnsaved("agent_01").all.value).toEqual({});
});

test.each(["no json", "{}", "[null, 1]", '[{"id":"a","scope":"all","shortcut":"","text":"","version":null}]'])(
  "%o holds none",
  (stored) => {
    expect(parseUnsaved(stored)).toEqual({});
  },
);

test("only what differs is unsaved", () => {
  const saved = quickReply("hello", "Hello!");
  expect(isChanged(unsavedOf(saved), saved)).toBe(false);
  expect(isChanged({ ...unsavedOf(saved), text: " Hello!\n" }, saved)).toBe(false);
  expect(isChanged({ ...unsavedOf(saved), text: "Hello" }, saved)).toBe(true);
  expect(isChanged(newUnsaved(" "), undefined)).toBe(false);
  expect(isChanged(newUnsaved("x"), undefined)).toBe(true);
});

test("[D66] has moved on where another one is there, also one's own whose answer got lost, unless it says the same", () => {
  const saved = quickReply("hello", "Hello!", { version: 2 });
  const written = { ...unsavedOf(saved), text: "Hi!" };
  expect(hasMovedOn(newUnsaved("Hi!"), undefined)).toBe(false);
  expect(hasMovedOn(written, undefined)).toBe(true);
  expect(hasMovedOn(written, saved)).toBe(false);
  expect(hasMovedOn({ ...written, version: 1 }, saved)).toBe(true);
  expect(hasMovedOn({ ...written, version: null }, saved)).toBe(true);
  expect(hasMovedOn({ ...unsavedOf(saved), version: null }, saved)).toBe(false);
});
