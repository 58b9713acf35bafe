import { watch } from "vue";
import { useI18n } from "vue-i18n";
import type { DeskStore } from "../../shared/desk/use-desk.ts";
import { useNames } from "../../shared/names.ts";
import { go, panesShown } from "../../shared/route.ts";
import { toast } from "../../shared/toasts.ts";

/** Tells of messages that were not sent where their conversation is not on screen to say so itself. */
export function useUnsentNotices({ desk, find }: Pick<DeskStore, "desk" | "find">) {
  const { t } = useI18n();
  const { customerName } = useNames();

  function tell(sessions: readonly string[]): void {
    const unseen = sessions.filter((session) => !panesShown.value.includes(session));
    const [first] = unseen;
    if (first === undefined) return;
    const name = customerName(find(first)?.customer_name ?? null, first);
    toast("bad", t("conversation.failedUnseen", { name, n: unseen.length }, unseen.length), {
      label: t("common.open"),
      run: () => go({ session: first }),
    });
  }

  /** What an earlier page has left, once the customers' names are known. */
  function tellWhenLoaded(sessions: readonly string[]): void {
    watch(
      () => desk.value.loaded,
      () => tell(sessions),
      { once: true },
    );
  }

  return { tell, tellWhenLoaded };
}
