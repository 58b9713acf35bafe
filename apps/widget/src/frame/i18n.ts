import { createI18n } from "vue-i18n";
import type { Lang } from "../shared/messages.ts";
import { en } from "./locales/en.ts";
import { zhCN } from "./locales/zh-CN.ts";

export function createFrameI18n(locale: Lang) {
  return createI18n({ legacy: false, locale, fallbackLocale: "en", messages: { en, "zh-CN": zhCN } });
}
