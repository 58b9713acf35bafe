import { createApp } from "vue";
import App from "./App.vue";
import { currentLocale, i18n } from "./shared/i18n/index.ts";
import { applyTheme } from "./shared/theme.ts";
import "./style.css";

document.documentElement.lang = currentLocale();
applyTheme();
createApp(App).use(i18n).mount("#app");
