import type { QuickReply } from "@baton/protocol";
import { computed, ref, type ShallowRef, watch } from "vue";
import { insertText } from "../../shared/insert-text.ts";
import { findQuickReplies } from "../../shared/quick-replies/find.ts";
import { keyOf } from "../../shared/quick-replies/key-of.ts";
import type { QuickReplies } from "../../shared/quick-replies/use-quick-replies.ts";
import { type Slash, slashBefore } from "./composing-slash.ts";

/** A list longer than this is narrowed by typing on, not by scrolling. */
const SHOWN = 50;

function swallow(event: KeyboardEvent): true {
  event.preventDefault();
  return true;
}

/**
 * The list of quick replies that a slash in the composer's field opens: what it holds, which one is chosen, and what
 * the keys do. It puts text into the field and never sends.
 */
export function useQuickReplyPicker(
  field: Readonly<ShallowRef<HTMLTextAreaElement | null>>,
  fill: (text: string) => string,
  { list, phase, refresh }: Pick<QuickReplies, "list" | "phase" | "refresh">,
) {
  const slash = ref<Slash | null>(null);
  /** Where the agent has closed the list: it stays closed for that slash. */
  const closedAt = ref<number | null>(null);
  /** Whoever leaves the field, for another window too, has not closed the list: it is back with them. */
  const focused = ref(false);
  const chosenKey = ref<string | null>(null);

  const matches = computed(() => {
    if (slash.value === null) return [];
    return findQuickReplies(list.value, slash.value.query).slice(0, SHOWN);
  });
  /** A word after the slash that finds nothing is the agent's own business; a bare slash is told why nothing comes. */
  const open = computed(() => {
    if (!focused.value || slash.value === null || slash.value.from === closedAt.value) return false;
    return matches.value.length > 0 || slash.value.query === "" || phase.value === "loading";
  });
  const chosen = computed({
    get: () => matches.value.findIndex((reply) => keyOf(reply) === chosenKey.value),
    set: (place) => {
      const reply = matches.value[place];
      chosenKey.value = reply === undefined ? null : keyOf(reply);
    },
  });
  const current = computed(() => matches.value[chosen.value] ?? null);

  // Another word begins at the best match. The same word looked up again keeps what the agent sees chosen.
  watch(
    [slash, matches],
    ([nowSlash], [slashBefore]) => {
      if (nowSlash !== slashBefore || current.value === null) chosen.value = 0;
    },
    { flush: "sync" },
  );
  watch(open, (now) => {
    if (now) void refresh();
  });
  // Whoever types a whole shortcut and Enter is faster than the answer to a question asked at the slash.
  void refresh();

  /** After whatever may have changed the text or moved the caret. */
  function look(): void {
    const element = field.value;
    const caret = element?.selectionStart ?? 0;
    const found = element?.selectionEnd === caret ? slashBefore(element.value.slice(0, caret)) : null;
    if (found?.from !== closedAt.value) closedAt.value = null;
    // The same again must not take the choice back to the first.
    if (found?.from !== slash.value?.from || found?.query !== slash.value?.query) slash.value = found;
  }

  function close(): void {
    closedAt.value = slash.value?.from ?? null;
  }

  function choose(reply: QuickReply): void {
    if (field.value === null || slash.value === null) return;
    const { from } = slash.value;
    insertText(field.value, from, field.value.selectionStart, fill(reply.text));
    look();
  }

  /** @returns true when the list has used the key */
  function onKeydown(event: KeyboardEvent): boolean {
    // While an input method is choosing a word the keys belong to it; Safari tells only by the key code 229.
    if (!open.value || event.isComposing || event.keyCode === 229) return false;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    const count = matches.value.length;
    const inserts = event.key === "Enter" || event.key === "Tab";
    if (event.key === "Escape") close();
    // The customer would get the shortcut itself.
    else if (inserts && current.value === null && phase.value === "loading") return swallow(event);
    else if (count === 0) return false;
    else if (event.key === "ArrowDown") chosen.value = (chosen.value + 1) % count;
    else if (event.key === "ArrowUp") chosen.value = (chosen.value + count - 1) % count;
    else if (inserts && current.value !== null) choose(current.value);
    else return false;
    return swallow(event);
  }

  /** On the element that holds the field and the list: the buttons within are reached without closing the list. */
  function onFocusout({ currentTarget, relatedTarget: to }: FocusEvent): void {
    if (!(currentTarget instanceof Node && to instanceof Node && currentTarget.contains(to))) focused.value = false;
  }

  /** From the list's buttons, before they go. */
  function toField(): void {
    field.value?.focus();
  }

  /** For a pointer: as if the slash had been typed. */
  function show(): void {
    const element = field.value;
    if (element === null) return;
    const caret = element.selectionStart;
    closedAt.value = null;
    if (slash.value === null) {
      const apart = slashBefore(`${element.value.slice(0, caret)}/`) !== null;
      insertText(element, caret, caret, apart ? "/" : " /");
    }
    element.focus();
    look();
  }

  return { open, matches, chosen, current, slash, focused, look, close, choose, onKeydown, onFocusout, toField, show };
}

export type QuickReplyPicker = ReturnType<typeof useQuickReplyPicker>;
