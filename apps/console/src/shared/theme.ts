import type { GlobalThemeOverrides } from "naive-ui";
import { computed, ref, watchEffect } from "vue";
import { storedChoice } from "./stored-choice.ts";

const THEME_CHOICES = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

const stored = storedChoice<ThemeChoice>("baton.console.theme", THEME_CHOICES);
const systemDark = matchMedia("(prefers-color-scheme: dark)");

const choice = ref<ThemeChoice>(stored.read() ?? "system");
const systemIsDark = ref(systemDark.matches);
systemDark.addEventListener("change", (event) => {
  systemIsDark.value = event.matches;
});

export const isDark = computed(() => (choice.value === "system" ? systemIsDark.value : choice.value === "dark"));

export const themeChoice = computed<ThemeChoice>({
  get: () => choice.value,
  set: (next) => {
    choice.value = next;
    stored.write(next);
  },
});

/** Keeps `data-theme` on the root element, where the style sheet reads it. */
export function applyTheme(): void {
  watchEffect(() => {
    document.documentElement.dataset["theme"] = isDark.value ? "dark" : "light";
  });
}

/**
 * Naive UI computes shades from these and cannot read CSS variables, so the main colours of style.css are repeated here.
 */
const shared = {
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  borderRadius: "8px",
  borderRadiusSmall: "6px",
};

const light: GlobalThemeOverrides = {
  common: {
    ...shared,
    primaryColor: "#1d5bd8",
    primaryColorHover: "#2a6af0",
    primaryColorPressed: "#174bb3",
    primaryColorSuppl: "#2a6af0",
    errorColor: "#c02b2b",
    warningColor: "#9a5b00",
    successColor: "#157a46",
    textColorBase: "#171b22",
    placeholderColor: "#687180",
  },
};

const dark: GlobalThemeOverrides = {
  common: {
    ...shared,
    primaryColor: "#84adff",
    primaryColorHover: "#9dbdff",
    primaryColorPressed: "#6b97ee",
    primaryColorSuppl: "#84adff",
    errorColor: "#ff8a80",
    warningColor: "#f0b35a",
    successColor: "#5fcb92",
    bodyColor: "#0f1217",
    cardColor: "#171b22",
    modalColor: "#1b2029",
    popoverColor: "#232a34",
    inputColor: "#1f252e",
    placeholderColor: "#8d98a8",
  },
};

export const themeOverrides = computed(() => (isDark.value ? dark : light));
