import { createI18n } from "vue-i18n";
import { storedChoice } from "../stored-choice.ts";
import { en } from "./en.ts";
import { LOCALES, type Locale, pickLocale } from "./locales.ts";
import { zhCN } from "./zh-CN.ts";

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
