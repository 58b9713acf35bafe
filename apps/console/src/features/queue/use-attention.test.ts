import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type EffectScope, effectScope, shallowRef } from "vue";
import { useAttention } from "./use-attention.ts";

class PageNode {}
const row = new PageNode();
const list = { contains: (node: unknown) => node === row } as unknown as HTMLElement;
let page: EventTarget;
let scope: EffectScope;

beforeEach(() => {
  vi.useFakeTimers();
  page = new EventTarget();
  vi.stubGlobal("document", page);
  vi.stubGlobal("Node", PageNode);
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function attention() {
  const watched = scope.run(() => useAttention(shallowRef(list)));
  if (watched === undefined) throw new Error("The scope is over");
  return watched;
}
function typeInto(node: PageNode): void {
  const event = new Event("input");
  Object.defineProperty(event, "target", { value: node });
  page.dispatchEvent(event);
}

test("[D15] a pointer that is used holds the list; one that was left there does for a while only, until it is used again", () => {
  const { attended, listeners } = attention();
  for (const use of [listeners.pointermove, listeners.wheel, listeners.pointerdown]) {
    use();
    vi.advanceTimersByTime(14_000);
    expect(attended.value).toBe(true);
  }
  vi.advanceTimersByTime(1_000);
  expect(attended.value).toBe(false);
  listeners.pointermove();
  expect(attended.value).toBe(true);
});

test("[D15] nor does one that was left there by an agent who types elsewhere", () => {
  const { attended, listeners } = attention();
  listeners.pointermove();
  typeInto(row);
  expect(attended.value).toBe(true);
  typeInto(new PageNode());
  expect(attended.value).toBe(false);
});
