import { createI18n } from "vue-i18n";
import { compileMessage } from "../shared/compile-message.ts";
import { chooseLang, type Lang } from "../shared/messages.ts";
import { en } from "./locales/en.ts";
import { zhCN } from "./locales/zh-CN.ts";

export function createFrameI18n(locale: Lang) {
  return createI18n({
    legacy: false,
    locale,
    fallbackLocale: "en",
    messages: { en, "zh-CN": zhCN },
    messageCompiler: compileMessage,
  });
}

/** The visitor's own region for times and dates (13:05 or 1:05 pm), as long as it is the chat's language. */
export function regionOf(lang: Lang, preferred: readonly string[]): string {
  return preferred.find((wish) => wish.startsWith(lang.slice(0, 2)) && chooseLang(wish) === lang) ?? lang;
}
