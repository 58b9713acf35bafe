import { safeStorage } from "@baton/client";
import { type Ref, ref, watch } from "vue";

/**
 * What the customer is about to say: kept over a reload, for this tab, this customer and this conversation. What was
 * begun before there was a conversation goes into it, and what is left of one goes into the next. A guest who signs in
 * keeps theirs; on a shared device the next customer does not see it.
 *
 * @param customer whom the host site names; undefined for a guest
 */
export function useDraft(customer: string | undefined, conversation: () => string | undefined): Ref<string> {
  const drafts = safeStorage(() => globalThis.sessionStorage);
  const keyOf = (name: string | undefined, whose = customer) =>
    `baton.draft ${JSON.stringify([whose ?? "", name ?? ""])}`;
  const guests = customer === undefined ? null : takeAway(keyOf(conversation(), ""));
  const text = ref(drafts.getItem(keyOf(conversation())) ?? guests ?? "");
  if (guests !== null && text.value !== "") drafts.setItem(keyOf(conversation()), text.value);
  watch([text, conversation], ([next, name], [, previousName]) => {
    if (name !== previousName) drafts.removeItem(keyOf(previousName));
    if (next === "") drafts.removeItem(keyOf(name));
    else drafts.setItem(keyOf(name), next);
  });
  return text;

  function takeAway(key: string): string | null {
    const found = drafts.getItem(key);
    drafts.removeItem(key);
    return found;
  }
}
