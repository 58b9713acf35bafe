import type { SessionListItem } from "@baton/protocol";
import { useI18n } from "vue-i18n";
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

  const dayOf = (seconds: number) => new Date(seconds * 1000).toDateString();

  function timeOfDay(seconds: number): string {
    return new Intl.DateTimeFormat(locale.value, { hour: "2-digit", minute: "2-digit", hour12: false }).format(
      seconds * 1000,
    );
  }

  /** "Today", "Yesterday", or the date. */
  function day(seconds: number, nowSeconds: number): string {
    if (dayOf(seconds) === dayOf(nowSeconds)) return t("day.today");
    if (dayOf(seconds) === dayOf(nowSeconds - 86_400)) return t("day.yesterday");
    return new Intl.DateTimeFormat(locale.value, { dateStyle: "medium" }).format(seconds * 1000);
  }

  /** The time alone for today, with the day before that. */
  function moment(seconds: number, nowSeconds: number): string {
    const time = timeOfDay(seconds);
    return dayOf(seconds) === dayOf(nowSeconds) ? time : `${day(seconds, nowSeconds)} ${time}`;
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
