import type { QuickReply } from "@baton/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ref, shallowRef } from "vue";
import { quickReply } from "../../shared/quick-replies/quick-reply.fixture.ts";
import { useQuickReplyPicker } from "./quick-reply-picker.ts";

/** As much of a text field as is written into. */
function textField() {
  return {
    value: "",
    selectionStart: 0,
    selectionEnd: 0,
    focus: () => undefined,
    dispatchEvent: () => true,
    setSelectionRange(from: number, to: number) {
      this.selectionStart = from;
      this.selectionEnd = to;
    },
    setRangeText(text: string, from: number, to: number) {
      this.value = this.value.slice(0, from) + text + this.value.slice(to);
      this.setSelectionRange(from + text.length, from + text.length);
    },
  };
}

function picker(...known: QuickReply[]) {
  const list = shallowRef<readonly QuickReply[]>(known);
  const phase = ref<"loading" | "ready">("ready");
  const refresh = vi.fn(async () => undefined);
  const element = textField();
  const field = shallowRef(element as unknown as HTMLTextAreaElement);
  const picked = useQuickReplyPicker(field, (text) => text, { list, phase, refresh });
  picked.focused.value = true;
  return {
    ...picked,
    list,
    phase,
    refresh,
    element,
    type(text: string) {
      element.setRangeText(text, element.selectionStart, element.selectionEnd);
      picked.look();
    },
    press(key: string) {
      const preventDefault = vi.fn();
      const used = picked.onKeydown({ key, preventDefault } as unknown as KeyboardEvent);
      expect(preventDefault).toHaveBeenCalledTimes(used ? 1 : 0);
      return used;
    },
  };
}

// Without it text is put into a field as where a browser has no undo history.
beforeEach(() => vi.stubGlobal("document", { execCommand: () => false }));
afterEach(() => vi.unstubAllGlobals());

const HELLO = quickReply("hello", "Hello there!");
const HELP = quickReply("help", "How can I help?");

describe("the list of quick replies at a slash", () => {
  test("[D61] is back with an agent who left the field in the middle of a word", () => {
    const { type, press, open, focused, element } = picker(HELLO);
    type("/he");
    focused.value = false;
    expect(open.value).toBe(false);
    focused.value = true;
    type("llo");
    expect(press("Enter")).toBe(true);
    expect(element.value).toBe("Hello there!");
  });

  test("[D61] that Escape closed stays closed for that slash, also for who leaves and comes back", () => {
    const { type, press, open, focused } = picker(HELLO);
    type("/he");
    expect(press("Escape")).toBe(true);
    focused.value = false;
    focused.value = true;
    type("l");
    expect(open.value).toBe(false);
    expect(press("Enter")).toBe(false);
    type(" /");
    expect(open.value).toBe(true);
  });

  test("[D60] is asked for before the first slash, and Enter waits for it instead of sending the shortcut", () => {
    const { type, press, phase, list, refresh, element } = picker();
    expect(refresh).toHaveBeenCalledOnce();
    phase.value = "loading";
    type("/hello");
    expect(press("Enter")).toBe(true);
    expect(press("Tab")).toBe(true);
    expect(element.value).toBe("/hello");
    phase.value = "ready";
    list.value = [HELLO];
    expect(press("Enter")).toBe(true);
    expect(element.value).toBe("Hello there!");
  });

  test("[D61] keeps what is chosen while it is looked up again, whatever comes before it", () => {
    const { type, press, list, current } = picker(HELLO, HELP);
    type("/he");
    expect(current.value).toBe(HELLO);
    list.value = [quickReply("heat", "It gets warm."), HELLO, HELP];
    expect(current.value).toBe(HELLO);
    press("ArrowDown");
    expect(current.value).toBe(HELP);
    const changed = { ...HELP, text: "What can I do for you?", version: 2 };
    list.value = [quickReply("head", "Wear a helmet."), quickReply("heat", "It gets warm."), HELLO, changed];
    expect(current.value).toBe(changed);
    list.value = [HELLO];
    expect(current.value).toBe(HELLO);
  });

  test("[D61] begins at the best match for another word", () => {
    const { type, press, current } = picker(HELLO, HELP);
    type("/he");
    press("ArrowDown");
    type("l");
    expect(current.value).toBe(HELLO);
    press("ArrowUp");
    expect(current.value).toBe(HELP);
  });

  test("[D60] leaves Enter to a word that finds nothing", () => {
    const { type, press, open } = picker(HELLO);
    type("/refund");
    expect(open.value).toBe(false);
    expect(press("Enter")).toBe(false);
  });
});
