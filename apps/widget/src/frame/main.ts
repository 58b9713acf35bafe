import { createApp } from "vue";
import { provideI18n } from "../shared/i18n.ts";
import { chooseLang } from "../shared/messages.ts";
import App from "./App.vue";
import { de } from "./locales/de.ts";
import { en } from "./locales/en.ts";
import { zhCN } from "./locales/zh-CN.ts";
import "./theme.css";

const lang = chooseLang(new URLSearchParams(location.search).get("lang") ?? navigator.language);
const app = createApp(App);
provideI18n(app, { "zh-CN": zhCN, en, de }, lang);
app.mount("#app");
