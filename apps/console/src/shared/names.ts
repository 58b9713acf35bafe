import type { SessionListItem } from "@baton/protocol";
import { computed } from "vue";
import { useI18n } from "vue-i18n";
import { recentDay } from "./day.ts";
import { durationWords } from "./duration.ts";

/** Words that many screens need, in the agent's language. */
export function useNames() {
  const { t, locale } = useI18n();

  /** Customers without a name are told apart by the end of their session's name. */
  function customerName(name: string | null, sessionName: string): string {
    return name ?? t("customer.unnamed", { tail: sessionName.slice(-4) });
  }

  function duration(seconds: number): string {
    const { key, params } = durationWords(seconds);
    return t(key, params);
  }

  // Made once: making one takes longer than everything else that a row does.
  const clock = computed(
    () => new Intl.DateTimeFormat(locale.value, { hour: "2-digit", minute: "2-digit", hour12: false }),
  );
  const timeOfDay = (seconds: number): string => clock.value.format(seconds * 1000);

  /** "Today", "Yesterday", or the date. */
  function day(seconds: number, nowSeconds: number): string {
    const recent = recentDay(seconds, nowSeconds);
    if (recent !== null) return t(`day.${recent}`);
    return new Intl.DateTimeFormat(locale.value, { dateStyle: "medium" }).format(seconds * 1000);
  }

  /** The time alone for today, with the day before that. */
  function moment(seconds: number, nowSeconds: number): string {
    const time = timeOfDay(seconds);
    return recentDay(seconds, nowSeconds) === "today" ? time : `${day(seconds, nowSeconds)} ${time}`;
  }

  return {
    customerName,
    itemName: (item: SessionListItem) => customerName(item.customer_name, item.session_name),
    duration,
    timeOfDay,
    day,
    moment,
  };
}
