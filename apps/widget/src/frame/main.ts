import { createApp } from "vue";
import { chooseLang } from "../shared/messages.ts";
import App from "./App.vue";
import { createFrameI18n } from "./i18n.ts";
import "./theme.css";

const lang = chooseLang(new URLSearchParams(location.search).get("lang") ?? navigator.language);
createApp(App).use(createFrameI18n(lang)).mount("#app");
