import { en as consoleEn } from "../../apps/console/src/shared/i18n/en.ts";
import { zhCN as consoleZh } from "../../apps/console/src/shared/i18n/zh-CN.ts";
import { de as widgetDe } from "../../apps/widget/src/frame/locales/de.ts";
import { en as widgetEn } from "../../apps/widget/src/frame/locales/en.ts";
import { zhCN as widgetZh } from "../../apps/widget/src/frame/locales/zh-CN.ts";

/** What the pages call things, in the pages' own words: a better wording there breaks no story here. */
export const widgetWords = { "zh-CN": widgetZh, en: widgetEn, de: widgetDe };
export const consoleWords = { "zh-CN": consoleZh, en: consoleEn };

export function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);
}
