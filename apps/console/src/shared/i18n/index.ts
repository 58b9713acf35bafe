import { createI18n } from "vue-i18n";
import { storedChoice } from "../stored-choice.ts";
import { en } from "./en.ts";
import { zhCN } from "./zh-CN.ts";

export const LOCALES = ["zh-CN", "en"] as const;
export type Locale = (typeof LOCALES)[number];

/** How each language calls itself: somebody who cannot read the present one must still find theirs. */
export const LOCALE_NAMES: Record<Locale, string> = { "zh-CN": "简体中文", en: "English" };

/** @param wanted the browser's languages, the most wanted first */
export function pickLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split("-")[0];
    if (language === "zh") return "zh-CN";
    if (language === "en") return "en";
  }
  return "en";
}

const choice = storedChoice<Locale>("baton.console.locale", LOCALES);

export const i18n = createI18n({
  legacy: false,
  locale: choice.read() ?? pickLocale(navigator.languages),
  fallbackLocale: "en",
  messages: { en, "zh-CN": zhCN },
});

export function currentLocale(): Locale {
  return i18n.global.locale.value;
}

/** Switches the language of the whole page and remembers it on this device. */
export function setLocale(locale: Locale): void {
  i18n.global.locale.value = locale;
  document.documentElement.lang = locale;
  choice.write(locale);
}
