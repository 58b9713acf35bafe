import { computed, onScopeDispose, type Ref, ref } from "vue";

/** After a finger has left, a list may still roll on under the next one. */
const ROLLS_ON_MS = 800;
/** A pointer that rests longer than this has been left there. */
const RESTS_MS = 15_000;

/**
 * Whether somebody points at an element or works in it with the keyboard: then nothing in it may move. A mouse click
 * leaves the focus behind, which alone is no attention; nor is a pointer that was left there.
 */
export function useAttention(element: Readonly<Ref<HTMLElement | null>>) {
  const pointed = ref(false);
  const typed = ref(false);
  let ending: ReturnType<typeof setTimeout> | undefined;

  function leave(afterMs: number): void {
    clearTimeout(ending);
    ending = setTimeout(() => {
      pointed.value = false;
    }, afterMs);
  }
  function point(): void {
    pointed.value = true;
    leave(RESTS_MS);
  }
  function leaveNow(): void {
    clearTimeout(ending);
    pointed.value = false;
  }
  function onHidden(): void {
    if (document.visibilityState === "hidden") leave(0);
  }
  /** Only what is typed: the list's own keys work from anywhere, and must find it as it is seen. */
  function onInput(event: Event): void {
    if (!(event.target instanceof Node && element.value?.contains(event.target) === true)) leaveNow();
  }
  document.addEventListener("visibilitychange", onHidden);
  document.addEventListener("input", onInput);
  onScopeDispose(() => {
    document.removeEventListener("visibilitychange", onHidden);
    document.removeEventListener("input", onInput);
    clearTimeout(ending);
  });

  return {
    attended: computed(() => pointed.value || typed.value),
    /** The focused row may be taken off the page without a word from the browser. */
    check(): void {
      if (typed.value && element.value?.contains(document.activeElement) !== true) typed.value = false;
    },
    listeners: {
      /** A press and the wheel come without a move. */
      pointermove: point,
      pointerdown: point,
      wheel: point,
      pointerleave(event: PointerEvent): void {
        if (event.pointerType === "touch") leave(ROLLS_ON_MS);
        else leaveNow();
      },
      focusin(event: FocusEvent): void {
        typed.value = event.target instanceof Element && event.target.matches(":focus-visible");
      },
      focusout(event: FocusEvent): void {
        const to = event.relatedTarget;
        if (!(to instanceof Node && element.value?.contains(to) === true)) typed.value = false;
      },
    },
  };
}
