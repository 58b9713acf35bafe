import { createApp } from "vue";
import { createI18n } from "vue-i18n";
import { compileMessage } from "../shared/compile-message.ts";
import { chooseLang } from "../shared/messages.ts";
import { en } from "./locales/en.ts";
import { zhCN } from "./locales/zh-CN.ts";
import Shop from "./Shop.vue";
import "./shop.css";

const wish = new URLSearchParams(location.search).get("lang") ?? navigator.language;
const i18n = createI18n({
  legacy: false,
  locale: chooseLang(wish),
  fallbackLocale: "en",
  messages: { en, "zh-CN": zhCN },
  messageCompiler: compileMessage,
});
createApp(Shop).use(i18n).mount("#app");
