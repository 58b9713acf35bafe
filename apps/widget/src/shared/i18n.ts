import { type App, inject, type Ref, ref } from "vue";
import { type Lang, REGIONS } from "./messages.ts";

/** A language file: texts by name, in groups. A text may hold `{name}`, for what only the moment knows. */
interface Words {
  [name: string]: string | Words;
}

export interface I18n {
  lang: Ref<Lang>;
  /** The text of that name (`group.name`) in the present language. */
  t(name: string, values?: Record<string, string | number>): string;
  has(name: string): boolean;
}

const KEY = Symbol("i18n");

/**
 * Gives an app its words. vue-i18n does the same and much that the chat has no use for, and would be a quarter of what
 * a customer loads before the first word.
 */
export function provideI18n(app: App, languages: Record<Lang, Words>, first: Lang): void {
  const lang = ref(first);
  const find = (name: string): string | undefined => {
    let found: string | Words | undefined = languages[lang.value];
    for (const part of name.split(".")) found = typeof found === "object" ? found[part] : undefined;
    return typeof found === "string" ? found : undefined;
  };
  const i18n: I18n = {
    lang,
    t: (name, values = {}) =>
      (find(name) ?? name).replaceAll(/\{(\w+)\}/g, (hole, value: string) => String(values[value] ?? hole)),
    has: (name) => find(name) !== undefined,
  };
  app.provide(KEY, i18n);
}

export function useI18n(): I18n {
  const i18n = inject<I18n>(KEY);
  if (i18n === undefined) throw new Error("useI18n: the app was given no words");
  return i18n;
}

/** The visitor's own region for times and dates (13:05 or 1:05 pm), as long as it is the chat's language. */
export function regionOf(lang: Lang, preferred: readonly string[]): string {
  return preferred.find((wish) => REGIONS[lang].test(wish)) ?? lang;
}
